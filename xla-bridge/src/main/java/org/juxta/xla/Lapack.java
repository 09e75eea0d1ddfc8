package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;

/**
 * Factorisations by LAPACK as custom calls of compiled programs, under the names and with the
 * operands, attributes and results of JAX's, so that its exported programs run too. Matrices are
 * column-major. What LAPACK could not factor is filled with NaN, beside the status that JAX's
 * programs look at; Cholesky factors have zeros in the other triangle.
 */
final class Lapack {
  private final OpenBlas blas;
  private final DType dtype;
  private final String prefix;

  private Lapack(OpenBlas blas, DType dtype) {
    this.blas = blas;
    this.dtype = dtype;
    this.prefix = dtype == DType.F64 ? "d" : "s";
  }

  private static final class Registered {
    static final boolean DONE = registerAll();

    private static boolean registerAll() {
      OpenBlas.find()
          .ifPresent(
              blas -> {
                new Lapack(blas, DType.F32).register();
                new Lapack(blas, DType.F64).register();
                CustomCalls.register(ROW_ORDER, Lapack::rowOrder);
              });
      return OpenBlas.find().isPresent();
    }
  }

  /**
   * The custom call that makes of LAPACK's exchanges, from 1, those from 0 and the order of rows.
   */
  static final String ROW_ORDER = "juxta_row_order";

  /** Whether there is a LAPACK, which from now on custom calls go to. */
  static boolean isThere() {
    return Registered.DONE;
  }

  /** The custom call of a routine for an element type. */
  static String target(String routine, DType dtype) {
    return "lapack_" + (dtype == DType.F64 ? "d" : "s") + routine + "_ffi";
  }

  private void register() {
    CustomCalls.register(target("potrf", dtype), this::potrf);
    CustomCalls.register(target("trsm", dtype), this::trsm);
    CustomCalls.register(target("getrf", dtype), this::getrf);
    CustomCalls.register(target("geqrf", dtype), this::geqrf);
    CustomCalls.register(target("orgqr", dtype), this::orgqr);
    CustomCalls.register(target("syevd", dtype), this::syevd);
    CustomCalls.register(target("gesdd", dtype), this::gesdd);
  }

  // The frame of a call

  /** Scalar arguments in native memory, while a call lasts. */
  private record Scalars(Arena arena) {
    MemorySegment of(int value) {
      return arena.allocateFrom(JAVA_INT, value);
    }

    MemorySegment letter(char value) {
      return arena.allocateFrom(JAVA_BYTE, (byte) value);
    }

    MemorySegment letter(CustomCall call, String name) {
      return letter((char) call.octet(name));
    }
  }

  private static Decomposition.Matrix matrix(CustomCall.Memory memory) {
    return Decomposition.Matrix.of(memory.type());
  }

  /** Part {@code i} of {@code count} equal ones. */
  private static MemorySegment part(MemorySegment all, int i, int count) {
    long bytes = all.byteSize() / count;
    return all.asSlice(i * bytes, bytes);
  }

  /** Result {@code i} with the contents of an operand, whose memory it may be. */
  private static MemorySegment copied(CustomCall call, int operand, int result) {
    MemorySegment from = call.operand(operand).data();
    MemorySegment to = call.result(result).data();
    if (from.address() != to.address()) {
      to.copyFrom(from);
    }
    return to;
  }

  private MemorySegment work(Arena arena, long elements) {
    return arena.allocate(Math.max(1, elements) * dtype.bytes(), 64);
  }

  private double first(MemorySegment data) {
    return dtype == DType.F64 ? data.get(JAVA_DOUBLE, 0) : data.get(JAVA_FLOAT, 0);
  }

  private void fillNaN(MemorySegment data) {
    for (long i = 0; i < data.byteSize() / dtype.bytes(); i++) {
      if (dtype == DType.F64) {
        data.setAtIndex(JAVA_DOUBLE, i, Double.NaN);
      } else {
        data.setAtIndex(JAVA_FLOAT, i, Float.NaN);
      }
    }
  }

  private boolean isFinite(MemorySegment data) {
    long count = data.byteSize() / dtype.bytes();
    double sum = 0;
    for (long i = 0; i < count; i++) {
      // Zero times what is not finite is NaN, which stays.
      sum +=
          0
              * (dtype == DType.F64
                  ? data.getAtIndex(JAVA_DOUBLE, i)
                  : data.getAtIndex(JAVA_FLOAT, i));
    }
    return sum == 0;
  }

