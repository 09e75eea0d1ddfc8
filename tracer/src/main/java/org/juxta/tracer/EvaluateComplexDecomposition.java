package org.juxta.tracer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link EvaluateDecomposition} of complex matrices. */
final class EvaluateComplexDecomposition {
  private EvaluateComplexDecomposition() {}

  /** From one matrix of each operand to one of each result. */
  interface Rule {
    List<ComplexMatrix> apply(List<ComplexMatrix> operands);
  }

  /** Vectors are matrices of one column here. */
  static List<HostArray> each(List<HostArray> operands, List<ArrayType> types, Rule rule) {
    int rank = operands.getFirst().type().rank();
    int count = Decomposition.Matrix.of(operands.getFirst().type()).count();
    List<double[]> given = operands.stream().map(EvaluateComplexDecomposition::parts).toList();
    List<double[]> results = new ArrayList<>();
    types.forEach(type -> results.add(new double[2 * type.shape().size()]));
    for (int i = 0; i < count; i++) {
      List<ComplexMatrix> one = new ArrayList<>();
      for (int j = 0; j < given.size(); j++) {
        Shape shape = operands.get(j).type().shape();
        boolean isMatrix = shape.rank() == rank;
        int rows = shape.dim(isMatrix ? -2 : -1);
        one.add(ComplexMatrix.of(given.get(j), i, rows, isMatrix ? shape.dim(-1) : 1));
      }
      List<ComplexMatrix> made = rule.apply(one);
      for (int j = 0; j < made.size(); j++) {
        made.get(j).put(results.get(j), i);
      }
    }
    List<HostArray> arrays = new ArrayList<>();
    for (int j = 0; j < types.size(); j++) {
      ArrayType type = types.get(j);
      boolean isComplex = type.dtype().isComplex();
      double[] data = isComplex ? results.get(j) : realParts(results.get(j));
      DType narrow = isComplex ? type.dtype().real() : type.dtype();
      arrays.add(HostArray.wrap(type, EvaluateConvert.narrow(data, narrow)));
    }
    return arrays;
  }

  /** Parts in turn, also of real numbers. */
  private static double[] parts(HostArray x) {
    double[] given = EvaluateConvert.parts(x);
    if (x.type().dtype().isComplex()) {
      return given;
    }
    double[] parts = new double[2 * given.length];
    for (int i = 0; i < given.length; i++) {
      parts[2 * i] = given[i];
    }
    return parts;
  }

  private static double[] realParts(double[] parts) {
    double[] real = new double[parts.length / 2];
    Arrays.setAll(real, i -> parts[2 * i]);
    return real;
  }

  static ComplexMatrix column(double[] values) {
    ComplexMatrix column = ComplexMatrix.zeros(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      column.set(i, 0, new Complex(values[i], 0));
    }
    return column;
  }

  private static ComplexMatrix column(int[] values) {
    return column(Arrays.stream(values).asDoubleStream().toArray());
  }

  static ComplexMatrix column(Complex[] values) {
    ComplexMatrix column = ComplexMatrix.zeros(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      column.set(i, 0, values[i]);
    }
    return column;
  }

