package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.juxta.xla.CustomCall.MEMORY;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * An {@code XLA_FFI_Handler} that calls Java. Whatever Java throws becomes an {@code XLA_FFI_Error}
 * whose message names the exception, which is kept aside: no exception passes through native
 * frames.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class FfiHandler {
  private static final Linker LINKER = Linker.nativeLinker();

  // Places in XLA_FFI_CallFrame
  private static final long EXTENSIONS = 8;
  private static final long API = 16;
  private static final long STAGE = 32;
  private static final int EXECUTE = 3;

  /**
   * {@code XLA_FFI_Extension_Metadata}, and places in that extension and {@code XLA_FFI_Metadata}.
   */
  private static final int METADATA = 1;

  private static final long EXTENSION_TYPE = 8;
  private static final long EXTENSION_NEXT = 16;
  private static final long METADATA_POINTER = 24;
  private static final long METADATA_MAJOR = 24;
  private static final long METADATA_MINOR = 28;
  private static final long METADATA_TRAITS = 32;

  /** {@code XLA_FFI_Error_Code_UNKNOWN}. */
  private static final int UNKNOWN = 2;

  private static final long ERROR_ARGUMENTS = 28;

  private final String target;
  private final CustomCallHandler handler;

  private FfiHandler(String target, CustomCallHandler handler) {
    this.target = target;
    this.handler = handler;
  }

  private static final class Functions {
    static final MethodHandle CALL;

    /** {@code XLA_FFI_Error_Create}, at an address that is given. */
    static final MethodHandle CREATE_ERROR =
        LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));

    /** For an error when there is no memory for another message. */
    static final MemorySegment LAST_RESORT = arguments(Arena.global(), "a Java handler failed");

    static {
      try {
        CALL =
            MethodHandles.lookup()
                .findVirtual(
                    FfiHandler.class, "call", MethodType.methodType(long.class, long.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  /** A native function that calls {@code handler}; it lives for ever. */
  static MemorySegment stub(String target, CustomCallHandler handler) {
    return LINKER.upcallStub(
        Functions.CALL.bindTo(new FfiHandler(target, handler)),
        FunctionDescriptor.of(JAVA_LONG, JAVA_LONG),
        Arena.global());
  }

  /**
   * @param frame {@code XLA_FFI_CallFrame*}
   * @return {@code XLA_FFI_Error*}, or 0 if all went well
   */
  @SuppressWarnings("unused") // by CALL
  private long call(long frame) {
    try {
      for (long extension = CustomCall.word(frame + EXTENSIONS);
          extension != 0;
          extension = CustomCall.word(extension + EXTENSION_NEXT)) {
        if (CustomCall.integer(extension + EXTENSION_TYPE) == METADATA) {
          describe(CustomCall.word(frame + API), CustomCall.word(extension + METADATA_POINTER));
          return 0;
        }
      }
      long bytes = CustomCall.word(frame);
      if (bytes < CustomCall.FRAME_BYTES) {
        throw new EngineException("XLA_FFI_CallFrame has " + bytes + " bytes, not 168 or more");
      }
      if (CustomCall.integer(frame + STAGE) == EXECUTE) {
        handler.handle(new CustomCall(frame));
      }
      return 0;
    } catch (Throwable e) {
      return error(CustomCall.word(frame + API), e);
    }
  }

  /**
   * Tells the version that this handler is written for: that of the library, if it is one that is
   * known; else none, which the library refuses. Libraries that do not say which one they have are
   * of version 0.1.
   */
  private static void describe(long api, long metadata) {
    int minor;
    try {
      minor = api == 0 ? 1 : FfiApi.of(api).minor();
    } catch (EngineException _) {
      return;
    }
    MEMORY.set(JAVA_INT, metadata + METADATA_MAJOR, 0);
    MEMORY.set(JAVA_INT, metadata + METADATA_MINOR, minor);
    MEMORY.set(JAVA_INT, metadata + METADATA_TRAITS, 0);
  }

  private long error(long api, Throwable e) {
    long create = CustomCall.word(api + FfiApi.CREATE_ERROR);
    try (Arena arena = Arena.ofConfined()) {
      return createError(create, arguments(arena, HandlerFailures.keep(target, e)));
    } catch (Throwable _) {
      return createError(create, Functions.LAST_RESORT);
    }
  }

  private static long createError(long function, MemorySegment arguments) {
    try {
      return (long)
          Functions.CREATE_ERROR.invokeExact(
              MemorySegment.ofAddress(function), arguments.address());
    } catch (Throwable e) {
      throw new AssertionError("a call into XLA failed to link", e);
    }
  }

  /** {@code XLA_FFI_Error_Create_Args}. */
  private static MemorySegment arguments(Arena arena, String message) {
    MemorySegment arguments = arena.allocate(32, 8);
    arguments.set(JAVA_LONG, 0, ERROR_ARGUMENTS);
    arguments.set(JAVA_LONG, 16, arena.allocateFrom(message).address());
    arguments.set(JAVA_INT, 24, UNKNOWN);
    return arguments;
  }
}
