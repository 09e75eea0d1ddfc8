package org.juxta.tracer;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * An immutable list of ints with value equality: the sizes of a shape, a set of axes, a
 * permutation, offsets. Operations carry these instead of {@code int[]}, which has no value
 * equality and would poison every cache key.
 */
public final class Ints {
  public static final Ints EMPTY = new Ints(new int[0]);

  private final int[] values;

  private Ints(int[] values) {
    this.values = values;
  }

  public static Ints of(int... values) {
    return values.length == 0 ? EMPTY : new Ints(values.clone());
  }

  /** The list {@code start, start + 1, …, end - 1}. */
  public static Ints range(int start, int end) {
    int[] values = new int[Math.max(0, end - start)];
    for (int i = 0; i < values.length; i++) {
      values[i] = start + i;
    }
    return new Ints(values);
  }

  /** The list of {@code size} copies of {@code value}. */
  public static Ints fill(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return new Ints(values);
  }

  /** The list {@code f(0), …, f(size - 1)}. */
  public static Ints build(int size, IntUnaryOperator f) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = f.applyAsInt(i);
    }
    return new Ints(values);
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  public int get(int i) {
    return values[i];
  }

  public int last() {
    return values[values.length - 1];
  }

  public boolean contains(int value) {
    return indexOf(value) >= 0;
  }

  /** The first position of {@code value}, or -1. */
  public int indexOf(int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return -1;
  }

  public Ints map(IntUnaryOperator f) {
    return build(values.length, i -> f.applyAsInt(values[i]));
  }

  /** The entries at the given positions, in their order. */
  public Ints at(Ints positions) {
    return positions.map(i -> values[i]);
  }

  public Ints concat(Ints other) {
    int[] joined = Arrays.copyOf(values, values.length + other.values.length);
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    return new Ints(joined);
  }

  /** The entries from {@code start} (inclusive) to {@code end} (exclusive). */
  public Ints slice(int start, int end) {
    return new Ints(Arrays.copyOfRange(values, start, end));
  }

  /** This list with {@code value} put in before position {@code i}. */
  public Ints insert(int i, int value) {
    return slice(0, i).concat(of(value)).concat(slice(i, values.length));
  }

  /** This list with entry {@code i} replaced. */
  public Ints with(int i, int value) {
    int[] copy = values.clone();
    copy[i] = value;
    return new Ints(copy);
  }

  /** This list without the entries at the given positions. */
  public Ints without(Ints positions) {
    int[] kept = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!positions.contains(i)) {
        kept[count++] = values[i];
      }
    }
    return count == values.length ? this : new Ints(Arrays.copyOf(kept, count));
  }

  public Ints sorted() {
    int[] copy = values.clone();
    Arrays.sort(copy);
    return new Ints(copy);
  }

  /** For a permutation, the permutation that undoes it. */
  public Ints inverse() {
    int[] inverse = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      inverse[values[i]] = i;
    }
    return new Ints(inverse);
  }

  /** Whether this is {@code 0, 1, …, size - 1}. */
  public boolean isIdentity() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** Whether the entries are distinct and each at least 0 and less than {@code bound}. */
  public boolean areDistinctBelow(int bound) {
    boolean[] seen = new boolean[bound];
    for (int v : values) {
      if (v < 0 || v >= bound || seen[v]) {
        return false;
      }
      seen[v] = true;
    }
    return true;
  }

  public IntStream stream() {
    return Arrays.stream(values);
  }

  public int[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ints that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
