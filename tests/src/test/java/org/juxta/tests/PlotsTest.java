package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.examples.Figure;
import org.juxta.examples.Plots;

/** Plots are written without a display, and show what they should. */
class PlotsTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @TempDir private Path folder;

  @Test
  void aTraceIsSavedAsPng() throws IOException {
    Map<String, double[][]> columns = new LinkedHashMap<>();
    columns.put("w[0]", DiagnosticsGoldens.draws(4, 200, 0.5, 1));
    columns.put("w[1]", DiagnosticsGoldens.draws(4, 200, 0, 2));
    columns.put("b", DiagnosticsGoldens.draws(4, 200, 0, 3));
    Path file = folder.resolve("new/folder/trace.png");
    Plots.trace(columns).save(file);
    assertThat(Files.readAllBytes(file)).startsWith(PNG).hasSizeGreaterThan(50_000);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(1840);
    assertThat(image.getHeight()).isEqualTo(3 * 340);
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 2; column++) {
        int panel = row * 340;
        assertThat(distinctColors(image.getSubimage(column * 920, panel, 920, 340)))
            .as("colours in row %d, column %d", row, column)
            .isGreaterThan(20);
      }
    }
  }

  @Test
  void everyChainHasItsColour() {
    double[][] apart = {{0, 0.1, 0, 0.1}, {5, 5.1, 5, 5.1}};
    BufferedImage two = Plots.trace(Map.of("x", apart)).image();
    BufferedImage one = Plots.trace(Map.of("x", new double[][] {apart[0]})).image();
    assertThat(count(two, 0xE69F00)).isPositive();
    assertThat(count(one, 0xE69F00)).isZero();
    assertThat(count(one, 0x0072B2)).isPositive();
  }

  @Test
  void unusualDrawsArePlotted() {
    Map<String, double[][]> columns = new LinkedHashMap<>();
    columns.put("constant", new double[][] {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}});
    columns.put("integers", new double[][] {{1, 2, 1, 5}, {3, 1, 1, 0}});
    columns.put("not finite", new double[][] {{0.5, Double.NaN, Double.NEGATIVE_INFINITY, 0.7}});
    columns.put("all NaN", new double[][] {{Double.NaN, Double.NaN}});
    columns.put("one draw", new double[][] {{0.5}});
    columns.put("none", new double[][] {{}});
    columns.put("tiny", new double[][] {{1e-30, 2e-30, 1.5e-30}});
    columns.put("huge", new double[][] {{1e30, 2e30, -1.5e30}});
    assertThat(Plots.trace(columns).image().getHeight()).isEqualTo(8 * 340);
  }

  @Test
  void linesAreDrawnInOneChart() throws IOException {
    double[] rising = {1, 2, 3, 4};
    double[] falling = {4, 3, 2, 1};
    Path file = folder.resolve("lines.png");
    Figure figure = Plots.lines("loss", rising, falling);
    figure.save(file);
    assertThat(Files.readAllBytes(file)).startsWith(PNG);
    assertThat(figure.panels()).hasSize(1);
    assertThat(count(figure.image(), 0x0072B2)).isPositive();
    assertThat(count(figure.image(), 0xE69F00)).isPositive();
  }

  @Test
  void nothingToPlotIsAnError() {
    assertThatThrownBy(() -> Plots.trace(Map.of())).hasMessageContaining("no draws");
    assertThatThrownBy(() -> new Figure(List.of(), 2)).hasMessageContaining("0 charts");
  }

  private static long distinctColors(BufferedImage image) {
    return Arrays.stream(pixels(image)).distinct().count();
  }

  private static long count(BufferedImage image, int rgb) {
    return Arrays.stream(pixels(image)).filter(p -> (p & 0xFFFFFF) == rgb).count();
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
