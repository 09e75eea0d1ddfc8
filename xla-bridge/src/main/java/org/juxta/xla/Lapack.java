package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;

/**
 * Factorisations by LAPACK as custom calls of compiled programs, under the names and with the
 * operands, attributes and results of JAX's, so that its exported programs run too. Matrices are
 * column-major. What LAPACK could not factor is filled with NaN, beside the status that JAX's
 * programs look at; Cholesky factors have zeros in the other triangle.
 */
final class Lapack {
  private final Blas blas;

  private Lapack(Blas blas) {
    this.blas = blas;
  }

  private static final class Registered {
    static final boolean DONE = registerAll();

    private static boolean registerAll() {
      OpenBlas.find().ifPresent(Lapack::registerAll);
      return OpenBlas.find().isPresent();
    }
  }

  private static void registerAll(OpenBlas library) {
    for (DType dtype : List.of(DType.F32, DType.F64, DType.C64, DType.C128)) {
      new Lapack(new Blas(library, dtype)).register();
    }
    RowMajorFactors.register(library);
  }

  /** Whether there is a LAPACK, which from now on custom calls go to. */
  static boolean isThere() {
    return Registered.DONE;
  }

  /** The custom call of a routine for an element type. */
  static String target(String routine, DType dtype) {
    return "lapack_" + Blas.letter(dtype) + routine + "_ffi";
  }

  /** The routine that multiplies Householder reflections. */
  static String householder(DType dtype) {
    return dtype.isComplex() ? "ungqr" : "orgqr";
  }

  private void register() {
    register("potrf", this::potrf);
    register("trsm", this::trsm);
    register("getrf", this::getrf);
    register("geqrf", this::geqrf);
    register(householder(blas.dtype()), this::orgqr);
    register(blas.isComplex() ? "heevd" : "syevd", this::syevd);
    register("gesdd", this::gesdd);
    LapackEigen eigen = new LapackEigen(blas);
    register("geev", eigen::geev);
    register("gees", eigen::gees);
    register("gehrd", eigen::gehrd);
    register(blas.isComplex() ? "hetrd" : "sytrd", eigen::sytrd);
  }

  private void register(String routine, CustomCallHandler handler) {
    CustomCalls.register(target(routine, blas.dtype()), handler);
  }

  // The frame of a call

  private static Decomposition.Matrix matrix(CustomCall.Memory memory) {
    return Decomposition.Matrix.of(memory.type());
  }

  /** Part {@code i} of {@code count} equal ones. */
  static MemorySegment part(MemorySegment all, int i, int count) {
    long bytes = all.byteSize() / count;
    return all.asSlice(i * bytes, bytes);
  }

  /** Result {@code i} with the contents of an operand, whose memory it may be. */
  static MemorySegment copied(CustomCall call, int operand, int result) {
    MemorySegment from = call.operand(operand).data();
    MemorySegment to = call.result(result).data();
    if (from.address() != to.address()) {
      to.copyFrom(from);
    }
    return to;
  }

  // Routines

  private void potrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment infos = call.result(1).data();
    boolean lower = call.octet("uplo") == 'L';
    int n = a.rows();
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment uplo = frame.letter(call, "uplo");
      MemorySegment size = frame.of(n);
      MemorySegment leading = frame.leading(n);
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = part(all, i, a.count());
        MemorySegment info = part(infos, i, a.count());
        blas.call("potrf", 1, uplo, size, one, leading, info);
        if (info.get(JAVA_INT, 0) != 0) {
          blas.fillNaN(one);
        }
        blas.clearTriangle(one, n, n, !lower);
      }
    }
  }

  private void trsm(CustomCall call) {
    MemorySegment triangles = call.operand(0).data();
    MemorySegment all = copied(call, 1, 0);
    Decomposition.Matrix b = matrix(call.operand(1));
    int n = matrix(call.operand(0)).rows();
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment[] arguments = {
        frame.letter(call, "side"),
        frame.letter(call, "uplo"),
        frame.letter(call, "trans_x"),
        frame.letter(call, "diag"),
        frame.of(b.rows()),
        frame.of(b.columns()),
        frame.number(1),
        MemorySegment.NULL,
        frame.leading(n),
        MemorySegment.NULL,
        frame.leading(b.rows())
      };
      for (int i = 0; i < b.count(); i++) {
        arguments[7] = part(triangles, i, b.count());
        arguments[9] = part(all, i, b.count());
        blas.call("trsm", 4, arguments);
      }
    }
  }

  private void getrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment pivots = call.result(1).data();
    MemorySegment infos = call.result(2).data();
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment rows = frame.of(a.rows());
      MemorySegment columns = frame.of(a.columns());
      MemorySegment leading = frame.leading(a.rows());
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = part(all, i, a.count());
        MemorySegment exchanges = part(pivots, i, a.count());
        MemorySegment info = part(infos, i, a.count());
        blas.call("getrf", 0, rows, columns, one, leading, exchanges, info);
      }
    }
  }

  private void geqrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment taus = call.result(1).data();
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment[] arguments = {
        frame.of(a.rows()),
        frame.of(a.columns()),
        part(all, 0, a.count()),
        frame.leading(a.rows()),
        part(taus, 0, a.count()),
        MemorySegment.NULL,
        MemorySegment.NULL,
        frame.of(0)
      };
      frame.withWork("geqrf", 0, 5, arguments);
      for (int i = 0; i < a.count(); i++) {
        arguments[2] = part(all, i, a.count());
        arguments[4] = part(taus, i, a.count());
        blas.call("geqrf", 0, arguments);
      }
    }
  }

  private void orgqr(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment taus = call.operand(1).data();
    String routine = householder(blas.dtype());
    try (Blas.Frame frame = blas.frame()) {
      MemorySegment[] arguments = {
        frame.of(a.rows()),
        frame.of(a.columns()),
        frame.of(call.operand(1).type().shape().dim(-1)),
        part(all, 0, a.count()),
        frame.leading(a.rows()),
        part(taus, 0, a.count()),
        MemorySegment.NULL,
        MemorySegment.NULL,
        frame.of(0)
      };
      frame.withWork(routine, 0, 6, arguments);
      for (int i = 0; i < a.count(); i++) {
        arguments[3] = part(all, i, a.count());
        arguments[5] = part(taus, i, a.count());
        blas.call(routine, 0, arguments);
      }
    }
  }

  private void syevd(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment values = call.result(1).data();
    MemorySegment infos = call.result(2).data();
    char mode = (char) call.octet("mode");
    char uplo = (char) call.octet("uplo");
    try (SymmetricEigen eigen = new SymmetricEigen(blas, a.rows(), mode, uplo)) {
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = part(all, i, a.count());
        int status = eigen.factor(blas.isFinite(one), one, part(values, i, a.count()));
        infos.setAtIndex(JAVA_INT, i, status);
      }
    }
  }

  private void gesdd(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    int count = a.count();
    MemorySegment values = call.result(1).data();
    MemorySegment left = call.result(2).data();
    MemorySegment right = call.result(3).data();
    MemorySegment infos = call.result(4).data();
    int leftRows = matrix(call.result(2)).rows();
    int rightRows = matrix(call.result(3)).rows();
    char mode = (char) call.octet("mode");
    try (SingularValues svd =
        new SingularValues(blas, mode, a.rows(), a.columns(), leftRows, rightRows)) {
      for (int i = 0; i < count; i++) {
        int status =
            svd.factor(
                part(all, i, count),
                part(values, i, count),
                part(left, i, count),
                part(right, i, count));
        infos.setAtIndex(JAVA_INT, i, status);
      }
    }
  }
}
