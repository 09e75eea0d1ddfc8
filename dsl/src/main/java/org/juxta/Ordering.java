package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;

/** Ascending order and running counts of vectors. */
final class Ordering {
  private Ordering() {}

  /** The positions of the elements in ascending order, of equal ones in theirs; NaN last. */
  static Array argsort(Array x) {
    int n = x.size();
    Array row = x.expandDims(0);
    Array column = x.expandDims(1);
    Array earlier = Np.tri(n, n, -1, DType.BOOL);
    Array known = Np.logicalNot(Np.isnan(row));
    Array less = Np.less(row, column).or(known.and(Np.isnan(column)));
    Array same = Np.equal(row, column).or(Np.isnan(row).and(Np.isnan(column)));
    Array rank = Np.sum(less.or(same.and(earlier)), 1);
    return Np.zeros(DType.I32, n).at(rank).set(Np.arange(n));
  }

  /** How many of a vector of truth values hold up to and with each. */
  static Array count(Array mask) {
    return cumsum(mask.astype(DType.I32), 0);
  }

  /** The sums of the elements along {@code axis} up to and with each. */
  static Array cumsum(Array x, int axis) {
    Array total = x;
    Ints zeros = Ints.fill(x.rank(), 0);
    for (int shift = 1; shift < x.dim(axis); shift *= 2) {
      Ints low = zeros.with(axis, shift);
      Ints high = zeros.with(axis, -shift);
      total = total.add(Lax.pad(total, Array.scalar(0), low, high, zeros));
    }
    return total;
  }
}
