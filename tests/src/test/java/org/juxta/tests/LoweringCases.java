package org.juxta.tests;

import static org.juxta.tests.LoweringData.edges;
import static org.juxta.tests.LoweringData.odd;
import static org.juxta.tests.LoweringData.small;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Contraction.DotGeneral;
import org.juxta.tracer.DType;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Elementwise.BitcastConvert;
import org.juxta.tracer.Elementwise.Compare;
import org.juxta.tracer.Elementwise.Convert;
import org.juxta.tracer.Elementwise.Direction;
import org.juxta.tracer.Elementwise.ReducePrecision;
import org.juxta.tracer.Elementwise.Select;
import org.juxta.tracer.Elementwise.StopGradient;
import org.juxta.tracer.Elementwise.Unary;
import org.juxta.tracer.Elementwise.UnaryKind;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Random.RngBitGenerator;
import org.juxta.tracer.Random.Threefry;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ArgReduce;
import org.juxta.tracer.Reduction.Reduce;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural.Broadcast;
import org.juxta.tracer.Structural.Concatenate;
import org.juxta.tracer.Structural.Iota;
import org.juxta.tracer.Structural.Pad;
import org.juxta.tracer.Structural.Reshape;
import org.juxta.tracer.Structural.Reverse;
import org.juxta.tracer.Structural.Slice;
import org.juxta.tracer.Structural.Transpose;
import org.juxta.tracer.Variable;

/**
 * Every operation without programs of its own, over element types, edge values and shapes with
 * sizes 0 and 1.
 */
final class LoweringCases {
  private static final int[][] SHAPES = {
    {}, {0}, {1}, {5}, {2, 3}, {0, 3}, {1, 1}, {3, 0, 2}, {1, 4, 1}, {2, 3, 4}
  };

  private LoweringCases() {}

  static List<LoweringCase> all() {
    List<LoweringCase> cases = new ArrayList<>();
    for (DType dtype : DType.values()) {
      cases.add(unary(dtype));
      cases.add(binary(dtype));
      cases.add(convert(dtype));
      cases.add(elementwiseShapes(dtype));
      cases.add(literals(dtype));
      cases.add(structural(dtype));
      cases.add(reduce(dtype));
      if (!dtype.isComplex()) {
        cases.add(argReduce(dtype));
      }
      if (!dtype.isBool()) {
        cases.add(dot(dtype));
      }
    }
    cases.add(threefry());
    cases.add(bitGenerators());
    cases.addAll(LoweringIndexCases.all());
    cases.addAll(LoweringOrderCases.all());
    cases.addAll(LoweringContractionCases.all());
    cases.addAll(LoweringControlCases.all());
    cases.addAll(LoweringCallCases.all());
    return cases;
  }

  /**
   * Units in the last place that XLA may differ by from the correctly rounded result. The tails of
   * {@code sinh}, {@code cosh} and {@code erfc} are those of an exponential of a rounded argument.
   */
  private static int ulps(UnaryKind kind, DType dtype) {
    int most = realUlps(kind, dtype);
    return dtype.isComplex() && most > 0 ? Math.max(8, most) : most;
  }

  private static int realUlps(UnaryKind kind, DType dtype) {
    return switch (kind) {
      case NEG, ABS, SIGN -> dtype.isComplex() ? 4 : 0;
      case FLOOR,
          CEIL,
          ROUND,
          ROUND_AWAY,
          NOT,
          POPULATION_COUNT,
          CLZ,
          IS_FINITE,
          REAL,
          IMAG,
          CONJ ->
          0;
      case SQRT -> 1;
      case EXP, LOG, RSQRT, SIN, COS, EXPM1 -> 4;
      case ATAN -> dtype.isComplex() ? 16 : 4; // of complex numbers, by logarithms
      case TAN, ASIN, ACOS, TANH, ASINH, ACOSH, LOGISTIC, ERF, ERF_INV -> 16;
      case CBRT, LOG1P, ATANH -> 64;
      case SINH, COSH, ERFC -> dtype == DType.F64 ? 600 : 64;
    };
  }

