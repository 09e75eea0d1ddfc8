package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;

/**
 * Factorisations of row-major matrices by LAPACK, whose own are column-major, as custom calls of
 * our programs: each does in one go what else took several passes of the compiled program over the
 * matrix, in the memory of its results. A row-major matrix is a column-major one that is
 * transposed.
 */
final class RowMajorFactors {
  static final String CHOLESKY = "cholesky";
  static final String LU = "lu";
  static final String INVERSE = "inverse";
  static final String QR = "qr";
  static final String EIGH = "eigh";
  static final String SVD = "svd";
  static final String TRIANGULAR = "triangular_solve";

  private final Blas blas;

  private RowMajorFactors(Blas blas) {
    this.blas = blas;
  }

  static void register(OpenBlas library) {
    for (DType dtype : List.of(DType.F32, DType.F64, DType.C64, DType.C128)) {
      RowMajorFactors factors = new RowMajorFactors(new Blas(library, dtype));
      CustomCalls.register(target(CHOLESKY, dtype), factors::cholesky);
      CustomCalls.register(target(LU, dtype), factors::lu);
      CustomCalls.register(target(INVERSE, dtype), factors::inverse);
      CustomCalls.register(target(QR, dtype), factors::qr);
      CustomCalls.register(target(EIGH, dtype), factors::eigh);
      CustomCalls.register(target(SVD, dtype), factors::svd);
      CustomCalls.register(target(TRIANGULAR, dtype), factors::triangularSolve);
    }
  }

  /** The custom call of a factorisation for an element type. */
  static String target(String factorisation, DType dtype) {
    return "juxta_" + Blas.letter(dtype) + factorisation;
  }

  private static Decomposition.Matrix matrix(CustomCall.Memory memory) {
    return Decomposition.Matrix.of(memory.type());
  }

