package org.juxta;

import io.vavr.Function3;
import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.ArrayList;
import java.util.List;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.DType;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;

/** The equation a x + x b = c, by Schur forms of a and b (Bartels and Stewart 1972). */
final class Sylvester {
  private Sylvester() {}

  static Array solve(Array a, Array b, Array c, double tolerance) {
    Factors.square("solveSylvester", a);
    Factors.square("solveSylvester", b);
    Factors.matrix("solveSylvester", c);
    if (c.dim(-2) != a.dim(-1) || c.dim(-1) != b.dim(-1)) {
      throw new ShapeException(
          "solveSylvester: the right side must have the rows of a and the columns of b: "
              + a.type()
              + ", "
              + b.type()
              + ", "
              + c.type());
    }
    List<Array> all = List.of(a, b, c);
    DType dtype = Promotion.inexact(Promotion.common(all));
    Shape batch =
        Np.broadcastShapes(all.stream().map(x -> Factors.batch(x, 2)).toArray(Shape[]::new));
    List<Array> spread = new ArrayList<>();
    for (Array x : all) {
      Shape matrix = new Shape(x.shape().dims().slice(x.rank() - 2, x.rank()));
      spread.add(Np.broadcastTo(Promotion.to(x, dtype), batch.concat(matrix)));
    }
    return spread.get(2).size() == 0 ? spread.get(2) : solve(spread, tolerance);
  }

  /**
   * As the solution of a linear system, whose derivatives are such solutions again: no Schur form
   * is differentiated.
   */
  private static Array solve(List<Array> abc, double tolerance) {
    List<ArrayType> types = abc.stream().map(Array::type).toList();
    Call.LinearSolve op =
        new Call.LinearSolve(
            program(types, (a, b, c) -> bySchurForms(a, b, c, tolerance)),
            program(
                types,
                (a, b, c) ->
                    bySchurForms(Factors.transposed(a), Factors.transposed(b), c, tolerance)),
            program(types, (a, b, x) -> a.matmul(x).add(x.matmul(b))),
            2);
    return Primitives.bindOne(op, abc.toArray(Array[]::new));
  }

  private static Program program(List<ArrayType> types, Function3<Array, Array, Array, Array> f) {
    return Trace.record(
            types,
            in -> {
              List<Array> x = Primitives.wrap(in);
              return List.of(f.apply(x.get(0), x.get(1), x.get(2)).value());
            })
        .program();
  }

  private static Array bySchurForms(Array left, Array right, Array c, double tolerance) {
    Linalg.Schur a = Linalg.schur(left, true);
    Linalg.Schur b = Linalg.schur(right, true);
    Array turned = Factors.adjoint(a.z()).matmul(c.astype(a.t().dtype())).matmul(b.z());
    Array x = a.z().matmul(triangular(a.t(), b.t(), turned)).matmul(Factors.adjoint(b.z()));
    Array sums = diagonal(a.t()).expandDims(-1).add(diagonal(b.t()).expandDims(-2));
    Array unique = sums.abs().min(-1).min(-1).ge(tolerance).expandDims(-1).expandDims(-1);
    return Np.where(unique, c.dtype().isComplex() ? x : Np.real(x), Double.NaN);
  }

  private static Array diagonal(Array x) {
    return Np.diagonal(x, 0, -2, -1);
  }

  /** The y of r y + y s = f, both triangles above the diagonal, column by column. */
  private static Array triangular(Array r, Array s, Array f) {
    Array eye = Np.eye(r.dim(-1), r.dtype());
    Tuple3<Array, Array, Array> columns =
        Tuple.of(
            Np.moveaxis(s, -1, 0),
            Np.moveaxis(f, -1, 0),
            Lax.iota(DType.I32, Shape.of(s.dim(-1)), 0));
    return Lax.scan(
            (Array y, Tuple3<Array, Array, Array> column) -> {
              Array shift = Lax.dynamicIndex(column._1, column._3, -1);
              Array known = y.matmul(column._1.expandDims(-1));
              Array shifted = r.add(eye.mul(shift.expandDims(-1).expandDims(-1)));
              Array next =
                  LinearSystems.triangular(
                      shifted, column._2.expandDims(-1).sub(known), Linalg.Triangle.UPPER, true);
              Array filled = Lax.dynamicUpdateIndex(y, next.squeeze(-1), column._3, y.rank() - 1);
              return Tuple.of(filled, column._3);
            },
            Np.zerosLike(f),
            columns)
        ._1;
  }
}
