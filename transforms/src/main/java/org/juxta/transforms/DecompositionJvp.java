package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;

/**
 * Derivatives of factorisations. Where an operand is symmetric by contract its tangent is too, and
 * all of it is used, also where the operation reads one triangle.
 */
final class DecompositionJvp {
  private DecompositionJvp() {}

  /** Murray 2016, "Differentiation of the Cholesky decomposition". */
  static JvpRules.Result cholesky(Decomposition.Cholesky op, Array a, Tangent tangent) {
    Array l = Primitives.bindOne(op, a);
    Array da = symmetrized(op.symmetrize(), tangent);
    Array right = solve(false, true, true, conjugate(l), da);
    Array inner = Np.tril(solve(true, true, false, l, right), 0);
    int n = l.dim(-1);
    Array halved = inner.div(Np.eye(n, l.dtype()).add(1));
    return JvpRules.Result.of(l, l.matmul(halved));
  }

  private static Array symmetrized(boolean symmetrize, Tangent tangent) {
    Array a = tangent.array();
    return symmetrize ? a.add(adjoint(a)).mul(0.5) : a;
  }

  private static Array solve(boolean left, boolean lower, boolean transpose, Array a, Array b) {
    return Primitives.bindOne(
        new Decomposition.TriangularSolve(left, lower, transpose, false), a, b);
  }

  static JvpRules.Result triangularSolve(
      Decomposition.TriangularSolve op, List<Array> x, List<Tangent> t) {
    Array a = x.get(0);
    Array solution = Primitives.bindOne(op, a, x.get(1));
    Tangent result =
        t.get(1).isZero()
            ? Tangent.zero(solution.type())
            : Tangent.of(Primitives.bindOne(op, a, t.get(1).array()));
    if (!t.get(0).isZero()) {
      result = result.plus(Tangent.of(byTriangle(op, a, t.get(0).array(), solution)));
    }
    return JvpRules.Result.of(solution, result);
  }

  /** {@code -op(a)⁻¹ op(da) x}, or {@code -x op(da) op(a)⁻¹}, the cheaper product first. */
  private static Array byTriangle(
      Decomposition.TriangularSolve op, Array a, Array tangent, Array x) {
    int k = op.unitDiagonal() ? 1 : 0;
    Array triangle = (op.lower() ? Np.tril(tangent, -k) : Np.triu(tangent, k)).neg();
    Array da = op.transpose() ? transposed(triangle) : triangle;
    int rows = x.dim(-2);
    int columns = x.dim(-1);
    if (op.leftSide()) {
      return rows > columns
          ? Primitives.bindOne(op, a, da.matmul(x))
          : Primitives.bindOne(op, a, da).matmul(x);
    }
    return rows < columns
        ? Primitives.bindOne(op, a, x.matmul(da))
        : x.matmul(Primitives.bindOne(op, a, da));
  }

  private static Array transposed(Array x) {
    return Np.swapaxes(x, -1, -2);
  }

  private static Array conjugate(Array x) {
    return x.dtype().isComplex() ? x.conj() : x;
  }

  /** The conjugate of the transpose. */
  private static Array adjoint(Array x) {
    return conjugate(transposed(x));
  }

  private static Array real(Array x) {
    return x.dtype().isComplex() ? x.real() : x;
  }

  /** De Hoog, Anderssen and Lukas 2011, "Differentiation of matrix functionals". */
  static JvpRules.Result lu(Decomposition.Lu op, Array a, Tangent tangent) {
    List<Array> factors = Primitives.bind(op, List.of(a));
    Array lu = factors.get(0);
    int rows = a.dim(-2);
    int columns = a.dim(-1);
    int size = Math.min(rows, columns);
    Array l =
        padded(Np.tril(columnsOf(lu, 0, size), -1), 0, rows - size).add(Np.eye(rows, a.dtype()));
    Array below = Np.eye(columns, a.dtype()).mul(atLeast(columns, size, a));
    Array u = padded(Np.triu(rowsOf(lu, 0, size), 0), columns - size, 0).add(below);
    Array da = tangent.array();
    Array permuted = da.size() == 0 ? da : Np.takeAlongAxis(da, factors.get(2).expandDims(-1), -2);
    Array half =
        Primitives.bindOne(new Decomposition.TriangularSolve(true, true, false, true), l, permuted);
    Array both = solve(false, false, false, u, half);
    Array dl = l.matmul(Np.tril(both, -1));
    Array du = Np.triu(both, 0).matmul(u);
    return new JvpRules.Result(
        factors,
        List.of(
            Tangent.of(dl.add(du)),
            Tangent.zero(factors.get(1).type()),
            Tangent.zero(factors.get(2).type())));
  }

