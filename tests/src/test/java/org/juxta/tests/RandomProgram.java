package org.juxta.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * A random function of two float arrays and one of integers, and arguments for it. The same seed,
 * size and kind give the same function; one of a smaller size is its beginning, so that failures
 * shrink.
 *
 * @param steps how many operations it does, those of loops, branches and called functions not
 *     counted
 */
record RandomProgram(long seed, int steps, Kind kind) {
  /** What the function may do. */
  enum Kind {
    /** Everything, in all element types. */
    ANY,
    /** What has a derivative in forward mode: F64, smooth everywhere near the arguments. */
    FORWARD,
    /** What has a derivative in both modes: as before, without loops of unknown length. */
    SMOOTH,
    /** What has a derivative in reverse mode: as before, with rules for reverse mode only. */
    REVERSE;

    /** The kind of what is to have a derivative in forward mode too, in a function of this kind. */
    Kind inBothModes() {
      return this == REVERSE ? SMOOTH : this;
    }
  }

  static Arbitrary<RandomProgram> arbitrary(Kind kind, int maxSteps) {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, maxSteps))
        .as((seed, steps) -> new RandomProgram(seed, steps, kind));
  }

  /** The types of the arguments. */
  List<ArrayType> types() {
    SplittableRandom random = new SplittableRandom(seed);
    boolean any = kind == Kind.ANY;
    DType x = any ? choose(random, DType.F32, DType.F64) : DType.F64;
    DType y = any ? choose(random, elementTypes()) : DType.F64;
    DType k = choose(random, DType.I32, DType.I32, DType.I64, DType.U32, DType.BOOL);
    return List.of(
        ArrayType.of(x, shape(random)),
        ArrayType.of(y, shape(random)),
        ArrayType.of(k, shape(random)));
  }

  private static DType choose(SplittableRandom random, DType... dtypes) {
    return dtypes[random.nextInt(dtypes.length)];
  }

  private static Shape shape(SplittableRandom random) {
    int rank = new int[] {0, 1, 1, 2, 2, 2, 3, 3, 4}[random.nextInt(9)];
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int size = random.nextInt(16);
      dims[i] = size == 0 ? 0 : size < 4 ? 1 : size < 10 ? 2 : 3;
    }
    return Shape.of(dims);
  }

  /** Arguments of the function. */
  List<Array> arguments() {
    SplittableRandom random = new SplittableRandom(~seed);
    return types().stream().map(t -> values(t, random)).toList();
  }

  /** Random numbers: multiples of 1/8, which stay exact for a while, or for derivatives any. */
  private Array values(ArrayType type, SplittableRandom random) {
    double[] values = new double[type.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(type.dtype(), random);
    }
    return Np.array(values).astype(type.dtype()).reshape(type.shape());
  }

  /**
   * The element types that all operations of random programs take. Complex numbers have no order,
   * U64 meets signed integers in F64, which is no index, and where floats of 16 bits are rounded
   * differs with what XLA fuses: these {@link RandomNumbers} has.
   */
  static DType[] elementTypes() {
    return Arrays.stream(DType.values())
        .filter(t -> !t.isComplex() && t != DType.U64 && (!t.isFloat() || t.bytes() >= Float.BYTES))
        .toArray(DType[]::new);
  }

  private double value(DType dtype, SplittableRandom random) {
    return switch (dtype.kind()) {
      case BOOLEAN -> random.nextInt(2);
      case SIGNED -> random.nextInt(-3, 6);
      case UNSIGNED -> random.nextInt(0, 6);
      case FLOAT, COMPLEX ->
          kind == Kind.ANY ? random.nextInt(-12, 13) / 8.0 : random.nextDouble(-1.5, 1.5);
    };
  }

  /** Random numbers of the given types, as tangents. */
  static List<Array> tangents(List<ArrayType> types, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Array> tangents = new ArrayList<>();
    for (ArrayType type : types) {
      double[] values = new double[type.shape().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = type.dtype().isFloat() ? random.nextDouble(-1, 1) : 0;
      }
      tangents.add(Np.array(values).astype(type.dtype()).reshape(type.shape()));
    }
    return tangents;
  }

  /** The function: its last few values. */
  List<Array> apply(Array x, Array y, Array k) {
    RandomOps ops = new RandomOps(seed, kind, 2);
    ops.add(x, kind == Kind.ANY);
    ops.add(y, kind == Kind.ANY);
    ops.add(k, true);
    ops.run(steps);
    return ops.last(8);
  }

  /** A scalar made of all results that are floats. */
  Array scalar(Array x, Array y, Array k) {
    return RandomOps.scalar(apply(x, y, k), DType.F64);
  }

  @Override
  public String toString() {
    return "new RandomProgram(" + seed + "L, " + steps + ", Kind." + kind + ") of " + types();
  }
}
