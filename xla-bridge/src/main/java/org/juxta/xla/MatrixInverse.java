package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * LAPACK's {@code getrf} and {@code getri} for matrices of one size, with their workspace. The
 * inverse of a transposed matrix is the transposed inverse, so it does not matter that matrices are
 * row-major and LAPACK's are not.
 */
final class MatrixInverse implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final int n;
  private final MemorySegment size;
  private final MemorySegment leading;
  private final MemorySegment pivots;
  private final MemorySegment info;
  private final MemorySegment[] invert;

  MatrixInverse(Blas blas, int n) {
    this.blas = blas;
    this.n = n;
    this.frame = blas.frame();
    this.size = frame.of(n);
    this.leading = frame.leading(n);
    this.pivots = frame.integers(n);
    this.info = frame.of(0);
    MemorySegment none = MemorySegment.NULL;
    this.invert = new MemorySegment[] {size, none, leading, pivots, none, none, info};
    frame.withWork("getri", 0, 4, invert);
  }

  /** Puts the inverse of a row-major matrix into other memory. */
  void invert(MemorySegment a, MemorySegment to) {
    if (!isInverted(a, to) || !blas.isFinite(to)) {
      solve(a, to);
    }
  }

  /** Unless a pivot is zero. */
  private boolean isInverted(MemorySegment a, MemorySegment to) {
    to.copyFrom(a);
    factor(to);
    if (info.get(JAVA_INT, 0) != 0) {
      return false;
    }
    invert[1] = to;
    blas.call("getri", 0, invert);
    // Of a triangle it has negative ones, such as the other triangle of the identity.
    blas.clearSignsOfZeros(to);
    return true;
  }

  private void factor(MemorySegment a) {
    blas.call("getrf", 0, size, size, a, leading, pivots, info);
  }

  /**
   * As the solution of systems with the factors of the matrix itself: where it is not finite this
   * tells which elements are infinite and which NaN.
   */
  private void solve(MemorySegment a, MemorySegment to) {
    try (Blas.Frame room = blas.frame()) {
      MemorySegment factors = room.numbers((long) n * n);
      blas.transpose('T', a, n, n, factors);
      factor(factors);
      blas.identity(to, n);
      MemorySegment how = room.letter('N');
      blas.call("getrs", 1, how, size, size, factors, leading, pivots, to, leading, info);
      blas.transposeInPlace('T', to, n, n);
    }
  }

  @Override
  public void close() {
    frame.close();
  }
}
