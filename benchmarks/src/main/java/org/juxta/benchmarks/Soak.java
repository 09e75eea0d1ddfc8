package org.juxta.benchmarks;

import io.vavr.Function1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/**
 * Runs for long and shows what the process holds: {@code calls N} calls a compiled function of two
 * small arrays, {@code megabytes N} one whose result is an array of 1 MB, {@code threads SECONDS}
 * has 8 threads trace, compile and run functions of their own and check every result.
 */
public final class Soak {
  private static final int READINGS = 10;
  private static final int THREADS = 8;

  private Soak() {}

  public static void main(String[] args) {
    switch (args[0]) {
      case "calls" -> calls(Integer.parseInt(args[1]), 4);
      case "megabytes" -> calls(Integer.parseInt(args[1]), 1 << 18);
      case "threads" -> threads(Integer.parseInt(args[1]));
      default -> throw new IllegalArgumentException("calls N, megabytes N or threads SECONDS");
    }
  }

  private static void calls(int count, int size) {
    Array x = Np.arange(4).astype(DType.F32);
    Array y = Np.ones(4);
    var f = Jit.of((a, b) -> Np.broadcastTo(a.add(b).sum(), Shape.of(size)));
    double sum = 0;
    for (int i = 0; i < count; i++) {
      Array result = f.apply(x, y);
      if (i % (count / READINGS) == 0) {
        sum += result.get(0).toDouble();
        System.out.printf("%d calls: %d MB resident, %d MB of Java heap%n", i, resident(), heap());
      }
    }
    System.out.printf("%d calls: %d MB resident, %d MB of Java heap%n", count, resident(), heap());
    if (sum != 10.0 * READINGS) {
      throw new IllegalStateException("wrong result: " + sum);
    }
  }

  private static void threads(int seconds) {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> rounds = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        rounds.add(pool.submit((Callable<Integer>) () -> rounds(thread, end)));
      }
      int total = 0;
      for (Future<Integer> round : rounds) {
        total += round.get();
      }
      System.out.printf(
          "%d functions traced, compiled, run and right; %d MB resident%n", total, resident());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Functions that no other thread or round has: polynomials with coefficients of their own. */
  private static int rounds(int thread, long end) {
    int round = 0;
    for (; System.nanoTime() < end; round++) {
      double a = thread + 1;
      double b = round * 0.5;
      Function1<Array, Array> f = x -> x.mul(x).mul(x).mul(a).add(x.sin().mul(b));
      double[] points = {0.1 * round, -1.5, 2, 0.3 * thread};
      Array slopes = Jit.of(Vmap.of(Grad.of(f))).apply(Np.array(points));
      for (int i = 0; i < points.length; i++) {
        double expected = 3 * a * points[i] * points[i] + b * Math.cos(points[i]);
        double found = slopes.get(i).toDouble();
        if (Math.abs(found - expected) > 1e-9 * (1 + Math.abs(expected))) {
          throw new IllegalStateException(
              "thread " + thread + " round " + round + ": " + found + " for " + expected);
        }
      }
    }
    return round;
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  /** Resident megabytes, -1 where the platform does not tell. */
  private static long resident() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
        }
      }
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
