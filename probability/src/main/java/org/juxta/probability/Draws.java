package org.juxta.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.juxta.Array;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;

/** The draws of an MCMC run and what is known of its steps. */
public final class Draws {
  private static final double BFMI = 0.3;
  private static final double RHAT = 1.01;

  private final SequencedMap<String, Array> sites;
  private final double[][][] infos;
  private final int maxTreeDepth;
  private final Timing timing;

  Draws(SequencedMap<String, Array> sites, double[][][] infos, int maxTreeDepth, Timing timing) {
    this.sites = Collections.unmodifiableSequencedMap(sites);
    this.infos = infos;
    this.maxTreeDepth = maxTreeDepth;
    this.timing = timing;
  }

  /**
   * How long it took.
   *
   * @param preparingSeconds finding where to start, and compiling if that was not done before
   * @param seconds from the first step to the last draw of all chains
   * @param warmupSeconds the warm-up of all chains, added up
   * @param drawSeconds the draws of all chains, added up
   * @param warmupLeapfrogs the leapfrog steps of the warm-up of all chains
   */
  public record Timing(
      double preparingSeconds,
      double seconds,
      double warmupSeconds,
      double drawSeconds,
      long warmupLeapfrogs) {}

  /** The number of chains. */
  public int chains() {
    return infos[0].length;
  }

  /** The number of draws of each chain. */
  public int size() {
    return infos[0][0].length;
  }

  /** The names of the sites, in the model's order. */
  public List<String> names() {
    return List.copyOf(sites.keySet());
  }

  /** All sites: name to draws, (chains, draws, …). */
  public SequencedMap<String, Array> sites() {
    return sites;
  }

  /** The draws of a site, (chains, draws, …). */
  public Array get(String site) {
    Array draws = sites.get(site);
    if (draws == null) {
      throw new JuxtaException("Draws: there is no site %s among %s".formatted(site, names()));
    }
    return draws;
  }

  /** The draws of a site, chain after chain, (chains * draws, …). */
  public Array flat(String site) {
    Array draws = get(site);
    Shape one = draws.shape().without(Ints.range(0, 2));
    return draws.reshape(Shape.of(chains() * size()).concat(one));
  }

  /** {@link #flat} of all sites. */
  public SequencedMap<String, Array> flat() {
    SequencedMap<String, Array> flat = new LinkedHashMap<>();
    sites.keySet().forEach(name -> flat.put(name, flat(name)));
    return flat;
  }

  /** Each scalar's draws [chain][draw], by labels such as {@code w[0,1]}. */
  public SequencedMap<String, double[][]> columns() {
    SequencedMap<String, double[][]> columns = new LinkedHashMap<>();
    sites.forEach(
        (name, draws) -> {
          Shape one = draws.shape().without(Ints.range(0, 2));
          HostArray host = draws.toHost();
          for (int e = 0; e < one.size(); e++) {
            columns.put(name + label(one, e), column(host, e, one.size()));
          }
        });
    return columns;
  }

  private double[][] column(HostArray host, int element, int elements) {
    double[][] column = new double[chains()][size()];
    for (int c = 0; c < column.length; c++) {
      for (int i = 0; i < column[c].length; i++) {
        column[c][i] = host.getDouble((c * size() + i) * elements + element);
      }
    }
    return column;
  }

  private static String label(Shape shape, int element) {
    if (shape.rank() == 0) {
      return "";
    }
    int[] index = new int[shape.rank()];
    int rest = element;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return Arrays.toString(index).replace(" ", "");
  }

  private double[][] info(int value) {
    return Arrays.stream(infos[value]).map(double[]::clone).toArray(double[][]::new);
  }

  /** The acceptance probability of each step, [chain][draw]. */
  public double[][] acceptance() {
    return info(StepInfo.ACCEPTANCE);
  }

  /** The number of leapfrog steps of each step. */
  public double[][] leapfrogs() {
    return info(StepInfo.LEAPFROGS);
  }

  /** The depth of the tree of each step; 0 for HMC. */
  public double[][] treeDepth() {
    return info(StepInfo.TREE_DEPTH);
  }

  /** 1 where a step diverged, else 0. */
  public double[][] divergent() {
    return info(StepInfo.DIVERGENT);
  }

  /** The energy at the end of each step. */
  public double[][] energy() {
    return info(StepInfo.ENERGY);
  }

  /** The log density in unconstrained coordinates, up to a constant, after each step. */
  public double[][] logDensity() {
    return info(StepInfo.LOG_DENSITY);
  }

  /** The step size of each step. */
  public double[][] stepSize() {
    return info(StepInfo.STEP_SIZE);
  }

  private double total(int value) {
    return Arrays.stream(infos[value]).flatMapToDouble(Arrays::stream).sum();
  }

  /** The number of draws that ended in a divergence. */
  public int divergences() {
    return (int) total(StepInfo.DIVERGENT);
  }

  /** The number of leapfrog steps of all draws, without the warm-up. */
  public long totalLeapfrogs() {
    return (long) total(StepInfo.LEAPFROGS);
  }

  /** How long it took. */
  public Timing timing() {
    return timing;
  }

  /**
   * Mean, deviation, quantiles, effective sample sizes and R-hat of each scalar, with 90%
   * intervals.
   */
  public Summary summary() {
    return Summary.of(columns(), divergences());
  }

  /** The least bulk effective sample size of all scalars. */
  public double minEss() {
    return columns().values().stream().mapToDouble(Diagnostics::essBulk).min().orElse(Double.NaN);
  }

  /** What speaks against these draws; empty if nothing does. */
  public List<SamplerWarning> warnings() {
    return warnings(summary());
  }

  private List<SamplerWarning> warnings(Summary summary) {
    List<SamplerWarning> warnings = new ArrayList<>();
    int all = chains() * size();
    if (divergences() > 0) {
      warnings.add(new SamplerWarning.Divergences(divergences(), all));
    }
    long deep =
        Arrays.stream(infos[StepInfo.TREE_DEPTH])
            .flatMapToDouble(Arrays::stream)
            .filter(depth -> depth >= maxTreeDepth)
            .count();
    if (maxTreeDepth > 0 && deep > 0) {
      warnings.add(new SamplerWarning.DeepTrees((int) deep, all, maxTreeDepth));
    }
    double[] bfmi = size() > 1 ? Diagnostics.bfmi(infos[StepInfo.ENERGY]) : new double[0];
    for (int c = 0; c < bfmi.length; c++) {
      if (bfmi[c] < BFMI) {
        warnings.add(new SamplerWarning.LowEnergyChange(c, bfmi[c]));
      }
    }
    List<Summary.Row> apart = summary.rows().stream().filter(row -> row.rHat() > RHAT).toList();
    if (!apart.isEmpty()) {
      warnings.add(
          new SamplerWarning.NotConverged(
              apart.stream().map(Summary.Row::name).toList(),
              apart.stream().mapToDouble(Summary.Row::rHat).max().orElseThrow()));
    }
    return warnings;
  }

  /** The summary's table, and the warnings below it. */
  @Override
  public String toString() {
    Summary summary = summary();
    StringBuilder out = new StringBuilder(summary.toString());
    warnings(summary).forEach(w -> out.append("Warning: ").append(w).append('\n'));
    return out.toString();
  }
}
