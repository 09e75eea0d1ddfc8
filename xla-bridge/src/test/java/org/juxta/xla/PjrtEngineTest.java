package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.SourceLine;

/**
 * What holds for an engine behind a CPU plugin. Skipped unless {@code juxta.pjrt.plugin} or {@code
 * JUXTA_PJRT_PLUGIN} names one.
 */
class PjrtEngineTest {
  private static final ArrayType PAIR = ArrayType.of(DType.F32, 2);

  private static PjrtEngine engine;

  @BeforeAll
  static void start() {
    String plugin = System.getProperty("juxta.pjrt.plugin", System.getenv("JUXTA_PJRT_PLUGIN"));
    assumeThat(plugin).as("no PJRT plugin is named by juxta.pjrt.plugin").isNotNull();
    engine =
        (PjrtEngine) Engines.pjrt(new PjrtOptions(Path.of(plugin), Map.of("cpu_device_count", 2L)));
  }

  private static String module(String body) {
    return "module @m { func.func public @main(%a: tensor<2xf32>) -> tensor<2xf32> { "
        + body
        + " } }";
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(engine.name()).isEqualTo("pjrt");
    assertThat(engine.version()).contains("PJRT 0.", "platform cpu");
    assertThat(engine.devices()).containsExactly(new Device(0, "CPU"), new Device(1, "CPU"));
    assertThat(engine.client().memories(0)).isNotEmpty();
    assertThat(Engines.available().getFirst().available()).isTrue();
  }

  @Test
  void aModuleThatIsNoneIsExplainedAndWrittenToAFile() throws IOException {
    String module = module("return %b : tensor<2xf32>");
    List<Path> files = new ArrayList<>();
    assertThatThrownBy(() -> engine.load(module, List.of(PAIR), List.of(PAIR), Set.of(), false))
        .isInstanceOf(XlaException.class)
        .hasMessageContaining("undeclared")
        .satisfies(
            e ->
                files.add(
                    Path.of(
                        e.getMessage()
                            .lines()
                            .filter(l -> l.startsWith("The program"))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll(".* ", ""))));
    assertThat(Files.readString(files.getFirst())).contains(module);
    Files.delete(files.getFirst());
  }

