package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;

/**
 * XLA inside TensorFlow's library, on the CPU. There is one in a process.
 *
 * <p>Results are large blocks that come and go with every call, which glibc's allocator would
 * return to the kernel each time, to fault them in again at the next. So unless {@code
 * -Djuxta.malloc=default} is set, {@link LibC#keepFreedMemory} tells it to keep them (adding
 * 10<sup>7</sup> floats then takes 2.8 ms, not 12.5), and what lies idle goes back to the kernel
 * after a quiet second. {@code juxta.threads} sets how many threads a program may use; all
 * processors without it.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class TensorFlowEngine implements Engine {
  static final Device CPU = new Device(0, "CPU");

  private static @Nullable TensorFlowEngine instance;

  private final NativeMemory memory;
  private final TensorFlowCompiler compiler = new TensorFlowCompiler();

  private final boolean callsJava;

  private TensorFlowEngine(boolean keepsFreedMemory) {
    this.memory = new NativeMemory(keepsFreedMemory);
    Optional<FfiApi> ffi = FfiApi.in(TensorFlowLibrary.load());
    ffi.ifPresent(CustomCalls::connect);
    this.callsJava = ffi.isPresent();
  }

  static synchronized TensorFlowEngine instance() {
    TensorFlowEngine engine = instance;
    if (engine == null) {
      TensorFlowLibrary.load();
      boolean keeps =
          !"default".equals(System.getProperty("juxta.malloc")) && LibC.keepFreedMemory();
      engine = new TensorFlowEngine(keeps);
      instance = engine;
      Thread.ofPlatform().daemon().name("juxta-cache").start(CacheDirectory::prune);
    }
    return engine;
  }

  private static final class Context {
    static final long POINTER = create();

    private static long create() {
      try (Arena arena = Arena.ofConfined()) {
        long status = (long) TensorFlow.TF_NewStatus.invokeExact();
        long options = (long) TensorFlow.TFE_NewContextOptions.invokeExact();
        if (threads() > 0) {
          MemorySegment config = arena.allocateFrom(JAVA_BYTE, threadConfig(threads()));
          TensorFlow.TFE_ContextOptionsSetConfig.invokeExact(
              options, config, config.byteSize(), status);
        }
        long context = (long) TensorFlow.TFE_NewContext.invokeExact(options, status);
        TensorFlow.TFE_DeleteContextOptions.invokeExact(options);
        TensorFlow.TF_DeleteStatus.invokeExact(status);
        if (context == 0) {
          throw new EngineException("TensorFlow's library made no context");
        }
        return context;
      } catch (Throwable e) {
        throw CallFrame.rethrow(e);
      }
    }

    /**
     * A {@code ConfigProto} with {@code intra_op_parallelism_threads} and {@code
     * inter_op_parallelism_threads}.
     */
    private static byte[] threadConfig(int threads) {
      byte n = (byte) Math.min(threads, Byte.MAX_VALUE);
      return new byte[] {2 << 3, n, 5 << 3, n};
    }
  }

  /** {@code TFE_Context*}. */
  static long context() {
    return Context.POINTER;
  }

  /** The threads asked for, or 0. */
  static int threads() {
    return Integer.getInteger("juxta.threads", 0);
  }

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String version() {
    try {
      MemorySegment version = (MemorySegment) TensorFlow.TF_Version.invokeExact();
      return "TensorFlow " + version.reinterpret(Integer.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  @Override
  public List<Device> devices() {
    return List.of(CPU);
  }

  @Override
  public Buffer transfer(HostArray array) {
    return TensorFlowBuffer.of(
        array.type(), TensorFlowBuffer.copy(CallFrame.current(), array), memory);
  }

  @Override
  public Executable compile(Program program) {
    return HostCalls.compile(this, program, this::compileNumbered);
  }

  /** Compiles a program whose calls of Java functions, if any, have been numbered. */
  private Executable compileNumbered(Program program) {
    return load(
        callsJava ? Lowering.lowerCallingJava(program) : Lowering.lower(program),
        Arguments.types(program),
        program.outputTypes(),
        LongChains.isLong(program));
  }

  /** The StableHLO module, compiled, with arguments and results of these types. */
  Executable load(String module, List<ArrayType> inputs, List<ArrayType> outputs, boolean isLong) {
    return new TensorFlowExecutable(
        compiler.compile(module, inputs, outputs, isLong), inputs, outputs, memory);
  }

  @Override
  public boolean callsJava() {
    return callsJava;
  }

  @Override
  public CompileStats stats() {
    return compiler.stats();
  }

  NativeMemory memory() {
    return memory;
  }

  /**
   * Does nothing: the library can't be unloaded, and other users in this process share the engine.
   */
  @Override
  public void close() {}
}
