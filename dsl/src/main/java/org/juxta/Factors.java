package org.juxta;

import java.util.List;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Factorisations, on floats, with operands brought into form. */
final class Factors {
  private Factors() {}

  /** A matrix of real or complex floats, or a batch of them. */
  static Array matrix(String function, Array x) {
    if (x.rank() < 2) {
      throw new ShapeException(function + ": a matrix is needed, not " + x.type());
    }
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  static Array square(String function, Array x) {
    Array matrix = matrix(function, x);
    if (x.dim(-1) != x.dim(-2)) {
      throw new ShapeException(function + ": the matrix must be square, not " + x.type());
    }
    return matrix;
  }

  static Array transposed(Array x) {
    return Np.swapaxes(x, -1, -2);
  }

  /** The conjugate of the transpose. */
  static Array adjoint(Array x) {
    return Np.conj(transposed(x));
  }

  static Array cholesky(Array a, boolean symmetrize) {
    return Primitives.bindOne(new Decomposition.Cholesky(symmetrize), square("cholesky", a));
  }

  static Linalg.LuFactors lu(Array a) {
    List<Array> lu = Primitives.bind(new Decomposition.Lu(), List.of(matrix("lu", a)));
    return new Linalg.LuFactors(lu.get(0), lu.get(1), lu.get(2));
  }

  static Linalg.Qr qr(Array a, boolean full) {
    List<Array> qr = Primitives.bind(new Decomposition.Qr(full), List.of(matrix("qr", a)));
    return new Linalg.Qr(qr.get(0), qr.get(1));
  }

  static Linalg.Eigh eigh(Array a, boolean lower, boolean symmetrize) {
    Array matrix = square("eigh", a);
    List<Array> eigh = Primitives.bind(new Decomposition.Eigh(lower, symmetrize), List.of(matrix));
    return new Linalg.Eigh(eigh.get(0), eigh.get(1));
  }

  static Linalg.Eig eig(Array a) {
    List<Array> eig =
        Primitives.bind(new Decomposition.Eig(false, true), List.of(square("eig", a)));
    return new Linalg.Eig(eig.get(0), eig.get(1));
  }

  static Linalg.TwoSidedEig twoSidedEig(Array a) {
    List<Array> eig =
        Primitives.bind(new Decomposition.Eig(true, true), List.of(square("twoSidedEig", a)));
    return new Linalg.TwoSidedEig(eig.get(0), eig.get(1), eig.get(2));
  }

  static Array eigvals(Array a) {
    return Primitives.bindOne(new Decomposition.Eig(false, false), square("eigvals", a));
  }

  static Linalg.Schur schur(Array a) {
    List<Array> schur = Primitives.bind(new Decomposition.Schur(), List.of(square("schur", a)));
    return new Linalg.Schur(schur.get(0), schur.get(1));
  }

  /** With the product of the reflections below a first row and column of the identity. */
  static Linalg.Hessenberg hessenberg(Array a) {
    Array matrix = square("hessenberg", a);
    int n = matrix.dim(-1);
    if (n < 2) {
      return new Linalg.Hessenberg(matrix, Np.broadcastTo(Np.eye(n, matrix.dtype()), a.shape()));
    }
    List<Array> packed = Primitives.bind(new Decomposition.Hessenberg(), List.of(matrix));
    Array below = Lax.sliceAlong(packed.get(0), 1, n, -2);
    Array inner = householderProduct(Lax.sliceAlong(below, 0, n - 1, -1), packed.get(1));
    Ints none = Ints.fill(matrix.rank(), 0);
    Ints low = none.with(matrix.rank() - 2, 1).with(matrix.rank() - 1, 1);
    Array padded = Lax.pad(inner, Np.zeros(matrix.dtype()), low, none, none);
    Array first = Rearranging.onDiagonal(padded.shape(), 0).and(Np.arange(n).eq(0));
    return new Linalg.Hessenberg(Np.triu(packed.get(0), -1), Np.where(first, 1, padded));
  }

  static Linalg.Tridiagonal tridiagonal(Array a, boolean lower) {
    List<Array> found =
        Primitives.bind(new Decomposition.Tridiagonal(lower), List.of(square("tridiagonal", a)));
    return new Linalg.Tridiagonal(found.get(0), found.get(1), found.get(2), found.get(3));
  }

  static Linalg.Svd svd(Array a, boolean full) {
    List<Array> svd = Primitives.bind(new Decomposition.Svd(full, true), List.of(matrix("svd", a)));
    return new Linalg.Svd(svd.get(1), svd.get(0), svd.get(2));
  }

  static Array svdvals(Array a) {
    return Primitives.bindOne(new Decomposition.Svd(false, false), matrix("svdvals", a));
  }

  static Linalg.PackedQr geqrf(Array a) {
    List<Array> qr = Primitives.bind(new Decomposition.Geqrf(), List.of(matrix("geqrf", a)));
    return new Linalg.PackedQr(qr.get(0), qr.get(1));
  }

  static Array householderProduct(Array a, Array taus) {
    Array matrix = matrix("householderProduct", a);
    return Primitives.bindOne(
        new Decomposition.HouseholderProduct(), matrix, Promotion.to(taus, matrix.dtype()));
  }

  /** L with its unit diagonal, U, and the matrix that puts rows back in order. */
  static Linalg.Lu unpacked(Linalg.LuFactors factors) {
    Array lu = factors.lu();
    int rows = lu.dim(-2);
    int columns = lu.dim(-1);
    int size = Math.min(rows, columns);
    Array l = Np.tril(Lax.sliceAlong(lu, 0, size, -1), -1).add(Np.eye(rows, size, 0, lu.dtype()));
    Array u = Np.triu(Lax.sliceAlong(lu, 0, size, -2), 0);
    Array order = factors.permutation();
    Array row = Np.arange(rows).expandDims(-1);
    Array p = Lax.convert(order.expandDims(-2).eq(row), lu.dtype());
    return new Linalg.Lu(p, l, u);
  }

  /** The order of {@code size} rows that the exchanges of pivots make. */
  static Array permutation(Array pivots, int size) {
    Array order = Np.broadcastTo(Np.arange(size), batch(pivots, 1).concat(Shape.of(size)));
    for (int k = 0; k < pivots.dim(-1); k++) {
      Array pivot = Lax.sliceAlong(pivots, k, k + 1, -1);
      Array index = Np.arange(size);
      Array isPivot = index.eq(pivot);
      Array mine = Lax.sliceAlong(order, k, k + 1, -1);
      Array chosen = Np.where(isPivot, order, 0).sum(-1).expandDims(-1).astype(DType.I32);
      order = Np.where(index.eq(k), chosen, Np.where(isPivot, mine, order));
    }
    return order;
  }

  static Shape batch(Array x, int last) {
    return new Shape(x.shape().dims().slice(0, x.rank() - last));
  }
}
