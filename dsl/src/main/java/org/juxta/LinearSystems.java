package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple4;
import java.util.List;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Linear systems by factors, determinants, inverses, least squares. */
final class LinearSystems {
  private LinearSystems() {}

  /** Both as floats of one type, with one batch. */
  private static Tuple2<Array, Array> paired(Array a, Array b) {
    DType dtype = Promotion.inexact(Promotion.common(a.type(), b.type()));
    Shape batch = Np.broadcastShapes(Factors.batch(a, 2), Factors.batch(b, 2));
    return Tuple.of(spread(a, batch, dtype), spread(b, batch, dtype));
  }

  private static Array spread(Array x, Shape batch, DType dtype) {
    Shape matrix = new Shape(x.shape().dims().slice(x.rank() - 2, x.rank()));
    return Np.broadcastTo(Promotion.to(x, dtype), batch.concat(matrix));
  }

  /** One solver for vectors and matrices: a vector is solved as a matrix of one column. */
  private interface Solver {
    Array solve(Array a, Array b);
  }

  private static Array solved(String function, Array a, Array b, Solver solver) {
    Factors.square(function, a);
    if (b.rank() == 0) {
      throw new ShapeException(function + ": the right side is a scalar, beside " + a.type());
    }
    Array sides = b.rank() == 1 ? b.expandDims(-1) : b;
    if (a.dim(-1) != sides.dim(-2)) {
      throw new ShapeException(
          function
              + ": the matrix and the right side do not fit, "
              + a.dim(-1)
              + " and "
              + sides.dim(-2)
              + ": "
              + a.type()
              + ", "
              + b.type());
    }
    Tuple2<Array, Array> both = paired(a, sides);
    Array x = both._2.size() == 0 ? both._2 : solver.solve(both._1, both._2);
    return b.rank() == 1 ? x.squeeze(-1) : x;
  }

  static Array triangular(Array a, Array b, Linalg.Triangle triangle, boolean left) {
    return Primitives.bindOne(
        new Decomposition.TriangularSolve(
            left, triangle.lower(), triangle.transposed(), triangle.unitDiagonal()),
        a,
        b);
  }

  static Array triangularSolve(Array a, Array b, Linalg.Triangle triangle, boolean left) {
    Factors.square("triangularSolve", a);
    Factors.matrix("triangularSolve", b);
    Tuple2<Array, Array> both = paired(a, b);
    return triangular(both._1, both._2, triangle, left);
  }

  static Array solveTriangular(Array a, Array b, Linalg.Triangle triangle) {
    return solved("solveTriangular", a, b, (x, y) -> triangular(x, y, triangle, true));
  }

  static Array choSolve(Linalg.Cholesky factor, Array b) {
    Linalg.Triangle triangle = factor.lower() ? Linalg.Triangle.LOWER : Linalg.Triangle.UPPER;
    Linalg.Triangle transposed = triangle.transpose();
    boolean lower = factor.lower();
    return solved(
        "choSolve",
        factor.c(),
        b,
        (c, y) -> {
          Array conjugate = Np.conj(c);
          Array half =
              lower ? triangular(c, y, triangle, true) : triangular(conjugate, y, transposed, true);
          return lower
              ? triangular(conjugate, half, transposed, true)
              : triangular(c, half, triangle, true);
        });
  }

  static Array solvePositive(Array a, Array b) {
    Array c = Factors.cholesky(Factors.square("solvePositive", a), true);
    return choSolve(new Linalg.Cholesky(c, true), b);
  }

  static Array luSolve(Linalg.LuFactors factors, Array b, boolean transposed) {
    return solved(
        "luSolve",
        factors.lu(),
        b,
        (lu, y) -> {
          Array order = Np.broadcastTo(factors.permutation(), Factors.batch(lu, 1));
          return transposed ? transposedLuSolve(lu, order, y) : luSolve(lu, order, y);
        });
  }

  private static Array luSolve(Array lu, Array order, Array b) {
    Array rows = rows(b, order);
    Array half = triangular(lu, rows, Linalg.Triangle.LOWER.withUnitDiagonal(), true);
    return triangular(lu, half, Linalg.Triangle.UPPER, true);
  }

  private static Array transposedLuSolve(Array lu, Array order, Array b) {
    Array half = triangular(lu, b, Linalg.Triangle.UPPER.transpose(), true);
    Array rows = triangular(lu, half, Linalg.Triangle.LOWER.withUnitDiagonal().transpose(), true);
    return rows(rows, inverse(order));
  }

  /**
   * The rows of matrices in an order. Positions are all inside: they are not compared with the
   * bounds, and so a program that solves for a vector stays one that engines run at once, without
   * handing it to another thread.
   */
  private static Array rows(Array x, Array order) {
    int batch = x.rank() - 2;
    Ints along = Ints.range(0, batch);
    Ints sizes = Ints.fill(batch + 1, 1).concat(Ints.of(x.dim(-1)));
    return Primitives.bindOne(
        new Indexing.Gather(
            Ints.of(batch + 1), Ints.of(batch), along, along, Ints.of(batch), sizes),
        x,
        order.expandDims(-1));
  }

