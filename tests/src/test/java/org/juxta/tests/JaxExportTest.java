package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.KeyLayout;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.internal.Compiled;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.ExportException;
import org.juxta.transforms.Exported;
import org.juxta.xla.EngineException;
import org.juxta.xla.Engines;
import org.juxta.xla.StableHloArtifact;

/** Functions that {@code jax.export} wrote. */
class JaxExportTest {
  @TempDir private Path folder;

  private static Path given(String name) {
    try {
      return Path.of(JaxExportTest.class.getResource("/jax_export/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Array array(JsonNode node) {
    JsonNode data = node.get("data");
    int[] dims = new int[node.get("shape").size()];
    Arrays.setAll(dims, i -> node.get("shape").get(i).asInt());
    double[] real = new double[data.size()];
    double[] imaginary = new double[data.size()];
    for (int i = 0; i < real.length; i++) {
      boolean complex = data.get(i).isArray();
      real[i] = (complex ? data.get(i).get(0) : data.get(i)).asDouble();
      imaginary[i] = complex ? data.get(i).get(1).asDouble() : 0;
    }
    return switch (node.get("dtype").asText()) {
      case "int32" -> Np.array(real).astype(DType.I32).reshape(dims);
      case "float32" -> Np.array(real).astype(DType.F32).reshape(dims);
      case "complex64" ->
          Np.complex(Np.array(real), Np.array(imaginary)).astype(DType.C64).reshape(dims);
      default -> throw new IllegalArgumentException(node.get("dtype").asText());
    };
  }

  private static void assertClose(Array actual, Array expected, double rtol, double atol) {
    assertThat(actual.type()).isEqualTo(expected.type());
    Array bound = expected.abs().mul(rtol).add(atol);
    assertThat(actual.sub(expected).abs().le(bound).all().toBoolean())
        .as("%s, expected %s", actual, expected)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "polynomial",
        "polynomial_gradient",
        "branch",
        "conv",
        "gather_scatter",
        "special",
        "complex_fft",
        "bfloat16_matmul",
        "cholesky_solve"
      })
  void runsWhatJaxExported(String name) throws IOException {
    JsonNode golden = new ObjectMapper().readTree(given(name + ".json").toFile());
    List<Array> inputs = new ArrayList<>();
    golden.get("inputs").forEach(node -> inputs.add(array(node)));
    Path copy = folder.resolve("copy");
    Exported.load(given(name + ".jaxexport")).save(copy);
    for (Path file : List.of(given(name + ".jaxexport"), given(name + ".stablehlo"), copy)) {
      List<Array> results = Exported.load(file).call(inputs.toArray(Array[]::new));
      assertThat(results).hasSize(golden.get("outputs").size());
      for (int i = 0; i < results.size(); i++) {
        assertClose(
            results.get(i),
            array(golden.get("outputs").get(i)),
            golden.get("rtol").asDouble(),
            golden.get("atol").asDouble());
      }
    }
  }

  private static Exported more(String name) {
    return Exported.load(given("more/" + name + ".jaxexport"));
  }

  private static void assumeRefinement() {
    assumeThat(Engines.current().name()).isEqualTo("tensorflow");
  }

  @Test
  void symbolicSizesAreThoseOfTheArguments() {
    assumeRefinement();
    Exported batch = Exported.load(given("symbolic_batch.jaxexport"));
    for (int b : new int[] {1, 4, 5}) {
      assertThat(batch.apply(Array.class, Np.ones(b, 3)).toString())
          .isEqualTo(Np.ones(3).mul(2L * b).toString());
    }
    Exported two = more("symbolic_two");
    assertThat(two.call(Np.ones(2, 3), Np.ones(3, 2)).getFirst().shape()).hasToString("(2, 2)");
    Exported expressions = more("symbolic_expressions");
    List<Array> results = expressions.call(Np.arange(6).astype(DType.F32), Np.ones(3));
    assertThat(results).map(Array::toString).containsExactly("[ 2.  6. 10.]", "[1. 1. 1. 1.]");
    assertThatThrownBy(() -> expressions.call(Np.ones(6), Np.ones(2)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("argument 1 is to be F32(2*b) with {b=2}, not F32(6)");
    assertThatThrownBy(() -> batch.call(Np.ones(0, 3)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("the symbolic size b is 0");
  }

  @Test
  void symbolicSizesAreRefusedWhereTheEngineCanNot() {
    assumeThat(Engines.current().name()).isEqualTo("pjrt");
    assertThatThrownBy(() -> more("symbolic_two").call(Np.ones(2, 3), Np.ones(3, 2)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("symbolic sizes");
  }

  record Params(Array w, Array b) {}

  @Test
  void treesAreThoseOfJava() {
    Exported trees = more("trees");
    assertThat(trees.inputNames())
        .containsExactly("argument 1[\"b\"]", "argument 1[\"w\"]", "argument 2", "scale");
    Array w = Np.ones(2, 3);
    Array b = Np.arange(3).astype(DType.F32);
    var named =
        trees.call(
            LinkedHashMap.of(
                "scale",
                Np.array(2f),
                "argument 1[\"w\"]",
                w,
                "argument 1[\"b\"]",
                b,
                "argument 2",
                Np.array(7)));
    assertThat(named.get("result[\"y\"]").get().toString()).isEqualTo(w.mul(2).add(b).toString());
    // Arguments by keyword can't be given to apply, which has none.
    assertThatThrownBy(() -> trees.apply(Map.class, new Params(w, b), Np.array(7)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no array for scale");
  }

  @Test
  void resultsOfTwoAreATuple() {
    Exported gather = Exported.load(given("gather_scatter.jaxexport"));
    Tuple2<?, ?> both = gather.apply(Tuple2.class, Np.ones(5), Np.array(0, 3, 3, 1));
    assertThat(both._1).isInstanceOf(Array.class);
    assertThatThrownBy(() -> gather.apply(Array.class, Np.ones(5), Np.array(0, 3, 3, 1)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("returns a io.vavr.Tuple2 here, not a org.juxta.Array");
  }

  @Test
  void picksTheBranchOfItsPlatform() {
    assumeThat(Engines.current().platform()).isEqualTo("cpu");
    Exported platforms = more("platforms");
    assertThat(platforms.platforms()).containsExactly("cuda", "cpu");
    assertThat(platforms.call(Np.zeros(3)).getFirst().toString()).isEqualTo("[1. 1. 1.]");
    assertThatThrownBy(() -> more("cuda_only").call(Np.zeros(3)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("was exported for cuda, and the engine");
  }

  @Test
  void drawsByItsKeys() {
    Key key = Key.of(7, KeyLayout.PARTITIONABLE);
    Array drawn = more("key").call(key.data()).getFirst();
    assertThat(drawn.toString()).isEqualTo(Rng.uniform(key, 3).toString());
  }

  @Test
  void theFunctionOfAFileWithGradientsRuns() {
    assertThat(more("with_gradient").call(Np.zeros(2)).getFirst().toString()).isEqualTo("[0. 0.]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int4 | elements of type int4",
        "effects | has effects",
        "two_devices | for 2 devices",
        "convention_11 | calling convention 11"
      })
  void refusesWhatItCanNotRun(String name, String message) {
    assertThatThrownBy(() -> more(name))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  @Test
  void refusesOtherArguments() {
    Exported branch = Exported.load(given("branch.jaxexport"));
    assertThatThrownBy(() -> branch.call(Np.ones(3)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("takes 2 arrays, not 1")
        .hasMessageContaining("argument 1: I32(), argument 2: F32(3)");
    assertThatThrownBy(() -> branch.call(Np.array(1), Np.ones(4)))
        .hasMessageContaining("argument 2 is to be F32(3), not F32(4)");
    assertThatThrownBy(() -> branch.call(Np.array(1f), Np.ones(3)))
        .hasMessageContaining("argument 1 is to be I32(), not F32()");
  }

  private static byte[] bytes(String name) {
    try (InputStream in = JaxExportTest.class.getResourceAsStream("/jax_export/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reading does not get to native code, which would not survive this. */
  @ParameterizedTest
  @ValueSource(
      strings = {"polynomial.jaxexport", "more/trees.jaxexport", "symbolic_batch.jaxexport"})
  void damagedFilesGiveErrors(String name) throws IOException {
    byte[] whole = bytes(name);
    Random random = new Random(3);
    int errors = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int k = 0; i % 3 != 0 && k < 3 * i % 20; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Exported.loadTrusted(Files.write(folder.resolve("file"), bytes)).toString())
            .isNotEmpty();
      } catch (JuxtaException e) {
        assertThat(e).isInstanceOf(ExportException.class);
        errors++;
      }
    }
    assertThat(errors).isGreaterThan(200);
  }

  @Test
  void modulesThatWereCutAreRefusedBeforeNativeCodeReadsThem() {
    byte[] whole = bytes("special.stablehlo");
    int accepted = 0;
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        assertThat(StableHloArtifact.of(cut, List.of(), List.of()).version()).isNotEmpty();
        accepted++;
      } catch (EngineException e) {
        assertThat(e).hasMessageContaining("module");
      }
    }
    assertThat(accepted).isLessThan(4); // where a section ends that may be the last
  }

  @Test
  void modulesOfLaterBytecodeAreRefused() {
    byte[] later = bytes("special.stablehlo");
    later[4] = (byte) (2 * 99 + 1);
    assertThatThrownBy(() -> StableHloArtifact.of(later, List.of(), List.of()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("bytecode of version 99");
  }

  /** A signature that is not the module's must not make anyone read memory that is not there. */
  @Test
  void falseSignaturesAreFound() {
    byte[] module = bytes("polynomial.stablehlo");
    ArrayType five = ArrayType.of(DType.F32, 5);
    ArrayType large = ArrayType.of(DType.F32, 1_000_000);
    assertThatThrownBy(() -> run(module, List.of(five), List.of(large)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("give [F32(1000000)] by its signature");
    assertThatThrownBy(() -> run(module, List.of(five), List.of(five, five)))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> run(module, List.of(large), List.of(five)))
        .isInstanceOf(EngineException.class);
  }

  private static void run(byte[] module, List<ArrayType> inputs, List<ArrayType> outputs) {
    Compiled compiled = Compiled.of(StableHloArtifact.of(module, inputs, outputs), List.of());
    compiled.run(inputs.stream().map(type -> Np.zeros(type.dtype(), type.shape().dim(0))).toList());
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    for (String text : List.of("", "x", "not a function, but a line of text of some length\n")) {
      Path file = Files.writeString(folder.resolve("other"), text);
      assertThatThrownBy(() -> Exported.load(file))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("other");
    }
    assertThatThrownBy(() -> Exported.load(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }
}
