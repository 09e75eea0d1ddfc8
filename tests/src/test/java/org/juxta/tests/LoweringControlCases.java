package org.juxta.tests;

import static org.juxta.tests.LoweringData.small;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call.Jitted;
import org.juxta.tracer.Control.Cond;
import org.juxta.tracer.Control.Scan;
import org.juxta.tracer.Control.While;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.Compare;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Reduction.Reduce;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural.Broadcast;
import org.juxta.tracer.Variable;

/**
 * Loops, branches and calls: captures, literals, nesting, and bodies that are run never or give
 * their inputs back.
 */
final class LoweringControlCases {
  private static final Binary ADD = new Binary(BinaryKind.ADD);
  private static final Binary MUL = new Binary(BinaryKind.MUL);
  private static final ArrayType COUNT = ArrayType.of(DType.I32);
  private static final Literal ONE = Literal.of(COUNT, 1L);
  private static final Literal THREE = Literal.of(COUNT, 3L);

  private LoweringControlCases() {}

  static List<LoweringCase> all() {
    List<LoweringCase> cases = new ArrayList<>();
    cases.add(whileLoops());
    for (DType dtype : DType.values()) {
      cases.add(scans(dtype));
    }
    cases.add(unrolledScans());
    cases.add(emptyScans());
    cases.add(branches());
    cases.add(calls());
    cases.add(nested(30));
    return cases;
  }

  private static HostArray zeros(ArrayType type) {
    return HostArray.allocate(type);
  }

  /** {@code (captured bound; i, x) -> i < bound}. */
  private static Program below(ArrayType x) {
    Recorder b = new Recorder("below");
    Variable bound = new Variable(COUNT);
    Variable i = b.input(zeros(COUNT));
    b.input(zeros(x));
    return b.program(List.of(bound), List.of(b.one(new Compare(Direction.LT), i, bound)));
  }

  /** {@code (captured c; i, x) -> (i + 1, x * c)}. */
  private static Program times(ArrayType x, ArrayType factor) {
    Recorder b = new Recorder("times");
    Variable c = new Variable(factor);
    Variable i = b.input(zeros(COUNT));
    Variable value = b.input(zeros(x));
    return b.program(List.of(c), List.of(b.one(ADD, i, ONE), b.one(MUL, value, c)));
  }

  private static LoweringCase whileLoops() {
    Recorder b = new Recorder("while");
    Variable x = b.input(small(DType.F32, 2, 3));
    Variable factor = b.input(small(DType.F32));
    Variable start = b.input(LoweringData.of(DType.I32, Shape.SCALAR, 0));
    Variable bound = b.input(LoweringData.of(DType.I32, Shape.SCALAR, 4));
    Literal two = Literal.of(factor.type(), 2L);
    While loop = new While(below(x.type()), times(x.type(), factor.type()));
    b.exact(loop, bound, factor, start, x).exact(loop, bound, factor, bound, x);
    b.exact(loop, THREE, two, start, x)
        .exact(loop, THREE, factor, ONE, x)
        .exact(loop, bound, two, ONE, x);
    While scalar = new While(below(factor.type()), times(factor.type(), factor.type()));
    b.exact(scalar, bound, factor, start, two).exact(scalar, THREE, two, ONE, two);
    b.exact(one(x.type()), x);
    return b.build();
  }

  /** A loop over one value, whose body gives a literal: {@code while (sum(x) != 6) x = ones}. */
  private static While one(ArrayType type) {
    Recorder condition = new Recorder("condition");
    Variable x = condition.input(zeros(type));
    Variable sum = condition.one(new Reduce(ReduceKind.SUM, Ints.of(0, 1)), x);
    Literal six = Literal.of(sum.type(), 6L);
    Program test =
        condition.program(List.of(), List.of(condition.one(new Compare(Direction.NE), sum, six)));
    Recorder body = new Recorder("body");
    body.input(zeros(type));
    Literal one = Literal.of(ArrayType.of(DType.F32), 1L);
    Program ones =
        body.program(List.of(), List.of(body.one(new Broadcast(type.shape(), Ints.EMPTY), one)));
    return new While(test, ones);
  }

  /** {@code (captured c; carry, x) -> (carry combined with x, carry, x, c)}. */
  private static Program combine(ArrayType type, ArrayType captured) {
    Recorder b = new Recorder("combine");
    Variable c = new Variable(captured);
    Variable carry = b.input(zeros(type));
    Variable x = b.input(zeros(type));
    Binary op = new Binary(type.dtype().isBool() ? BinaryKind.XOR : BinaryKind.SUB);
    Variable next = b.one(op, carry, x);
    return b.program(List.of(c), List.of(next, carry, x, c));
  }

  private static LoweringCase scans(DType dtype) {
    Recorder b = new Recorder("scan " + dtype);
    for (int[] shape : new int[][] {{}, {1}, {3}, {0}, {2, 3}}) {
      ArrayType type = ArrayType.of(dtype, shape);
      Variable init = b.input(small(dtype, shape));
      Variable captured = b.input(small(dtype, 2));
      Literal literal = Literal.of(ArrayType.of(dtype), 1L);
      for (int length : new int[] {0, 1, 5}) {
        Variable xs = b.input(small(dtype, Ints.of(length).concat(Ints.of(shape)).toArray()));
        for (boolean reverse : new boolean[] {false, true}) {
          b.exact(new Scan(combine(type, captured.type()), 1, length, reverse), captured, init, xs);
          b.exact(new Scan(combine(type, literal.type()), 1, length, reverse), literal, init, xs);
        }
      }
    }
    return b.build();
  }