  /** A row vector that is 1 from position {@code first} on, and 0 before. */
  private static Array atLeast(int size, int first, Array like) {
    return Lax.convert(Np.arange(size).ge(first), like.dtype());
  }

  private static Array columnsOf(Array a, int start, int end) {
    return Lax.sliceAlong(a, start, end, -1);
  }

  private static Array rowsOf(Array a, int start, int end) {
    return Lax.sliceAlong(a, start, end, -2);
  }

  /** With rows and columns of zeros put after. */
  private static Array padded(Array a, int rows, int columns) {
    Ints none = Ints.fill(a.rank(), 0);
    Ints high = none.with(a.rank() - 2, rows).with(a.rank() - 1, columns);
    return Lax.pad(a, Np.zeros(a.dtype()), none, high, none);
  }

  static JvpRules.Result inverse(Decomposition.Inverse op, Array a, Tangent tangent) {
    Array inverse = Primitives.bindOne(op, a);
    return JvpRules.Result.of(inverse, inverse.matmul(tangent.array()).matmul(inverse).neg());
  }

  /** Townsend 2018, "Differentiating the QR decomposition". */
  static JvpRules.Result qr(Decomposition.Qr op, Array a, Tangent tangent) {
    List<Array> factors = Primitives.bind(op, List.of(a));
    Array q = factors.get(0);
    Array r = factors.get(1);
    int rows = a.dim(-2);
    int columns = a.dim(-1);
    if (op.full() && rows > columns) {
      throw new JuxtaException(
          "qr of "
              + a.type()
              + " with a square Q has no derivative: its last columns are not determined. Ask for"
              + " the reduced one");
    }
    Array da = tangent.array();
    if (rows >= columns) {
      Array inverse = solve(false, false, false, r, da);
      return factors(factors, thinQ(q, inverse), thinR(q, inverse, r));
    }
    Array inverse = solve(false, false, false, columnsOf(r, 0, rows), columnsOf(da, 0, rows));
    Array dq = thinQ(q, inverse);
    Array rest = columnsOf(da, rows, columns).sub(dq.matmul(columnsOf(r, rows, columns)));
    Array first = thinR(q, inverse, columnsOf(r, 0, rows));
    Array dr = Lax.concatenate(List.of(first, adjoint(q).matmul(rest)), a.rank() - 1);
    return factors(factors, dq, dr);
  }

  private static JvpRules.Result factors(List<Array> primals, Array... tangents) {
    return new JvpRules.Result(
        primals, java.util.Arrays.stream(tangents).map(Tangent::of).toList());
  }

  /**
   * The skew-Hermitian {@code Qᴴ dQ}, from {@code Qᴴ dA R⁻¹}: with the imaginary parts on the
   * diagonal, as R's is real.
   */
  private static Array rotation(Array projected) {
    Array lower = Np.tril(projected, -1);
    Array skew = lower.sub(adjoint(lower));
    if (!projected.dtype().isComplex()) {
      return skew;
    }
    Array imaginary = projected.sub(projected.conj()).mul(0.5);
    return skew.add(imaginary.mul(Np.eye(projected.dim(-1), projected.dtype())));
  }

  private static Array thinQ(Array q, Array inverse) {
    Array projected = adjoint(q).matmul(inverse);
    return q.matmul(rotation(projected).sub(projected)).add(inverse);
  }

  private static Array thinR(Array q, Array inverse, Array r) {
    Array projected = adjoint(q).matmul(inverse);
    return projected.sub(rotation(projected)).matmul(r);
  }

  /** Giles 2008, for distinct eigenvalues. */
  static JvpRules.Result eigh(Decomposition.Eigh op, Array a, Tangent tangent) {
    List<Array> factors = Primitives.bind(op, List.of(a));
    Array w = factors.get(0);
    Array v = factors.get(1);
    Array eye = Np.eye(w.dim(-1), w.dtype());
    Array gaps = w.expandDims(-2).sub(w.expandDims(-1)).add(eye);
    Array da = symmetrized(op.symmetrize(), tangent);
    Array inner = adjoint(v).matmul(da).matmul(v);
    Array dv = v.matmul(inner.mul(Np.divide(1, gaps).sub(eye)));
    return factors(factors, real(diagonal(inner)), dv);
  }

  private static Array diagonal(Array a) {
    return a.mul(Np.eye(a.dim(-1), a.dtype())).sum(-1);
  }

