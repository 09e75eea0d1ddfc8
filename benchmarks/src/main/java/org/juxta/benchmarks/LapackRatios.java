package org.juxta.benchmarks;

import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;

/**
 * What a compiled factorisation costs beside the routines of LAPACK that it stands for, called
 * directly in the same process by turns: a table of routine, size, both median times, their ratio
 * and that of the least times. The arguments select sizes and routines; without any, 200, 500 and
 * 1000 and all.
 */
public final class LapackRatios {
  private static final int ROUNDS = 7;

  /** For each of the two in each round. */
  private static final double SECONDS = 0.15;

  private static final int WARM_SIZE = 70;

  private static final int WARM_CALLS = 3_000;

  private LapackRatios() {}

  /** A routine: what is called directly, and what of ours. */
  private record Row(String name, Runnable direct, Supplier<?> ours) {}

  /** Prints the table. */
  public static void main(String[] arguments) {
    List<String> words =
        Arrays.stream(arguments).filter(a -> !Character.isDigit(a.charAt(0))).toList();
    int[] sizes =
        Arrays.stream(arguments)
            .filter(a -> Character.isDigit(a.charAt(0)))
            .mapToInt(Integer::parseInt)
            .toArray();
    Array load = Np.eye(2, DType.F64);
    Calls.await(Jit.of((Array x) -> Linalg.cholesky(x)).apply(load));
    // The virtual machine compiles what is called often: all that is behind these calls.
    for (Row row : rows(WARM_SIZE, words)) {
      Runnable ours = Calls.freed(row.ours);
      for (int i = 0; i < WARM_CALLS; i++) {
        row.direct.run();
        ours.run();
      }
    }
    @SuppressWarnings("SystemOut") // a table to read is what this program is for
    PrintStream out = System.out;
    out.printf(
        "%-18s %5s %12s %12s %8s %8s%n",
        "routine", "n", "direct ms", "Juxta ms", "ratio", "of least");
    for (int n : sizes.length > 0 ? sizes : new int[] {200, 500, 1000}) {
      for (Row row : rows(n, words)) {
        print(out, row, n);
      }
    }
  }

  private static List<Row> rows(int n, List<String> words) {
    return rows(n).stream().filter(row -> words.isEmpty() || words.contains(row.name)).toList();
  }

  private static List<Row> rows(int n) {
    DirectLapack direct = new DirectLapack(n);
    double[] general = Inputs.fill(n * n, k -> Inputs.g(16, k) + (k % (n + 1) == 0 ? n : 0));
    double[] symmetric = Inputs.fill(n * n, k -> (general[k] + general[k % n * n + k / n]) / 2);
    MemorySegment a = direct.matrix(general);
    MemorySegment s = direct.matrix(symmetric);
    double[] side = Inputs.fill(n, k -> Inputs.g(17, k));
    double[] sides = Inputs.fill(n * n, k -> Inputs.g(18, k));
    Array x = onEngine(general, n, n);
    Array y = onEngine(symmetric, n, n);
    Array b = onEngine(side, n);
    Array bs = onEngine(sides, n, n);
    var cholesky = Jit.of((Array m) -> Linalg.cholesky(m));
    var triangular = Jit.of((m, v) -> Linalg.solveTriangular(m, v, Linalg.Triangle.LOWER));
    var lu = Jit.of((Array m) -> Linalg.luFactor(m));
    var solve = Jit.of((m, v) -> Linalg.solve(m, v));
    var inverse = Jit.of((Array m) -> Linalg.inv(m));
    var det = Jit.of((Array m) -> Linalg.det(m));
    var qr = Jit.of((Array m) -> Linalg.qr(m));
    var eigh = Jit.of((Array m) -> Linalg.eigh(m));
    var svd = Jit.of((Array m) -> Linalg.svd(m, false));
    return List.of(
        new Row("cholesky", direct.cholesky(s), () -> cholesky.apply(y)),
        new Row(
            "triangularSolve",
            direct.triangularSolve(a, direct.matrix(sides)),
            () -> triangular.apply(x, bs)),
        new Row("lu", direct.lu(a), () -> lu.apply(x)),
        new Row("det", direct.lu(a), () -> det.apply(x)),
        new Row("solve", direct.solve(a, direct.matrix(side), 1), () -> solve.apply(x, b)),
        new Row("solveMany", direct.solve(a, direct.matrix(sides), n), () -> solve.apply(x, bs)),
        new Row("inv", direct.inverse(a), () -> inverse.apply(x)),
        new Row("qr", direct.qr(a), () -> qr.apply(x)),
        new Row("eigh", direct.eigh(s), () -> eigh.apply(y)),
        new Row("svd", direct.svd(a), () -> svd.apply(x)));
  }

  private static Array onEngine(double[] values, int... dims) {
    return Calls.await(Jit.of((Array v) -> v.add(0)).apply(Inputs.array(DType.F64, values, dims)));
  }

  private static void print(PrintStream out, Row row, int n) {
    Runnable ours = Calls.freed(row.ours);
    new Samples().take(row.direct, 2 * SECONDS);
    new Samples().take(ours, 4 * SECONDS);
    Samples direct = new Samples();
    Samples juxta = new Samples();
    for (int i = 0; i < ROUNDS; i++) {
      direct.take(row.direct, SECONDS);
      juxta.take(ours, SECONDS);
    }
    out.printf(
        Locale.ROOT,
        "%-18s %5d %12.4f %12.4f %8.2f %8.2f%n",
        row.name,
        n,
        direct.quantile(0.5) * 1e3,
        juxta.quantile(0.5) * 1e3,
        juxta.quantile(0.5) / direct.quantile(0.5),
        juxta.quantile(0) / direct.quantile(0));
  }

  /** Times of calls. */
  private static final class Samples {
    private final List<Double> seconds = new ArrayList<>();

    /** Calls for so many seconds, three times at least. */
    void take(Runnable call, double least) {
      long start = System.nanoTime();
      long before = start;
      for (int i = 0; i < 3 || before - start < least * 1e9; i++) {
        call.run();
        long after = System.nanoTime();
        seconds.add((after - before) / 1e9);
        before = after;
      }
    }

    double quantile(double p) {
      return seconds.stream()
          .sorted()
          .skip((long) (p * (seconds.size() - 1)))
          .findFirst()
          .orElseThrow();
    }
  }
}
