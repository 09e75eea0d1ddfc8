package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;
import org.junit.jupiter.api.Test;

/** Many threads at once, and programs of many operations. */
class ConcurrencyTest {
  private static final int THREADS = 8;

  /** How long threads work, in seconds. */
  private static final long SECONDS = Long.getLong("juxta.concurrency.seconds", 3);

  @Test
  void threadsTraceCompileAndRunDifferentFunctions() throws InterruptedException, ExecutionException {
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

  /** A function that no other thread or round has: the gradient of a loop with numbers of its own. */
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

  /** 20,000 operations one after the other. */
  private static Array chain(Array x) {
    Array y = x;
    for (int i = 0; i < 10_000; i++) {
      y = y.mul(1 - 1e-4).add(1e-4 * (i % 7));
    }
    return y;
  }

  @Test
  void longChains() {
    double expected = 0.5;
    double slope = 1;
    for (int i = 0; i < 10_000; i++) {
      expected = expected * (1 - 1e-4) + 1e-4 * (i % 7);
      slope *= 1 - 1e-4;
    }
    Array x = Np.array(0.5);
    var jit = Jit.of(ConcurrencyTest::chain);
    assertThat(jit.program(x).size()).isGreaterThanOrEqualTo(20_000);
    assertThat(jit.apply(x).toDouble()).isCloseTo(expected, within(1e-9));
    assertThat(Grad.of(ConcurrencyTest::chain).apply(x).toDouble()).isCloseTo(slope, within(1e-9));
    double[] lanes = Vmap.of(ConcurrencyTest::chain).apply(Np.full(Shape.of(2), 0.5, DType.F64)).toDoubles();
    assertThat(lanes[0]).isCloseTo(expected, within(1e-9));
    assertThat(lanes[1]).isEqualTo(lanes[0]);
  }
}