  @Test
  void arraysAndProgramsLieOnTheDeviceAskedFor() {
    Device second = engine.devices().get(1);
    Executable sum = engine.compile(TestPrograms.sums(PAIR, 1));
    Buffer here = engine.transfer(TestPrograms.floats(1, 2), engine.devices().getFirst());
    Buffer there = engine.transfer(TestPrograms.floats(3, 4), second);
    assertThat(there.device()).isEqualTo(second);

    Buffer twice = sum.execute(List.of(there, TestPrograms.floats(1, 1))).getFirst();
    assertThat(twice.device()).isEqualTo(second);
    assertThat(TestPrograms.floats(twice.toHost())).containsExactly(4, 5);

    assertThatThrownBy(() -> sum.execute(List.of(here, there)))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("argument 1", "CPU:1", "CPU:0", "engine.copy");
    Buffer moved = engine.copy(here, second);
    assertThat(TestPrograms.floats(sum.execute(List.of(moved, there)).getFirst().toHost()))
        .containsExactly(4, 6);
    Buffer anywhere = engine.transfer(TestPrograms.floats(5, 5));
    Buffer along = sum.execute(List.of(anywhere, there)).getFirst();
    assertThat(along.device()).isEqualTo(second);
    assertThat(along.isCommitted()).isTrue();
    assertThat(TestPrograms.floats(along.toHost())).containsExactly(8, 9);
    assertThat(sum.execute(List.of(anywhere, anywhere)).getFirst().isCommitted()).isFalse();
    HostArray one = TestPrograms.floats(1, 1);
    assertThat(sum.execute(List.of(one, one), CallOptions.on(second)).getFirst().device())
        .isEqualTo(second);
    assertThatThrownBy(() -> engine.transfer(one, new Device(7, "CPU")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("CPU:7");
  }

  @Test
  void arraysOfAnotherEngineAreRefused() {
    Executable sum = engine.compile(TestPrograms.sums(PAIR, 1));
    Buffer theirs = Engines.reference().transfer(TestPrograms.floats(1, 2));
    assertThatThrownBy(() -> sum.execute(List.of(theirs, theirs)))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("another engine", "transfer(array.toHost())");
    Executable plain = Engines.reference().compile(TestPrograms.sums(PAIR, 1));
    Buffer ours = engine.transfer(TestPrograms.floats(1, 2));
    assertThatThrownBy(() -> plain.execute(List.of(ours, ours)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("another engine");
  }

  @Test
  void donatedMemoryHoldsTheResult() {
    ArrayType large = ArrayType.of(DType.F32, 1 << 16);
    Executable sum = engine.compile(TestPrograms.sums(large, 1), Set.of(0));
    assertThat(sum.cost().aliasBytes()).isEqualTo(large.bytes());
    Buffer x = engine.transfer(HostArray.allocate(large));
    Buffer y = engine.transfer(HostArray.allocate(large));
    SourceLine line = new SourceLine("Model", "step", "Model.java", 12);
    Buffer result = sum.execute(List.of(x, y), CallOptions.from(line)).getFirst();
    assertThat(TestPrograms.floats(result.toHost())).containsOnly(0);
    assertThat(x.isClosed()).isTrue();
    assertThatThrownBy(x::toHost)
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("donated", "Model.java:12");
    assertThatThrownBy(() -> sum.execute(List.of(y, y)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("of the same call too");
    assertThat(y.isClosed()).isFalse();
  }

  @Test
  void programsThatNobodyUsesAreUnloaded() throws InterruptedException {
    Executable kept = engine.compile(TestPrograms.sums(PAIR, 1));
    int before = PjrtProgram.loadedCount();
    int made = 600;
    for (int n = 1; n <= made; n++) {
      engine.compile(TestPrograms.sums(ArrayType.of(DType.F32, 100 + n), 1));
    }
    for (int i = 0; i < 100 && PjrtProgram.loadedCount() > before + made / 2; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(PjrtProgram.loadedCount()).isLessThanOrEqualTo(before + made / 2);
    HostArray one = TestPrograms.floats(1, 1);
    assertThat(TestPrograms.floats(kept.execute(List.of(one, one)).getFirst().toHost()))
        .containsExactly(2, 2);
  }

  @Test
  void costsAreKnown() {
    ArrayType large = ArrayType.of(DType.F32, 1000);
    Executable sums = engine.compile(TestPrograms.sums(large, 1));
    assertThat(sums.cost().flops()).isEqualTo(1000);
    assertThat(sums.cost().argumentBytes()).isEqualTo(8000);
    assertThat(sums.cost().outputBytes()).isEqualTo(4000);
    assertThat(sums.optimizedHlo()).contains("HloModule", "ENTRY", "add", "f32[1000]{0}");
  }

  @Test
  void resultsCanBePassedOnBeforeTheyAreReady() {
    ArrayType large = ArrayType.of(DType.F32, 1 << 20);
    Executable sum = engine.compile(TestPrograms.sums(large, 1));
    float[] ones = new float[1 << 20];
    Arrays.fill(ones, 1);
    Buffer one = engine.transfer(HostArray.wrap(large, ones));
    Buffer total = one;
    for (int i = 0; i < 50; i++) {
      total = sum.execute(List.of(total, one)).getFirst();
    }
    assertThat(TestPrograms.floats(total.toHost())).containsOnly(51);
    assertThat(total.isReady()).isTrue();
  }

  @Test
  void threadsCompileAndRunAtOnce() throws InterruptedException, ExecutionException {
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

  private static void sumsOfSize(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
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
  void longChainsCompile() {
    Executable chain = engine.compile(TestPrograms.sums(PAIR, 2500));
    Buffer sum =
        chain.execute(List.of(TestPrograms.floats(0, 1), TestPrograms.floats(1, 2))).getFirst();
    assertThat(TestPrograms.floats(sum.toHost())).containsExactly(2500, 5001);
  }
}
