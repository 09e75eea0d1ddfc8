package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Trace;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Many threads at once, and programs of many operations. */
class ConcurrencyTest {
  private static final int THREADS = 8;

  /** How long threads work, in seconds. */
  private static final long SECONDS = Long.getLong("juxta.concurrency.seconds", 3);

  @Test
  void threadsTraceCompileAndRunDifferentFunctions()
      throws InterruptedException, ExecutionException {
    var shared = Jit.of(Vmap.of(Grad.of(x -> x.mul(x).mul(x))));
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      tasks.add(
          () -> {
            int rounds = 0;
            while (rounds == 0 || System.nanoTime() < end) {
              own(number, rounds);
              int n = 1 + (number + rounds) % 5;
              double[] slopes = shared.apply(Np.array(new double[n]).add(rounds)).toDoubles();
              assertThat(slopes).hasSize(n).containsOnly(3.0 * rounds * rounds);
              rounds++;
            }
            return rounds;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      int rounds = 0;
      for (Future<Integer> result : threads.invokeAll(tasks)) {
        rounds += result.get();
      }
      assertThat(rounds).isGreaterThanOrEqualTo(THREADS);
    }
  }

  /**
   * A function that no other thread or round has: the gradient of a loop with numbers of its own.
   */
  private static void own(int thread, int round) {
    double a = 1 + thread / 16.0;
    int steps = 1 + round % 3;
    var f = Jit.of(Grad.of(x -> Lax.foriLoop(0, steps, (_, s) -> s.mul(a).sin(), x).sum()));
    double x = 0.1 + round / 100.0;
    double slope = 1;
    double value = x;
    for (int i = 0; i < steps; i++) {
      slope *= a * Math.cos(a * value);
      value = Math.sin(a * value);
    }
    for (double d : f.apply(Np.array(x, x)).toDoubles()) {
      assertThat(d).isCloseTo(slope, within(1e-12));
    }
  }

  /** Of 20,000 operations one after the other. */
  private static Array sums(Array x) {
    Array y = x;
    for (int i = 0; i < 10_000; i++) {
      y = y.mul(1 - 1e-4).add(1e-4 * (i % 7));
    }
    return y;
  }

  @Test
  void longChainsCompile() {
    double expected = 0.5;
    for (int i = 0; i < 10_000; i++) {
      expected = expected * (1 - 1e-4) + 1e-4 * (i % 7);
    }
    var jit = Jit.of(ConcurrencyTest::sums);
    assertThat(jit.program(Np.array(0.5)).size()).isEqualTo(20_000);
    assertThat(jit.apply(Np.array(0.5)).toDouble()).isCloseTo(expected, within(1e-9));
  }

  /** Of 21,000 operations whose derivative needs their values. */
  private static Array squares(Array x) {
    Array y = x;
    for (int i = 0; i < 7_000; i++) {
      y = y.sub(y.mul(y).mul(1e-4));
    }
    return y;
  }

  /**
   * In plain Java: XLA's time to compile these grows with the square of their length, and faster.
   */
  @Test
  void longChainsAreDifferentiatedAndBatched() {
    double value = 0.5;
    double slope = 1;
    for (int i = 0; i < 7_000; i++) {
      slope *= 1 - 2e-4 * value;
      value -= 1e-4 * value * value;
    }
    Array x = Np.array(0.5);
    var grad = Grad.of(ConcurrencyTest::squares);
    assertThat(evaluate(grad, x)[0]).isCloseTo(slope, within(1e-12));
    assertThat(evaluate(Vmap.of(ConcurrencyTest::squares), Np.stack(x, x)))
        .containsExactly(new double[] {value, value}, within(1e-12));
    assertThat(evaluate(Vmap.of(grad), Np.stack(x, x)))
        .containsExactly(new double[] {slope, slope}, within(1e-12));
  }

  private static double[] evaluate(Function1<Array, Array> f, Array x) {
    Trace.Recording recording =
        Trace.record(List.of(x.type()), in -> List.of(f.apply(Array.of(in.getFirst())).value()));
    Program program = Passes.simplify(recording.program().check()).check();
    assertThat(program.size()).isGreaterThanOrEqualTo(20_000);
    return Array.of(ReferenceEvaluator.run(program, List.of(), List.of(x.toHost())).getFirst())
        .toDoubles();
  }
}
