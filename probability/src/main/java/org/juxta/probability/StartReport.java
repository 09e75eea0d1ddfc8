package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Np;

/**
 * Why a model can or can't start from a position, site by site; it prints as a table with the first
 * impossible site marked.
 *
 * @param entries one for each site and factor, in the order of the model
 * @param energy the potential energy at the position
 */
public record StartReport(List<Entry> entries, double energy) {
  private static final int MOST_SHOWN = 4;

  /**
   * A site.
   *
   * @param name of the site
   * @param distribution its class and shapes
   * @param observed whether it is observed, or a factor
   * @param value as printed, shortened
   * @param support the values its distribution can take, in words
   * @param inSupport whether all values are such
   * @param logDensity the sum of its log density
   * @param gradientFinite whether the gradient of the energy by its unconstrained values is finite;
   *     true for what is observed
   */
  public record Entry(
      String name,
      String distribution,
      boolean observed,
      String value,
      String support,
      boolean inSupport,
      double logDensity,
      boolean gradientFinite) {
    /** Whether a chain can start with it so. */
    public boolean isPossible() {
      return inSupport && Double.isFinite(logDensity) && gradientFinite;
    }

    /** What is wrong with it; empty if nothing. */
    public String problem() {
      List<String> problems = new ArrayList<>();
      if (!inSupport) {
        problems.add("the value is not " + support);
      }
      if (!Double.isFinite(logDensity)) {
        problems.add("the log density is " + logDensity);
      }
      if (!gradientFinite) {
        problems.add("the gradient is not finite");
      }
      return String.join("; ", problems);
    }
  }

  /** Copies the list. */
  public StartReport {
    entries = List.copyOf(entries);
  }

  static StartReport of(ModelTrace trace, Map<String, Array> gradients, double energy) {
    List<Entry> entries = new ArrayList<>();
    for (Site site : trace.sites().values()) {
      if (site.kind() != Site.Kind.DETERMINISTIC) {
        entries.add(entry(site, gradients.get(site.name())));
      }
    }
    return new StartReport(entries, energy);
  }

  private static Entry entry(Site site, @Nullable Array gradient) {
    Constraint support = site.distribution().support();
    boolean factor = site.kind() == Site.Kind.FACTOR;
    return new Entry(
        site.name(),
        factor ? "factor" : Parameters.describe(site.distribution()),
        !site.isLatent(),
        factor ? "" : shortened(site.value()),
        support.describe(),
        support.check(site.value()).all().toBoolean(),
        site.logDensity().toDouble(),
        gradient == null || Np.isfinite(gradient).all().toBoolean());
  }

  private static String shortened(Array value) {
    double[] values = value.toDoubles();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(values.length, MOST_SHOWN); i++) {
      shown.add(String.format(Locale.ROOT, "%.4g", values[i]));
    }
    if (values.length > MOST_SHOWN) {
      shown.add("…");
    }
    return value.rank() == 0 ? shown.getFirst() : shown.toString();
  }

  /** Whether a chain can start there: all is finite and within the supports. */
  public boolean canStart() {
    return Double.isFinite(energy) && entries.stream().allMatch(Entry::isPossible);
  }

  /** The first site that is not possible, in the order of the model. */
  public Optional<Entry> firstImpossible() {
    return entries.stream().filter(entry -> !entry.isPossible()).findFirst();
  }

  /** The table. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    String marked = firstImpossible().map(Entry::name).orElse("");
    int nameWidth = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
    int kindWidth = entries.stream().mapToInt(e -> e.distribution().length()).max().orElse(0);
    String row = "%s %-" + Math.max(1, nameWidth) + "s  %-8s  %-" + Math.max(1, kindWidth);
    for (Entry e : entries) {
      String role = e.observed() ? "observed" : "latent";
      out.append(
          String.format(
              Locale.ROOT,
              row + "s  log density %-12.6g  %s%s%n",
              e.name().equals(marked) ? "→" : " ",
              e.name(),
              role,
              e.distribution(),
              e.logDensity(),
              e.value(),
              e.isPossible() ? "" : "  ← " + e.problem()));
    }
    return out.append(String.format(Locale.ROOT, "potential energy %.6g", energy)).toString();
  }
}
