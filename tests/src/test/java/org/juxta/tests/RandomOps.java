package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * Does random operations on a pool of arrays. Floats stay between about -2 and 2 and away from the
 * edges of domains and from kinks. Operations that jump are applied only to values that are exact:
 * those that every correct engine computes alike, and that do not depend on what a derivative is
 * taken by. Complex numbers have no order, and floats of 16 bits are rounded now and then: they are
 * taken for not exact, but in {@link RandomNumbers}.
 */
final class RandomOps {
  /** Elements that an array may have. */
  static final int LARGEST = 48;

  /** An array of the pool; integers and truth values are exact always. */
  record Entry(Array array, boolean exact) {
    DType dtype() {
      return array.dtype();
    }

    boolean isFloat() {
      return array.dtype().isFloat();
    }

    /** Whether it is a float or complex. */
    boolean isInexact() {
      return array.dtype().isInexact();
    }

    /** Whether it is a float of at least 32 bits. */
    boolean isWide() {
      return isFloat() && dtype().bytes() >= Float.BYTES;
    }
  }

  final SplittableRandom random;
  final RandomProgram.Kind kind;
  final RandomProgram.Numbers numbers;
  final int depth;
  private final List<Entry> pool = new ArrayList<>();
  private final List<Supplier<@Nullable Entry>> operations = new ArrayList<>();

  RandomOps(long seed, RandomProgram.Kind kind, RandomProgram.Numbers numbers, int depth) {
    this.random = new SplittableRandom(seed);
    this.kind = kind;
    this.numbers = numbers;
    this.depth = depth;
    RandomElementwise elementwise = new RandomElementwise(this);
    RandomStructure structure = new RandomStructure(this);
    RandomIndexing indexing = new RandomIndexing(this);
    RandomReductions reductions = new RandomReductions(this);
    operations.addAll(elementwise.operations());
    operations.addAll(structure.operations());
    operations.addAll(indexing.operations());
    operations.addAll(reductions.operations());
    operations.addAll(new RandomLinalg(this).operations());
    operations.addAll(new RandomNumbers(this).operations());
    if (depth > 0) {
      operations.addAll(new RandomControl(this).operations());
    }
  }

  void add(Array array, boolean exact) {
    add(new Entry(array, exact));
  }

