package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Random;

/** threefry.json and jax_random.json: keys, bits and draws in both counter layouts. */
final class RandomCases implements GoldenCases {
  private final Functions functions = RandomFunctions.create();

  @Override
  public List<Check> checks(JsonNode test) {
    boolean sampler = test.has("sampler");
    String name = test.get(sampler ? "sampler" : "op").asText();
    Tolerance tolerance = Tolerance.of(test.get("compare"));
    JsonNode args = test.get("args");
    return switch (name) {
      case "threefry2x32" -> List.of(hash(args, test.get("expected"), tolerance));
      case "PRNGKey" ->
          List.of(Check.host(name, _ -> seeded(args), test.get("expected"), tolerance));
      case "random_bits_digest" -> List.of(digest(args, test.get("expected"), tolerance));
      default -> draw(test, sampler ? test : args, name, tolerance);
    };
  }

  private static KeyLayout layout(JsonNode node) {
    return switch (node.path("layout").asText("original")) {
      case "original" -> KeyLayout.ORIGINAL;
      default -> KeyLayout.PARTITIONABLE;
    };
  }

  private List<Check> draw(JsonNode test, JsonNode keyed, String name, Tolerance tolerance) {
    Function function = functions.function(name);
    Map<String, Object> named = new LinkedHashMap<>(Encoded.values(test.get("args")));
    named.remove("key");
    named.remove("layout");
    if (test.has("x64")) {
      named.put("x64", test.get("x64").asBoolean());
    }
    KeyLayout layout = layout(keyed);
    Array data = Encoded.array(keyed.get("key"));
    return List.of(
        Check.of(
            name,
            List.of(data),
            in -> function.call(List.of(new Key(in.getFirst(), layout)), named),
            test.get("expected"),
            tolerance.as(Tolerance.Types.ANY)));
  }

  /** Without 64-bit types a seed has 32 bits: in Juxta one of I32. */
  private static Array seeded(JsonNode args) {
    long seed = args.get("seed").asLong();
    return (args.get("x64").asBoolean() ? Key.of(seed) : Key.of(Np.array((int) seed))).data();
  }

  private static Check hash(JsonNode args, JsonNode expected, Tolerance tolerance) {
    Array key = Encoded.array(args.get("key"));
    List<Array> inputs =
        List.of(key, Encoded.array(args.get("counter0")), Encoded.array(args.get("counter1")));
    return Check.of(
        "threefry2x32",
        inputs,
        in -> {
          List<Array> operands = List.of(in.get(0).get(0), in.get(0).get(1), in.get(1), in.get(2));
          List<Array> words = Primitives.bind(new Random.Threefry(), operands);
          return Map.of("word0", words.get(0), "word1", words.get(1));
        },
        expected,
        tolerance);
  }

  private Check digest(JsonNode args, JsonNode expected, Tolerance tolerance) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("bit_width", args.get("bit_width").asLong());
    named.put("shape", Encoded.value(args.get("shape")));
    Key key = new Key(Encoded.array(args.get("key")), layout(args));
    return Check.host(
        "random_bits_digest",
        _ -> {
          long[] bits =
              Values.array(functions.function("random_bits").call(List.of(key), named)).toLongs();
          long xor = 0;
          long sum = 0;
          for (long b : bits) {
            xor ^= b;
            sum += b;
          }
          List<Long> picked = new ArrayList<>();
          args.get("positions").forEach(at -> picked.add(bits[at.asInt()]));
          Array values = Np.array(picked.stream().mapToLong(Long::longValue).toArray());
          return Map.of(
              "xor", xor, "sum_mod_2_64", sum, "values_at_positions", values.astype(DType.I64));
        },
        expected,
        tolerance.as(Tolerance.Types.ANY));
  }
}
