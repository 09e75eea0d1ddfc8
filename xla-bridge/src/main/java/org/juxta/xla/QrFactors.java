package org.juxta.xla;

import java.lang.foreign.MemorySegment;

/**
 * LAPACK's {@code geqrf} and {@code orgqr} or {@code ungqr} for row-major matrices of one size,
 * with their workspace.
 */
final class QrFactors implements AutoCloseable {
  private final Blas blas;
  private final Blas.Frame frame;
  private final int rows;
  private final int columns;
  private final int inner;
  private final MemorySegment[] reflect;
  private final MemorySegment[] multiply;
  private final String product;

  /**
   * @param inner how many columns Q has, and rows R
   */
  QrFactors(Blas blas, int rows, int columns, int inner) {
    this.blas = blas;
    this.frame = blas.frame();
    this.rows = rows;
    this.columns = columns;
    this.inner = inner;
    this.product = Lapack.householder(blas.dtype());
    int reflections = Math.min(rows, columns);
    MemorySegment none = MemorySegment.NULL;
    MemorySegment taus = frame.numbers(reflections);
    MemorySegment info = frame.of(0);
    MemorySegment leading = frame.leading(rows);
    MemorySegment m = frame.of(rows);
    reflect = new MemorySegment[] {m, frame.of(columns), none, leading, taus, none, none, info};
    frame.withWork("geqrf", 0, 5, reflect);
    multiply =
        new MemorySegment[] {
          m, frame.of(inner), frame.of(reflections), none, leading, taus, none, none, info
        };
    frame.withWork(product, 0, 6, multiply);
  }

  /**
   * The reflections are computed in the memory of Q if it has as many columns as the matrix, else
   * in that of R, which has as many rows then.
   */
  void factor(MemorySegment a, MemorySegment q, MemorySegment r) {
    boolean inQ = columns <= inner;
    MemorySegment both = inQ ? q : r;
    blas.transpose('T', a, /* rows= */ columns, /* columns= */ rows, both);
    reflect[2] = both;
    blas.call("geqrf", 0, reflect);
    if (inQ) {
      blas.transposeRows('T', q, rows, inner, columns, r);
    } else {
      q.copyFrom(r.asSlice(0, q.byteSize()));
    }
    multiply[3] = q;
    blas.call(product, 0, multiply);
    blas.transposeInPlace('T', q, rows, inner);
    if (!inQ) {
      blas.transposeInPlace('T', r, rows, columns);
    }
    blas.clearTriangle(r, /* rows= */ columns, /* columns= */ inner, false);
  }

  @Override
  public void close() {
    frame.close();
  }
}
