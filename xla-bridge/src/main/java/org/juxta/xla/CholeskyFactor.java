package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * Cholesky factors of matrices of one size, row-major ones from column-major memory: columns are
 * factored some at a time by LAPACK's {@code potrf}, what is right of them is reduced, and they are
 * turned into rows while they are near. That takes less time than {@code potrf} of all and a pass
 * over the matrix after it.
 */
final class CholeskyFactor implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final int n;
  private final MemorySegment columns;
  private final MemorySegment lower;
  private final MemorySegment right;
  private final MemorySegment plain;
  private final MemorySegment adjoint;
  private final MemorySegment one;
  private final MemorySegment minusOne;
  private final MemorySegment leading;
  private final MemorySegment width;
  private final MemorySegment height;
  private final MemorySegment info;
  private final String reduce;

  CholeskyFactor(Blas blas, int n) {
    this.blas = blas;
    this.n = n;
    this.frame = blas.frame();
    this.columns = frame.letter('C');
    this.lower = frame.letter('L');
    this.right = frame.letter('R');
    this.plain = frame.letter('N');
    this.adjoint = frame.letter(blas.adjoint());
    this.one = frame.number(1);
    this.minusOne = frame.number(-1);
    this.leading = frame.leading(n);
    this.width = frame.of(0);
    this.height = frame.of(0);
    this.info = frame.of(0);
    this.reduce = blas.isComplex() ? "herk" : "syrk";
  }

  /**
   * Puts the row-major factor in the place of the lower triangle of a column-major matrix, with
   * zeros above the diagonal; NaN on and below it if there is none.
   */
  void factor(MemorySegment a) {
    for (int j = 0; j < n; j += Blas.BLOCK) {
      int end = Math.min(n, j + Blas.BLOCK);
      width.set(JAVA_INT, 0, end - j);
      MemorySegment corner = at(a, j, j);
      blas.call("potrf", 1, lower, width, corner, leading, info);
      if (info.get(JAVA_INT, 0) != 0) {
        blas.fillNaN(a);
        blas.clearTriangle(a, n, n, true);
        return;
      }
      if (end < n) {
        reduce(a, corner, j, end);
      }
      turn(a, corner, j, end);
    }
  }

  /** The element of a column-major matrix, and what follows. */
  private MemorySegment at(MemorySegment a, int row, int column) {
    return blas.from(a, (long) column * n + row);
  }

  /** The columns below their corner, and their product taken off what is right of them. */
  private void reduce(MemorySegment a, MemorySegment corner, int j, int end) {
    MemorySegment below = at(a, end, j);
    MemorySegment rest = at(a, end, end);
    height.set(JAVA_INT, 0, n - end);
    blas.call(
        "trsm", 4, right, lower, adjoint, plain, height, width, one, corner, leading, below,
        leading);
    blas.call(reduce, 2, lower, plain, height, width, minusOne, below, leading, one, rest, leading);
  }

  /** The adjoint of columns as rows, and zeros below the diagonal. */
  private void turn(MemorySegment a, MemorySegment corner, int j, int end) {
    blas.call("imatcopy", 2, columns, adjoint, width, width, one, corner, leading, leading);
    for (int i = end; i < n; i += Blas.BLOCK) {
      height.set(JAVA_INT, 0, Math.min(Blas.BLOCK, n - i));
      blas.call(
          "omatcopy",
          2,
          columns,
          adjoint,
          height,
          width,
          one,
          at(a, i, j),
          leading,
          at(a, j, i),
          leading);
    }
    blas.clearTriangle(a, n, j, end, true);
  }

  @Override
  public void close() {
    frame.close();
  }
}
