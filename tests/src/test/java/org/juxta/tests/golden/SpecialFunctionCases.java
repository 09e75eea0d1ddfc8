package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Np;

/** special_functions.json: special functions at exact F64 arguments. */
final class SpecialFunctionCases implements GoldenCases {
  /**
   * Units in the last place, of the argument's and of the result's own error, that a result may be
   * off by.
   */
  private static final double UNITS = 300 * 0x1p-52;

  private final Functions functions = LibraryFunctions.create();

  @Override
  public List<Check> checks(JsonNode test) {
    String name = test.get("fn").asText();
    Function function = functions.function("scipy.special." + name);
    double rtol = UNITS * (1 + test.path("cond").asDouble(0));
    Tolerance tolerance = Tolerance.close(rtol, test.path("atol").asDouble(0));
    List<Array> inputs = new ArrayList<>();
    test.get("args").forEach(argument -> inputs.add(Np.array(Encoded.number(argument))));
    if (name.equals("multigammaln")) {
      // The dimension is no array.
      Object dimension = test.get("args").get(1).asLong();
      return List.of(
          Check.of(
              name,
              inputs.subList(0, 1),
              in -> function.call(List.of(in.getFirst(), dimension), java.util.Map.of()),
              test.get("expected"),
              tolerance));
    }
    boolean vector = name.equals("logsumexp");
    return List.of(
        Check.of(
            name,
            inputs,
            in ->
                function.call(
                    vector ? List.of(Np.stack(in, 0)) : List.copyOf(in), java.util.Map.of()),
            test.get("expected"),
            tolerance));
  }
}
