package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ShapeException;

/**
 * One entry of the small language that describes a part of an array, as NumPy's square brackets do:
 *
 * <table>
 * <caption>entries</caption>
 * <tr><td>{@code all()}</td><td>{@code :}</td></tr>
 * <tr><td>{@code range(1, 5)}, {@code range(1, 5, 2)}</td><td>{@code 1:5}, {@code 1:5:2}</td></tr>
 * <tr><td>{@code from(1)}, {@code to(5)}, {@code step(-1)}</td><td>{@code 1:}, {@code :5}, {@code ::-1}</td></tr>
 * <tr><td>{@code index(3)}, {@code index(-1)}</td><td>{@code 3}, {@code -1}</td></tr>
 * <tr><td>{@code index(array)}</td><td>an array of positions</td></tr>
 * <tr><td>{@code newAxis()}</td><td>{@code np.newaxis}</td></tr>
 * <tr><td>{@code ellipsis()}</td><td>{@code ...}</td></tr>
 * </table>
 *
 * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="indices"}
 */
public sealed interface Index {
  /**
   * Every {@code step}-th position from {@code start} to before {@code stop}; null where NumPy
   * leaves it out.
   *
   * @param start the first position, counted from the end if negative
   * @param stop the position to end before, counted from the end if negative
   * @param step the distance of two positions, backwards if negative
   */
  record Range(@Nullable Integer start, @Nullable Integer stop, int step) implements Index {
    /** Checks the step. */
    public Range {
      if (step == 0) {
        throw new ShapeException("the step of a range may not be 0");
      }
    }
  }

  /**
   * One position; the axis goes away.
   *
   * @param position counted from the end if negative
   */
  record At(int position) implements Index {}

  /**
   * Computed positions, counted from the end if negative; or a BOOL mask over as many axes as it
   * has, for the positions where it holds.
   *
   * @param positions integers, or BOOL
   */
  record Positions(Array positions) implements Index {
    /** Widens narrow integers, which may not reach to the end of an axis. */
    public Positions {
      positions = Indexer.wide(positions);
    }
  }

  /** A new axis of size 1. */
  record NewAxis() implements Index {}

  /** As many whole axes as are left over. */
  record Ellipsis() implements Index {}

  /** The whole axis: NumPy's {@code :}. */
  static Index all() {
    return new Range(null, null, 1);
  }

  /** Positions from {@code start} to before {@code stop}: NumPy's {@code start:stop}. */
  static Index range(int start, int stop) {
    return new Range(start, stop, 1);
  }

  /** NumPy's {@code start:stop:step}. */
  static Index range(int start, int stop, int step) {
    return new Range(start, stop, step);
  }

  /** Positions from {@code start} on: NumPy's {@code start:}. */
  static Index from(int start) {
    return new Range(start, null, 1);
  }

  /** Positions to before {@code stop}: NumPy's {@code :stop}. */
  static Index to(int stop) {
    return new Range(null, stop, 1);
  }

  /** Every {@code step}-th position, backwards if negative: NumPy's {@code ::step}. */
  static Index step(int step) {
    return new Range(null, null, step);
  }

  /** One position, counted from the end if negative; the axis goes away. */
  static Index index(int position) {
    return new At(position);
  }

  /**
   * Computed positions, whose axes take the place of this one, or a mask: see {@link Positions}.
   */
  static Index index(Array positions) {
    return new Positions(positions);
  }

  /** A new axis of size 1: {@code np.newaxis}. */
  static Index newAxis() {
    return new NewAxis();
  }

  /** As many whole axes as are left over: NumPy's {@code ...}. */
  static Index ellipsis() {
    return new Ellipsis();
  }

  /** {@link #index(int)} of each. */
  static List<Index> of(int... positions) {
    List<Index> indices = new ArrayList<>();
    for (int position : positions) {
      indices.add(index(position));
    }
    return indices;
  }

  /** {@link #index(Array)} of each. */
  static List<Index> of(Array... positions) {
    List<Index> indices = new ArrayList<>();
    for (Array position : positions) {
      indices.add(index(position));
    }
    return indices;
  }
}