  // Routines

  private void potrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    boolean lower = call.octet("uplo") == 'L';
    int n = a.rows();
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment uplo = scalars.letter(call, "uplo");
      MemorySegment size = scalars.of(n);
      MemorySegment leading = scalars.of(Math.max(1, n));
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = part(all, i, a.count());
        MemorySegment info = part(call.result(1).data(), i, a.count());
        blas.call(prefix + "potrf_", 1, uplo, size, one, leading, info);
        if (info.get(JAVA_INT, 0) != 0) {
          fillNaN(one);
        }
        clearTriangle(one, n, !lower);
      }
    }
  }

  /** Zeros strictly below or above the diagonal. */
  private void clearTriangle(MemorySegment a, int n, boolean below) {
    long bytes = dtype.bytes();
    for (long j = 0; j < n; j++) {
      long start = below ? j * n + j + 1 : j * n;
      long count = below ? n - 1 - j : j;
      a.asSlice(start * bytes, count * bytes).fill((byte) 0);
    }
  }

  private void trsm(CustomCall call) {
    MemorySegment triangles = call.operand(0).data();
    MemorySegment all = copied(call, 1, 0);
    Decomposition.Matrix b = matrix(call.operand(1));
    int n = matrix(call.operand(0)).rows();
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment one =
          dtype == DType.F64
              ? arena.allocateFrom(JAVA_DOUBLE, 1)
              : arena.allocateFrom(JAVA_FLOAT, 1);
      MemorySegment[] arguments = {
        scalars.letter(call, "side"),
        scalars.letter(call, "uplo"),
        scalars.letter(call, "trans_x"),
        scalars.letter(call, "diag"),
        scalars.of(b.rows()),
        scalars.of(b.columns()),
        one,
        MemorySegment.NULL,
        scalars.of(Math.max(1, n)),
        MemorySegment.NULL,
        scalars.of(Math.max(1, b.rows()))
      };
      for (int i = 0; i < b.count(); i++) {
        arguments[7] = part(triangles, i, b.count());
        arguments[9] = part(all, i, b.count());
        blas.call(prefix + "trsm_", 4, arguments);
      }
    }
  }

  private void getrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment rows = scalars.of(a.rows());
      MemorySegment columns = scalars.of(a.columns());
      MemorySegment leading = scalars.of(Math.max(1, a.rows()));
      for (int i = 0; i < a.count(); i++) {
        MemorySegment one = part(all, i, a.count());
        MemorySegment pivots = part(call.result(1).data(), i, a.count());
        MemorySegment info = part(call.result(2).data(), i, a.count());
        blas.call(prefix + "getrf_", 0, rows, columns, one, leading, pivots, info);
      }
    }
  }

  private static void rowOrder(CustomCall call) {
    MemorySegment given = call.operand(0).data();
    MemorySegment pivots = call.result(0).data();
    MemorySegment order = call.result(1).data();
    int steps = call.operand(0).type().shape().dim(-1);
    int rows = call.result(1).type().shape().dim(-1);
    int count = call.result(1).type().shape().size() / rows;
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < rows; i++) {
        order.setAtIndex(JAVA_INT, (long) b * rows + i, i);
      }
      for (int k = 0; k < steps; k++) {
        int pivot = given.getAtIndex(JAVA_INT, (long) b * steps + k) - 1;
        pivots.setAtIndex(JAVA_INT, (long) b * steps + k, pivot);
        long mine = (long) b * rows + k;
        long other = (long) b * rows + pivot;
        int row = order.getAtIndex(JAVA_INT, mine);
        order.setAtIndex(JAVA_INT, mine, order.getAtIndex(JAVA_INT, other));
        order.setAtIndex(JAVA_INT, other, row);
      }
    }
  }

  private void geqrf(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment taus = call.result(1).data();
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment[] arguments = {
        scalars.of(a.rows()),
        scalars.of(a.columns()),
        part(all, 0, a.count()),
        scalars.of(Math.max(1, a.rows())),
        part(taus, 0, a.count()),
        MemorySegment.NULL,
        MemorySegment.NULL,
        scalars.of(0)
      };
      withWork(arena, "geqrf_", 0, 5, arguments);
      for (int i = 0; i < a.count(); i++) {
        arguments[2] = part(all, i, a.count());
        arguments[4] = part(taus, i, a.count());
        blas.call(prefix + "geqrf_", 0, arguments);
      }
    }
  }

  /**
   * Asks a routine how much workspace it wants, and gives it that: at {@code at}, then its size.
   */
  private void withWork(
      Arena arena, String routine, int letters, int at, MemorySegment... arguments) {
    arguments[at] = work(arena, 1);
    arguments[at + 1] = arena.allocateFrom(JAVA_INT, -1);
    blas.call(prefix + routine, letters, arguments);
    int size = Math.max(1, (int) first(arguments[at]));
    arguments[at] = work(arena, size);
    arguments[at + 1] = arena.allocateFrom(JAVA_INT, size);
  }

  private void orgqr(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment taus = call.operand(1).data();
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment[] arguments = {
        scalars.of(a.rows()),
        scalars.of(a.columns()),
        scalars.of(call.operand(1).type().shape().dim(-1)),
        part(all, 0, a.count()),
        scalars.of(Math.max(1, a.rows())),
        part(taus, 0, a.count()),
        MemorySegment.NULL,
        MemorySegment.NULL,
        scalars.of(0)
      };
      withWork(arena, "orgqr_", 0, 6, arguments);
      for (int i = 0; i < a.count(); i++) {
        arguments[3] = part(all, i, a.count());
        arguments[5] = part(taus, i, a.count());
        blas.call(prefix + "orgqr_", 0, arguments);
      }
    }
  }

  private void syevd(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    MemorySegment values = call.result(1).data();
    MemorySegment infos = call.result(2).data();
    int n = a.rows();
    long size = 1 + 6L * n + 2L * n * n;
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment[] arguments = {
        scalars.letter(call, "mode"),
        scalars.letter(call, "uplo"),
        scalars.of(n),
        MemorySegment.NULL,
        scalars.of(Math.max(1, n)),
        MemorySegment.NULL,
        work(arena, size),
        scalars.of(Math.toIntExact(size)),
        arena.allocate(JAVA_INT, 3 + 5L * n),
        scalars.of(3 + 5 * n),
        MemorySegment.NULL
      };
      for (int i = 0; i < a.count(); i++) {
        arguments[3] = part(all, i, a.count());
        arguments[5] = part(values, i, a.count());
        arguments[10] = part(infos, i, a.count());
        arguments[10].set(JAVA_INT, 0, 1);
        if (isFinite(arguments[3])) {
          blas.call(prefix + "syevd_", 2, arguments);
        }
        if (arguments[10].get(JAVA_INT, 0) != 0) {
          fillNaN(arguments[3]);
          fillNaN(arguments[5]);
        }
      }
    }
  }

  private void gesdd(CustomCall call) {
    Decomposition.Matrix a = matrix(call.operand(0));
    MemorySegment all = copied(call, 0, 0);
    int count = a.count();
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena);
      MemorySegment[] arguments = {
        scalars.letter(call, "mode"),
        scalars.of(a.rows()),
        scalars.of(a.columns()),
        part(all, 0, count),
        scalars.of(Math.max(1, a.rows())),
        part(call.result(1).data(), 0, count),
        part(call.result(2).data(), 0, count),
        scalars.of(Math.max(1, matrix(call.result(2)).rows())),
        part(call.result(3).data(), 0, count),
        scalars.of(Math.max(1, matrix(call.result(3)).rows())),
        MemorySegment.NULL,
        MemorySegment.NULL,
        arena.allocate(JAVA_INT, 8L * Math.min(a.rows(), a.columns())),
        scalars.of(0)
      };
      withWork(arena, "gesdd_", 1, 10, arguments);
      for (int i = 0; i < count; i++) {
        arguments[3] = part(all, i, count);
        arguments[5] = part(call.result(1).data(), i, count);
        arguments[6] = part(call.result(2).data(), i, count);
        arguments[8] = part(call.result(3).data(), i, count);
        arguments[13] = part(call.result(4).data(), i, count);
        arguments[13].set(JAVA_INT, 0, 1);
        if (isFinite(arguments[3])) {
          blas.call(prefix + "gesdd_", 1, arguments);
        }
        if (arguments[13].get(JAVA_INT, 0) != 0) {
          fillNaN(arguments[5]);
          fillNaN(arguments[6]);
          fillNaN(arguments[8]);
        }
      }
    }
  }
}
