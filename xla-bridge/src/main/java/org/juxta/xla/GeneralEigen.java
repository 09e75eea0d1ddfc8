package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;

/** LAPACK's {@code geev} for column-major matrices of one size, with its workspace. */
final class GeneralEigen implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final int n;
  private final boolean left;
  private final boolean right;
  private final MemorySegment copy;
  private final MemorySegment packedLeft;
  private final MemorySegment packedRight;
  private final MemorySegment info;
  private final MemorySegment[] arguments;

  /**
   * @param left whether left eigenvectors are wanted
   * @param right whether right eigenvectors are wanted
   */
  GeneralEigen(Blas blas, int n, boolean left, boolean right) {
    this.blas = blas;
    this.frame = blas.frame();
    this.n = n;
    this.left = left;
    this.right = right;
    long square = (long) n * n;
    this.copy = frame.numbers(square);
    // Of a real matrix LAPACK's vectors are the parts of pairs side by side.
    this.packedLeft = frame.numbers(left ? square : 1);
    this.packedRight = frame.numbers(right ? square : 1);
    this.info = frame.of(0);
    MemorySegment leading = frame.leading(n);
    MemorySegment none = MemorySegment.NULL;
    List<MemorySegment> list = new ArrayList<>();
    list.addAll(List.of(frame.letter(left ? 'V' : 'N'), frame.letter(right ? 'V' : 'N')));
    list.addAll(List.of(frame.of(n), copy, leading, none));
    if (!blas.isComplex()) {
      list.add(none);
    }
    list.addAll(List.of(packedLeft, leading, packedRight, leading, none, none));
    if (blas.isComplex()) {
      list.add(frame.reals(2L * n));
    }
    list.add(info);
    this.arguments = list.toArray(new MemorySegment[0]);
    frame.withWork("geev", 2, blas.isComplex() ? 10 : 11, arguments);
  }

  /**
   * Eigenvalues and the wanted eigenvectors, complex, or NaN if there are none.
   *
   * @param real eigenvalues, of a real matrix their real parts
   * @param imaginary the imaginary parts; the same as {@code real} for a complex matrix
   * @return LAPACK's status
   */
  int factor(
      MemorySegment a,
      MemorySegment real,
      MemorySegment imaginary,
      MemorySegment leftVectors,
      MemorySegment rightVectors) {
    copy.copyFrom(a);
    arguments[5] = real;
    if (!blas.isComplex()) {
      arguments[6] = imaginary;
    }
    info.set(JAVA_INT, 0, 1);
    if (blas.isFinite(copy)) {
      blas.call("geev", 2, arguments);
    }
    int status = info.get(JAVA_INT, 0);
    if (status != 0) {
      List.of(real, imaginary, leftVectors, rightVectors).forEach(blas::fillNaN);
      return status;
    }
    if (left) {
      unpack(packedLeft, imaginary, leftVectors);
    }
    if (right) {
      unpack(packedRight, imaginary, rightVectors);
    }
    return status;
  }

  /** Vectors as complex numbers: the second of a pair is the conjugate of the first. */
  private void unpack(MemorySegment packed, MemorySegment imaginary, MemorySegment to) {
    if (blas.isComplex()) {
      to.copyFrom(packed);
      return;
    }
    for (int j = 0; j < n; j++) {
      boolean pair = get(imaginary, j) != 0 && j + 1 < n;
      for (int i = 0; i < n; i++) {
        double re = get(packed, (long) j * n + i);
        double im = pair ? get(packed, (long) (j + 1) * n + i) : 0;
        put(to, (long) j * n + i, re, im);
        if (pair) {
          put(to, (long) (j + 1) * n + i, re, -im);
        }
      }
      j += pair ? 1 : 0;
    }
  }

  private double get(MemorySegment data, long i) {
    return blas.dtype() == DType.F64
        ? data.getAtIndex(JAVA_DOUBLE, i)
        : data.getAtIndex(JAVA_FLOAT, i);
  }

  private void put(MemorySegment data, long i, double re, double im) {
    if (blas.dtype() == DType.F64) {
      data.setAtIndex(JAVA_DOUBLE, 2 * i, re);
      data.setAtIndex(JAVA_DOUBLE, 2 * i + 1, im);
    } else {
      data.setAtIndex(JAVA_FLOAT, 2 * i, (float) re);
      data.setAtIndex(JAVA_FLOAT, 2 * i + 1, (float) im);
    }
  }

  @Override
  public void close() {
    frame.close();
  }
}