  /**
   * Symmetric operands and factors are kept in the lower triangle of column-major memory, where
   * LAPACK is faster than in the upper one: there the adjoint of a matrix is its own triangle.
   */
  private void cholesky(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment results = call.result(0).data();
    boolean symmetrize = call.flag("symmetrize");
    Decomposition.Matrix a = matrix(operand);
    int n = a.rows();
    try (CholeskyFactor cholesky = new CholeskyFactor(blas, n)) {
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = Lapack.part(results, i, a.count());
        lowerTriangle(Lapack.part(given, i, a.count()), n, symmetrize, one);
        cholesky.factor(one);
      }
    }
  }

  /** Of the row-major {@code a}, or of its symmetric part: conjugate, in column-major memory. */
  private void lowerTriangle(MemorySegment a, int n, boolean symmetrize, MemorySegment to) {
    if (symmetrize) {
      blas.symmetrize(a, n, to);
    } else {
      blas.transpose(blas.adjoint(), a, n, n, to);
    }
  }

  private void lu(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment results = call.result(0).data();
    MemorySegment pivots = call.result(1).data();
    MemorySegment orders = call.result(2).data();
    Decomposition.Matrix a = matrix(operand);
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment[] arguments = {
        frame.of(a.rows()),
        frame.of(a.columns()),
        MemorySegment.NULL,
        frame.leading(a.rows()),
        MemorySegment.NULL,
        frame.of(0)
      };
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = Lapack.part(results, i, a.count());
        blas.transpose(
            'T',
            Lapack.part(given, i, a.count()),
            /* rows= */ a.columns(),
            /* columns= */ a.rows(),
            one);
        arguments[2] = one;
        arguments[4] = Lapack.part(pivots, i, a.count());
        blas.call("getrf", 0, arguments);
        blas.transposeInPlace('T', one, a.rows(), a.columns());
        rowOrder(arguments[4], Lapack.part(orders, i, a.count()));
      }
    }
  }

  /** Makes of LAPACK's exchanges, from 1, those from 0, and the order of rows. */
  private static void rowOrder(MemorySegment pivots, MemorySegment order) {
    long steps = pivots.byteSize() / Integer.BYTES;
    long rows = order.byteSize() / Integer.BYTES;
    for (long i = 0; i < rows; i++) {
      order.setAtIndex(JAVA_INT, i, (int) i);
    }
    for (long k = 0; k < steps; k++) {
      int pivot = pivots.getAtIndex(JAVA_INT, k) - 1;
      pivots.setAtIndex(JAVA_INT, k, pivot);
      int row = order.getAtIndex(JAVA_INT, k);
      order.setAtIndex(JAVA_INT, k, order.getAtIndex(JAVA_INT, pivot));
      order.setAtIndex(JAVA_INT, pivot, row);
    }
  }

  private void inverse(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment results = call.result(0).data();
    Decomposition.Matrix a = matrix(operand);
    try (MatrixInverse inverse = new MatrixInverse(blas, a.rows())) {
      for (int i = 0; i < a.count(); i++) {
        inverse.invert(Lapack.part(given, i, a.count()), Lapack.part(results, i, a.count()));
      }
    }
  }

  private void qr(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment allQ = call.result(0).data();
    MemorySegment allR = call.result(1).data();
    Decomposition.Matrix a = matrix(operand);
    int inner = matrix(call.result(0)).columns();
    try (QrFactors qr = new QrFactors(blas, a.rows(), a.columns(), inner)) {
      for (int i = 0; i < a.count(); i++) {
        qr.factor(
            Lapack.part(given, i, a.count()),
            Lapack.part(allQ, i, a.count()),
            Lapack.part(allR, i, a.count()));
      }
    }
  }

  private void eigh(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment values = call.result(0).data();
    MemorySegment vectors = call.result(1).data();
    boolean symmetrize = call.flag("symmetrize");
    boolean lower = call.flag("lower");
    Decomposition.Matrix a = matrix(operand);
    int n = a.rows();
    try (SymmetricEigen eigen =
        new SymmetricEigen(blas, n, 'V', lower && !symmetrize ? 'U' : 'L')) {
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = Lapack.part(vectors, i, a.count());
        MemorySegment from = Lapack.part(given, i, a.count());
        if (symmetrize) {
          lowerTriangle(from, n, true, one);
        } else {
          one.copyFrom(from);
        }
        eigen.factor(blas.isFinite(from), one, Lapack.part(values, i, a.count()));
        blas.transposeInPlace(blas.adjoint(), one, n, n);
      }
    }
  }

  /** Of the transpose, whose left and right vectors are the right and left ones. */
  private void svd(CustomCall call) {
    CustomCall.Memory operand = call.operand(0);
    MemorySegment given = operand.data();
    MemorySegment values = call.result(0).data();
    boolean vectors = call.results() > 1;
    char mode = !vectors ? 'N' : call.flag("full") ? 'A' : 'S';
    Decomposition.Matrix a = matrix(operand);
    int count = a.count();
    int rightRows = vectors ? matrix(call.result(1)).columns() : 1;
    try (Blas.Frame frame = blas.frame();
        SingularValues svd =
            new SingularValues(
                blas,
                mode,
                /* rows= */ a.columns(),
                /* columns= */ a.rows(),
                a.columns(),
                rightRows)) {
      MemorySegment copy = frame.numbers((long) a.rows() * a.columns());
      MemorySegment left = vectors ? call.result(2).data() : frame.numbers(count);
      MemorySegment right = vectors ? call.result(1).data() : frame.numbers(count);
      for (int i = 0; i < count; i++) {
        copy.copyFrom(Lapack.part(given, i, count));
        svd.factor(
            copy,
            Lapack.part(values, i, count),
            Lapack.part(left, i, count),
            Lapack.part(right, i, count));
      }
    }
  }

  /** With the sides exchanged and the other triangle, as both matrices are transposed. */
  private void triangularSolve(CustomCall call) {
    MemorySegment triangles = call.operand(0).data();
    MemorySegment given = call.operand(1).data();
    MemorySegment all = call.result(0).data();
    Decomposition.Matrix b = matrix(call.operand(1));
    boolean left = call.flag("left");
    boolean transpose = call.flag("transpose");
    int n = matrix(call.operand(0)).rows();
    int count = b.count();
    boolean vector = n == b.rows() * b.columns();
    all.copyFrom(given);
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment triangle = frame.letter(call.flag("lower") ? 'U' : 'L');
      MemorySegment diagonal = frame.letter(call.flag("unit") ? 'U' : 'N');
      MemorySegment size = frame.leading(n);
      // The right side of a vector is the left one of the transposed matrix.
      MemorySegment how = frame.letter(transpose == (vector && left) ? 'N' : 'T');
      MemorySegment none = MemorySegment.NULL;
      MemorySegment[] arguments =
          vector
              ? new MemorySegment[] {triangle, how, diagonal, size, none, size, none, frame.of(1)}
              : new MemorySegment[] {
                frame.letter(left ? 'R' : 'L'),
                triangle,
                how,
                diagonal,
                frame.of(b.columns()),
                frame.of(b.rows()),
                frame.number(1),
                none,
                size,
                none,
                frame.leading(b.columns())
              };
      for (int i = 0; i < count; i++) {
        arguments[vector ? 4 : 7] = Lapack.part(triangles, i, count);
        arguments[vector ? 6 : 9] = Lapack.part(all, i, count);
        if (vector) {
          blas.call("trsv", 3, arguments);
        } else {
          blas.call("trsm", 4, arguments);
        }
      }
    }
  }
}
