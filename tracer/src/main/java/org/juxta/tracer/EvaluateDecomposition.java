package org.juxta.tracer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Factorisations, one matrix of the batch after the other, in double. */
final class EvaluateDecomposition {
  private EvaluateDecomposition() {}

  /** The systems with LU factors. */
  static final Decomposition.TriangularSolve LOWER =
      new Decomposition.TriangularSolve(true, true, false, true);

  static final Decomposition.TriangularSolve UPPER =
      new Decomposition.TriangularSolve(true, false, false, false);

  /** From one matrix of each operand to one of each result. */
  private interface Rule {
    double[][] apply(double[][] operands);
  }

  private static List<HostArray> each(List<HostArray> operands, List<ArrayType> types, Rule rule) {
    int count = Decomposition.Matrix.of(operands.getFirst().type()).count();
    List<double[]> given = operands.stream().map(EvaluateConvert::doubles).toList();
    List<double[]> results = new ArrayList<>();
    types.forEach(type -> results.add(new double[type.shape().size()]));
    for (int i = 0; i < count; i++) {
      double[][] one = new double[given.size()][];
      for (int j = 0; j < one.length; j++) {
        int size = given.get(j).length / count;
        one[j] = Arrays.copyOfRange(given.get(j), i * size, (i + 1) * size);
      }
      double[][] made = rule.apply(one);
      for (int j = 0; j < results.size(); j++) {
        System.arraycopy(made[j], 0, results.get(j), i * made[j].length, made[j].length);
      }
    }
    List<HostArray> arrays = new ArrayList<>();
    for (int j = 0; j < types.size(); j++) {
      DType dtype = types.get(j).dtype();
      arrays.add(HostArray.wrap(types.get(j), EvaluateConvert.narrow(results.get(j), dtype)));
    }
    return arrays;
  }

  private static boolean isComplex(List<HostArray> operands) {
    return operands.getFirst().type().dtype().isComplex();
  }

