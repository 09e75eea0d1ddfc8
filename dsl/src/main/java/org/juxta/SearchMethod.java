package org.juxta;

/** How {@link Np#searchsorted(Array, Array, boolean, SearchMethod)} finds places. */
public enum SearchMethod {
  /** A binary search for each value. */
  SCAN,
  /** By sorting the values in among the sorted elements. */
  SORT,
  /** By comparing each value with each element. */
  COMPARE_ALL
}
