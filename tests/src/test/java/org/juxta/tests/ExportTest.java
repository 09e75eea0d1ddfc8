package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.control.Option;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.io.Safetensors;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.Debug;
import org.juxta.transforms.Export;
import org.juxta.transforms.ExportException;
import org.juxta.transforms.Exported;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;
import org.juxta.xla.EngineException;
import org.juxta.xla.Engines;
import org.juxta.xla.StableHloArtifact;

/** Functions that Juxta wrote to files. */
class ExportTest {
  @TempDir private Path folder;

  private Exported reloaded(Exported exported) {
    Path file = folder.resolve("function");
    exported.save(file);
    return Exported.load(file);
  }

  private static Arguments function(String name, Function1<Array, Array> f, Array x) {
    return Arguments.of(name, f, x);
  }

  static Stream<Arguments> functions() {
    Array three = Np.array(0.5, -1.5, 2.5);
    Array captured = Np.array(1.0, 2.0, 3.0);
    Array square = Np.array(new double[][] {{4, 1}, {1, 3}});
    Function1<Array, Array> cube = x -> x.mul(x).mul(x).sum();
    return Stream.of(
        function("elementwise", x -> Np.erf(x).add(x.tanh()).add(1), three),
        function("captured", x -> x.mul(captured).sum(), three),
        function("gradient", Grad.of(cube), three),
        function("second gradient", Grad.of((Array x) -> Grad.of(cube).apply(x).sum()), three),
        function("vmap", Vmap.of((Array x) -> x.sin()), three),
        function("jit inside", x -> Jit.of((Array y) -> y.exp()).apply(x).neg(), three),
        function("loop", x -> Lax.foriLoop(0, 5, (i, c) -> c.mul(x).add(i), x), three),
        function("cond", x -> Lax.cond(x.sum().gt(0), () -> x.add(1), () -> x.sub(1)), three),
        function("maximum of NaN", x -> x.max(), Np.array(1.0, Double.NaN, 2.0)),
        function("sort", x -> Np.sort(x), three),
        function("draws", x -> Rng.normal(Key.of(3), 3).add(x), three.astype(DType.F32)),
        function("cholesky", x -> Linalg.cholesky(x), square),
        function("half", x -> x.matmul(x), square.astype(DType.BF16)),
        function("complex", x -> Np.complex(x, x.mul(2)), three),
        function("integers", x -> x.mul(x).sub(7), Np.array(1, 2, 3)),
        function("empty", x -> x.add(1), Np.zeros(DType.F64, 0, 2)),
        function("nothing used", x -> Np.ones(2), three));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("functions")
  void comesBackAsItWas(String name, Function1<Array, Array> f, Array x) {
    Exported exported = Export.of(f, x);
    Array expected = Jit.of(f).apply(x);
    for (Exported each : List.of(exported, reloaded(exported))) {
      Array result = each.apply(Array.class, x);
      assertThat(result.type().strong()).isEqualTo(expected.type().strong());
      assertThat(result.toString()).isEqualTo(expected.toString());
    }
  }

  record Layer(Array w, Array b) {}

  record Net(List<Layer> layers, int units, Option<Array> scale) {}

  private static Net net() {
    Layer layer = new Layer(Np.ones(2, 2), Np.array(1f, 2f));
    return new Net(List.of(layer, layer), 2, Option.some(Np.array(3f)));
  }

  @Test
  void treesComeBackAsTheirClasses() {
    Exported step =
        reloaded(
            Export.of(
                (Net net, Array x) ->
                    Tuple.of(
                        new Layer(net.layers().get(1).w().matmul(x), net.scale().get()),
                        Map.of("b", net.layers().get(0).b(), "a", x.mul(net.units()))),
                net(),
                Np.array(1f, 2f)));
    assertThat(step.inputNames())
        .containsExactly(
            "argument 1.layers[0].w",
            "argument 1.layers[0].b",
            "argument 1.layers[1].w",
            "argument 1.layers[1].b",
            "argument 1.scale.get()",
            "argument 2");
    Tuple2<?, ?> result = step.apply(Tuple2.class, net(), Np.array(1f, 2f));
    assertThat(((Layer) result._1).w().toString()).isEqualTo("[3. 3.]");
    assertThat(((Map<?, ?>) result._2).get("a")).hasToString("[2. 4.]");
    assertThat(((Map<?, ?>) result._2).get("b")).hasToString("[1. 2.]");
    Net other = new Net(net().layers(), 5, net().scale());
    assertThatThrownBy(() -> step.apply(Tuple2.class, other, Np.array(1f, 2f)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("argument 1.units is 2 in the exported")
        .hasMessageContaining("not 5");
    assertThatThrownBy(() -> step.apply(Tuple2.class, net().layers().get(0), Np.array(1f, 2f)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no array for argument 1.layers[0].w");
  }

  @Test
  void gradientsOfRecordsAreRecords() {
    Layer layer = net().layers().getFirst();
    Function1<Layer, Array> loss = p -> p.w().mul(p.w()).sum().add(p.b().sum());
    Exported gradient = reloaded(Export.of(Grad.of(loss), layer));
    assertThat(gradient.apply(Layer.class, layer).w().toString())
        .isEqualTo(layer.w().mul(2).toString());
  }

  private static final String MODEL =
      """
      import java.nio.file.Path;
      import org.juxta.Array;
      import org.juxta.Np;
      import org.juxta.transforms.Export;

      public final class Model implements Runnable {
        record Params(Array w, Array b) {}
        record Result(Array y, Array norm) {}

        static final Array SHIFT = Np.array(10f, 20f);

        static Result apply(Params p, Array x) {
          Array y = p.w().matmul(x).add(p.b()).add(SHIFT);
          return new Result(y, y.mul(y).sum());
        }

        public void run() {
          Params like = new Params(Np.zeros(2, 2), Np.zeros(2));
          Export.of(Model::apply, like, Np.zeros(2)).save(Path.of(System.getProperty("model")));
        }
      }
      """;

  /** The classes of the function are compiled here into a folder that the other process lacks. */
  @Test
  void runsInAnotherProcessWithoutItsClasses() throws Exception {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path source = Files.writeString(folder.resolve("Model.java"), MODEL);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    String path = System.getProperty("java.class.path");
    assertThat(javac.run(null, null, null, "-cp", path, "-d", "" + classes, "" + source)).isZero();
    Path file = folder.resolve("model.juxta");
    System.setProperty("model", file.toString());
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      ((Runnable) loader.loadClass("Model").getDeclaredConstructor().newInstance()).run();
    } finally {
      System.clearProperty("model");
    }
    assertThat(child(path, file))
        .containsExactly(
            "[argument 1.w, argument 1.b, argument 2]",
            "[[15.5 28.5], 1052.5]",
            "map {y=[15.5 28.5], norm=1052.5}");
    assertThat(child(path + File.pathSeparator + classes, file).getLast())
        .isEqualTo("record Result[y=[15.5 28.5], norm=1052.5]");
  }

  private List<String> child(String path, Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    System.getProperties()
        .forEach(
            (name, value) -> {
              if (name.toString().startsWith("juxta.")) {
                command.add("-D" + name + "=" + value);
              }
            });
    command.addAll(List.of("-cp", path, ExportChild.class.getName(), file.toString()));
    Path out = folder.resolve("out");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
    assertThat(status).as("%s", lines).isZero();
    return lines;
  }

  @Test
  void weightsMayBeElsewhere() {
    Array w = Np.array(2f, 3f);
    Exported scaled = Export.of((Array x) -> x.mul(w), Np.ones(2));
    Path file = folder.resolve("bare");
    scaled.saveWithoutWeights(file);
    Exported bare = Exported.load(file);
    assertThatThrownBy(() -> bare.call(Np.ones(2)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("saved without the arrays that it captured, [captured1: F32(2)]");
    assertThat(bare.withWeights(scaled.weights()).call(Np.ones(2)).getFirst().toString())
        .isEqualTo("[2. 3.]");
    Exported other = reloaded(scaled).withWeights(LinkedHashMap.of("captured1", Np.zeros(2)));
    assertThat(other.call(Np.ones(2)).getFirst().toString()).isEqualTo("[0. 0.]");
    assertThatThrownBy(() -> bare.withWeights(LinkedHashMap.of("captured1", Np.zeros(3))))
        .hasMessageContaining("needs the array captured1: F32(2), not F32(3)");
    assertThatThrownBy(() -> bare.withWeights(LinkedHashMap.of("captured1", w, "captured2", w)))
        .hasMessageContaining("has no arrays captured2");
  }

  @Test
  void isAnArtifactOfStableHlo() {
    Exported erf = Export.of((Array x) -> Np.erf(x), Np.ones(2));
    assertThat(erf.stableHlo()).contains("func.func public @main").doesNotContain("chlo.");
    byte[] module = erf.module();
    assertThat(StableHloArtifact.of(module, List.of(), List.of()).version())
        .startsWith("StableHLO_v1.");
  }

  @Test
  void whatCanNotBeExportedIsRefused() {
    assertThatThrownBy(
            () ->
                Export.of(
                    (Array x) -> {
                      Debug.print("{}", x);
                      return x;
                    },
                    Np.ones(2)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("calls Java functions");
    assertThatThrownBy(
            () ->
                Jit.of((Array x) -> Export.of((Array y) -> y, x).call(x).getFirst())
                    .apply(Np.ones(2)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Export.of");
    Exported twice = Export.of((Array x) -> x.mul(2), Np.ones(2));
    assertThatThrownBy(() -> Grad.of((Array x) -> twice.call(x).getFirst().sum()).apply(Np.ones(2)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("export what they make of the function");
    Exported map = Export.of((Array x) -> Map.of(1, x), Np.ones(2));
    assertThat(map.call(Np.ones(2))).hasSize(1);
    assertThatThrownBy(() -> map.apply(Map.class, Np.ones(2)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("returns a tree that a file can't hold");
  }

  @Test
  void theReferenceEngineSaysWhatToDo() {
    byte[] module = Export.of((Array x) -> x.mul(2), Np.ones(2)).module();
    assertThatThrownBy(
            () -> Engines.reference().compile(StableHloArtifact.of(module, List.of(), List.of())))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("runs programs of this process and no StableHLO modules");
  }

  @Test
  void otherSafetensorsFilesAndLaterFormatsAreRefused() {
    Path file = folder.resolve("weights");
    Safetensors.save(file, LinkedHashMap.of("w", Np.ones(2)));
    assertThatThrownBy(() -> Exported.load(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("arrays without a function");
    Safetensors.save(
        file, LinkedHashMap.of("w", Np.ones(2)), LinkedHashMap.of("juxta.export", "2"));
    assertThatThrownBy(() -> Exported.load(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(
            "in format 2 of Juxta's Export; this version of Juxta reads format 1");
  }

  /** What is not found to be damaged is the function that was written. */
  @Test
  void damagedFilesGiveErrors() throws IOException {
    Array w = Np.array(2f, 3f);
    Exported written = Export.of((Array x) -> x.mul(w).tanh(), Np.ones(2));
    Path file = folder.resolve("damaged");
    written.save(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(4);
    int errors = 0;
    for (int i = 0; i < 600; i++) {
      byte[] bytes = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int k = 0; i % 3 != 0 && k < i % 3; k++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        Exported loaded = Exported.load(Files.write(file, bytes));
        assertThat(loaded.module()).isEqualTo(written.module());
        assertThat(loaded.toString()).isEqualTo(written.toString());
        assertThat(loaded.weights().toString()).isEqualTo(written.weights().toString());
      } catch (JuxtaException | UncheckedIOException e) {
        errors++;
      }
    }
    assertThat(errors).isGreaterThan(560);
  }
}