  private static LoweringCase unary(DType dtype) {
    Recorder b = new Recorder("unary " + dtype);
    HostArray all = LoweringData.sweep(dtype.isInexact() ? dtype : DType.F32);
    // At infinities and signed zeros of complex numbers XLA's functions differ from C's.
    Variable x = b.input(dtype.isComplex() ? all : edges(dtype));
    Variable sweep = b.input(all);
    Variable scalar = b.input(HostArray.scalar(ArrayType.of(dtype), 1L));
    for (UnaryKind kind : UnaryKind.values()) {
      Unary op = new Unary(kind);
      if (accepts(() -> op.infer(List.of(x.type())))) {
        b.within(ulps(kind, dtype), op, x).within(ulps(kind, dtype), op, scalar);
        if (dtype.isInexact()) {
          b.within(ulps(kind, dtype), op, sweep);
        }
      }
    }
    if (dtype.isFloat()) {
      b.exact(new ReducePrecision(5, 10), x).exact(new ReducePrecision(5, 10), sweep);
      b.exact(new ReducePrecision(8, 7), sweep).exact(new ReducePrecision(3, 0), sweep);
    }
    return b.exact(new StopGradient(), x).build();
  }

  private static boolean accepts(Runnable infer) {
    try {
      infer.run();
      return true;
    } catch (org.juxta.tracer.DTypeException _) {
      return false;
    }
  }

  private static LoweringCase binary(DType dtype) {
    Recorder b = new Recorder("binary " + dtype);
    HostArray sweep = LoweringData.sweep(dtype.isComplex() ? dtype : DType.F32);
    Variable x = b.input(dtype.isComplex() ? sweep : edges(dtype, true));
    Variable y = b.input(dtype.isComplex() ? reversed(sweep) : edges(dtype, false));
    for (BinaryKind kind : BinaryKind.values()) {
      Binary op = new Binary(kind);
      if (accepts(() -> op.infer(List.of(x.type(), y.type())))) {
        b.within(dtype.isComplex() ? 64 : ulps(kind), op, x, y);
      }
    }
    for (Direction direction : Direction.values()) {
      Compare op = new Compare(direction);
      if (accepts(() -> op.infer(List.of(x.type(), y.type())))) {
        b.exact(op, x, y);
      }
    }
    return b.build();
  }

  private static HostArray reversed(HostArray x) {
    return org.juxta.tracer.ReferenceEvaluator.evaluate(new Reverse(Ints.of(0)), List.of(x))
        .getFirst();
  }

  private static int ulps(BinaryKind kind) {
    return switch (kind) {
      case POW, ATAN2 -> 4;
      case NEXTAFTER, COMPLEX -> 0;
      case MAX, MIN -> Ulps.SAME_NUMBER;
      case ADD,
          SUB,
          MUL,
          DIV,
          REM,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC ->
          0;
    };
  }

  private static LoweringCase convert(DType dtype) {
    Recorder b = new Recorder("convert " + dtype);
    Variable x = b.input(edges(dtype));
    for (DType to : DType.values()) {
      b.exact(new Convert(to), x);
      BitcastConvert bits = new BitcastConvert(to);
      if (to.bytes() <= dtype.bytes() && accepts(() -> bits.infer(List.of(x.type())))) {
        b.exact(bits, x);
      }
      int parts = Math.max(1, to.bytes() / dtype.bytes());
      Variable several = b.input(LoweringData.fill(ArrayType.of(dtype, 7, parts), 0, 1));
      if (parts > 1 && accepts(() -> bits.infer(List.of(several.type())))) {
        b.exact(bits, several);
      }
    }
    return b.build();
  }

  private static LoweringCase elementwiseShapes(DType dtype) {
    Recorder b = new Recorder("elementwise shapes " + dtype);
    Binary op = new Binary(dtype.isBool() ? BinaryKind.XOR : BinaryKind.SUB);
    Variable scalar = b.input(small(dtype));
    Variable yes = b.input(LoweringData.of(DType.BOOL, Shape.SCALAR, 1));
    Literal one = Literal.of(ArrayType.of(dtype), 1L);
    for (int[] shape : SHAPES) {
      Variable x = b.input(small(dtype, shape));
      Variable flags = b.input(small(DType.BOOL, shape));
      b.exact(op, x, x)
          .exact(op, x, scalar)
          .exact(op, scalar, x)
          .exact(op, one, x)
          .exact(op, x, one);
      boolean ordered = !dtype.isComplex();
      b.exact(new Compare(ordered ? Direction.LT : Direction.EQ), x, scalar)
          .exact(new Compare(ordered ? Direction.GE : Direction.NE), one, x);
      b.exact(new Select(), flags, x, scalar).exact(new Select(), flags, one, x);
      b.exact(new Select(), yes, x, one).exact(new Select(), yes, scalar, x);
      b.exact(new Select(), flags, one, scalar).exact(new Select(), yes, one, scalar);
      b.exact(new Select(), Literal.of(ArrayType.of(DType.BOOL), 0L), one, x);
      b.exact(new Convert(DType.I64), x).exact(op, one, one).exact(new StopGradient(), x);
    }
    return b.build();
  }

