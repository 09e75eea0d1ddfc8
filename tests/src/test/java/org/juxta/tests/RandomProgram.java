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
 * size, kind and numbers give the same function; one of a smaller size is its beginning, so that
 * failures shrink.
 *
 * @param steps how many operations it does, those of loops, branches and called functions not
 *     counted
 */
record RandomProgram(long seed, int steps, Kind kind, Numbers numbers) {
  /** What the first argument holds, and the second may hold. */
  enum Numbers {
    /** F32 or F64. */
    REAL,
    /** C64 or C128, beside reals. */
    COMPLEX,
    /** BF16 or F16, beside F32. Where they are rounded is left to the compiler, which fuses. */
    HALF
  }

  /**
   * How far apart results with {@link Numbers#HALF} may be, of functions of few steps: some units
   * of BF16.
   */
  static final double HALF_TOLERANCE = 16.0 / 256;

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

  /**
   * A number that other programs are drawn by than those of every day, the same for the same
   * number: the system property {@code juxta.programs}.
   */
  private static final long OTHERS = Long.getLong("juxta.programs", 0) * 0x9E3779B97F4A7C15L;

  /** Of reals, and of complex numbers now and then. */
  static Arbitrary<RandomProgram> arbitrary(Kind kind, int maxSteps) {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(1, maxSteps),
            Arbitraries.of(Numbers.REAL, Numbers.REAL, Numbers.COMPLEX))
        .as((seed, steps, numbers) -> new RandomProgram(seed ^ OTHERS, steps, kind, numbers));
  }

  static Arbitrary<RandomProgram> arbitrary(Kind kind, Numbers numbers, int maxSteps) {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(1, maxSteps))
        .as((seed, steps) -> new RandomProgram(seed ^ OTHERS, steps, kind, numbers));
  }

  /** The types of the arguments. */
  List<ArrayType> types() {
    SplittableRandom random = new SplittableRandom(seed);
    DType x = choose(random, inexactTypes());
    DType y = choose(random, kind == Kind.ANY ? elementTypes() : inexactTypes());
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
    if (type.dtype().isComplex()) {
      ArrayType part = ArrayType.of(type.dtype().real(), type.shape());
      return Np.complex(values(part, random), values(part, random));
    }
    double[] values = new double[type.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(type.dtype(), random);
    }
    return Np.array(values).astype(type.dtype()).reshape(type.shape());
  }

  /** The types of the first argument. */
  private DType[] inexactTypes() {
    boolean any = kind == Kind.ANY;
    return switch (numbers) {
      case REAL -> any ? new DType[] {DType.F32, DType.F64} : new DType[] {DType.F64};
      case COMPLEX -> any ? new DType[] {DType.C64, DType.C128} : new DType[] {DType.C128};
      case HALF -> new DType[] {DType.BF16, DType.F16};
    };
  }

  private DType[] elementTypes() {
    return elementTypes(kind, numbers);
  }

  /**
   * The element types that arrays may be made of. U64 meets signed integers in F64, which is no
   * index; complex numbers, and floats of 16 bits, are among them where they are asked for. {@link
   * RandomNumbers} has all of these in every program.
   */
  static DType[] elementTypes(Kind kind, Numbers numbers) {
    return Arrays.stream(DType.values())
        .filter(
            t ->
                switch (t) {
                  case U64 -> false;
                  case BF16, F16 -> numbers == Numbers.HALF;
                  case C64 -> numbers == Numbers.COMPLEX && kind == Kind.ANY;
                  case C128 -> numbers == Numbers.COMPLEX;
                  case F32 -> kind == Kind.ANY;
                  case BOOL, I8, I16, I32, I64, U8, U16, U32, F64 -> true;
                })
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
      tangents.add(
          type.dtype().isComplex()
              ? Np.complex(tangent(type, random), tangent(type, random))
              : tangent(type, random).astype(type.dtype()));
    }
    return tangents;
  }

  private static Array tangent(ArrayType type, SplittableRandom random) {
    double[] values = new double[type.shape().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.dtype().isInexact() ? random.nextDouble(-1, 1) : 0;
    }
    return Np.array(values).reshape(type.shape());
  }

  /** The function: its last few values. */
  List<Array> apply(Array x, Array y, Array k) {
    RandomOps ops = new RandomOps(seed, kind, numbers, 2);
    ops.add(x, kind == Kind.ANY);
    ops.add(y, kind == Kind.ANY);
    ops.add(k, true);
    ops.run(steps);
    return ops.last(8);
  }

  /** A scalar made of all results that have derivatives. */
  Array scalar(Array x, Array y, Array k) {
    return RandomOps.scalar(apply(x, y, k), DType.F64);
  }

  @Override
  public String toString() {
    return "new RandomProgram(%dL, %d, Kind.%s, Numbers.%s) of %s"
        .formatted(seed, steps, kind, numbers, types());
  }
}