  static List<HostArray> cholesky(
      Decomposition.Cholesky op, List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = op.symmetrize() ? hermitianPart(x.getFirst()) : x.getFirst();
          ComplexTriangular.cholesky(a);
          return List.of(a);
        });
  }

  private static ComplexMatrix hermitianPart(ComplexMatrix a) {
    ComplexMatrix part = a.copy();
    for (int i = 0; i < a.rows; i++) {
      for (int j = 0; j < a.columns; j++) {
        part.set(i, j, a.get(i, j).plus(a.get(j, i).conjugate()).times(0.5));
      }
    }
    return part;
  }

  /** One triangle and its adjoint in the place of the other, the diagonal real. */
  static ComplexMatrix mirrored(ComplexMatrix a, boolean lower) {
    ComplexMatrix hermitian = a.copy();
    for (int i = 0; i < a.rows; i++) {
      hermitian.set(i, i, new Complex(a.get(i, i).re(), 0));
      for (int j = 0; j < i; j++) {
        Complex value = lower ? a.get(i, j) : a.get(j, i).conjugate();
        hermitian.set(i, j, value);
        hermitian.set(j, i, value.conjugate());
      }
    }
    return hermitian;
  }

  static List<HostArray> triangularSolve(
      Decomposition.TriangularSolve op, List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          if (op.leftSide()) {
            ComplexTriangular.solveLeft(op, x.get(0), x.get(1));
          } else {
            ComplexTriangular.solveRight(op, x.get(0), x.get(1));
          }
          return List.of(x.get(1));
        });
  }

  static List<HostArray> lu(List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          int[] pivots = new int[Math.min(a.rows, a.columns)];
          int[] permutation = new int[a.rows];
          ComplexTriangular.lu(a, pivots, permutation);
          return List.of(a, column(pivots), column(permutation));
        });
  }

  static List<HostArray> inverse(List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          int[] permutation = new int[a.rows];
          ComplexTriangular.lu(a, new int[a.rows], permutation);
          ComplexMatrix inverse = ComplexMatrix.zeros(a.rows, a.rows);
          for (int i = 0; i < a.rows; i++) {
            inverse.set(i, permutation[i], new Complex(1, 0));
          }
          ComplexTriangular.solveLeft(EvaluateDecomposition.LOWER, a, inverse);
          ComplexTriangular.solveLeft(EvaluateDecomposition.UPPER, a, inverse);
          return List.of(inverse);
        });
  }

  static List<HostArray> geqrf(List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          Complex[] taus = new Complex[Math.min(a.rows, a.columns)];
          ComplexHouseholder.factor(a, taus);
          return List.of(a, column(taus));
        });
  }

  static List<HostArray> householderProduct(List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          Complex[] taus = new Complex[x.get(1).rows];
          Arrays.setAll(taus, i -> x.get(1).get(i, 0));
          return List.of(ComplexHouseholder.product(x.get(0), taus, x.get(0).columns));
        });
  }

  static List<HostArray> qr(List<HostArray> operands, List<ArrayType> types) {
    int inner = types.get(0).shape().dim(-1);
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          Complex[] taus = new Complex[Math.min(a.rows, a.columns)];
          ComplexHouseholder.factor(a, taus);
          ComplexMatrix r = ComplexMatrix.zeros(inner, a.columns);
          for (int i = 0; i < inner; i++) {
            for (int j = i; j < a.columns; j++) {
              r.set(i, j, a.get(i, j));
            }
          }
          return List.of(ComplexHouseholder.product(a, taus, inner), r);
        });
  }

  static List<HostArray> eigh(
      Decomposition.Eigh op, List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          if (!a.isFinite()) {
            return allNaN(types);
          }
          ComplexMatrix hermitian = op.symmetrize() ? hermitianPart(a) : mirrored(a, op.lower());
          ComplexJacobi.Values found = ComplexJacobi.eigen(hermitian);
          return List.of(column(found.values()), found.vectors());
        });
  }

  static List<ComplexMatrix> allNaN(List<ArrayType> types) {
    List<ComplexMatrix> all = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Shape shape = types.get(i).shape();
      // The first result is a vector of values, others are matrices.
      ComplexMatrix one =
          ComplexMatrix.zeros(shape.dim(i == 0 ? -1 : -2), i == 0 ? 1 : shape.dim(-1));
      one.fillNaN();
      all.add(one);
    }
    return all;
  }

  static List<HostArray> svd(
      Decomposition.Svd op, List<HostArray> operands, List<ArrayType> types) {
    return each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          if (!a.isFinite()) {
            return allNaN(types);
          }
          ComplexJacobi.Svd svd = ComplexJacobi.svd(a, op.full());
          return op.vectors()
              ? List.of(column(svd.values()), svd.u(), svd.vh())
              : List.of(column(svd.values()));
        });
  }
}
