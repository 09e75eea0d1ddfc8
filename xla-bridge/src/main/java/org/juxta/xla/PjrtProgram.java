package org.juxta.xla;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a plugin has compiled: unloaded once nothing refers to it any more. */
@SuppressWarnings("restricted") // native code is what this class is for
final class PjrtProgram {
  private static final Cleaner CLEANER = Cleaner.create();

  /**
   * As soon as so many are loaded, or they take that share of the mappings of memory, and at every
   * so many more, the heap is searched for dead ones.
   */
  private static final int MANY = 1000;

  private static final double MUCH = 0.5;
  private static final int STEP = 250;
  private static final int LOOK = 50;

  /** So much more than at the last search, or twice as much, and the heap is searched again. */
  private static final long BUDGET = 8 << 20;

  private static final AtomicInteger LOADED = new AtomicInteger();
  private static final AtomicLong LOADED_BYTES = new AtomicLong();
  private static final AtomicLong NEW_BYTES = new AtomicLong();

  private final long loaded;
  private final long executable;
  private final AtomicLong bytes = new AtomicLong();

  private PjrtProgram(long loaded, long executable) {
    this.loaded = loaded;
    this.executable = executable;
  }

  /** Takes over the {@code PJRT_LoadedExecutable*}. */
  static PjrtProgram of(PjrtApi api, long loaded) {
    long executable =
        api.get(
            PjrtFunction.LOADED_EXECUTABLE_GET_EXECUTABLE,
            "loaded_executable",
            loaded,
            "executable");
    PjrtProgram program = new PjrtProgram(loaded, executable);
    CLEANER.register(program, new Natives(api, loaded, executable, program.bytes));
    int count = LOADED.incrementAndGet();
    boolean many = count >= MANY && count % STEP == 0;
    if (many || (count % LOOK == 0 && Mappings.share().orElse(0) > MUCH)) {
      System.gc();
    }
    return program;
  }

  private record Natives(PjrtApi api, long loaded, long executable, AtomicLong bytes)
      implements Runnable {
    @Override
    public void run() {
      LOADED.decrementAndGet();
      LOADED_BYTES.addAndGet(-bytes.get());
      destroy(PjrtFunction.EXECUTABLE_DESTROY, executable);
      destroy(PjrtFunction.LOADED_EXECUTABLE_DESTROY, loaded);
    }

    private void destroy(PjrtFunction function, long pointer) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment struct = function.allocate(arena);
        function.arguments().set(struct, "executable", pointer);
        api.run(function, struct);
      }
    }
  }

  /**
   * Tells how large it is when serialised. What the plugin allocates for it is some thirty times as
   * much, which the garbage collector does not see: so that is run when it is much.
   */
  void weigh(long serialized) {
    bytes.set(serialized);
    long all = LOADED_BYTES.addAndGet(serialized);
    if (NEW_BYTES.addAndGet(serialized) > Math.max(BUDGET, all / 2)) {
      NEW_BYTES.set(0);
      System.gc();
    }
  }

  /** What {@link #weigh} was told. */
  long bytes() {
    return bytes.get();
  }

  /** How many are loaded in this process. */
  static int loadedCount() {
    return LOADED.get();
  }

  /**
   * {@code PJRT_LoadedExecutable*}; valid while this is, so who calls it needs a {@link
   * Reference#reachabilityFence}.
   */
  long loaded() {
    return loaded;
  }

  /** The program for another process of the same plugin. */
  byte[] serialize(PjrtApi api) {
    PjrtFunction serialize = PjrtFunction.EXECUTABLE_SERIALIZE;
    PjrtStruct fields = serialize.arguments();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = serialize.allocate(arena);
      fields.set(struct, "executable", executable);
      api.run(serialize, struct);
      byte[] bytes =
          PjrtApi.bytes(
              fields.get(struct, "serialized_bytes"), fields.get(struct, "serialized_bytes_size"));
      MemorySegment deleter =
          MemorySegment.ofAddress(fields.get(struct, "serialized_executable_deleter"));
      if (deleter.address() != 0) {
        Linker.nativeLinker()
            .downcallHandle(deleter, FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG))
            .invokeExact(fields.get(struct, "serialized_executable"));
      }
      return bytes;
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  static PjrtProgram deserialize(PjrtClient client, byte[] bytes) {
    PjrtFunction load = PjrtFunction.EXECUTABLE_DESERIALIZE_AND_LOAD;
    PjrtStruct fields = load.arguments();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = load.allocate(arena);
      fields.set(struct, "client", client.pointer());
      fields.set(struct, "serialized_executable", arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes));
      fields.set(struct, "serialized_executable_size", bytes.length);
      client.api().run(load, struct);
      PjrtProgram program = of(client.api(), fields.get(struct, "loaded_executable"));
      program.weigh(bytes.length);
      return program;
    }
  }

  Cost cost(PjrtClient client) {
    PjrtFunction measure = PjrtFunction.EXECUTABLE_GET_COMPILED_MEMORY_STATS;
    PjrtStruct sizes = measure.arguments();
    Map<String, Double> all = analysis(client);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = measure.allocate(arena);
      sizes.set(memory, "executable", executable);
      client.api().run(measure, memory);
      return new Cost(
          all.getOrDefault("flops", 0.0),
          all.getOrDefault("bytes accessed", 0.0),
          sizes.get(memory, "argument_size_in_bytes"),
          sizes.get(memory, "output_size_in_bytes"),
          sizes.get(memory, "alias_size_in_bytes"),
          sizes.get(memory, "temp_size_in_bytes"),
          sizes.get(memory, "generated_code_size_in_bytes"),
          all);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** XLA's analysis; plugins of 2026 for CPUs have none, so it is counted here. */
  private Map<String, Double> analysis(PjrtClient client) {
    PjrtFunction analyse = PjrtFunction.EXECUTABLE_GET_COST_ANALYSIS;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment properties = analyse.allocate(arena);
      analyse.arguments().set(properties, "executable", executable);
      long error = client.api().call(analyse, properties);
      if (error != 0) {
        PjrtApi.Failure failure = client.api().take(error);
        if (failure.code() == PjrtApi.Failure.UNIMPLEMENTED) {
          return HloCost.of(optimized(client));
        }
        throw PjrtClient.failure(failure);
      }
      Map<String, Double> all = new TreeMap<>();
      PjrtApi.namedValues(
              analyse.arguments().get(properties, "properties"),
              analyse.arguments().get(properties, "num_properties"))
          .forEach(
              (name, value) -> {
                if (value instanceof Number number) {
                  all.put(name, number.doubleValue());
                }
              });
      return all;
    }
  }

  /** The optimised program, as the plugin gives it: an {@code HloModuleProto}, mostly. */
  byte[] optimized(PjrtClient client) {
    PjrtFunction ask = PjrtFunction.EXECUTABLE_OPTIMIZED_PROGRAM;
    PjrtStruct code = PjrtStruct.PROGRAM;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment struct = ask.allocate(arena);
      MemorySegment program = code.allocate(arena);
      ask.arguments().set(struct, "executable", executable);
      ask.arguments().set(struct, "program", program);
      client.api().run(ask, struct); // tells the size
      code.set(program, "code", arena.allocate(code.get(program, "code_size")));
      client.api().run(ask, struct);
      return PjrtApi.bytes(code.get(program, "code"), code.get(program, "code_size"));
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
