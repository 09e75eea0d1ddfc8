package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Random;
import org.juxta.tracer.Shape;

/** Keys, bits and samplers against the cases of goldens/threefry.json. */
class ThreefryGoldensTest {
  /** Needs sorting by random keys. */
  private static final Set<String> WITHOUT_SAMPLER = Set.of("permutation");

  @TestFactory
  Stream<DynamicTest> agreesWithTheReference() {
    return RandomGoldens.cases("threefry.json").stream()
        .filter(c -> !WITHOUT_SAMPLER.contains(c.get("op").asText()))
        .map(c -> DynamicTest.dynamicTest(c.get("id").asText(), () -> check(c)));
  }

  @Test
  void allButPermutationsAreRun() {
    assertThat(agreesWithTheReference().count()).isEqualTo(307 - 12);
  }

  private static void check(JsonNode test) {
    JsonNode args = test.get("args");
    switch (test.get("op").asText()) {
      case "threefry2x32" -> checkHash(test);
      case "random_bits_digest" -> checkDigest(test);
      case "PRNGKey" -> RandomGoldens.check(test, seeded(args).data());
      default -> RandomGoldens.check(test, draw(test.get("op").asText(), args));
    }
  }

  private static Array draw(String op, JsonNode args) {
    Key key = RandomGoldens.key(args.get("key"), RandomGoldens.layout(args));
    if (op.equals("fold_in")) {
      return key.fold(args.get("data").asLong()).data();
    }
    Shape shape = RandomGoldens.shape(args.get("shape"));
    return switch (op) {
      case "split" -> key.splitBatch(shape.dims().toArray()).data();
      case "random_bits" -> Rng.bits(key, args.get("bit_width").asInt(), shape);
      case "uniform" ->
          Rng.uniform(
              key,
              shape,
              args.get("minval").asDouble(),
              args.get("maxval").asDouble(),
              dtype(args));
      case "normal" -> Rng.normal(key, shape, dtype(args));
      case "exponential" -> Rng.exponential(key, shape, dtype(args));
      case "gumbel" -> Rng.gumbel(key, shape, dtype(args));
      case "randint" -> randint(key, shape, args);
      case "bernoulli" ->
          Rng.bernoulli(
              key,
              RandomGoldens.array(args.get("p"), RandomGoldens.dtype(args.get("p_dtype").asText())),
              shape);
      case "categorical" ->
          Rng.categorical(key, RandomGoldens.array(args.get("logits"), DType.F32), -1, shape);
      default -> throw new IllegalArgumentException("no sampler for " + op);
    };
  }

  private static DType dtype(JsonNode args) {
    return RandomGoldens.dtype(args.get("dtype").asText());
  }

  /** JAX draws 8-bit integers as I32. */
  private static Array randint(Key key, Shape shape, JsonNode args) {
    DType dtype = args.get("dtype").asText().equals("uint8") ? DType.I32 : dtype(args);
    return Rng.randint(key, shape, args.get("minval").asLong(), args.get("maxval").asLong(), dtype);
  }

  /** Without 64-bit types, JAX's seeds are of 32 bits: ours of an I32. */
  private static Key seeded(JsonNode args) {
    long seed = args.get("seed").asLong();
    return args.get("x64").asBoolean()
        ? Key.of(seed, KeyLayout.ORIGINAL)
        : Key.of(Np.array((int) seed), KeyLayout.ORIGINAL);
  }

  private static void checkHash(JsonNode test) {
    JsonNode args = test.get("args");
    Array words = RandomGoldens.array(args.get("key"), DType.U32);
    var found =
        Primitives.bind(
            new Random.Threefry(),
            List.of(
                words.get(0),
                words.get(1),
                RandomGoldens.array(args.get("counter0"), DType.U32),
                RandomGoldens.array(args.get("counter1"), DType.U32)));
    for (int i = 0; i < 2; i++) {
      Array expected = RandomGoldens.array(test.get("expected").get("word" + i), DType.U32);
      assertThat(found.get(i).toLongs()).containsExactly(expected.toLongs());
    }
  }

  private static void checkDigest(JsonNode test) {
    JsonNode expected = test.get("expected");
    long[] bits = draw("random_bits", test.get("args")).toLongs();
    long xor = 0;
    long sum = 0;
    for (long b : bits) {
      xor ^= b;
      sum += b;
    }
    assertThat(xor).isEqualTo(expected.get("xor").asLong());
    assertThat(sum).isEqualTo(expected.get("sum_mod_2_64").asLong());
    JsonNode positions = test.get("args").get("positions");
    for (int i = 0; i < positions.size(); i++) {
      assertThat(bits[positions.get(i).asInt()])
          .isEqualTo(expected.get("values_at_positions").get("data").get(i).asLong());
    }
  }
}
