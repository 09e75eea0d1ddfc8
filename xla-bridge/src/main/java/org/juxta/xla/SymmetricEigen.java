package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** LAPACK's {@code syevd} or {@code heevd} for matrices of one size, with its workspace. */
final class SymmetricEigen implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final MemorySegment[] arguments;
  private final MemorySegment info;
  private final String routine;

  /**
   * @param mode V for vectors too, else N
   * @param triangle the one that is read of the column-major matrix, L or U
   */
  SymmetricEigen(Blas blas, int n, char mode, char triangle) {
    this.blas = blas;
    this.frame = blas.frame();
    this.routine = blas.isComplex() ? "heevd" : "syevd";
    this.info = frame.of(0);
    int square = Math.multiplyExact(2, Math.multiplyExact(n, n));
    int work = blas.isComplex() ? Math.max(1, 2 * n + square / 2) : 1 + 6 * n + square;
    int integers = 3 + 5 * n;
    MemorySegment none = MemorySegment.NULL;
    List<MemorySegment> list = new ArrayList<>();
    list.addAll(List.of(frame.letter(mode), frame.letter(triangle), frame.of(n)));
    list.addAll(List.of(none, frame.leading(n), none, frame.numbers(work), frame.of(work)));
    if (blas.isComplex()) {
      int reals = 1 + 5 * n + square;
      list.addAll(List.of(frame.reals(reals), frame.of(reals)));
    }
    list.addAll(List.of(frame.integers(integers), frame.of(integers), info));
    arguments = list.toArray(new MemorySegment[0]);
  }

  /**
   * Puts eigenvectors in the place of a matrix and its eigenvalues beside it, or NaN if there are
   * none.
   *
   * @return LAPACK's status
   */
  int factor(boolean isFinite, MemorySegment a, MemorySegment values) {
    arguments[3] = a;
    arguments[5] = values;
    info.set(JAVA_INT, 0, 1);
    if (isFinite) {
      blas.call(routine, 2, arguments);
    }
    int status = info.get(JAVA_INT, 0);
    if (status != 0) {
      blas.fillNaN(a);
      blas.fillNaN(values);
    }
    return status;
  }

  @Override
  public void close() {
    frame.close();
  }
}
