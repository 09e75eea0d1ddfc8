package org.juxta.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.juxta.tracer.JuxtaException;

/**
 * Routines of the very LAPACK that the engine has loaded, called on memory that is there already:
 * on square column-major matrices of doubles, without anything that a library has to do around them
 * but the copy of what the routine overwrites.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class DirectLapack {
  private static final Map<String, String> NAMES =
      Map.of("Linux", "libopenblas.so.0", "Mac OS X", "libopenblas.0.dylib");

  private final SymbolLookup library = library();
  private final Arena arena = Arena.global();
  private final int n;
  private final MemorySegment size;
  private final MemorySegment info = integer(0);
  private final MemorySegment pivots;
  private final MemorySegment copy;
  private final MemorySegment second;

  DirectLapack(int n) {
    this.n = n;
    this.size = integer(n);
    this.pivots = arena.allocate(JAVA_INT, n);
    this.copy = doubles(n * n);
    this.second = doubles(n * n);
  }

  private static SymbolLookup library() {
    String name = NAMES.getOrDefault(System.getProperty("os.name"), "libopenblas.dll");
    try {
      // A library of this name that is loaded already is the one that is found.
      return SymbolLookup.libraryLookup(name, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new JuxtaException("OpenBLAS has not been loaded as " + name, e);
    }
  }

  private MemorySegment doubles(int count) {
    return arena.allocate(8L * count, 64);
  }

  MemorySegment matrix(double[] values) {
    MemorySegment matrix = doubles(values.length);
    MemorySegment.copy(values, 0, matrix, JAVA_DOUBLE, 0, values.length);
    return matrix;
  }

  private MemorySegment integer(int value) {
    return Arena.global().allocateFrom(JAVA_INT, value);
  }

  private MemorySegment letter(char value) {
    return arena.allocateFrom(JAVA_BYTE, (byte) value);
  }

  /** A routine with its arguments, letters first. */
  private Runnable routine(String name, String letters, MemorySegment... rest) {
    List<MemorySegment> arguments = new ArrayList<>();
    letters.chars().forEach(c -> arguments.add(letter((char) c)));
    arguments.addAll(List.of(rest));
    MemoryLayout[] layouts = new MemoryLayout[arguments.size() + letters.length()];
    Arrays.fill(layouts, 0, arguments.size(), ADDRESS);
    Arrays.fill(layouts, arguments.size(), layouts.length, JAVA_LONG);
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(layouts));
    List<Object> bound = new ArrayList<>(arguments);
    letters.chars().forEach(_ -> bound.add(1L));
    MethodHandle call = java.lang.invoke.MethodHandles.insertArguments(handle, 0, bound.toArray());
    return () -> {
      try {
        call.invokeExact();
      } catch (Throwable e) {
        throw new JuxtaException(name + " could not be called", e);
      }
    };
  }

  /** What runs all these in order. */
  private static Runnable all(Runnable... steps) {
    return () -> {
      for (Runnable step : steps) {
        step.run();
      }
    };
  }

  private Runnable copied(MemorySegment from, MemorySegment to) {
    return () -> to.copyFrom(from);
  }

  Runnable cholesky(MemorySegment a) {
    return all(copied(a, copy), routine("dpotrf_", "L", size, copy, size, info));
  }

  Runnable triangularSolve(MemorySegment a, MemorySegment b) {
    MemorySegment one = arena.allocateFrom(JAVA_DOUBLE, 1);
    return all(copied(b, copy), routine("dtrsm_", "LLNN", size, size, one, a, size, copy, size));
  }

  private Runnable factors() {
    return routine("dgetrf_", "", size, size, copy, size, pivots, info);
  }

  Runnable lu(MemorySegment a) {
    return all(copied(a, copy), factors());
  }

  /** With so many right sides. */
  Runnable solve(MemorySegment a, MemorySegment b, int sides) {
    MemorySegment x = second.asSlice(0, b.byteSize());
    return all(
        copied(a, copy),
        factors(),
        copied(b, x),
        routine("dgetrs_", "N", size, integer(sides), copy, size, pivots, x, size, info));
  }

  Runnable inverse(MemorySegment a) {
    int room = 64 * n;
    return all(
        copied(a, copy),
        factors(),
        routine("dgetri_", "", size, copy, size, pivots, doubles(room), integer(room), info));
  }

  Runnable qr(MemorySegment a) {
    MemorySegment taus = doubles(n);
    int room = 64 * n;
    MemorySegment work = doubles(room);
    return all(
        copied(a, copy),
        routine("dgeqrf_", "", size, size, copy, size, taus, work, integer(room), info),
        copied(copy, second),
        routine("dorgqr_", "", size, size, size, copy, size, taus, work, integer(room), info));
  }

  Runnable eigh(MemorySegment a) {
    int room = 1 + 6 * n + 2 * n * n;
    int integers = 3 + 5 * n;
    return all(
        copied(a, copy),
        routine(
            "dsyevd_",
            "VL",
            size,
            copy,
            size,
            doubles(n),
            doubles(room),
            integer(room),
            arena.allocate(JAVA_INT, integers),
            integer(integers),
            info));
  }

  Runnable svd(MemorySegment a) {
    int room = 4 * n * n + 70 * n;
    return all(
        copied(a, copy),
        routine(
            "dgesdd_",
            "S",
            size,
            size,
            copy,
            size,
            doubles(n),
            second,
            size,
            doubles(n * n),
            size,
            doubles(room),
            integer(room),
            arena.allocate(JAVA_INT, 8L * n),
            info));
  }
}
