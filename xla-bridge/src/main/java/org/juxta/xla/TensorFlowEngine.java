package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;

/**
 * XLA inside TensorFlow's library, on the CPU. There is one in a process.
 *
 * <p>{@code juxta.threads} sets how many threads a program may use; all processors without it.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class TensorFlowEngine implements Engine {
  static final Device CPU = new Device(0, "CPU");

  private static @Nullable TensorFlowEngine instance;

  private final TensorFlowCompiler compiler = new TensorFlowCompiler();

  private final boolean callsJava;

  private TensorFlowEngine() {
    Optional<FfiApi> ffi = FfiApi.in(TensorFlowLibrary.load());
    ffi.ifPresent(CustomCalls::connect);
    this.callsJava = ffi.isPresent();
  }

  static synchronized TensorFlowEngine instance() {
    TensorFlowEngine engine = instance;
    if (engine == null) {
      NativeMemory.process(); // sets the allocator before the library begins to allocate
      TensorFlowLibrary.load();
      engine = new TensorFlowEngine();
      instance = engine;
      CacheDirectory.pruneOnce();
    }
    return engine;
  }

  private static final class Context {
    static final long POINTER = create();

    private static long create() {
      try (Arena arena = Arena.ofConfined()) {
        long status = (long) TensorFlow.TF_NewStatus.invokeExact();
        long options = (long) TensorFlow.TFE_NewContextOptions.invokeExact();
        if (NativeEnvironment.threads() > 0) {
          MemorySegment config =
              arena.allocateFrom(JAVA_BYTE, threadConfig(NativeEnvironment.threads()));
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
  public Buffer transfer(HostArray array, Device device) {
    if (!device.equals(CPU)) {
      throw Arguments.noDevice(device, this);
    }
    return transfer(array);
  }

  @Override
  public Buffer transfer(HostArray array) {
    return TensorFlowBuffer.of(array.type(), TensorFlowBuffer.copy(CallFrame.current(), array));
  }

  @Override
  public Buffer copy(Buffer buffer, Device device) {
    if (!(buffer instanceof TensorFlowBuffer)) {
      throw Arguments.foreign(0, buffer, this);
    }
    return transfer(buffer.toHost(), device);
  }

  /** TensorFlow can't write results into arguments: donated ones are freed. */
  @Override
  public Executable compile(Program program, Set<Integer> donated) {
    Set<Integer> taken = Arguments.donated(program, donated);
    return HostCalls.compile(this, program, numbered -> compileNumbered(numbered, taken));
  }

  /** Compiles a program whose calls of Java functions, if any, have been numbered. */
  private Executable compileNumbered(Program program, Set<Integer> donated) {
    return load(
        Lowering.lower(program, Set.of(), false, callsJava),
        Arguments.types(program),
        program.outputTypes(),
        donated,
        LongChains.isLong(program));
  }

  /** The StableHLO module, compiled, with arguments and results of these types. */
  Executable load(
      String module,
      List<ArrayType> inputs,
      List<ArrayType> outputs,
      Set<Integer> donated,
      boolean isLong) {
    return new TensorFlowExecutable(
        this, compiler.compile(module, inputs, outputs, isLong), inputs, outputs, donated, false);
  }

  @Override
  public Executable compile(StableHloArtifact module) {
    if (callsJava) {
      module.registerLapack();
    }
    return new TensorFlowExecutable(
        this, compiler.compile(module), module.inputTypes(), module.outputTypes(), Set.of(), true);
  }

  @Override
  public boolean callsJava() {
    return callsJava;
  }

  @Override
  public CompileStats stats() {
    return compiler.stats();
  }

  /**
   * Does nothing: the library can't be unloaded, and other users in this process share the engine.
   */
  @Override
  public void close() {}
}
