package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * The functions of XLA in TensorFlow's library that read and write modules. They are C++: what they
 * return is {@code absl::StatusOr} or {@code std::string} of libstdc++, by a pointer that the
 * caller gives. MLIR's reader recurses into regions, so call this on a thread with a large stack.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class Mlir {
  /**
   * Larger than any result, which the linker therefore takes from memory; their destructors make
   * the C++ compiler return even small ones there.
   */
  private static final StructLayout RESULT = longs(8);

  /** {@code std::string_view}: a length and a pointer. */
  private static final StructLayout TEXT = MemoryLayout.structLayout(JAVA_LONG, ADDRESS);

  private static final long OK = 1;
  private static final int SINGLE_THREADED = 0;

  private static final class Loaded {
    static final Mlir MLIR = new Mlir(TensorFlowLibrary.load());
  }

  private final SymbolLookup library;
  private final MethodHandle newContext;
  private final MethodHandle deleteContext;
  private final MethodHandle parse;
  private final MethodHandle serialize;
  private final MethodHandle version;
  private final MethodHandle print;
  private final MethodHandle erase;
  private final MethodHandle free;

  private Mlir(SymbolLookup library) {
    this.library = library;
    String view = "St17basic_string_viewIcSt11char_traitsIcEE";
    newContext =
        function(
            "_ZN4mlir11MLIRContextC1ENS0_9ThreadingE",
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    deleteContext = function("_ZN4mlir11MLIRContextD1Ev", FunctionDescriptor.ofVoid(ADDRESS));
    parse =
        function(
            "_ZN3xla21ParseMlirModuleStringE" + view + "RN4mlir11MLIRContextE",
            FunctionDescriptor.of(RESULT, TEXT, ADDRESS));
    serialize =
        function(
            "_ZN3xla32SerializeUsingVersionedStablehloB5cxx11EN4mlir8ModuleOpE" + view + "bb",
            FunctionDescriptor.of(RESULT, JAVA_LONG, TEXT, JAVA_BOOLEAN, JAVA_BOOLEAN));
    version =
        function("_ZN3xla26GetDefaultStablehloVersionB5cxx11Ev", FunctionDescriptor.of(RESULT));
    print =
        function(
            "_ZN3xla11PrintModuleB5cxx11EN4mlir8ModuleOpE",
            FunctionDescriptor.of(RESULT, JAVA_LONG));
    erase = function("_ZN4mlir9Operation5eraseEv", FunctionDescriptor.ofVoid(JAVA_LONG));
    free =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("free"),
                FunctionDescriptor.ofVoid(JAVA_LONG));
  }

  /**
   * The functions.
   *
   * @throws EngineException if there is no library here, or it is of another C++ compiler
   */
  static Mlir load() {
    return Loaded.MLIR;
  }

  private static StructLayout longs(int count) {
    MemoryLayout[] words = new MemoryLayout[count];
    java.util.Arrays.fill(words, JAVA_LONG);
    return MemoryLayout.structLayout(words);
  }

  private MethodHandle function(String symbol, FunctionDescriptor type) {
    MemorySegment address =
        library
            .find(symbol)
            .orElseThrow(
                () ->
                    new EngineException(
                        "TensorFlow's library on this platform can't read or write portable"
                            + " StableHLO: it has no "
                            + symbol));
    return Linker.nativeLinker().downcallHandle(address, type);
  }

  /** The module, text or bytecode, as a portable artifact. CHLO becomes StableHLO. */
  byte[] portable(byte[] module) {
    return withModule(
        module,
        (arena, operation) -> {
          MemorySegment target = (MemorySegment) version.invokeExact((SegmentAllocator) arena);
          byte[] name = string(target, 0);
          MemorySegment result =
              (MemorySegment)
                  serialize.invokeExact(
                      (SegmentAllocator) arena, operation, text(arena, name), false, false);
          check(result);
          return string(result, Long.BYTES);
        });
  }

  /** The module as text. */
  String text(byte[] module) {
    return withModule(
        module,
        (arena, operation) -> {
          MemorySegment result =
              (MemorySegment) print.invokeExact((SegmentAllocator) arena, operation);
          return new String(string(result, 0), StandardCharsets.UTF_8);
        });
  }

  @FunctionalInterface
  private interface Use<R> {
    R apply(Arena arena, long operation) throws Throwable;
  }

  private <R> R withModule(byte[] module, Use<R> use) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment context = arena.allocate(64, 16); // it is a pointer, with room to grow
      newContext.invokeExact(context, SINGLE_THREADED);
      try {
        MemorySegment parsed =
            (MemorySegment)
                parse.invokeExact((SegmentAllocator) arena, text(arena, module), context);
        check(parsed);
        long operation = parsed.get(JAVA_LONG, Long.BYTES);
        try {
          return use.apply(arena, operation);
        } finally {
          erase.invokeExact(operation);
        }
      } finally {
        deleteContext.invokeExact(context);
      }
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  private static MemorySegment text(Arena arena, byte[] bytes) {
    MemorySegment data = arena.allocate(bytes.length + 1L, 64); // bytecode may want alignment
    MemorySegment.copy(bytes, 0, data, JAVA_BYTE, 0, bytes.length);
    MemorySegment view = arena.allocate(TEXT);
    view.set(JAVA_LONG, 0, bytes.length);
    view.set(ADDRESS, Long.BYTES, data);
    return view;
  }

  /** The bytes of the {@code std::string} at an offset, which is destroyed. */
  private byte[] string(MemorySegment result, long offset) throws Throwable {
    long data = result.get(JAVA_LONG, offset);
    long length = result.get(JAVA_LONG, offset + Long.BYTES);
    byte[] bytes = MemorySegment.ofAddress(data).reinterpret(length).toArray(JAVA_BYTE);
    boolean small = data == result.address() + offset + 2 * Long.BYTES;
    if (!small) {
      free.invokeExact(data);
    }
    return bytes;
  }

  /** Throws what a {@code StatusOr} tells, if that is an error. */
  private static void check(MemorySegment result) {
    long status = result.get(JAVA_LONG, 0);
    if (status == OK) {
      return;
    }
    String message = "error " + (status >> 2);
    if ((status & 1) == 0) { // absl::status_internal::StatusRep: two ints, then a std::string
      MemorySegment rep = MemorySegment.ofAddress(status).reinterpret(3 * Long.BYTES);
      message =
          new String(
              MemorySegment.ofAddress(rep.get(JAVA_LONG, Long.BYTES))
                  .reinterpret(rep.get(JAVA_LONG, 2 * Long.BYTES))
                  .toArray(JAVA_BYTE),
              StandardCharsets.UTF_8);
    }
    throw new XlaException("XLA can't read or write the StableHLO module: " + message.strip());
  }
}