  private static Array inverse(Array order) {
    Array place = Np.arange(order.dim(-1)).expandDims(-1);
    return order.expandDims(-2).eq(place).argmax(-1).astype(DType.I32);
  }

  static Array solve(Array a, Array b) {
    return solved(
        "solve",
        a,
        b,
        (x, y) -> {
          Linalg.LuFactors factors = Factors.lu(x);
          return luSolve(factors.lu(), factors.permutation(), y);
        });
  }

  static Array inv(Array a) {
    return Primitives.bindOne(new Decomposition.Inverse(), Factors.square("inv", a));
  }

  static Array det(Array a) {
    Array m = Factors.square("det", a);
    return switch (m.dim(-1)) {
      case 0 -> Np.full(Factors.batch(m, 2), 1, m.dtype());
      case 1 -> entry(m, 0, 0);
      case 2 -> minor(m, 0, 1, 0, 1);
      case 3 ->
          entry(m, 0, 0)
              .mul(minor(m, 1, 2, 1, 2))
              .sub(entry(m, 0, 1).mul(minor(m, 1, 2, 0, 2)))
              .add(entry(m, 0, 2).mul(minor(m, 1, 2, 0, 1)));
      default -> Determinant.of(m);
    };
  }

  private static Array entry(Array m, int row, int column) {
    return m.get(Index.ellipsis(), Index.index(row), Index.index(column));
  }

  private static Array minor(Array m, int r, int s, int c, int d) {
    return entry(m, r, c).mul(entry(m, s, d)).sub(entry(m, r, d).mul(entry(m, s, c)));
  }

  /** 1 or -1, as the rows were exchanged an even or odd number of times. */
  static Array parity(Linalg.LuFactors factors) {
    Array exchanged = factors.pivots().ne(Np.arange(factors.pivots().dim(-1)));
    return Np.where(Np.mod(exchanged.sum(-1), Np.array(2)).eq(0), Np.array(1), Np.array(-1));
  }

  static Linalg.SlogDet slogdet(Array a) {
    Linalg.LuFactors factors = Factors.lu(Factors.square("slogdet", a));
    Array diagonal = Linalg.diagonal(factors.lu(), 0);
    if (diagonal.dtype().isComplex()) {
      return complexSlogdet(factors, diagonal);
    }
    Array negative = diagonal.lt(0).sum(-1);
    Array odd = Np.mod(negative, Np.array(2)).ne(0);
    Array singular = diagonal.eq(0).any(-1);
    Array sign = Np.where(odd, parity(factors).neg(), parity(factors));
    Array signs = Lax.convert(Np.where(singular, Np.array(0), sign), diagonal.dtype());
    Array log = diagonal.abs().log().sum(-1);
    signs = Np.where(Np.isnan(log), Double.NaN, signs);
    return new Linalg.SlogDet(signs, Np.where(singular, Double.NEGATIVE_INFINITY, log));
  }

  private static Linalg.SlogDet complexSlogdet(Linalg.LuFactors factors, Array diagonal) {
    Array size = diagonal.abs();
    Array singular = size.eq(0).any(-1);
    Array safe = Np.where(size.eq(0), 1, size);
    Array phases = diagonal.div(safe).prod(-1).mul(parity(factors));
    Array log = Np.where(singular, Double.NEGATIVE_INFINITY, size.log().sum(-1));
    return new Linalg.SlogDet(Np.where(singular, 0, phases), log);
  }

  static Array pinv(Array a, double rtol) {
    Array m = Factors.matrix("pinv", a);
    if (m.size() == 0) {
      return Factors.transposed(m);
    }
    Linalg.Svd svd = Factors.svd(m, false);
    Array s = svd.s();
    Array cutoff = Lax.sliceAlong(s, 0, 1, -1).mul(rtol);
    Array kept = s.gt(cutoff);
    Array inverse = Np.where(kept, Np.divide(1, Np.where(kept, s, 1)), 0);
    return Factors.adjoint(svd.vh()).mul(inverse.expandDims(-2)).matmul(Factors.adjoint(svd.u()));
  }

  static double defaultTolerance(Array a) {
    double eps = Promotion.inexact(a.dtype()).real() == DType.F64 ? Math.ulp(1.0) : Math.ulp(1.0f);
    return Math.max(a.dim(-1), a.dim(-2)) * eps;
  }

  static Linalg.Lstsq lstsq(Array a, Array b, double rcond) {
    Array m = Factors.matrix("lstsq", a);
    if (m.rank() != 2 || b.rank() < 1 || b.rank() > 2 || b.dim(0) != m.dim(0)) {
      throw new ShapeException(
          "lstsq: a matrix and a right side with as many rows are needed: "
              + a.type()
              + ", "
              + b.type());
    }
    DType dtype = Promotion.inexact(Promotion.common(a.type(), b.type()));
    Array sides = Promotion.to(b.rank() == 1 ? b.expandDims(-1) : b, dtype);
    Array matrix = Promotion.to(m, dtype);
    Linalg.Lstsq found =
        matrix.size() == 0 ? nothingToFit(matrix, sides) : fitted(matrix, sides, rcond);
    return b.rank() == 2
        ? found
        : new Linalg.Lstsq(
            found.x().squeeze(-1), found.residuals(), found.rank(), found.singularValues());
  }