  /** As many steps as turns have, fewer, and more that don't divide. */
  private static LoweringCase unrolledScans() {
    Recorder b = new Recorder("unrolled scans");
    ArrayType type = ArrayType.of(DType.F32, 2);
    Variable init = b.input(small(DType.F32, 2));
    Variable captured = b.input(small(DType.F32, 2));
    for (int length : new int[] {0, 1, 2, 3, 7}) {
      Variable xs = b.input(small(DType.F32, length, 2));
      for (int unroll : new int[] {2, 3}) {
        Program body = combine(type, captured.type());
        b.exact(new Scan(body, 1, length, false, unroll), captured, init, xs);
        b.exact(new Scan(body, 1, length, true, unroll), captured, init, xs);
      }
    }
    return b.build();
  }

  /** Scans that carry nothing, take nothing or stack nothing. */
  private static LoweringCase emptyScans() {
    Recorder b = new Recorder("scans of little");
    ArrayType type = ArrayType.of(DType.F32, 2);
    Variable x = b.input(small(DType.F32, 2));
    Variable xs = b.input(small(DType.F32, 4, 2));
    Recorder map = new Recorder("map");
    Variable each = map.input(zeros(type));
    Program doubled = map.program(List.of(), List.of(map.one(ADD, each, each)));
    b.exact(new Scan(doubled, 0, 4, false), xs).exact(new Scan(doubled, 0, 4, true), xs);
    b.exact(new Scan(doubled, 1, 7, false), x).exact(new Scan(doubled, 1, 0, false), x);
    Recorder constant = new Recorder("constant");
    Literal one = Literal.of(ArrayType.of(DType.F32), 1L);
    b.exact(new Scan(constant.program(List.of(), List.of(one)), 0, 3, false));
    return b.build();
  }

  private static LoweringCase branches() {
    Recorder b = new Recorder("cond");
    Variable x = b.input(small(DType.F32, 2, 3));
    Variable y = b.input(small(DType.F32, 2, 3));
    Program sum = captured(ADD, x.type(), y.type());
    Program product = captured(MUL, x.type(), y.type());
    Variable first = new Variable(x.type());
    Program identity = new Program(List.of(), List.of(first), List.of(), List.of(first));
    for (int index : new int[] {0, 1, 2, -1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Variable i = b.input(LoweringData.of(DType.I32, Shape.SCALAR, index));
      b.exact(new Cond(List.of(sum, product, identity)), i, x, y, y, y, x);
      b.exact(new Cond(List.of(sum, product)), i, x, y, x, x)
          .exact(new Cond(List.of(sum)), i, x, y);
      b.exact(new Cond(List.of(product, product)), i, x, y, y, y);
    }
    b.exact(new Cond(List.of(sum, product)), ONE, x, y, x, y);
    return b.build();
  }

  private static Program captured(Binary op, ArrayType a, ArrayType c) {
    Recorder b = new Recorder("captured");
    Variable x = new Variable(a);
    Variable y = new Variable(c);
    return b.program(List.of(x, y), List.of(b.one(op, x, y)));
  }

  private static LoweringCase calls() {
    Recorder b = new Recorder("call");
    Variable x = b.input(small(DType.F32, 3));
    Variable y = b.input(small(DType.F32));
    Literal two = Literal.of(y.type(), 2L);
    Program sum = captured(ADD, x.type(), y.type());
    Recorder outer = new Recorder("outer");
    Variable a = outer.input(zeros(x.type()));
    Variable inner = outer.one(new Jitted("f", sum), a, two);
    Program twice =
        outer.program(List.of(), List.of(outer.one(new Jitted("f", sum), inner, two), a, two));
    b.exact(new Jitted("f", sum), x, y)
        .exact(new Jitted("f", sum), x, two)
        .exact(new Jitted("f", captured(MUL, x.type(), y.type())), x, y);
    b.exact(new Jitted("main", twice), x).exact(new Jitted("Model.lambda$3 <init>", twice), x);
    return b.build();
  }

  /** Loops in loops, each of which uses a value of the outermost level. */
  private static LoweringCase nested(int depth) {
    Recorder b = new Recorder("nested " + depth);
    Variable x = b.input(small(DType.F64, 2));
    Variable c = b.input(small(DType.F64, 2));
    b.exact(new Scan(level(x.type(), depth), 1, 1, false), c, x);
    return b.build();
  }

  private static Program level(ArrayType type, int depth) {
    Recorder b = new Recorder("level");
    Variable c = new Variable(type);
    Variable carry = b.input(zeros(type));
    Atom next =
        depth == 0
            ? b.one(ADD, carry, c)
            : b.one(new Scan(level(type, depth - 1), 1, depth % 10 == 0 ? 2 : 1, false), c, carry);
    return b.program(List.of(c), List.of(b.one(ADD, next, c)));
  }
}
