package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.juxta.tracer.DType;

/**
 * OpenBLAS for one element type: its routines by their names without the letter of the type, and
 * passes over matrices. Those are OpenBLAS' own too where they transpose: a loop in Java takes
 * three times as long.
 */
final class Blas {
  private final OpenBlas library;
  private final DType dtype;
  private final String letter;
  private final int floats;
  private final boolean single;

  Blas(OpenBlas library, DType dtype) {
    this.library = library;
    this.dtype = dtype;
    this.letter = letter(dtype);
    this.floats = dtype.isComplex() ? 2 : 1;
    this.single = dtype.real() == DType.F32;
  }

  /** What the names of routines for an element type begin with. */
  static String letter(DType dtype) {
    return switch (dtype) {
      case F32 -> "s";
      case F64 -> "d";
      case C64 -> "c";
      case C128 -> "z";
      case BOOL, I8, I16, I32, I64, U8, U16, U32, U64, BF16, F16 ->
          throw new EngineException("there is no LAPACK for " + dtype);
    };
  }

  DType dtype() {
    return dtype;
  }

  boolean isComplex() {
    return dtype.isComplex();
  }

  /** The letter of a transposition that goes with symmetry: conjugate, if that is a difference. */
  char adjoint() {
    return isComplex() ? 'C' : 'T';
  }

  /**
   * Calls a routine.
   *
   * @param letters how many arguments are letters
   */
  void call(String routine, int letters, MemorySegment... arguments) {
    library.call(letter + routine + "_", letters, arguments);
  }

  /** Scalar arguments and workspace in native memory, while a call lasts. */
  final class Frame implements AutoCloseable {
    private static final int BYTES = 512;

    private final Arena arena = Arena.ofConfined();
    private final SegmentAllocator scalars =
        SegmentAllocator.slicingAllocator(arena.allocate(BYTES, 16));

    MemorySegment of(int value) {
      return scalars.allocateFrom(JAVA_INT, value);
    }

    MemorySegment letter(char value) {
      return scalars.allocateFrom(JAVA_BYTE, (byte) value);
    }

    MemorySegment letter(CustomCall call, String name) {
      return letter((char) call.octet(name));
    }

    /** A number of the element type. */
    MemorySegment number(double value) {
      MemorySegment number = scalars.allocate(2L * JAVA_DOUBLE.byteSize(), 16).fill((byte) 0);
      set(number, 0, value);
      return number;
    }

    /** The leading dimension of matrices with so many rows. */
    MemorySegment leading(int rows) {
      return of(Math.max(1, rows));
    }

    /** Room for numbers of the element type. */
    MemorySegment numbers(long count) {
      return arena.allocate(Math.max(1, count) * dtype.bytes(), 64);
    }

    /** Room for numbers of the real type that belongs to the element type. */
    MemorySegment reals(long count) {
      return arena.allocate(Math.max(1, count) * dtype.real().bytes(), 64);
    }

    MemorySegment integers(long count) {
      return arena.allocate(JAVA_INT, Math.max(1, count));
    }

