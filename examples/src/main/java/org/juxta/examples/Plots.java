package org.juxta.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.probability.KernelDensity;
import org.juxta.tracer.JuxtaException;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of draws and of training runs. */
public final class Plots {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 170;
  private static final int TICK_LABEL_WIDTH = 50;

  /** Okabe and Ito's colours, which colour-blind readers can tell apart. */
  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xE69F00),
          new Color(0x009E73),
          new Color(0xD55E00),
          new Color(0x56B4E9),
          new Color(0xCC79A7),
          new Color(0x000000));

  private Plots() {}

  /**
   * For each scalar a row of two charts: the density of its draws on the left, the draws in the
   * order in which they were made on the right, a line for each chain (ArviZ's {@code plot_trace}).
   * Integer draws are shown by their frequencies.
   *
   * @param columns for each scalar, its label and its draws {@code [chain][draw]}
   */
  public static Figure trace(Map<String, double[][]> columns) {
    List<Chart<?, ?>> panels = new ArrayList<>();
    columns.forEach(
        (name, draws) -> {
          XYChart density = chart(name, WIDTH, HEIGHT);
          density.getStyler().setYAxisTicksVisible(false).setYAxisMin(0.0);
          density.getStyler().setPlotGridHorizontalLinesVisible(false);
          XYChart trace = chart(name, WIDTH, HEIGHT);
          trace.getStyler().setXAxisMin(0.0).setYAxisLeftWidthHint(TICK_LABEL_WIDTH);
          for (int c = 0; c < draws.length; c++) {
            Color color = COLORS.get(c % COLORS.size());
            double shift = 0.12 * (c - (draws.length - 1) / 2.0) * Math.min(1, 6.0 / draws.length);
            density(density, "chain " + c, draws[c], shift, color);
            double[] steps = IntStream.range(0, draws[c].length).asDoubleStream().toArray();
            Color faint = new Color(color.getRed(), color.getGreen(), color.getBlue(), 150);
            line(trace, "chain " + c, steps, draws[c], faint, 0.7f);
          }
          panels.add(density);
          panels.add(trace);
        });
    if (panels.isEmpty()) {
      throw new JuxtaException("Plots.trace: there are no draws to plot");
    }
    return new Figure(panels, 2);
  }

  /**
   * One chart with a line for each array, against its index: losses of a training run, log
   * densities of chains.
   */
  public static Figure lines(String title, double[]... ys) {
    XYChart chart = chart(title, 2 * WIDTH, 2 * HEIGHT);
    for (int i = 0; i < ys.length; i++) {
      double[] steps = IntStream.range(0, ys[i].length).asDoubleStream().toArray();
      line(chart, title + " " + i, steps, ys[i], COLORS.get(i % COLORS.size()), 1.2f);
    }
    return new Figure(List.of(chart), 1);
  }

  private static void density(
      XYChart chart, String name, double[] draws, double shift, Color color) {
    double[] finite = Arrays.stream(draws).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return;
    }
    if (Arrays.stream(finite).allMatch(v -> v == Math.rint(v))) {
      frequencies(chart, name, finite, shift, color);
    } else if (Arrays.stream(finite).distinct().count() == 1) {
      line(chart, name, new double[] {finite[0], finite[0]}, new double[] {0, 1}, color, 1.2f);
    } else {
      KernelDensity kde = KernelDensity.of(finite);
      line(chart, name, kde.grid(), kde.density(), color, 1.2f);
    }
  }

  /** A stem from 0 to its share for each value that occurs, beside those of the other chains. */
  private static void frequencies(
      XYChart chart, String name, double[] draws, double shift, Color color) {
    Map<Double, Long> counts =
        Arrays.stream(draws)
            .boxed()
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    double[] x = new double[3 * counts.size()];
    double[] y = new double[x.length];
    int i = 0;
    for (Map.Entry<Double, Long> count : counts.entrySet()) {
      Arrays.fill(x, i, i + 3, count.getKey() + shift);
      y[i] = 0;
      y[i + 1] = (double) count.getValue() / draws.length;
      y[i + 2] = Double.NaN;
      i += 3;
    }
    line(chart, name, x, y, color, 3);
  }

  private static void line(
      XYChart chart, String name, double[] x, double[] y, Color color, float width) {
    int n = x.length;
    double[] shown = Arrays.copyOf(y, n + 1);
    shown[n] = Double.NaN;
    for (int i = 0; i < n; i++) {
      shown[i] = Double.isFinite(y[i]) ? y[i] : Double.NaN; // a gap
    }
    if (Arrays.stream(shown).allMatch(Double::isNaN)) {
      return;
    }
    // XChart puts its ticks on the data where these are equally spaced, and crowds them. A point
    // between the first two that is not shown makes it look for round numbers.
    double[] positions = Arrays.copyOf(x, n + 1);
    positions[n] = (x[0] + x[Math.min(1, n - 1)]) / 2;
    XYSeries series = chart.addSeries(name, positions, shown);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
  }

  /** A tick's number with up to six digits and no zeros at its end: 0.0002, 250, 3E+7. */
  private static String shortest(double tick) {
    BigDecimal rounded = new BigDecimal(tick).round(new MathContext(6)).stripTrailingZeros();
    boolean plain = rounded.signum() == 0 || Math.abs(Math.log10(Math.abs(tick))) < 6;
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  private static XYChart chart(String title, int width, int height) {
    XYChart chart = new XYChartBuilder().title(title).width(width).height(height).build();
    XYStyler styler = chart.getStyler();
    styler.setLegendVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(4);
    styler.setChartPadding(6);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    styler.setPlotGridLinesColor(new Color(0xE4E4E4));
    styler.setPlotGridLinesStroke(new BasicStroke(0.7f));
    styler.setXAxisTickMarkSpacingHint(60);
    styler.setYAxisTickMarkSpacingHint(30);
    styler.setPlotContentSize(0.97);
    styler.setXAxisTickLabelsFormattingFunction(Plots::shortest);
    styler.setYAxisTickLabelsFormattingFunction(Plots::shortest);
    return chart;
  }
}