  void add(Entry entry) {
    boolean exact = !entry.isInexact() || (entry.exact && entry.isWide());
    pool.add(new Entry(entry.array, exact));
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      Entry made = operations.get(random.nextInt(operations.size())).get();
      if (made != null && made.array().size() <= LARGEST && made.array().rank() <= 5) {
        add(made);
      }
    }
  }

  /** The last values, at most {@code count}. */
  List<Array> last(int count) {
    return pool.subList(Math.max(0, pool.size() - count), pool.size()).stream()
        .map(Entry::array)
        .toList();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** Any entry, later ones more often. */
  Entry pick() {
    int i = Math.max(random.nextInt(pool.size()), random.nextInt(pool.size()));
    return pool.get(i);
  }

  private Entry pick(java.util.function.Predicate<Entry> suits, Supplier<Entry> otherwise) {
    List<Entry> suitable = pool.stream().filter(suits).toList();
    return suitable.isEmpty()
        ? otherwise.get()
        : suitable.get(Math.max(random.nextInt(suitable.size()), random.nextInt(suitable.size())));
  }

  /** A float array. */
  Entry floating() {
    return pick(Entry::isFloat, () -> constant(DType.F64));
  }

  /** A float array of at least 32 bits. */
  Entry wide() {
    return pick(Entry::isWide, () -> constant(DType.F64));
  }

  /** A float or complex array. */
  Entry inexact() {
    return pick(Entry::isInexact, () -> constant(DType.F64));
  }

  /** A complex array, made of two of floats if there is none; parts between about -1 and 1. */
  Array complex() {
    Entry entry = pick(e -> e.dtype().isComplex(), this::wide);
    Array x = entry.array().mul(0.5);
    return entry.isFloat() ? Np.complex(x, fit(as(pick(), x.dtype()), x.shape()).mul(0.5)) : x;
  }

  /** An element type for a new array. */
  DType elementType() {
    DType[] all = RandomProgram.elementTypes(kind, numbers);
    return all[below(all.length)];
  }

  Entry integer() {
    return pick(e -> e.dtype().isInteger(), () -> constant(DType.I32));
  }

  Entry bool() {
    return pick(e -> e.dtype().isBool(), () -> new Entry(integer().array().gt(1), true));
  }

  /** An array that operations with jumps may be applied to. */
  Entry exact() {
    return pick(Entry::exact, () -> constant(DType.I32));
  }

  /** A scalar integer. */
  Array index() {
    Array sum = integer().array().sum();
    return oneIn(2) ? sum : Np.mod(sum, Np.array(3));
  }

  /** A small array of numbers that are not the same. */
  Entry constant(DType dtype) {
    int n = 1 + below(3);
    Shape shape = oneIn(2) ? Shape.of(n) : Shape.of(2, n);
    int axis = shape.rank() - 1;
    Array numbers =
        dtype.isBool() ? Lax.iota(DType.I32, shape, axis) : Lax.iota(dtype, shape, axis);
    Array moved =
        dtype.isInexact() ? numbers.mul(0.25).sub(0.5) : Np.mod(numbers, Np.array(2)).astype(dtype);
    return new Entry(moved, true);
  }

  /** The elements of {@code x}, repeated or cut off, in another shape; zeros if it has none. */
  static Array fit(Array x, Shape shape) {
    if (x.size() == 0) {
      return Np.zeros(x.dtype(), shape.dims().toArray());
    }
    Array flat = x.ravel();
    while (flat.size() < shape.size()) {
      flat = Np.concatenate(List.of(flat, Np.flip(flat)), 0);
    }
    return Lax.sliceAlong(flat, 0, shape.size(), 0).reshape(shape);
  }

  /**
   * As {@code dtype}: integers that become floats are made small, floats that become integers must
   * be exact, of complex numbers the real part is taken.
   */
  Array as(Entry entry, DType dtype) {
    Array x = entry.array();
    if (x.dtype() == dtype) {
      return x;
    }
    if (x.dtype().isComplex() && !dtype.isComplex()) {
      return as(new Entry(Np.real(x), false), dtype);
    }
    if (dtype.isInexact()) {
      return entry.isInexact() || x.dtype().isBool()
          ? x.astype(dtype)
          : small(x).astype(dtype).mul(0.25);
    }
    if (entry.isFloat() && !entry.exact()) {
      return fit(constant(dtype).array(), x.shape());
    }
    return entry.isFloat() ? x.mul(4).astype(dtype) : x.astype(dtype);
  }

  /** Integers between -4 and 4. */
  private static Array small(Array x) {
    return x.dtype().kind() == DType.Kind.UNSIGNED
        ? Np.mod(x, Np.array(5).astype(x.dtype()))
        : Np.clip(x, -4, 4);
  }

  int axis(Array x) {
    return below(x.rank());
  }

  Ints permutation(int rank) {
    int[] axes = Ints.range(0, rank).toArray();
    for (int i = rank - 1; i > 0; i--) {
      int j = below(i + 1);
      int kept = axes[i];
      axes[i] = axes[j];
      axes[j] = kept;
    }
    return Ints.of(axes);
  }

  /** A scalar made of all arrays that have derivatives. */
  static Array scalar(List<Array> arrays, DType dtype) {
    Array sum = Np.zeros(dtype);
    for (Array array : arrays) {
      if (array.dtype().isInexact() && array.size() > 0) {
        Array weights = Lax.iota(dtype, Shape.of(array.size()), 0).add(1).cos();
        Array reals =
            array.dtype().isComplex() ? Np.real(array).add(Np.imag(array).mul(0.7)) : array;
        sum = sum.add(reals.astype(dtype).ravel().mul(weights).mean());
      }
    }
    return sum;
  }
}