  /** The edge values written into the program, and those that decimal text could spoil. */
  private static LoweringCase literals(DType dtype) {
    Recorder b = new Recorder("literals " + dtype);
    HostArray edges = edges(dtype);
    java.util.Random random = new java.util.Random(7);
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      ArrayType type = ArrayType.of(dtype);
      literals.add(
          dtype.isInexact()
              ? Literal.of(type, edges.getDouble(i), edges.getImaginary(i))
              : Literal.of(type, edges.getLong(i)));
    }
    for (int i = 0; dtype.isFloat() && i < 50; i++) {
      double value =
          dtype == DType.F32
              ? Float.intBitsToFloat(random.nextInt())
              : Double.longBitsToDouble(random.nextLong());
      literals.add(Literal.of(ArrayType.of(dtype), value));
    }
    for (Literal literal : literals) {
      b.exact(new Reshape(Shape.of(1)), literal);
    }
    Literal first = literals.getFirst();
    return b.exact(new Broadcast(Shape.of(2, 3), Ints.EMPTY), first)
        .exact(new Reshape(Shape.of(1, 1)), first)
        .exact(new Reshape(Shape.SCALAR), first)
        .build();
  }

  private static LoweringCase structural(DType dtype) {
    Recorder b = new Recorder("structural " + dtype);
    Variable scalar = b.input(small(dtype));
    Variable row = b.input(small(dtype, 1, 3));
    Variable x = b.input(small(dtype, 2, 3, 4));
    Variable none = b.input(small(dtype, 0, 3));
    Variable vector = b.input(small(dtype, 7));
    broadcasts(b, scalar, row, none);
    b.exact(new Reshape(Shape.of(1, 1)), scalar).exact(new Reshape(Shape.of(4, 6)), x);
    b.exact(new Reshape(Shape.of(3, 0, 9)), none).exact(new Reshape(Shape.of(2, 3, 4)), x);
    b.exact(new Transpose(Ints.of(2, 0, 1)), x).exact(new Transpose(Ints.of(0, 1, 2)), x);
    b.exact(new Transpose(Ints.of(1, 0)), none).exact(new Transpose(Ints.EMPTY), scalar);
    slices(b, x, vector, none, scalar);
    pads(b, x, vector, none, scalar);
    b.exact(new Concatenate(0), x)
        .exact(new Concatenate(1), x, x)
        .exact(new Concatenate(0), row, none, row);
    b.exact(new Concatenate(0), none, row)
        .exact(new Concatenate(0), none, none)
        .exact(new Concatenate(1), none, none);
    b.exact(new Reverse(Ints.of(0, 2)), x)
        .exact(new Reverse(Ints.EMPTY), x)
        .exact(new Reverse(Ints.of(1)), none);
    if (!dtype.isBool()) {
      b.exact(new Iota(dtype, Shape.of(5), 0)).exact(new Iota(dtype, Shape.of(2, 3, 4), 1));
      b.exact(new Iota(dtype, Shape.of(0, 3), 1)).exact(new Iota(dtype, Shape.of(1), 0));
    }
    return b.build();
  }

  private static void broadcasts(Recorder b, Variable scalar, Variable row, Variable none) {
    b.exact(new Broadcast(Shape.of(2, 3), Ints.EMPTY), scalar)
        .exact(new Broadcast(Shape.SCALAR, Ints.EMPTY), scalar);
    b.exact(new Broadcast(Shape.of(0), Ints.EMPTY), scalar)
        .exact(new Broadcast(Shape.of(1, 3), Ints.of(0, 1)), row);
    b.exact(new Broadcast(Shape.of(4, 3), Ints.of(0, 1)), row)
        .exact(new Broadcast(Shape.of(4, 1, 2, 3), Ints.of(1, 3)), row);
    b.exact(new Broadcast(Shape.of(0, 3, 2), Ints.of(0, 1)), none)
        .exact(new Broadcast(Shape.of(0, 3), Ints.of(0, 1)), row);
  }

  private static void slices(
      Recorder b, Variable x, Variable vector, Variable none, Variable scalar) {
    b.exact(new Slice(Ints.of(0, 1, 0), Ints.of(2, 3, 4), Ints.of(1, 1, 3)), x);
    b.exact(new Slice(Ints.of(0, 0, 0), Ints.of(2, 3, 4), Ints.of(1, 1, 1)), x);
    b.exact(new Slice(Ints.of(1), Ints.of(6), Ints.of(2)), vector)
        .exact(new Slice(Ints.of(3), Ints.of(3), Ints.of(1)), vector);
    b.exact(new Slice(Ints.of(6), Ints.of(7), Ints.of(100)), vector)
        .exact(new Slice(Ints.of(0, 1), Ints.of(0, 2), Ints.of(1, 1)), none);
    b.exact(new Slice(Ints.EMPTY, Ints.EMPTY, Ints.EMPTY), scalar);
  }

  private static void pads(
      Recorder b, Variable x, Variable vector, Variable none, Variable scalar) {
    b.exact(new Pad(Ints.of(1, 0, 2), Ints.of(0, 0, 1), Ints.of(0, 2, 1)), x, scalar);
    b.exact(new Pad(Ints.of(-2), Ints.of(-1), Ints.of(0)), vector, scalar)
        .exact(new Pad(Ints.of(-2), Ints.of(3), Ints.of(2)), vector, scalar);
    b.exact(new Pad(Ints.of(-3), Ints.of(-4), Ints.of(0)), vector, scalar)
        .exact(new Pad(Ints.of(-9), Ints.of(5), Ints.of(0)), vector, scalar);
    b.exact(new Pad(Ints.of(1, 1), Ints.of(2, 0), Ints.of(3, 1)), none, scalar)
        .exact(new Pad(Ints.EMPTY, Ints.EMPTY, Ints.EMPTY), scalar, scalar);
    b.exact(new Pad(Ints.of(5), Ints.of(-10), Ints.of(1)), vector, scalar);
  }

  private static LoweringCase reduce(DType dtype) {
    Recorder b = new Recorder("reduce " + dtype);
    Variable edges = b.input(edges(dtype, true));
    List<Variable> operands = new ArrayList<>();
    for (int[] shape : SHAPES) {
      operands.add(b.input(small(dtype, shape)));
    }
    for (ReduceKind kind : ReduceKind.values()) {
      for (Variable x : operands) {
        for (int axes = 0; axes < 1 << x.type().rank(); axes++) {
          int bits = axes;
          Reduce op =
              new Reduce(
                  kind,
                  Ints.range(0, x.type().rank())
                      .without(
                          Ints.of(
                              java.util.stream.IntStream.range(0, x.type().rank())
                                  .filter(i -> (bits >> i & 1) == 0)
                                  .toArray())));
          if (accepts(() -> op.infer(List.of(x.type())))) {
            b.exact(op, x);
          }
        }
      }
      boolean order = kind == ReduceKind.SUM || kind == ReduceKind.PROD;
      if (!(order && dtype.isInexact())
          && accepts(() -> new Reduce(kind, Ints.of(0)).infer(List.of(edges.type())))) {
        b.exact(new Reduce(kind, Ints.of(0)), edges)
            .exact(new Reduce(kind, Ints.of(1)), edges)
            .exact(new Reduce(kind, Ints.of(0, 1)), edges);
      }
    }
    return b.build();
  }

  private static LoweringCase argReduce(DType dtype) {
    Recorder b = new Recorder("argreduce " + dtype);
    List<Variable> operands = new ArrayList<>();
    operands.add(b.input(edges(dtype)));
    operands.add(b.input(edges(dtype, true)));
    operands.add(b.input(edges(dtype, false)));
    operands.add(b.input(LoweringData.fill(ArrayType.of(dtype, 9, 8), 66, 1)));
    for (int[] shape : SHAPES) {
      operands.add(b.input(small(dtype, shape)));
    }
    for (Variable x : operands) {
      for (int axis = 0; axis < x.type().rank(); axis++) {
        if (x.type().shape().dim(axis) > 0) {
          for (ArgKind kind : ArgKind.values()) {
            b.exact(new ArgReduce(kind, axis, DType.I32), x);
          }
          b.exact(new ArgReduce(ArgKind.MAX, axis, DType.I64), x)
              .exact(new ArgReduce(ArgKind.MIN, axis, DType.U32), x);
        }
      }
    }
    return b.build();
  }

  private static LoweringCase dot(DType dtype) {
    Recorder b = new Recorder("dot " + dtype);
    Variable v = b.input(odd(dtype, 3));
    Variable m = b.input(odd(dtype, 2, 3));
    Variable n = b.input(odd(dtype, 3, 4));
    Variable batched = b.input(odd(dtype, 5, 2, 3));
    Variable other = b.input(odd(dtype, 3, 5, 4));
    Variable none = b.input(odd(dtype, 3, 0));
    Variable scalar = b.input(odd(dtype));
    Ints no = Ints.EMPTY;
    Ints a0 = Ints.of(0);
    Ints a1 = Ints.of(1);
    b.exact(new DotGeneral(a0, a0, no, no), v, v)
        .exact(new DotGeneral(a1, a0, no, no), m, n)
        .exact(new DotGeneral(no, no, no, no), v, m);
    b.exact(new DotGeneral(a0, a1, no, no), n, m)
        .exact(new DotGeneral(a1, a0, no, no), m, v)
        .exact(new DotGeneral(no, no, no, no), scalar, scalar);
    b.exact(new DotGeneral(Ints.of(2), a0, a0, a1), batched, other)
        .exact(new DotGeneral(no, no, a0, a1), batched, other);
    b.exact(new DotGeneral(Ints.of(0, 2), Ints.of(1, 0), no, no), batched, other);
    b.exact(new DotGeneral(Ints.of(2, 0), Ints.of(0, 1), no, no), batched, other);
    for (DType wide : DType.values()) {
      for (DotPrecision precision : precisions()) {
        DotGeneral op = new DotGeneral(a1, a0, no, no, wide, precision);
        if (accepts(() -> op.infer(List.of(m.type(), n.type())))) {
          b.exact(op, m, n);
        }
      }
    }
    b.exact(new DotGeneral(a1, a1, no, no), none, none)
        .exact(new DotGeneral(a0, a0, no, no), none, n);
    b.exact(new DotGeneral(a1, a1, a0, a0), none, none)
        .exact(new DotGeneral(no, no, a0, a0), v, v)
        .exact(new DotGeneral(no, no, no, no), scalar, none);
    b.exact(new DotGeneral(no, no, Ints.of(0, 1), Ints.of(0, 1)), m, m);
    return b.build();
  }

  private static List<DotPrecision> precisions() {
    List<DotPrecision> precisions = new ArrayList<>(List.of(Precision.values()));
    precisions.add(DotAlgorithm.F16_F16_F16);
    precisions.add(DotAlgorithm.F16_F16_F32);
    precisions.add(DotAlgorithm.BF16_BF16_F32);
    precisions.add(DotAlgorithm.BF16_BF16_F32_X3);
    precisions.add(DotAlgorithm.BF16_BF16_F32_X6);
    precisions.add(DotAlgorithm.F32_F32_F32);
    precisions.add(DotAlgorithm.F64_F64_F64);
    return precisions;
  }

  private static LoweringCase threefry() {
    Recorder b = new Recorder("threefry");
    Variable key = b.input(LoweringData.of(DType.U32, Shape.SCALAR, 0x12345678));
    Variable count = b.input(LoweringData.fill(ArrayType.of(DType.U32, 3, 5), 0, 1));
    Variable none = b.input(small(DType.U32, 0));
    Variable one = b.input(small(DType.U32, 1));
    Variable many = b.input(small(DType.U32, 5000));
    Literal zero = Literal.of(ArrayType.of(DType.U32), 0L);
    b.exact(new Threefry(), key, key, count, count).exact(new Threefry(), zero, zero, zero, zero);
    b.exact(new Threefry(), key, zero, zero, count)
        .exact(new Threefry(), count, count, count, count);
    b.exact(new Threefry(), key, key, none, none).exact(new Threefry(), key, zero, one, one);
    b.exact(new Threefry(), key, zero, many, zero).exact(new Threefry(), many, many, zero, many);
    b.exact(new Threefry(), key, zero, key, one).exact(new Threefry(), key, zero, key, key);
    return b.build();
  }

  private static LoweringCase bitGenerators() {
    Recorder b = new Recorder("bit generators");
    ArrayType two = ArrayType.of(DType.U64, 2);
    Variable plain = b.input(HostArray.wrap(two, new long[] {0x12345678, 41}));
    Variable carrying = b.input(HostArray.wrap(two, new long[] {1L << 40 | 7, -2}));
    Variable three =
        b.input(HostArray.wrap(ArrayType.of(DType.U64, 3), new long[] {-5, -3, Long.MAX_VALUE}));
    for (RngAlgorithm algorithm : RngAlgorithm.values()) {
      for (DType dtype : List.of(DType.U8, DType.U16, DType.U32, DType.U64)) {
        for (int[] dims : SHAPES) {
          RngBitGenerator op = new RngBitGenerator(algorithm, dtype, Shape.of(dims));
          b.exact(op, plain).exact(op, carrying);
        }
        RngBitGenerator odd = new RngBitGenerator(algorithm, dtype, Shape.of(3, 5, 7));
        b.exact(odd, carrying);
        if (algorithm != RngAlgorithm.THREE_FRY) {
          b.exact(odd, three);
        }
      }
    }
    return b.build();
  }
}
