package org.juxta;

import java.util.List;

/**
 * A part of an array, for functional updates: each gives a new array of the same type and leaves
 * the old one as it was. As {@code x.at[...]} of JAX; of computed positions, those outside are left
 * out.
 *
 * {@snippet class="org.juxta.tests.snippets.ArraySnippets" region="at"}
 */
public final class At {
  private final Array array;
  private final List<Index> indices;

  At(Array array, List<Index> indices) {
    this.array = array;
    this.indices = List.copyOf(indices);
  }

  /** The part as it is. */
  public Array get() {
    return Indexer.get(array, indices);
  }

  /**
   * The array with the part replaced by {@code v}, which is broadcast to it; of repeated positions
   * the last one counts.
   */
  public Array set(Array v) {
    return Indexer.update(array, indices, v, false);
  }

  /** {@link #set(Array)} of a plain number, which takes the array's element type. */
  public Array set(double v) {
    return set(Array.scalar(v));
  }

  /** {@link #set(Array)} of a plain number, which takes the array's element type. */
  public Array set(long v) {
    return set(Array.scalar(v));
  }

  /**
   * The array with {@code v}, broadcast to the part, added to it; repeated positions accumulate.
   */
  public Array add(Array v) {
    return Indexer.update(array, indices, v, true);
  }

  /** {@link #add(Array)} of a plain number, which takes the array's element type. */
  public Array add(double v) {
    return add(Array.scalar(v));
  }

  /** {@link #add(Array)} of a plain number, which takes the array's element type. */
  public Array add(long v) {
    return add(Array.scalar(v));
  }
}
