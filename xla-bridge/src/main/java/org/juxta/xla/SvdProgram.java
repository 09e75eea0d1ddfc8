package org.juxta.xla;

import static org.juxta.xla.Recorded.add;
import static org.juxta.xla.Recorded.compare;
import static org.juxta.xla.Recorded.div;
import static org.juxta.xla.Recorded.integer;
import static org.juxta.xla.Recorded.iota;
import static org.juxta.xla.Recorded.joined;
import static org.juxta.xla.Recorded.mul;
import static org.juxta.xla.Recorded.number;
import static org.juxta.xla.Recorded.one;
import static org.juxta.xla.Recorded.part;
import static org.juxta.xla.Recorded.reshape;
import static org.juxta.xla.Recorded.select;
import static org.juxta.xla.Recorded.spread;
import static org.juxta.xla.Recorded.sub;
import static org.juxta.xla.Recorded.sum;
import static org.juxta.xla.Recorded.unary;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Program;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Singular values of a batch of matrices by elementary operations: what {@link Decomposition.Svd}
 * means where there is no LAPACK. One-sided Jacobi rotations of half of the columns with the other
 * half at once, in the rounds of a tournament (Brent and Luk 1985).
 */
final class SvdProgram {
  private static final int SWEEPS = 40;

  private final Decomposition.Svd op;
  private final int batch;
  private final int rows;
  private final int columns;
  private final int half;

  /** Of matrices with at least as many rows as columns. */
  private SvdProgram(Decomposition.Svd op, int batch, int rows, int columns) {
    this.op = op;
    this.batch = batch;
    this.rows = rows;
    this.columns = columns;
    this.half = (columns + 1) / 2;
  }

  static Program of(Decomposition.Svd op, ArrayType type) {
    Decomposition.Matrix a = Decomposition.Matrix.of(type);
    boolean wide = a.rows() < a.columns();
    SvdProgram svd =
        new SvdProgram(
            op, a.count(), Math.max(a.rows(), a.columns()), Math.min(a.rows(), a.columns()));
    Shape flat = Shape.of(a.count(), a.rows(), a.columns());
    List<ArrayType> results = op.infer(List.of(type));
    return Trace.record(
            List.of(type),
            in -> {
              Value x = reshape(in.getFirst(), flat);
              List<Value> found = wide ? turned(svd.body(transposed(x))) : svd.body(x);
              List<Value> shaped = new ArrayList<>();
              for (int i = 0; i < results.size(); i++) {
                shaped.add(reshape(found.get(i), results.get(i).shape()));
              }
              return shaped;
            })
        .program();
  }

  private static List<Value> turned(List<Value> svd) {
    return svd.size() == 1
        ? svd
        : List.of(svd.get(0), transposed(svd.get(2)), transposed(svd.get(1)));
  }

  private static Value transposed(Value x) {
    return one(new Structural.Transpose(Ints.of(0, 2, 1)), x);
  }

  private List<Value> body(Value a) {
    Value largest = extreme(unary(UnaryKind.ABS, a), Ints.of(1, 2));
    Value scale = select(compare(largest, Direction.EQ, number(a, 0)), number(a, 1), largest);
    Value finite = unary(UnaryKind.IS_FINITE, largest);
    List<Value> turned = orthogonal(div(a, spread(scale, a.type().shape(), 0)));
    Value w = turned.get(0);
    Value lengths = unary(UnaryKind.SQRT, sum(mul(w, w), 1));
    Value order = order(lengths);
    Value values = product(reshape(lengths, Shape.of(batch, 1, columns)), order);
    Value s =
        mul(reshape(values, Shape.of(batch, columns)), spread(scale, Shape.of(batch, columns), 0));
    List<Value> results = new ArrayList<>(List.of(orNaN(finite, s)));
    if (op.vectors()) {
      results.add(orNaN(finite, left(product(w, order))));
      results.add(orNaN(finite, transposed(product(turned.get(1), order))));
    }
    return results;
  }

  private static Value extreme(Value x, Ints axes) {
    return one(new Reduction.Reduce(Reduction.ReduceKind.MAX, axes), x);
  }

  private static Value orNaN(Value finite, Value x) {
    return select(spread(finite, x.type().shape(), 0), x, number(x, Double.NaN));
  }

  /** A matrix that puts columns in the order of their lengths, the longest first. */
  private Value order(Value lengths) {
    Shape pairs = Shape.of(batch, columns, columns);
    Value mine = spread(lengths, pairs, 0, 1);
    Value other = spread(lengths, pairs, 0, 2);
    Value before =
        Recorded.or(
            compare(other, Direction.GT, mine),
            Recorded.and(
                compare(other, Direction.EQ, mine),
                compare(iota(pairs, 2), Direction.LT, iota(pairs, 1))));
    Value rank = sum(one(new Elementwise.Convert(DType.I32), before), 2);
    Value isThere = compare(spread(rank, pairs, 0, 1), Direction.EQ, iota(pairs, 2));
    return one(new Elementwise.Convert(lengths.type().dtype()), isThere);
  }

  private static Value product(Value a, Value b) {
    return one(new Contraction.DotGeneral(Ints.of(2), Ints.of(1), Ints.of(0), Ints.of(0)), a, b);
  }

