package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** LAPACK's {@code gees} for column-major matrices of one size, with its workspace. */
final class SchurFactors implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final int vectorsAt;
  private final MemorySegment info;
  private final MemorySegment[] arguments;

  /**
   * @param mode V for unitary factors too, else N
   */
  SchurFactors(Blas blas, int n, char mode) {
    this.blas = blas;
    this.frame = blas.frame();
    this.vectorsAt = blas.isComplex() ? 8 : 9;
    this.info = frame.of(0);
    MemorySegment leading = frame.leading(n);
    MemorySegment none = MemorySegment.NULL;
    List<MemorySegment> list = new ArrayList<>();
    list.addAll(List.of(frame.letter(mode), frame.letter('N'), none, frame.of(n)));
    list.addAll(List.of(none, leading, frame.of(0), none));
    if (!blas.isComplex()) {
      list.add(none);
    }
    list.addAll(List.of(none, leading, none, none));
    if (blas.isComplex()) {
      list.add(frame.reals(n));
    }
    list.addAll(List.of(frame.integers(n), info));
    this.arguments = list.toArray(new MemorySegment[0]);
    frame.withWork("gees", 2, vectorsAt + 2, arguments);
  }

  /**
   * T in the place of a matrix, and Z, or NaN if there are none.
   *
   * @param values the eigenvalues; of a real matrix their real and their imaginary parts
   * @return LAPACK's status
   */
  int factor(MemorySegment a, MemorySegment z, List<MemorySegment> values) {
    arguments[4] = a;
    for (int k = 0; k < values.size(); k++) {
      arguments[7 + k] = values.get(k);
    }
    arguments[vectorsAt] = z;
    info.set(JAVA_INT, 0, 1);
    if (blas.isFinite(a)) {
      blas.call("gees", 2, arguments);
    }
    int status = info.get(JAVA_INT, 0);
    if (status != 0) {
      blas.fillNaN(a);
      blas.fillNaN(z);
    }
    return status;
  }

  @Override
  public void close() {
    frame.close();
  }
}