    /**
     * Asks a routine how much workspace it wants, and gives it that: at {@code at}, then its size.
     */
    void withWork(String routine, int letters, int at, MemorySegment... arguments) {
      arguments[at] = numbers(1);
      arguments[at + 1] = of(-1);
      call(routine, letters, arguments);
      int size = Math.max(1, (int) get(arguments[at], 0));
      arguments[at] = numbers(size);
      arguments[at + 1] = of(size);
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  Frame frame() {
    return new Frame();
  }

  // Passes over matrices

  private double get(MemorySegment data, long i) {
    return single ? data.getAtIndex(JAVA_FLOAT, i) : data.getAtIndex(JAVA_DOUBLE, i);
  }

  private void set(MemorySegment data, long i, double value) {
    if (single) {
      data.setAtIndex(JAVA_FLOAT, i, (float) value);
    } else {
      data.setAtIndex(JAVA_DOUBLE, i, value);
    }
  }

  /** NaN everywhere; complex numbers have it in both parts. */
  void fillNaN(MemorySegment data) {
    long count = data.byteSize() / dtype.real().bytes();
    for (long i = 0; i < count; i++) {
      set(data, i, Double.NaN);
    }
  }

  /** A square matrix with ones on its diagonal. */
  void identity(MemorySegment a, int n) {
    a.fill((byte) 0);
    for (long i = 0; i < n; i++) {
      set(a, floats * i * (n + 1), 1);
    }
  }

  /** Zeros without a sign in the place of negative ones. */
  void clearSignsOfZeros(MemorySegment data) {
    long count = data.byteSize() / dtype.real().bytes();
    for (long i = 0; i < count; i++) {
      set(data, i, get(data, i) + 0.0);
    }
  }

  boolean isFinite(MemorySegment data) {
    long count = data.byteSize() / dtype.real().bytes();
    // Zero times what is not finite is NaN, which stays. Several sums, as one would wait for
    // itself.
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    long i = 0;
    for (; i + 3 < count; i += 4) {
      a += 0 * get(data, i);
      b += 0 * get(data, i + 1);
      c += 0 * get(data, i + 2);
      d += 0 * get(data, i + 3);
    }
    for (; i < count; i++) {
      a += 0 * get(data, i);
    }
    return a + b + c + d == 0;
  }

  /** Zeros strictly below or above the diagonal of a column-major matrix. */
  void clearTriangle(MemorySegment a, int rows, int columns, boolean below) {
    clearTriangle(a, rows, 0, columns, below);
  }

  /** Of the columns from {@code first} to before {@code end}. */
  void clearTriangle(MemorySegment a, int rows, int first, int end, boolean below) {
    long bytes = dtype.bytes();
    for (long j = first; j < end; j++) {
      long top = below ? Math.min(rows, j + 1) : 0;
      long bottom = below ? rows : Math.min(rows, j);
      a.asSlice((j * rows + top) * bytes, (bottom - top) * bytes).fill((byte) 0);
    }
  }

  /** The part of {@code a} that begins at element {@code i}. */
  MemorySegment from(MemorySegment a, long i) {
    return a.asSlice(i * dtype.bytes());
  }

  /**
   * A column-major matrix in the place of its transpose.
   *
   * @param how T, or C for the conjugate too
   */
  void transposeInPlace(char how, MemorySegment a, int rows, int columns) {
    try (Frame frame = frame()) {
      call(
          "imatcopy",
          2,
          frame.letter('C'),
          frame.letter(how),
          frame.of(rows),
          frame.of(columns),
          frame.number(1),
          a,
          frame.leading(rows),
          frame.leading(columns));
    }
  }

  /**
   * The transpose of a column-major matrix.
   *
   * @param how T, or C for the conjugate too
   */
  void transpose(char how, MemorySegment from, int rows, int columns, MemorySegment to) {
    transposeRows(how, from, rows, rows, columns, to);
  }

  /** The transpose of the first rows of a column-major matrix. */
  void transposeRows(
      char how, MemorySegment from, int rows, int first, int columns, MemorySegment to) {
    try (Frame frame = frame()) {
      call(
          "omatcopy",
          2,
          frame.letter('C'),
          frame.letter(how),
          frame.of(first),
          frame.of(columns),
          frame.number(1),
          from,
          frame.leading(rows),
          to,
          frame.leading(columns));
    }
  }

  /** How many rows and columns of a matrix fit into the nearest cache beside their transpose. */
  static final int BLOCK = 64;

  /** The lower triangle of half the sum of a square matrix and its adjoint, and some above it. */
  void symmetrize(MemorySegment a, int n, MemorySegment to) {
    try (Frame frame = frame()) {
      MemorySegment order = frame.letter('C');
      MemorySegment how = frame.letter(adjoint());
      MemorySegment half = frame.number(0.5);
      MemorySegment leading = frame.leading(n);
      MemorySegment rows = frame.of(0);
      MemorySegment columns = frame.of(0);
      for (int j = 0; j < n; j += BLOCK) {
        int end = Math.min(n, j + BLOCK);
        columns.set(JAVA_INT, 0, end - j);
        for (int i = j; i < n; i += BLOCK) {
          rows.set(JAVA_INT, 0, Math.min(BLOCK, n - i));
          MemorySegment opposite = from(a, (long) i * n + j);
          MemorySegment target = from(to, (long) j * n + i);
          call("omatcopy", 2, order, how, columns, rows, half, opposite, leading, target, leading);
        }
        for (long k = j; k < end; k++) {
          addHalf(a, (k * n + k) * floats, (k + 1) * n * floats, to);
        }
      }
    }
  }

  private void addHalf(MemorySegment a, long start, long end, MemorySegment to) {
    if (single) {
      for (long i = start; i < end; i++) {
        float sum = to.getAtIndex(JAVA_FLOAT, i) + 0.5f * a.getAtIndex(JAVA_FLOAT, i);
        to.setAtIndex(JAVA_FLOAT, i, sum);
      }
    } else {
      for (long i = start; i < end; i++) {
        double sum = to.getAtIndex(JAVA_DOUBLE, i) + 0.5 * a.getAtIndex(JAVA_DOUBLE, i);
        to.setAtIndex(JAVA_DOUBLE, i, sum);
      }
    }
  }
}
