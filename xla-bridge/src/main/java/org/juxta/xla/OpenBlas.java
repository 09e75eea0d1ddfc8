package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The routines of LAPACK and BLAS in OpenBLAS, if its library is on the class path; it is unpacked
 * once per user. They run on one thread, or on as many as the system property {@code
 * juxta.lapack.threads} says: OpenBLAS' threads wait for each other by spinning, which costs more
 * than they bring where other work wants the processors.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class OpenBlas {
  private static final String RESOURCES = "org/bytedeco/openblas/";

  private final SymbolLookup symbols;
  private final ConcurrentMap<String, MethodHandle> routines = new ConcurrentHashMap<>();

  private OpenBlas(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  private static final class Holder {
    static final @Nullable OpenBlas LOADED = load();
  }

  /** The library, unless there is none for this platform or it can't be loaded. */
  static Optional<OpenBlas> find() {
    return Optional.ofNullable(Holder.LOADED);
  }

  private static @Nullable OpenBlas load() {
    String resources = RESOURCES + TensorFlowLibrary.platform() + "/";
    URL url = PackedFiles.find(resources).orElse(null);
    if (url == null) {
      return null;
    }
    try {
      Path folder = PackedFiles.unpacked(url, resources, "openblas", OpenBlas::isWanted);
      Optional<Path> library = library(folder);
      if (library.isEmpty()) {
        return null;
      }
      OpenBlas loaded = new OpenBlas(SymbolLookup.libraryLookup(library.get(), Arena.global()));
      loaded.setThreads(Integer.getInteger("juxta.lapack.threads", 1));
      return loaded;
    } catch (IOException | IllegalArgumentException e) {
      System.getLogger("org.juxta.xla")
          .log(System.Logger.Level.WARNING, "OpenBLAS could not be loaded from " + url, e);
      return null;
    }
  }

  private static Optional<Path> library(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("libopenblas")).findFirst();
    }
  }

  /** The library and those it needs, without JavaCPP's own glue. */
  private static boolean isWanted(String name) {
    return name.startsWith("lib") && !name.contains("jni") && !name.endsWith(".h");
  }

  private void setThreads(int count) {
    MethodHandle set =
        Linker.nativeLinker()
            .downcallHandle(
                symbols.findOrThrow("openblas_set_num_threads"),
                FunctionDescriptor.ofVoid(JAVA_INT));
    try {
      set.invokeExact(count);
    } catch (Throwable e) {
      throw new EngineException("OpenBLAS' number of threads could not be set", e);
    }
  }

  /**
   * Calls a Fortran subroutine, whose arguments are all pointers.
   *
   * @param letters how many of the arguments are characters: Fortran passes their lengths at the
   *     end
   */
  void call(String name, int letters, MemorySegment... arguments) {
    MethodHandle routine = routines.get(name);
    if (routine == null) {
      routine = routine(name, letters, arguments.length);
      routines.put(name, routine);
    }
    try {
      routine.invokeExact(arguments);
    } catch (Throwable e) {
      throw new EngineException(name + " could not be called", e);
    }
  }

  private MethodHandle routine(String name, int letters, int arguments) {
    MemoryLayout[] layouts = new MemoryLayout[arguments + letters];
    Arrays.fill(layouts, 0, arguments, ADDRESS);
    Arrays.fill(layouts, arguments, layouts.length, JAVA_LONG);
    MethodHandle all =
        Linker.nativeLinker()
            .downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(layouts));
    Object[] lengths = new Object[letters];
    Arrays.fill(lengths, 1L);
    return MethodHandles.insertArguments(all, arguments, lengths)
        .asSpreader(MemorySegment[].class, arguments);
  }
}