  /**
   * U from its columns times the singular values: Householder reflections also give what is missing
   * where these are zero or U is square.
   */
  private Value left(Value w) {
    List<Value> qr = Recorded.many(new Decomposition.Qr(op.full()), w);
    Value q = qr.get(0);
    Value r = part(qr.get(1), 1, 0, columns);
    Shape square = r.type().shape();
    Value isDiagonal = compare(iota(square, 1), Direction.EQ, iota(square, 2));
    Value diagonal = sum(select(isDiagonal, r, number(r, 0)), 1);
    Value sign =
        select(
            compare(diagonal, Direction.LT, number(r, 0)),
            spread(number(r, -1), diagonal.type().shape()),
            number(r, 1));
    int rest = q.type().shape().dim(2) - columns;
    Value all = rest == 0 ? sign : joined(sign, spread(number(r, 1), Shape.of(batch, rest)), 1);
    return mul(q, spread(all, q.type().shape(), 0, 2));
  }

  /** The matrix with its columns rotated until they are orthogonal, and the rotations' product. */
  private List<Value> orthogonal(Value a) {
    Shape square = Shape.of(batch, 2 * half, 2 * half);
    Value isDiagonal = compare(iota(square, 1), Direction.EQ, iota(square, 2));
    Value identity = one(new Elementwise.Convert(a.type().dtype()), isDiagonal);
    Ints none = Ints.of(0, 0, 0);
    Value even =
        one(new Structural.Pad(none, Ints.of(0, 0, 2 * half - columns), none), a, number(a, 0));
    // The rotated matrix above the product of rotations: both turn alike.
    Value both = joined(even, identity, 1);
    List<Value> state =
        List.of(
            integer(0),
            number(a, Double.POSITIVE_INFINITY),
            part(both, 2, 0, half),
            part(both, 2, half, 2 * half));
    List<ArrayType> types = state.stream().map(Value::type).toList();
    Program condition = Trace.record(types, s -> List.of(goesOn(s))).program();
    Program round = Trace.record(types, this::round).program();
    List<Value> end =
        Recorded.many(new Control.While(condition, round), state.toArray(new Value[0]));
    Value turned = part(joined(end.get(2), end.get(3), 2), 2, 0, columns);
    return List.of(part(turned, 1, 0, rows), part(turned, 1, rows, rows + columns));
  }

  private int rounds() {
    return 2 * half - 1;
  }

  private Value startsSweep(Value t) {
    return compare(binaryRemainder(t, rounds()), Direction.EQ, integer(0));
  }

  private static Value binaryRemainder(Value t, int n) {
    return Recorded.binary(BinaryKind.REM, t, integer(n));
  }

  private Value goesOn(List<Value> state) {
    Value t = state.get(0);
    Value cosine = state.get(1);
    double eps = cosine.type().dtype() == DType.F64 ? Math.ulp(1.0) : Math.ulp(1.0f);
    Value more =
        Recorded.or(
            unary(UnaryKind.NOT, startsSweep(t)),
            compare(cosine, Direction.GT, number(cosine, eps * Math.max(4, Math.sqrt(rows)))));
    return Recorded.and(compare(t, Direction.LT, integer((long) SWEEPS * rounds())), more);
  }

  /** Rotates all pairs of the round and passes on to the next. */
  private List<Value> round(List<Value> state) {
    Value x = state.get(2);
    Value y = state.get(3);
    Value top = part(x, 1, 0, rows);
    Value other = part(y, 1, 0, rows);
    Value alpha = sum(mul(top, top), 1);
    Value beta = sum(mul(other, other), 1);
    Value gamma = sum(mul(top, other), 1);
    Value none = compare(gamma, Direction.EQ, number(gamma, 0));
    Value lengths = mul(unary(UnaryKind.SQRT, alpha), unary(UnaryKind.SQRT, beta));
    Value cosines = div(unary(UnaryKind.ABS, gamma), select(none, number(gamma, 1), lengths));
    Value before = select(startsSweep(state.get(0)), number(gamma, 0), state.get(1));
    Value cosine = Recorded.binary(BinaryKind.MAX, before, extreme(cosines, Ints.of(0, 1)));
    Value tangent = select(none, number(gamma, 0), tangent(alpha, beta, gamma, none));
    Value c = unary(UnaryKind.RSQRT, add(mul(tangent, tangent), number(gamma, 1)));
    Shape shape = x.type().shape();
    Value cs = spread(c, shape, 0, 2);
    Value sn = spread(mul(tangent, c), shape, 0, 2);
    Value newX = sub(mul(cs, x), mul(sn, y));
    Value newY = add(mul(sn, x), mul(cs, y));
    Value next = add(state.get(0), integer(1));
    return half == 1
        ? List.of(next, cosine, newX, newY)
        : List.of(
            next,
            cosine,
            joined(
                part(newX, 2, 0, 1), joined(part(newY, 2, 0, 1), part(newX, 2, 1, half - 1), 2), 2),
            joined(part(newY, 2, 1, half), part(newX, 2, half - 1, half), 2));
  }

  /** Of the smaller angle that makes the two columns orthogonal. */
  private static Value tangent(Value alpha, Value beta, Value gamma, Value none) {
    Value safe = select(none, number(gamma, 1), gamma);
    Value zeta = div(mul(sub(beta, alpha), number(gamma, 0.5)), safe);
    Value size = unary(UnaryKind.ABS, zeta);
    Value one = number(gamma, 1);
    Value huge = compare(size, Direction.GT, number(gamma, 1e15));
    Value bounded = select(huge, one, size);
    Value root = select(huge, size, unary(UnaryKind.SQRT, add(mul(bounded, bounded), one)));
    Value sign =
        select(
            compare(zeta, Direction.LT, number(gamma, 0)),
            spread(number(gamma, -1), zeta.type().shape()),
            one);
    return div(sign, add(size, root));
  }
}