  private static Linalg.Lstsq nothingToFit(Array a, Array b) {
    Array x = Np.zeros(a.dtype(), a.dim(1), b.dim(1));
    return new Linalg.Lstsq(x, b.square().sum(0), Np.array(0), Np.zeros(a.dtype(), 0));
  }

  private static Linalg.Lstsq fitted(Array a, Array b, double rcond) {
    Linalg.Svd svd = Factors.svd(a, false);
    Array s = svd.s();
    Array kept = s.ge(Lax.sliceAlong(s, 0, 1, 0).mul(rcond)).and(s.gt(0));
    Array safe = Np.where(kept, s, 1);
    Array inverse = Np.where(kept, Np.divide(1, safe), 0);
    Array rank = kept.sum();
    Array projected = Factors.adjoint(svd.u()).matmul(b);
    Array x = Factors.adjoint(svd.vh()).matmul(projected.mul(inverse.expandDims(-1)));
    Array residuals = b.sub(a.matmul(x)).abs().square().sum(0);
    return new Linalg.Lstsq(x, residuals, rank, s);
  }

  /**
   * Elimination with row exchanges along the diagonals, then substitution backwards: each row of
   * the factor has two elements beside the diagonal.
   */
  static Array tridiagonal(Array below, Array diagonal, Array above, Array b) {
    int n = diagonal.dim(-1);
    Array dl = Np.moveaxis(below, -1, 0).expandDims(-1);
    Array d = Np.moveaxis(diagonal, -1, 0).expandDims(-1);
    Array du = Np.where(rowIndex(d, n - 1), 0, Np.moveaxis(above, -1, 0).expandDims(-1));
    Array sides = Np.moveaxis(b, -2, 0);
    Tuple2<Tuple4<Array, Array, Array, Array>, Tuple4<Array, Array, Array, Array>> eliminated =
        Lax.scan(
            LinearSystems::eliminate,
            Tuple.of(d.get(0), du.get(0), Np.zerosLike(d.get(0)), sides.get(0)),
            Tuple.of(tail(dl), tail(d), tail(du), tail(sides)));
    Tuple4<Array, Array, Array, Array> last = eliminated._1;
    Tuple4<Array, Array, Array, Array> rows =
        Tuple.of(
            appended(eliminated._2._1, last._1),
            appended(eliminated._2._2, last._2),
            appended(eliminated._2._3, last._3),
            appended(eliminated._2._4, last._4));
    Array none = Np.zerosLike(sides.get(0));
    Tuple2<Tuple2<Array, Array>, Array> solved =
        Lax.scan(LinearSystems::substitute, Tuple.of(none, none), rows, n, true);
    return Np.moveaxis(solved._2, 0, -2);
  }

  private static Array rowIndex(Array like, int row) {
    return Lax.iota(DType.I32, like.shape(), 0).eq(row);
  }

  private static Array tail(Array x) {
    return Lax.sliceAlong(x, 1, x.dim(0), 0);
  }

  private static Array appended(Array rows, Array row) {
    return Lax.concatenate(List.of(rows, row.expandDims(0)), 0);
  }

  /** From the row at hand and the next of the matrix a row of the factor, and the next at hand. */
  private static Tuple2<Tuple4<Array, Array, Array, Array>, Tuple4<Array, Array, Array, Array>>
      eliminate(Tuple4<Array, Array, Array, Array> row, Tuple4<Array, Array, Array, Array> next) {
    Array stays = row._1.abs().ge(next._1.abs());
    Array pivot = Np.where(stays, row._1, next._1);
    Array other = Np.where(stays, next._1, row._1);
    Array factor = other.div(pivot);
    Array second = Np.where(stays, row._2, next._2);
    Array third = Np.where(stays, 0, next._3);
    Array side = Np.where(stays, row._4, next._4);
    Array diagonal = Np.where(stays, next._2, row._2).sub(factor.mul(second));
    Array above = Np.where(stays, next._3, factor.mul(next._3).neg());
    Array rest = Np.where(stays, next._4, row._4).sub(factor.mul(side));
    return Tuple.of(
        Tuple.of(diagonal, above, Np.zerosLike(above), rest), Tuple.of(pivot, second, third, side));
  }

  private static Tuple2<Tuple2<Array, Array>, Array> substitute(
      Tuple2<Array, Array> after, Tuple4<Array, Array, Array, Array> row) {
    Array sum = row._4.sub(row._2.mul(after._1)).sub(row._3.mul(after._2));
    Array x = sum.div(row._1);
    return Tuple.of(Tuple.of(x, after._1), x);
  }
}
