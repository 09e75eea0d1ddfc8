package org.juxta.tests.snippets;

import java.util.LinkedHashMap;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Rng;
import org.juxta.probability.Diagnostics;
import org.juxta.probability.KernelDensity;
import org.juxta.probability.Summary;

/** Diagnostics of draws. */
final class DiagnosticsSnippets {
  private DiagnosticsSnippets() {}

  private static double[][] chains(Array draws) {
    double[][] chains = new double[draws.dim(0)][];
    for (int i = 0; i < chains.length; i++) {
      chains[i] = draws.get(i).toDoubles();
    }
    return chains;
  }

  static void diagnostics() {
    // @start region="diagnostics"
    double[][] draws = chains(Rng.normal(Key.of(0), 4, 250));
    System.out.println(Diagnostics.rhat(draws) < 1.01); // true
    System.out.println(Diagnostics.essBulk(draws) > 500); // true
    double[][] apart = {
      draws[0], draws[1], draws[2], Rng.normal(Key.of(1), 250).add(9).toDoubles()
    };
    System.out.println(Diagnostics.rhat(apart) > 1.5); // true
    System.out.println(
        Diagnostics.hdi(new double[] {0, 1, 1.5, 2, 9}, 0.6)); // Interval[lower=0.0, upper=2.0]
    // @end
  }

  static void summary() {
    // @start region="summary"
    var columns = new LinkedHashMap<String, double[][]>();
    columns.put("x", chains(Rng.normal(Key.of(0), 4, 250)));
    System.out.println(Summary.of(columns, 0));
    //
    //                 mean       std    median      5.0%     95.0%     n_eff  tail_ess     r_hat
    //          x     -0.01      0.98     -0.02     -1.44      1.70    999.93   1021.93      1.00
    //
    // Number of divergences: 0
    //
    // @end
  }

  static void kernelDensity() {
    // @start region="kernelDensity"
    KernelDensity kde = KernelDensity.of(Rng.normal(Key.of(0), 1000).toDoubles());
    System.out.println(kde.grid().length); // 512
    System.out.println(kde.density().length); // 512
    // @end
  }
}