  static List<HostArray> cholesky(
      Decomposition.Cholesky op, List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.cholesky(op, operands, types);
    }
    int n = types.getFirst().shape().dim(-1);
    return each(
        operands,
        types,
        x -> {
          if (op.symmetrize()) {
            symmetrize(x[0], n);
          }
          TriangularFactors.cholesky(x[0], n);
          return x;
        });
  }

  static List<HostArray> triangularSolve(
      Decomposition.TriangularSolve op, List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.triangularSolve(op, operands, types);
    }
    Decomposition.Matrix b = Decomposition.Matrix.of(types.getFirst());
    return each(
        operands,
        types,
        x -> {
          if (op.leftSide()) {
            TriangularFactors.solveLeft(op, x[0], b.rows(), x[1], b.columns());
          } else {
            TriangularFactors.solveRight(op, x[0], b.columns(), x[1], b.rows());
          }
          return new double[][] {x[1]};
        });
  }

  static List<HostArray> lu(List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.lu(operands, types);
    }
    Decomposition.Matrix a = Decomposition.Matrix.of(types.getFirst());
    return each(
        operands,
        types,
        x -> {
          int[] pivots = new int[Math.min(a.rows(), a.columns())];
          int[] permutation = new int[a.rows()];
          TriangularFactors.lu(x[0], a.rows(), a.columns(), pivots, permutation);
          return new double[][] {x[0], doubles(pivots), doubles(permutation)};
        });
  }

  static List<HostArray> inverse(List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.inverse(operands, types);
    }
    int n = types.getFirst().shape().dim(-1);
    return each(
        operands,
        types,
        x -> {
          int[] permutation = new int[n];
          TriangularFactors.lu(x[0], n, n, new int[n], permutation);
          double[] inverse = new double[n * n];
          for (int i = 0; i < n; i++) {
            inverse[i * n + permutation[i]] = 1;
          }
          TriangularFactors.solveLeft(LOWER, x[0], n, inverse, n);
          TriangularFactors.solveLeft(UPPER, x[0], n, inverse, n);
          return new double[][] {inverse};
        });
  }

  private static double[] doubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  static List<HostArray> geqrf(List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.geqrf(operands, types);
    }
    Decomposition.Matrix a = Decomposition.Matrix.of(types.getFirst());
    return each(
        operands,
        types,
        x -> {
          double[] taus = new double[Math.min(a.rows(), a.columns())];
          Householder.factor(x[0], a.rows(), a.columns(), taus);
          return new double[][] {x[0], taus};
        });
  }

  static List<HostArray> householderProduct(List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.householderProduct(operands, types);
    }
    Decomposition.Matrix a = Decomposition.Matrix.of(types.getFirst());
    return each(
        operands,
        types,
        x -> new double[][] {Householder.product(x[0], a.rows(), a.columns(), x[1], a.columns())});
  }

  static List<HostArray> qr(List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.qr(operands, types);
    }
    Decomposition.Matrix a = Decomposition.Matrix.of(operands.getFirst().type());
    int inner = types.get(0).shape().dim(-1);
    return each(
        operands,
        types,
        x -> {
          double[] taus = new double[Math.min(a.rows(), a.columns())];
          Householder.factor(x[0], a.rows(), a.columns(), taus);
          double[] q = Householder.product(x[0], a.rows(), a.columns(), taus, inner);
          return new double[][] {q, upper(x[0], inner, a.columns())};
        });
  }

  private static double[] upper(double[] a, int rows, int columns) {
    double[] r = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int j = i; j < columns; j++) {
        r[i * columns + j] = a[i * columns + j];
      }
    }
    return r;
  }

  static List<HostArray> eigh(
      Decomposition.Eigh op, List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.eigh(op, operands, types);
    }
    int n = types.getFirst().shape().dim(-1);
    return each(
        operands,
        types,
        x -> {
          double[] a = x[0];
          if (!isFinite(a)) {
            return new double[][] {nan(n), nan(n * n)};
          }
          if (op.symmetrize()) {
            symmetrize(a, n);
          } else {
            mirror(a, n, op.lower());
          }
          double[] vectors = new double[n * n];
          return new double[][] {JacobiRotations.eigen(a, n, vectors), vectors};
        });
  }

  /** Half the sum of a square matrix and its transpose in its place. */
  private static void symmetrize(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double mean = (a[i * n + j] + a[j * n + i]) * 0.5;
        a[i * n + j] = mean;
        a[j * n + i] = mean;
      }
    }
  }

  /** One triangle of a square matrix in the place of the other. */
  private static void mirror(double[] a, int n, boolean lower) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (lower) {
          a[j * n + i] = a[i * n + j];
        } else {
          a[i * n + j] = a[j * n + i];
        }
      }
    }
  }

  private static boolean isFinite(double[] a) {
    return Arrays.stream(a).allMatch(Double::isFinite);
  }

  private static double[] nan(int size) {
    double[] nan = new double[size];
    Arrays.fill(nan, Double.NaN);
    return nan;
  }

  static List<HostArray> svd(
      Decomposition.Svd op, List<HostArray> operands, List<ArrayType> types) {
    if (isComplex(operands)) {
      return EvaluateComplexDecomposition.svd(op, operands, types);
    }
    Decomposition.Matrix a = Decomposition.Matrix.of(operands.getFirst().type());
    return each(
        operands,
        types,
        x -> {
          if (!isFinite(x[0])) {
            int count = Math.max(1, a.count());
            return types.stream()
                .map(type -> nan(type.shape().size() / count))
                .toArray(double[][]::new);
          }
          return a.rows() >= a.columns()
              ? tallSvd(op, x[0], a.rows(), a.columns())
              : wideSvd(op, x[0], a.rows(), a.columns());
        });
  }

  private static double[][] tallSvd(Decomposition.Svd op, double[] a, int rows, int columns) {
    double[] right = new double[columns * columns];
    double largest = Arrays.stream(a).map(Math::abs).max().orElse(0);
    double scale = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    double[] scaled = Arrays.stream(a).map(v -> v / scale).toArray();
    double[] values = JacobiRotations.singular(scaled, rows, columns, right);
    double[] left = leftVectors(scaled, rows, columns, op.full() ? rows : columns);
    for (int i = 0; i < columns; i++) {
      values[i] *= scale;
    }
    return new double[][] {values, left, transposed(right, columns, columns)};
  }

  /**
   * U from its columns times the singular values: Householder reflections also give what is missing
   * where these are zero or U is square.
   */
  private static double[] leftVectors(double[] a, int rows, int columns, int size) {
    double[] taus = new double[columns];
    Householder.factor(a, rows, columns, taus);
    double[] u = Householder.product(a, rows, columns, taus, size);
    for (int j = 0; j < columns; j++) {
      if (a[j * columns + j] < 0) {
        for (int i = 0; i < rows; i++) {
          u[i * size + j] = -u[i * size + j];
        }
      }
    }
    return u;
  }

  private static double[][] wideSvd(Decomposition.Svd op, double[] a, int rows, int columns) {
    double[][] svd =
        tallSvd(op, transposed(a, rows, columns), /* rows= */ columns, /* columns= */ rows);
    int size = op.full() ? columns : rows;
    return new double[][] {
      svd[0], transposed(svd[2], rows, rows), transposed(svd[1], columns, size)
    };
  }

  private static double[] transposed(double[] a, int rows, int columns) {
    double[] t = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }
}
