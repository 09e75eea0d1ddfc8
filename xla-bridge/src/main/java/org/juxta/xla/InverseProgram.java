package org.juxta.xla;

import static org.juxta.xla.Recorded.compare;
import static org.juxta.xla.Recorded.iota;
import static org.juxta.xla.Recorded.many;
import static org.juxta.xla.Recorded.number;
import static org.juxta.xla.Recorded.one;
import static org.juxta.xla.Recorded.select;
import static org.juxta.xla.Recorded.spread;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Inverses of a batch of matrices by their LU factors: what {@link Decomposition.Inverse} means
 * where there is no LAPACK.
 */
final class InverseProgram {
  private InverseProgram() {}

  static Program of(ArrayType type) {
    return Trace.record(List.of(type), in -> List.of(inverse(in.getFirst()))).program();
  }

  private static Value inverse(Value a) {
    List<Value> factors = many(new Decomposition.Lu(), a);
    Shape shape = a.type().shape();
    Ints rows = Ints.range(0, shape.rank() - 1);
    Value order = spread(factors.get(2), shape, rows.toArray());
    Value isOne = compare(order, Direction.EQ, iota(shape, shape.rank() - 1));
    Value ordered = select(isOne, spread(number(a, 1), shape), spread(number(a, 0), shape));
    Value half = one(solve(true), factors.getFirst(), ordered);
    return one(solve(false), factors.getFirst(), half);
  }

  private static Decomposition.TriangularSolve solve(boolean lower) {
    return new Decomposition.TriangularSolve(true, lower, false, lower);
  }
}
