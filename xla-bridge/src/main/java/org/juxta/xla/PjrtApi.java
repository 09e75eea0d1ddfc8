package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of functions that a PJRT plugin gives ({@code PJRT_Api}). Every function takes a
 * pointer to a struct of its own and gives a {@code PJRT_Error*}, or null. Pointers to what belongs
 * to the plugin are longs here.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class PjrtApi {
  /** The versions of the interface that the engine was tried with. */
  private static final int OLDEST = 81;

  private static final int NEWEST = 115;

  /** Tries a plugin of a newer version all the same. */
  static final String ANY_VERSION = "juxta.pjrt.anyVersion";

  private static final int EXTENSIONS = 8;
  private static final int MAJOR = 32;
  private static final int MINOR = 36;

  /** {@code PJRT_Extension_Type_FFI}. */
  private static final int FFI = 5;

  private static final MethodHandle CALL =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, ADDRESS));

  /** The error of a call: a code of {@code PJRT_Error_Code} and a message. */
  record Failure(int code, String message) {
    static final int RESOURCE_EXHAUSTED = 8;
    static final int UNIMPLEMENTED = 12;
  }

  private final MemorySegment table;
  private final MemorySegment[] functions;

  private PjrtApi(MemorySegment table) {
    this.table = table;
    this.functions = new MemorySegment[PjrtFunction.COUNT];
    for (PjrtFunction function : PjrtFunction.values()) {
      functions[function.index()] =
          function.position() + 8 <= table.byteSize()
              ? table.get(ADDRESS, function.position())
              : MemorySegment.NULL;
    }
  }

  /**
   * The functions of the table at {@code pointer}.
   *
   * @param plugin what to call the plugin in messages
   * @throws EngineException if it is of a version that the engine was not tried with
   */
  static PjrtApi of(MemorySegment pointer, String plugin) {
    if (pointer.address() == 0) {
      throw new EngineException("GetPjrtApi of " + plugin + " gave no table of functions");
    }
    MemorySegment start = pointer.reinterpret(MINOR + 4);
    long size = start.get(JAVA_LONG, 0);
    int major = start.get(JAVA_INT, MAJOR);
    int minor = start.get(JAVA_INT, MINOR);
    checkVersion(plugin, major, minor);
    if (size < PjrtFunction.EXECUTABLE_GET_COMPILED_MEMORY_STATS.position() + 8 || size > 1 << 16) {
      throw new EngineException(
          plugin + " says that its table of functions has " + size + " bytes, which can't be");
    }
    return new PjrtApi(pointer.reinterpret(size));
  }

  private static void checkVersion(String plugin, int major, int minor) {
    boolean tried = major == 0 && minor >= OLDEST && minor <= NEWEST;
    boolean allowed = major == 0 && minor > NEWEST && Boolean.getBoolean(ANY_VERSION);
    if (tried || allowed) {
      return;
    }
    String advice =
        major == 0 && minor > NEWEST
            ? "-D"
                + ANY_VERSION
                + "=true tries it all the same; what goes wrong may end the process"
            : "take a plugin of another version";
    throw new EngineException(
        plugin
            + " speaks version "
            + major
            + "."
            + minor
            + " of PJRT's C interface, and Juxta knows 0."
            + OLDEST
            + " to 0."
            + NEWEST
            + "; "
            + advice);
  }

  /** Such as {@code 0.115}. */
  String version() {
    return table.get(JAVA_INT, MAJOR) + "." + table.get(JAVA_INT, MINOR);
  }

  /** Whether the plugin has the function at all. */
  boolean has(PjrtFunction function) {
    return functions[function.index()].address() != 0;
  }

  /** Calls the function; the {@code PJRT_Error*}, which {@link #take} describes, or 0. */
  long call(PjrtFunction function, MemorySegment arguments) {
    return call(functions[function.index()], arguments);
  }

  private static long call(MemorySegment function, MemorySegment arguments) {
    try {
      return (long) CALL.invokeExact(function, arguments);
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /**
   * Calls the function.
   *
   * @throws XlaException that says what the plugin says, if that is an error
   */
  void run(PjrtFunction function, MemorySegment arguments) {
    if (!has(function)) {
      throw new EngineException("this plugin has no " + function.title());
    }
    check(call(function, arguments));
  }

  /** Throws what {@code error} tells, if it is one. */
  void check(long error) {
    if (error != 0) {
      throw new XlaException(take(error).message());
    }
  }

  /** What an error says; frees it. */
  Failure take(long error) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = PjrtFunction.ERROR_MESSAGE.allocate(arena);
      PjrtFunction.ERROR_MESSAGE.arguments().set(message, "error", error);
      call(PjrtFunction.ERROR_MESSAGE, message);
      String text = text(message, PjrtFunction.ERROR_MESSAGE, "message", "message_size");
      MemorySegment code = PjrtFunction.ERROR_GET_CODE.allocate(arena);
      PjrtFunction.ERROR_GET_CODE.arguments().set(code, "error", error);
      long none = call(PjrtFunction.ERROR_GET_CODE, code);
      int number = none == 0 ? PjrtFunction.ERROR_GET_CODE.arguments().getInt(code, "code") : 0;
      MemorySegment destroy = PjrtFunction.ERROR_DESTROY.allocate(arena);
      PjrtFunction.ERROR_DESTROY.arguments().set(destroy, "error", error);
      call(PjrtFunction.ERROR_DESTROY, destroy);
      return new Failure(number, text);
    }
  }

  /** Calls a function of one argument and gives one field of the answer. */
  long get(PjrtFunction function, String argument, long value, String answer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = function.allocate(arena);
      function.arguments().set(struct, argument, value);
      run(function, struct);
      return function.arguments().get(struct, answer);
    }
  }

  /** Calls a function of one argument that answers with text. */
  String getText(PjrtFunction function, String argument, long value, String answer) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = function.allocate(arena);
      function.arguments().set(struct, argument, value);
      run(function, struct);
      return text(struct, function, answer, answer + "_size");
    }
  }

  private static String text(
      MemorySegment struct, PjrtFunction function, String field, String size) {
    return new String(
        bytes(function.arguments().get(struct, field), function.arguments().get(struct, size)),
        StandardCharsets.UTF_8);
  }

  /** A copy of {@code size} bytes at {@code address}. */
  static byte[] bytes(long address, long size) {
    return address == 0
        ? new byte[0]
        : MemorySegment.ofAddress(address).reinterpret(size).toArray(JAVA_BYTE);
  }

  /** A list of {@code PJRT_NamedValue}. */
  static Map<String, Object> namedValues(long address, long count) {
    PjrtStruct struct = PjrtStruct.NAMED_VALUE;
    Map<String, Object> values = new LinkedHashMap<>();
    long at = address;
    for (long i = 0; i < count; i++) {
      MemorySegment value = MemorySegment.ofAddress(at).reinterpret(struct.size());
      String name =
          new String(
              bytes(struct.get(value, "name"), struct.get(value, "name_size")),
              StandardCharsets.UTF_8);
      Object read = namedValue(value);
      if (read != null) {
        values.put(name, read);
      }
      at += struct.size();
    }
    return values;
  }

  /** By {@code PJRT_NamedValue_Type}: text, integer, integers, float, truth value. */
  private static @Nullable Object namedValue(MemorySegment value) {
    PjrtStruct struct = PjrtStruct.NAMED_VALUE;
    long bits = struct.get(value, "value");
    return switch (struct.getInt(value, "type")) {
      case 0 -> new String(bytes(bits, struct.get(value, "value_size")), StandardCharsets.UTF_8);
      case 1 -> bits;
      case 3 -> Float.intBitsToFloat((int) bits);
      case 4 -> (bits & 0xff) != 0;
      default -> null;
    };
  }

  private Optional<MemorySegment> extension(int type) {
    long at = table.get(JAVA_LONG, EXTENSIONS);
    while (at != 0) {
      MemorySegment base = MemorySegment.ofAddress(at).reinterpret(24);
      if (base.get(JAVA_INT, 8) == type) {
        return Optional.of(base.reinterpret(base.get(JAVA_LONG, 0)));
      }
      at = base.get(JAVA_LONG, 16);
    }
    return Optional.empty();
  }

  /** Whether Java functions can be registered. */
  boolean hasHandlers() {
    return extension(FFI).isPresent();
  }

  /** The size of {@code PJRT_FFI_Register_Handler_Args}, and where its fields stand. */
  private static final int HANDLER_STRUCT = 52;

  private static final int HANDLER_NAME = 8;
  private static final int HANDLER_NAME_SIZE = 16;
  private static final int HANDLER_FUNCTION = 24;
  private static final int HANDLER_PLATFORM = 32;
  private static final int HANDLER_PLATFORM_SIZE = 40;

  /** Where {@code register_handler} stands in {@code PJRT_FFI_Extension}. */
  private static final int REGISTER_HANDLER = 40;

  /**
   * Registers a function of XLA's foreign function interface ({@code XLA_FFI_Handler}) for custom
   * calls of that name.
   *
   * @param platform {@code Host}, {@code CUDA}, …; newer plugins know no {@code HOST}
   */
  void registerHandler(String name, String platform, MemorySegment handler) {
    MemorySegment extension =
        extension(FFI)
            .orElseThrow(
                () ->
                    new EngineException(
                        "this plugin takes no functions: it has no FFI extension, which "
                            + name
                            + " needs"));
    try (Arena arena = Arena.ofConfined()) {
      byte[] title = name.getBytes(StandardCharsets.UTF_8);
      MemorySegment struct = arena.allocate(HANDLER_STRUCT + 4, 8);
      struct.set(JAVA_LONG, 0, HANDLER_STRUCT);
      struct.set(JAVA_LONG, HANDLER_NAME, arena.allocateFrom(name).address());
      struct.set(JAVA_LONG, HANDLER_NAME_SIZE, title.length);
      struct.set(JAVA_LONG, HANDLER_FUNCTION, handler.address());
      struct.set(JAVA_LONG, HANDLER_PLATFORM, arena.allocateFrom(platform).address());
      struct.set(JAVA_LONG, HANDLER_PLATFORM_SIZE, platform.length());
      check(call(extension.get(ADDRESS, REGISTER_HANDLER), struct));
    }
  }
}
