package org.juxta.examples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.juxta.tracer.JuxtaException;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Charts in a grid, row by row, to be saved as one picture. No display is needed.
 *
 * @param panels the charts
 * @param columns the number of charts in a row
 */
public record Figure(List<Chart<?, ?>> panels, int columns) {
  /** Pixels of the picture for each unit of the charts' sizes, so that text and lines are sharp. */
  private static final int SCALE = 2;

  static {
    System.setProperty("java.awt.headless", "true");
  }

  /** Copies the list. */
  public Figure {
    panels = List.copyOf(panels);
    if (panels.isEmpty() || columns < 1) {
      throw new JuxtaException(
          "Figure: needs a chart and a column, got %d charts in %d columns"
              .formatted(panels.size(), columns));
    }
  }

  /** Draws the figure and writes it as a PNG file, whose folder is made if it does not exist. */
  public void save(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      ImageIO.write(image(), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Draws the figure. */
  public BufferedImage image() {
    int width = panels.stream().mapToInt(Chart::getWidth).max().orElseThrow();
    int height = panels.stream().mapToInt(Chart::getHeight).max().orElseThrow();
    int rows = Math.ceilDiv(panels.size(), columns);
    int across = Math.min(columns, panels.size());
    BufferedImage image =
        new BufferedImage(
            SCALE * width * across, SCALE * height * rows, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(SCALE, SCALE);
      for (int i = 0; i < panels.size(); i++) {
        Graphics2D panel = (Graphics2D) graphics.create();
        panel.translate(i % columns * width, i / columns * height);
        panels.get(i).paint(panel, width, height);
        panel.dispose();
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }
}