  /** Giles 2008, for distinct singular values. */
  static JvpRules.Result svd(Decomposition.Svd op, Array a, Tangent tangent) {
    int rows = a.dim(-2);
    int columns = a.dim(-1);
    if (op.vectors() && op.full() && rows != columns) {
      throw new JuxtaException(
          "svd of "
              + a.type()
              + " with square factors has no derivative: some of their columns are not determined."
              + " Ask for the reduced one");
    }
    List<Array> factors = Primitives.bind(new Decomposition.Svd(false, true), List.of(a));
    Array s = factors.get(0);
    Array u = factors.get(1);
    Array v = adjoint(factors.get(2));
    Array da = tangent.array();
    Array inner = adjoint(u).matmul(da).matmul(v);
    if (!op.vectors()) {
      return JvpRules.Result.of(s, real(diagonal(inner)));
    }
    Array row = s.expandDims(-2);
    Array column = s.expandDims(-1);
    Array eye = Np.eye(s.dim(-1), s.dtype());
    Array f = Np.divide(1, row.add(column).mul(row.sub(column)).add(eye)).sub(eye);
    Array scaledRight = inner.mul(row);
    Array scaledLeft = inner.mul(column);
    Array isZero = Lax.convert(s.eq(0), s.dtype());
    Array inverse = Np.divide(1, s.add(isZero)).sub(isZero).expandDims(-1).mul(eye);
    Array twist = inner.sub(adjoint(inner)).mul(0.5).mul(inverse);
    Array du = u.matmul(scaledRight.add(adjoint(scaledRight)).mul(f).add(twist));
    Array dv = v.matmul(scaledLeft.add(adjoint(scaledLeft)).mul(f));
    if (rows > columns) {
      Array outside = da.matmul(v);
      du = du.add(outside.sub(u.matmul(adjoint(u).matmul(outside))).div(row));
    }
    if (columns > rows) {
      Array outside = adjoint(da).matmul(u);
      dv = dv.add(outside.sub(v.matmul(adjoint(v).matmul(outside))).div(row));
    }
    return factors(factors, real(diagonal(inner)), du, adjoint(dv));
  }

  /**
   * Giles 2008, for distinct eigenvalues: of the eigenvectors those of length 1 whose largest
   * element stays real. Left ones are those of the adjoint.
   */
  static JvpRules.Result eig(Decomposition.Eig op, Array a, Tangent tangent) {
    List<Array> factors = Primitives.bind(new Decomposition.Eig(op.left(), true), List.of(a));
    Array w = factors.getFirst();
    Array v = factors.getLast();
    Array da = Lax.convert(tangent.array(), v.dtype());
    Array projected = Linalg.solve(v, da);
    if (!op.left() && !op.right()) {
      return JvpRules.Result.of(w, projected.mul(transposed(v)).sum(-1));
    }
    Array inner = projected.matmul(v);
    List<Array> primals = new ArrayList<>(List.of(w));
    List<Tangent> tangents = new ArrayList<>(List.of(Tangent.of(diagonal(inner))));
    if (op.left()) {
      Array left = factors.get(1);
      Array turned = Linalg.solve(left, adjoint(da)).matmul(left);
      primals.add(left);
      tangents.add(Tangent.of(eigenvectors(w.conj(), left, turned)));
    }
    if (op.right()) {
      primals.add(v);
      tangents.add(Tangent.of(eigenvectors(w, v, inner)));
    }
    return new JvpRules.Result(primals, tangents);
  }

  private static Array eigenvectors(Array w, Array v, Array inner) {
    Array eye = Np.eye(w.dim(-1), w.dtype());
    Array gaps = w.expandDims(-2).sub(w.expandDims(-1)).add(eye);
    Array turned = v.matmul(inner.mul(Np.divide(1, gaps).sub(eye)));
    Array longest = v.abs().argmax(-2).expandDims(-2);
    Array pivot = Np.takeAlongAxis(v, longest, -2).real();
    Array angle = Np.takeAlongAxis(turned, longest, -2).imag().div(pivot);
    Array growth = v.conj().mul(turned).real().sum(-2).expandDims(-2);
    return turned.sub(v.mul(Np.complex(growth, angle)));
  }

  static JuxtaException none(Decomposition op) {
    return new JuxtaException(
        op.name() + " has no derivative by itself; take that of Linalg.qr instead");
  }

  static JuxtaException noneInJax(Decomposition op) {
    return new JuxtaException(
        op.name() + " has no derivative, as in JAX; Linalg.eig and Linalg.eigh have one");
  }
}
