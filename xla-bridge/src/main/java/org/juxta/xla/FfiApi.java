package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * XLA's foreign function interface: the struct {@code XLA_FFI_Api} of {@code xla/ffi/api/c_api.h},
 * versions 0.1 to 0.4, which agree in all that is used here.
 *
 * @param address {@code XLA_FFI_Api*}
 */
@SuppressWarnings("restricted") // native code is what this class is for
record FfiApi(long address, int minor) implements CustomCalls.Registrar {
  private static final int NEWEST_MINOR = 4;

  private static final long MAJOR = 32;
  private static final long MINOR = 36;
  static final long CREATE_ERROR = 48;
  private static final long GET_MESSAGE = 56;
  private static final long DESTROY_ERROR = 64;
  private static final long REGISTER = 72;
  private static final long BYTES = 80;

  private static final MethodHandle FUNCTION =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PROCEDURE =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG));

  /**
   * The interface at an address.
   *
   * @throws EngineException if it is of a version that is not known
   */
  static FfiApi of(long address) {
    long bytes = CustomCall.word(address);
    int major = CustomCall.integer(address + MAJOR);
    int minor = CustomCall.integer(address + MINOR);
    if (bytes < BYTES || major != 0 || minor < 1 || minor > NEWEST_MINOR) {
      throw new EngineException(
          "XLA's foreign function interface is of version "
              + major
              + "."
              + minor
              + " with "
              + bytes
              + " bytes here; versions 0.1 to 0."
              + NEWEST_MINOR
              + " are known");
    }
    return new FfiApi(address, minor);
  }

  /** {@code xla::ffi::GetXlaFfiApi()} of a library that exports it. */
  static Optional<FfiApi> in(SymbolLookup library) {
    return library
        .find("_ZN3xla3ffi12GetXlaFfiApiEv")
        .map(
            symbol -> {
              try {
                MethodHandle get =
                    Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.of(JAVA_LONG));
                return of((long) get.invokeExact());
              } catch (Throwable e) {
                throw CallFrame.rethrow(e);
              }
            });
  }

  @Override
  public void register(String target, MemorySegment handler) {
    try (Arena arena = Arena.ofConfined()) {
      // XLA_FFI_Handler_Register_Args, of which only the handler for running is not null
      MemorySegment arguments = arena.allocate(88, 8);
      arguments.set(JAVA_LONG, 0, 84);
      arguments.set(JAVA_LONG, 16, arena.allocateFrom(target).address());
      arguments.set(JAVA_LONG, 24, target.length());
      String platform = "Host";
      arguments.set(JAVA_LONG, 32, arena.allocateFrom(platform).address());
      arguments.set(JAVA_LONG, 40, platform.length());
      arguments.set(JAVA_LONG, 72, handler.address());
      long error = (long) FUNCTION.invokeExact(function(REGISTER), arguments.address());
      if (error != 0) {
        throw new EngineException("XLA took no handler @" + target + ": " + take(arena, error));
      }
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** The message of an {@code XLA_FFI_Error}, which is destroyed. */
  private String take(Arena arena, long error) throws Throwable {
    MemorySegment arguments = arena.allocate(32, 8);
    arguments.set(JAVA_LONG, 0, 32);
    arguments.set(JAVA_LONG, 16, error);
    PROCEDURE.invokeExact(function(GET_MESSAGE), arguments.address());
    String message = CustomCall.MEMORY.getString(arguments.get(JAVA_LONG, 24));
    arguments.set(JAVA_LONG, 0, 24);
    PROCEDURE.invokeExact(function(DESTROY_ERROR), arguments.address());
    return message;
  }

  private MemorySegment function(long place) {
    return MemorySegment.ofAddress(CustomCall.word(address + place));
  }
}
