package org.juxta.xla;

import static org.juxta.xla.Recorded.and;
import static org.juxta.xla.Recorded.at;
import static org.juxta.xla.Recorded.compare;
import static org.juxta.xla.Recorded.div;
import static org.juxta.xla.Recorded.integer;
import static org.juxta.xla.Recorded.iota;
import static org.juxta.xla.Recorded.mul;
import static org.juxta.xla.Recorded.number;
import static org.juxta.xla.Recorded.one;
import static org.juxta.xla.Recorded.reshape;
import static org.juxta.xla.Recorded.select;
import static org.juxta.xla.Recorded.spread;
import static org.juxta.xla.Recorded.sub;
import static org.juxta.xla.Recorded.sum;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Program;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * LU factors of a batch of matrices by elementary operations, one column after the other: what
 * {@link Decomposition.Lu} means where there is no LAPACK. Rows are chosen by masks, so that each
 * matrix of the batch exchanges its own.
 */
final class LuProgram {
  private final int batch;
  private final Shape matrices;
  private final Shape columns;

  private LuProgram(int batch, int rows, int columns) {
    this.batch = batch;

    this.matrices = Shape.of(batch, rows, columns);
    this.columns = Shape.of(batch, rows);
  }

  static Program of(ArrayType type) {
    Decomposition.Matrix a = Decomposition.Matrix.of(type);
    LuProgram lu = new LuProgram(a.count(), a.rows(), a.columns());
    List<ArrayType> results = new Decomposition.Lu().infer(List.of(type));
    return Trace.record(List.of(type), in -> lu.body(in.getFirst(), results)).program();
  }

  private List<Value> body(Value a, List<ArrayType> results) {
    int steps = results.get(1).shape().dim(-1);
    Value zeros = spread(integer(0), Shape.of(batch, steps));
    List<Value> state = List.of(integer(0), reshape(a, matrices), zeros, iota(columns, 1));
    List<ArrayType> types = state.stream().map(Value::type).toList();
    Program condition =
        Trace.record(types, s -> List.of(compare(s.getFirst(), Direction.LT, integer(steps))))
            .program();
    Program step = Trace.record(types, this::step).program();
    List<Value> end =
        Recorded.many(new Control.While(condition, step), state.toArray(new Value[0]));
    List<Value> shaped = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      shaped.add(reshape(end.get(i + 1), results.get(i).shape()));
    }
    return shaped;
  }

  private List<Value> step(List<Value> state) {
    Value k = state.get(0);
    Value a = state.get(1);
    Value row = iota(columns, 1);
    Value sizes = size(at(a, 2, k));
    Value size = select(compare(row, Direction.LT, k), number(sizes, -1), sizes);
    Value pivot = one(new Reduction.ArgReduce(Reduction.ArgKind.MAX, 1, DType.I32), size);
    Value isStep = compare(row, Direction.EQ, k);
    Value isPivot = compare(row, Direction.EQ, spread(pivot, columns, 0));
    Value top = sum(select(spread(isPivot, matrices, 0, 1), a, number(a, 0)), 1);
    Value exchanged =
        select(
            spread(isStep, matrices, 0, 1),
            spread(top, matrices, 0, 2),
            select(spread(isPivot, matrices, 0, 1), spread(at(a, 1, k), matrices, 0, 2), a));
    Value pivots =
        one(
            new Indexing.DynamicUpdateSlice(),
            state.get(2),
            reshape(pivot, Shape.of(batch, 1)),
            integer(0),
            k);
    return List.of(
        Recorded.add(k, integer(1)),
        eliminated(exchanged, top, k),
        pivots,
        exchangedOrder(state.get(3), k, isStep, isPivot));
  }

  /** As LAPACK: of complex numbers the sum of the absolute values of the parts. */
  private static Value size(Value x) {
    return x.type().dtype().isComplex()
        ? Recorded.add(
            Recorded.unary(UnaryKind.ABS, Recorded.unary(UnaryKind.REAL, x)),
            Recorded.unary(UnaryKind.ABS, Recorded.unary(UnaryKind.IMAG, x)))
        : Recorded.unary(UnaryKind.ABS, x);
  }

  private Value exchangedOrder(Value order, Value k, Value isStep, Value isPivot) {
    Value chosen = sum(select(isPivot, order, integer(0)), 1);
    return select(
        isStep,
        spread(chosen, columns, 0),
        select(isPivot, spread(at(order, 1, k), columns, 0), order));
  }

  /** Column {@code k} divided by the pivot below it, and its products taken off what is right. */
  private Value eliminated(Value a, Value top, Value k) {
    Value diagonal = spread(at(top, 1, k), columns, 0);
    Value column = at(a, 2, k);
    Value factor =
        select(compare(diagonal, Direction.EQ, number(a, 0)), column, div(column, diagonal));
    Value factors = spread(factor, matrices, 0, 1);
    Value below = compare(iota(matrices, 1), Direction.GT, k);
    Value across = iota(matrices, 2);
    Value rest = sub(a, mul(factors, spread(top, matrices, 0, 2)));
    return select(
        and(below, compare(across, Direction.GT, k)),
        rest,
        select(and(below, compare(across, Direction.EQ, k)), factors, a));
  }
}
