package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which class runs the cases of which file. */
final class GoldenKinds {
  private GoldenKinds() {}

  static GoldenCases of(String file, JsonNode header) {
    return switch (file) {
      case "numpy_ops.json" -> new NumpyOpsCases();
      case "autodiff.json" -> new AutodiffCases();
      case "jax_ops.json" -> new JaxOpsCases();
      case "edges.json" -> new EdgeCases();
      case "distributions.json" -> new DistributionCases();
      case "tfp_distributions.json" -> new TfpDistributionCases();
      case "bijectors.json" -> new BijectorCases();
      case "diagnostics.json" -> new DiagnosticsCases(header);
      case "special_functions.json" -> new SpecialFunctionCases();
      case "mcmc_reference.json" -> new McmcReferenceCases();
      case "seed004.json" -> new Seed004Cases();
      case "threefry.json", "jax_random.json" -> new RandomCases();
      default -> GoldenKinds::unknown;
    };
  }

  private static List<Check> unknown(JsonNode test) {
    throw new NotYetThere("cases of this kind");
  }
}
