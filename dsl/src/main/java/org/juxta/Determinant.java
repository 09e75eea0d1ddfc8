package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/**
 * Determinants by LU factors, with a derivative that is right also for a matrix that has lost one
 * rank, where the inverse is not there but the cofactors are.
 */
final class Determinant {
  private Determinant() {}

  /** Of square matrices with two rows at least. */
  static Array of(Array a) {
    return CustomDerivative.byArgument(
        "det",
        List.of(a),
        x -> value(x.getFirst()),
        List.of((tangent, _, x) -> Linalg.trace(cofactorSolve(x.getFirst(), tangent), 0)));
  }

  private static Array value(Array a) {
    Linalg.LuFactors factors = Factors.lu(a);
    return Linalg.diagonal(factors.lu(), 0).prod(-1).mul(sign(factors));
  }

  private static Array sign(Linalg.LuFactors factors) {
    return Lax.convert(LinearSystems.parity(factors), factors.lu().dtype());
  }

  /**
   * {@code det(a) a⁻¹ b}, linear in b: the last pivot, which may be zero, is not divided by but
   * left out of the product of the others. Zero where more than one rank is lost.
   */
  private static Array cofactorSolve(Array a, Array b) {
    int n = a.dim(-1);
    Linalg.LuFactors factors = Factors.lu(a);
    Array diagonal = Linalg.diagonal(factors.lu(), 0);
    Array others = Lax.sliceAlong(diagonal, 0, n - 1, -1).prod(-1).mul(sign(factors));
    Array last = Lax.sliceAlong(diagonal, n - 1, n, -1).squeeze(-1);
    Array det = others.mul(last).expandDims(-1).expandDims(-1);
    Array corner = Rearranging.onDiagonal(a.shape(), 0).and(Np.arange(n).eq(n - 1));
    Array inverse = Np.reciprocal(others).expandDims(-1).expandDims(-1);
    Array lu = Np.where(corner, inverse, factors.lu());
    Array lost = others.eq(0).expandDims(-1).expandDims(-1);
    Array safe = Np.where(lost, Np.eye(n, a.dtype()), lu);
    Array rows = Np.takeAlongAxis(b, factors.permutation().expandDims(-1), -2);
    Linalg.Triangle lower = Linalg.Triangle.LOWER.withUnitDiagonal();
    Array half = LinearSystems.triangular(safe, rows, lower, true);
    Array isLast = Np.arange(n).eq(n - 1).expandDims(-1);
    Array scaled = half.mul(Np.where(isLast, Np.onesLike(det), det));
    Array solved = LinearSystems.triangular(safe, scaled, Linalg.Triangle.UPPER, true);
    return Np.where(lost, 0, solved);
  }
}
