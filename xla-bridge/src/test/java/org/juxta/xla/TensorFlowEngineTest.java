package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;

class TensorFlowEngineTest {
  private static final ArrayType PAIR = ArrayType.of(DType.F32, 2);

  private final TensorFlowEngine engine = TestPrograms.xla();

  private static String module(String body) {
    return "module @m { func.func public @main(%a: tensor<2xf32>) -> tensor<2xf32> { "
        + body
        + " } }";
  }

  @Test
  void aModuleThatIsNoneIsExplainedAndWrittenToAFile() throws IOException {
    String module = module("return %b : tensor<2xf32>");
    for (int i = 0; i < 2; i++) { // a failure is not remembered
      XlaException error =
          catchThrowableOfType(
              XlaException.class,
              () -> engine.load(module, List.of(PAIR), List.of(PAIR), Set.of(), false));
      assertThat(error.getMessage().lines().findFirst().orElseThrow())
          .startsWith("XLA could not compile the program: ")
          .contains("use of undeclared SSA value name");
      Path file =
          Path.of(
              error
                  .getMessage()
                  .lines()
                  .filter(l -> l.startsWith("The program"))
                  .findFirst()
                  .orElseThrow()
                  .replaceAll(".* ", ""));
      assertThat(Files.readString(file)).contains(module).contains("undeclared");
      Files.delete(file);
    }
  }

  @Test
  void compilingRunsNothing() {
    String endless =
        "%w = stablehlo.while(%i = %a) : tensor<2xf32>"
            + " cond { %c = stablehlo.constant dense<true> : tensor<i1>"
            + " stablehlo.return %c : tensor<i1> }"
            + " do { %n = stablehlo.negate %i : tensor<2xf32> stablehlo.return %n : tensor<2xf32> }"
            + " return %w : tensor<2xf32>";
    Executable executable =
        engine.load(module(endless), List.of(PAIR), List.of(PAIR), Set.of(), false);
    assertThat(executable.outputTypes()).containsExactly(PAIR);
  }

  @Test
  void theSameTextIsCompiledOnce() throws InterruptedException, ExecutionException {
    ArrayType type = ArrayType.of(DType.F64, 17);
    CompileStats before = engine.stats();
    int threads = 8;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Executable>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(() -> engine.compile(TestPrograms.sums(type, 50))));
      }
      HostArray ones = HostArray.wrap(type, new double[17]);
      for (Future<Executable> executable : all) {
        assertThat(executable.get().execute(List.of(ones, ones))).hasSize(1);
      }
    }
    CompileStats after = engine.stats();
    assertThat(after.compiles() - before.compiles()).isEqualTo(1);
    assertThat(after.hits() - before.hits()).isEqualTo(threads - 1);
    assertThat(after.nanos()).isGreaterThan(before.nanos());
  }

  @Test
  void threadsCompileAndRunDifferentProgramsAtOnce()
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int size = 3 + t;
        all.add(pool.submit(() -> sumsOfSize(size)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private void sumsOfSize(int size) {
    float[] ones = new float[size];
    java.util.Arrays.fill(ones, 1);
    HostArray one = TestPrograms.floats(ones);
    Buffer onDevice = engine.transfer(one);
    for (int n = 1; n <= 5; n++) {
      Executable sums = engine.compile(TestPrograms.sums(one.type(), n));
      for (int i = 0; i < 200; i++) {
        try (Buffer result = sums.execute(List.of(onDevice, one)).getFirst()) {
          assertThat(TestPrograms.floats(result.toHost())).containsOnly(n + 1).hasSize(size);
        }
      }
    }
  }

  @Test
  void buffersMayBeClosedWhileOthersUseThem() throws InterruptedException, ExecutionException {
    Executable sum = engine.compile(TestPrograms.sums(PAIR, 1));
    HostArray array = TestPrograms.floats(1, 2);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 500; i++) {
        Buffer shared = engine.transfer(array);
        Future<Boolean> run = pool.submit(() -> runsOrRefuses(sum, shared));
        Future<?> close = pool.submit(shared::close);
        run.get();
        close.get();
        assertThat(shared.isClosed()).isTrue();
      }
    }
  }

  private static boolean runsOrRefuses(Executable sum, Buffer shared) {
    try {
      assertThat(TestPrograms.floats(sum.execute(List.of(shared, shared)).getFirst().toHost()))
          .containsExactly(2, 4);
      return true;
    } catch (EngineException e) {
      assertThat(e).hasMessageContaining("given back");
      return false;
    }
  }

  @Test
  void manyArgumentsAndResults() {
    int n = 40;
    StringBuilder parameters = new StringBuilder();
    StringBuilder values = new StringBuilder();
    StringBuilder types = new StringBuilder();
    List<ArrayType> all = new ArrayList<>();
    List<HostArray> arguments = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      String comma = i == 0 ? "" : ", ";
      parameters.append(comma).append("%a").append(i).append(": tensor<2xf32>");
      values.append(comma).append("%a").append(n - 1 - i);
      types.append(comma).append("tensor<2xf32>");
      all.add(PAIR);
      arguments.add(TestPrograms.floats(i, -i));
    }
    String module =
        "module @m { func.func public @main("
            + parameters
            + ") -> ("
            + types
            + ") { return "
            + values
            + " : "
            + types
            + " } }";
    List<Buffer> results = engine.load(module, all, all, Set.of(), false).execute(arguments);
    for (int i = 0; i < n; i++) {
      assertThat(TestPrograms.floats(results.get(i).toHost()))
          .containsExactly(n - 1 - i, i - n + 1);
    }
  }

  @Test
  void memoryIsAccountedFor() {
    NativeMemory memory = NativeMemory.process();
    ArrayType large = ArrayType.of(DType.F32, 1 << 20);
    HostArray zeros = HostArray.allocate(large);
    long before = memory.liveBytes();
    Buffer buffer = engine.transfer(zeros);
    assertThat(memory.liveBytes() - before).isGreaterThanOrEqualTo(large.bytes() / 2);
    buffer.close();
    assertThat(memory.liveBytes() - before).isLessThan(large.bytes() / 2);
  }

  @Test
  void longChainsCompile() {
    Program chain = TestPrograms.sums(PAIR, 2000);
    Buffer sum =
        engine
            .compile(chain)
            .execute(List.of(TestPrograms.floats(0, 1), TestPrograms.floats(1, 2)))
            .getFirst();
    assertThat(TestPrograms.floats(sum.toHost())).containsExactly(2000, 4001);
  }

  @Test
  void theEngineSaysWhatItIs() {
    assertThat(engine.name()).isEqualTo("tensorflow");
    assertThat(engine.version()).startsWith("TensorFlow 2.");
    assertThat(engine.devices()).containsExactly(new Device(0, "CPU"));
    assertThatThrownBy(() -> engine.devices().add(new Device(1, "CPU")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
