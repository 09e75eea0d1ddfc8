package org.juxta.tracer;

import java.util.List;

/**
 * Matrix products: operands are brought into the order batch, rows, columns, and multiplied in
 * double or long.
 */
final class EvaluateContraction {
  /**
   * Rows of the second matrix that are used again for every row of the first before going on, to
   * stay in the cache.
   */
  private static final int BLOCK = 64;

  private EvaluateContraction() {}

  static HostArray dotGeneral(Contraction.DotGeneral op, List<HostArray> operands, ArrayType type) {
    HostArray a = operands.get(0);
    HostArray b = operands.get(1);
    Ints lhsFree =
        EvaluateIndexing.complement(a.type().rank(), op.lhsBatch().concat(op.lhsContract()));
    Ints rhsFree =
        EvaluateIndexing.complement(b.type().rank(), op.rhsBatch().concat(op.rhsContract()));
    Sizes sizes =
        new Sizes(
            size(a, op.lhsBatch()), size(a, lhsFree), size(a, op.lhsContract()), size(b, rhsFree));
    HostArray lhs = ordered(a, op.lhsBatch().concat(lhsFree).concat(op.lhsContract()));
    HostArray rhs = ordered(b, op.rhsBatch().concat(op.rhsContract()).concat(rhsFree));
    return HostArray.wrap(type, product(sizes, lhs, rhs, type.dtype()));
  }

  private static Object product(Sizes sizes, HostArray a, HostArray b, DType dtype) {
    return switch (dtype.kind()) {
      case FLOAT ->
          EvaluateConvert.narrow(
              multiply(sizes, EvaluateConvert.doubles(a), EvaluateConvert.doubles(b)), dtype);
      case COMPLEX -> EvaluateConvert.narrow(complexProduct(sizes, a, b), dtype.real());
      case BOOLEAN, SIGNED, UNSIGNED ->
          EvaluateConvert.narrow(
              multiply(sizes, EvaluateConvert.longs(a), EvaluateConvert.longs(b)), dtype);
    };
  }

  /** Four products of real matrices; the parts of the result take turns. */
  private static double[] complexProduct(Sizes sizes, HostArray a, HostArray b) {
    double[] ar = EvaluateConvert.doubles(a);
    double[] ai = EvaluateComplex.imaginary(a);
    double[] br = EvaluateConvert.doubles(b);
    double[] bi = EvaluateComplex.imaginary(b);
    double[] rr = multiply(sizes, ar, br);
    double[] ii = multiply(sizes, ai, bi);
    double[] ri = multiply(sizes, ar, bi);
    double[] ir = multiply(sizes, ai, br);
    double[] c = new double[2 * rr.length];
    for (int i = 0; i < rr.length; i++) {
      c[2 * i] = rr[i] - ii[i];
      c[2 * i + 1] = ri[i] + ir[i];
    }
    return c;
  }

  /** Of {@code batch} products of a {@code rows × inner} and an {@code inner × columns} matrix. */
  private record Sizes(int batch, int rows, int inner, int columns) {}

  private static int size(HostArray x, Ints axes) {
    return new Shape(x.type().shape().dims().at(axes)).size();
  }

  private static HostArray ordered(HostArray x, Ints permutation) {
    ArrayType type = x.type().with(new Shape(x.type().shape().dims().at(permutation)));
    return EvaluateStructural.transpose(new Structural.Transpose(permutation), List.of(x), type);
  }

  private static double[] multiply(Sizes sizes, double[] a, double[] b) {
    double[] c = new double[sizes.batch * sizes.rows * sizes.columns];
    for (int batch = 0; batch < sizes.batch; batch++) {
      int aStart = batch * sizes.rows * sizes.inner;
      int bStart = batch * sizes.inner * sizes.columns;
      int cStart = batch * sizes.rows * sizes.columns;
      for (int k = 0; k < sizes.inner; k += BLOCK) {
        int end = Math.min(sizes.inner, k + BLOCK);
        for (int i = 0; i < sizes.rows; i++) {
          addProducts(
              a,
              aStart + i * sizes.inner,
              k,
              end,
              b,
              bStart,
              c,
              cStart + i * sizes.columns,
              sizes.columns);
        }
      }
    }
    return c;
  }

  /**
   * Adds to a row of the result the rows {@code start} to {@code end} of {@code b}, times the
   * elements of a row of {@code a}.
   */
  private static void addProducts(
      double[] a,
      int aRow,
      int start,
      int end,
      double[] b,
      int bStart,
      double[] c,
      int cRow,
      int columns) {
    if (columns == 1) {
      double sum = c[cRow];
      for (int k = start; k < end; k++) {
        sum += a[aRow + k] * b[bStart + k];
      }
      c[cRow] = sum;
      return;
    }
    for (int k = start; k < end; k++) {
      double factor = a[aRow + k];
      int bRow = bStart + k * columns;
      for (int j = 0; j < columns; j++) {
        c[cRow + j] += factor * b[bRow + j];
      }
    }
  }

  private static long[] multiply(Sizes sizes, long[] a, long[] b) {
    long[] c = new long[sizes.batch * sizes.rows * sizes.columns];
    for (int row = 0; row < sizes.batch * sizes.rows; row++) {
      int bStart = row / sizes.rows * sizes.inner * sizes.columns;
      for (int k = 0; k < sizes.inner; k++) {
        long factor = a[row * sizes.inner + k];
        for (int j = 0; j < sizes.columns; j++) {
          c[row * sizes.columns + j] += factor * b[bStart + k * sizes.columns + j];
        }
      }
    }
    return c;
  }
}
