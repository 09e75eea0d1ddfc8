package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;

/**
 * XLA behind a PJRT plugin. There is one in a process for each plugin and options of its client.
 */
final class PjrtEngine implements Engine, NativeMemory.Release {
  private static final Map<PjrtOptions, PjrtEngine> INSTANCES = new HashMap<>();

  private final PjrtPlugin plugin;
  private final PjrtClient client;
  private final PjrtCompiler compiler;
  private final List<Device> devices;
  private final boolean callsJava;

  private PjrtEngine(PjrtPlugin plugin, PjrtOptions options) {
    this.plugin = plugin;
    this.client = new PjrtClient(plugin.api(), options);
    this.compiler = new PjrtCompiler(client, plugin.identity());
    this.devices = client.devices();
    this.callsJava = client.isHost() && plugin.api().hasHandlers();
    if (callsJava) {
      CustomCalls.connect((name, handler) -> plugin.api().registerHandler(name, "Host", handler));
    }
  }

  static PjrtEngine instance(PjrtOptions options) {
    synchronized (INSTANCES) {
      PjrtEngine engine = INSTANCES.get(options);
      if (engine == null) {
        NativeMemory.process(); // sets the allocator before the plugin begins to allocate
        engine = new PjrtEngine(PjrtPlugin.load(options.plugin()), options);
        INSTANCES.put(options, engine);
        CacheDirectory.pruneOnce();
      }
      return engine;
    }
  }

  /** The plugin's library. */
  Path file() {
    return plugin.file();
  }

  PjrtClient client() {
    return client;
  }

  @Override
  public String name() {
    return "pjrt";
  }

  @Override
  public String version() {
    return plugin.file().getFileName()
        + ", PJRT "
        + client.api().version()
        + ", platform "
        + client.platform()
        + " "
        + client.platformVersion();
  }

  @Override
  public List<Device> devices() {
    return devices;
  }

  /** The number of one of this engine's devices. */
  int index(Device device) {
    int i = device.id();
    if (i < 0 || i >= devices.size() || !devices.get(i).equals(device)) {
      throw Arguments.noDevice(device, this);
    }
    return i;
  }

  @Override
  public Buffer transfer(HostArray array) {
    return PjrtBuffer.of(
        array.type(), PjrtBuffer.copy(client, array, 0), this, devices.getFirst(), false);
  }

  @Override
  public Buffer transfer(HostArray array, Device device) {
    return PjrtBuffer.of(
        array.type(), PjrtBuffer.copy(client, array, index(device)), this, device, true);
  }

  @Override
  public Buffer copy(Buffer buffer, Device device) {
    if (!(buffer instanceof PjrtBuffer ours) || ours.engine() != this) {
      throw Arguments.foreign(0, buffer, this);
    }
    if (device.equals(buffer.device())) {
      return transfer(buffer.toHost(), device);
    }
    return PjrtBuffer.of(buffer.type(), copyTo(ours, index(device)), this, device, true);
  }

  /** A {@code PJRT_Buffer*} with a copy of the array on another device, which the caller owns. */
  long copyTo(PjrtBuffer buffer, int device) {
    PjrtFunction copy = PjrtFunction.BUFFER_COPY_TO_DEVICE;
    MemorySegment struct = PjrtFrame.current().struct(copy);
    long pointer = buffer.enter();
    try {
      copy.arguments().set(struct, "buffer", pointer);
      copy.arguments().set(struct, "dst_device", client.device(device));
      client.check(client.api().call(copy, struct));
    } finally {
      buffer.leave();
    }
    return struct.get(JAVA_LONG, copy.offset("dst_buffer"));
  }

  @Override
  public Executable compile(Program program, Set<Integer> donated) {
    Set<Integer> taken = Arguments.donated(program, donated);
    return HostCalls.compile(this, program, numbered -> compileNumbered(numbered, taken));
  }

  /** Compiles a program whose calls of Java functions, if any, have been numbered. */
  private Executable compileNumbered(Program program, Set<Integer> donated) {
    return load(
        compiler.lower(program, donated, callsJava),
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
    return new PjrtExecutable(
        this,
        compiler.compile(module, isLong, false),
        () -> compiler.compile(module, isLong, true),
        inputs,
        outputs,
        donated);
  }

  @Override
  public Executable compile(StableHloArtifact module) {
    if (module.isRefined()) {
      throw new EngineException(
          "PJRT's compilers take no symbolic sizes: export the function for fixed sizes, or choose"
              + " -Djuxta.engine=tensorflow");
    }
    if (callsJava) {
      module.registerLapack();
    }
    byte[] bytes = module.bytes();
    List<ArrayType> inputs = module.inputTypes();
    List<ArrayType> outputs = module.outputTypes();
    PjrtProgram program = compiler.compile(bytes, false, false);
    HloSignature.check(program.optimized(client), inputs, outputs);
    return new PjrtExecutable(
        this, program, () -> compiler.compile(bytes, false, true), inputs, outputs, Set.of());
  }

  @Override
  public String platform() {
    return client.platform();
  }

  @Override
  public boolean callsJava() {
    return callsJava;
  }

  @Override
  public CompileStats stats() {
    return compiler.stats();
  }

  /** Frees a {@code PJRT_Buffer}. */
  @Override
  public void free(long address) {
    PjrtBuffer.free(client, address);
  }

  /** Does nothing: a plugin can't be unloaded, and other users in this process share the engine. */
  @Override
  public void close() {}
}
