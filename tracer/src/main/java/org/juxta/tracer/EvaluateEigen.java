package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/** What the eigenvalues of general matrices need, of real and complex ones. */
final class EvaluateEigen {
  private EvaluateEigen() {}

  static List<HostArray> eig(
      Decomposition.Eig op, List<HostArray> operands, List<ArrayType> types) {
    boolean isComplex = operands.getFirst().type().dtype().isComplex();
    return EvaluateComplexDecomposition.each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          if (!a.isFinite()) {
            return EvaluateComplexDecomposition.allNaN(types);
          }
          ComplexSchur.Eigen found = isComplex ? ComplexSchur.eigen(a) : RealSchur.eigen(a);
          List<ComplexMatrix> results = new ArrayList<>();
          results.add(EvaluateComplexDecomposition.column(found.values()));
          if (op.left()) {
            results.add(found.left());
          }
          if (op.right()) {
            results.add(found.right());
          }
          return results;
        });
  }

  static List<HostArray> schur(List<HostArray> operands, List<ArrayType> types) {
    boolean isComplex = operands.getFirst().type().dtype().isComplex();
    return EvaluateComplexDecomposition.each(
        operands,
        types,
        x -> {
          ComplexMatrix a = x.getFirst();
          if (!a.isFinite()) {
            ComplexMatrix none = a.copy();
            none.fillNaN();
            return List.of(none, none);
          }
          ComplexSchur.Factors found = isComplex ? ComplexSchur.of(a) : RealSchur.factors(a);
          return List.of(found.t(), found.z());
        });
  }

  static List<HostArray> hessenberg(List<HostArray> operands, List<ArrayType> types) {
    return EvaluateComplexDecomposition.each(
        operands,
        types,
        x -> {
          HessenbergFactors.Packed packed = HessenbergFactors.of(x.getFirst());
          return List.of(packed.a(), EvaluateComplexDecomposition.column(packed.taus()));
        });
  }

  /** The reduction of the upper triangle is that of the lower one of the matrix turned round. */
  static List<HostArray> tridiagonal(
      Decomposition.Tridiagonal op, List<HostArray> operands, List<ArrayType> types) {
    return EvaluateComplexDecomposition.each(
        operands,
        types,
        x ->
            op.lower()
                ? lowerTridiagonal(x.getFirst())
                : lowerTridiagonal(x.getFirst().turned()).stream()
                    .map(ComplexMatrix::turned)
                    .toList());
  }

  /** For symmetric matrices the reflections are those that make a Hessenberg matrix. */
  private static List<ComplexMatrix> lowerTridiagonal(ComplexMatrix a) {
    int n = a.rows;
    ComplexMatrix hermitian = EvaluateComplexDecomposition.mirrored(a, true);
    HessenbergFactors.Packed packed = HessenbergFactors.of(hermitian);
    ComplexMatrix result = a.copy();
    double[] diagonal = new double[n];
    double[] beside = new double[n - 1];
    for (int j = 0; j < n; j++) {
      diagonal[j] = packed.a().get(j, j).re();
      result.set(j, j, new Complex(diagonal[j], 0));
      for (int i = j + 1; i < n; i++) {
        result.set(i, j, packed.a().get(i, j));
      }
      if (j + 1 < n) {
        beside[j] = packed.a().get(j + 1, j).re();
      }
    }
    return List.of(
        result,
        EvaluateComplexDecomposition.column(diagonal),
        EvaluateComplexDecomposition.column(beside),
        EvaluateComplexDecomposition.column(packed.taus()));
  }
}
