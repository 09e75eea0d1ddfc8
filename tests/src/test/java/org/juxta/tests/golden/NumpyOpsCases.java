package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;

/** numpy_ops.json: a NumPy function, its arguments and its result. */
final class NumpyOpsCases implements GoldenCases {
  private final Functions functions = LibraryFunctions.create();

  @Override
  public List<Check> checks(JsonNode test) {
    String op = test.get("op").asText();
    Function function = functions.function(name(op));
    List<Object> positional = new ArrayList<>();
    test.get("args").forEach(argument -> positional.add(Encoded.value(argument)));
    Map<String, Object> named = Encoded.values(test.get("kwargs"));
    List<Array> inputs = new ArrayList<>();
    Object marked = Inputs.mark(List.of(positional, new ArrayList<>(named.values())), inputs);
    List<String> names = List.copyOf(named.keySet());
    return List.of(
        Check.of(
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
            Tolerance.of(test.get("compare"))));
  }

  private String name(String op) {
    if (op.startsWith("scipy.") || op.startsWith("nn.")) {
      return op;
    }
    return op.startsWith("special.") ? "scipy." + op : "np." + op;
  }
}
