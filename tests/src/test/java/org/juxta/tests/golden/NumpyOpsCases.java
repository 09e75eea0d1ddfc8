package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.Array;

/** numpy_ops.json: a NumPy function, its arguments and its result. */
final class NumpyOpsCases implements GoldenCases {
  private final Functions functions = LibraryFunctions.create();

  /**
   * Functions whose result's shape depends on truth values, which are therefore read on the host.
   */
  private static final Set<String> READ =
      Set.of("getitem", "extract", "compress", "argwhere", "nonzero");

  private static boolean hasMask(JsonNode test) {
    return !test.get("op").asText().equals("getitem")
        || test.get("args").toString().contains("\"bool\"");
  }

  @Override
  public List<Check> checks(JsonNode test) {
    String op = test.get("op").asText();
    Function function = functions.function(name(op));
    List<Object> positional = new ArrayList<>();
    test.get("args").forEach(argument -> positional.add(Encoded.value(argument)));
    Map<String, Object> named = Encoded.values(test.get("kwargs"));
    List<Array> inputs = new ArrayList<>();
    Check.Runs runs = READ.contains(op) && hasMask(test) ? Check.Runs.ON_HOST : Check.Runs.BOTH;
    Object marked = Inputs.mark(List.of(positional, new ArrayList<>(named.values())), inputs);
    List<String> names = List.copyOf(named.keySet());
    return List.of(
        new Check(
            op,
            inputs,
            arrays -> {
              List<?> filled = (List<?>) Inputs.fill(marked, arrays);
              List<Object> again = new ArrayList<>((List<?>) filled.get(0));
              Map<String, Object> namedAgain = new LinkedHashMap<>();
              for (int i = 0; i < names.size(); i++) {
                namedAgain.put(names.get(i), ((List<?>) filled.get(1)).get(i));
              }
              return function.call(again, namedAgain);
            },
            test.get("expected"),
            Tolerance.of(test.get("compare")),
            runs));
  }

  private String name(String op) {
    if (op.startsWith("scipy.") || op.startsWith("nn.")) {
      return op;
    }
    return op.startsWith("special.") ? "scipy." + op : "np." + op;
  }
}
