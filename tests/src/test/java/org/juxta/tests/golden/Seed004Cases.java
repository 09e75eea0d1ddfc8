package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.probability.Bijector;
import org.juxta.probability.Chain;
import org.juxta.probability.Exp;
import org.juxta.probability.Normal;
import org.juxta.probability.Scale;
import org.juxta.probability.Shift;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** seed004.json: the numbers that the seed on TFP prints. */
final class Seed004Cases implements GoldenCases {
  /** F32 results go through logarithms and error functions of another library. */
  private static final Tolerance CLOSE = new Tolerance(3e-6, 1e-7, false, Tolerance.Types.ANY);

  /** What depends on the layout of the key's counters. */
  private static final Map<String, Function<Key, Array>> OF_KEYS =
      Map.of(
          "split(PRNGKey(0))",
          key -> key.splitBatch(2).data(),
          "random.normal(PRNGKey(0))",
          Rng::normal,
          "Normal(0,1).sample(seed=PRNGKey(0))",
          key -> Normal.of(0, 1).sample(key),
          "normals of the two keys",
          Seed004Cases::normals);

  private static Array normals(Key key) {
    Key[] two = key.split();
    return Np.stack(Rng.normal(two[0]), Rng.normal(two[1]));
  }

  @Override
  public List<Check> checks(JsonNode test) {
    String id = test.get("id").asText();
    Function<Key, Array> draw = OF_KEYS.get(id);
    return draw == null ? values(id, test) : draws(test, draw);
  }

  private static List<Check> draws(JsonNode test, Function<Key, Array> draw) {
    List<Check> checks = new ArrayList<>();
    for (KeyLayout layout : KeyLayout.values()) {
      String name = layout.name().toLowerCase(java.util.Locale.ROOT);
      List<Array> data = List.of(Key.of(0).data());
      checks.add(
          Check.of(
              name, data, in -> draw.apply(new Key(in.getFirst(), layout)), test.get(name), CLOSE));
    }
    return checks;
  }

  private static List<Check> values(String id, JsonNode test) {
    return switch (id) {
      case "normal_log_prob_0" ->
          List.of(
              of(_ -> Normal.of(0, 1).logProb(Np.array(0f)), test.get("tfp_new")),
              of(_ -> Normal.of(0, 1).logProb(Np.array(0.0)), test.get("float64")));
      case "PRNGKey(0)" -> List.of(of(_ -> Key.of(0).data(), test.get("value")));
      case "Exp().inverse(1.)" ->
          List.of(of(_ -> new Exp().inverse(Np.array(1f)), test.get("value")));
      case "Shift(1)(Scale(3)) forward, inverse of ones(5)" ->
          List.of(of(_ -> affine(Np.ones(5)), test.get("value")));
      case "jit(vmap(Exp().inverse))(arange(4.))" ->
          List.of(
              Check.host(
                  "value",
                  _ ->
                      Jit.of(Vmap.of((Array y) -> new Exp().inverse(y)))
                          .apply(Np.arange(0, 4, 1, DType.F32)),
                  test.get("value"),
                  CLOSE));
      default -> throw new NotYetThere(id);
    };
  }

  private static Array affine(Array ones) {
    Bijector both = Chain.of(Shift.of(1), Scale.of(3));
    return Np.stack(both.forward(ones), both.inverse(ones));
  }

  private static Check of(Function<List<Array>, Object> value, JsonNode expected) {
    return Check.of("value", List.of(), value, expected, CLOSE);
  }
}
