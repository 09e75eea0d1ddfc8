package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/** LAPACK's {@code gesdd} for column-major matrices of one size, with its workspace. */
final class SingularValues implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final MemorySegment[] arguments;
  private final MemorySegment info;

  /**
   * @param mode N for values alone, A for square factors, S for the reduced ones
   */
  SingularValues(Blas blas, char mode, int rows, int columns, int leftRows, int rightRows) {
    this.blas = blas;
    this.frame = blas.frame();
    this.info = frame.of(0);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment integers = frame.integers(8L * Math.min(rows, columns));
    MemorySegment jobz = frame.letter(mode);
    MemorySegment m = frame.of(rows);
    MemorySegment n = frame.of(columns);
    MemorySegment leading = frame.leading(rows);
    MemorySegment left = frame.leading(leftRows);
    MemorySegment right = frame.leading(rightRows);
    arguments =
        blas.isComplex()
            ? new MemorySegment[] {
              jobz,
              m,
              n,
              none,
              leading,
              none,
              none,
              left,
              none,
              right,
              none,
              none,
              frame.reals(realWork(rows, columns)),
              integers,
              info
            }
            : new MemorySegment[] {
              jobz, m, n, none, leading, none, none, left, none, right, none, none, integers, info
            };
    frame.withWork("gesdd", 1, 10, arguments);
  }

  /** How many real numbers {@code cgesdd} and {@code zgesdd} work with. */
  private static long realWork(int rows, int columns) {
    long less = Math.min(rows, columns);
    long more = Math.max(rows, columns);
    return less * Math.max(5 * less + 7, 2 * more + 2 * less + 1);
  }

  /**
   * The singular values and vectors of a matrix, which is overwritten; NaN if there are none.
   *
   * @return LAPACK's status
   */
  int factor(MemorySegment a, MemorySegment values, MemorySegment left, MemorySegment right) {
    arguments[3] = a;
    arguments[5] = values;
    arguments[6] = left;
    arguments[8] = right;
    info.set(JAVA_INT, 0, 1);
    if (blas.isFinite(a)) {
      blas.call("gesdd", 1, arguments);
    }
    int status = info.get(JAVA_INT, 0);
    if (status != 0) {
      blas.fillNaN(values);
      blas.fillNaN(left);
      blas.fillNaN(right);
    }
    return status;
  }

  @Override
  public void close() {
    frame.close();
  }
}
