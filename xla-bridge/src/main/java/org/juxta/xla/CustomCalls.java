package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Java functions that compiled programs can call: {@code stablehlo.custom_call @target} with
 * {@code api_version = 4} calls the handler that was registered for {@code target}, whichever XLA
 * engine runs it. {@link Engine#callsJava} tells whether an engine can. Arrays must have the
 * row-major layout in the call's {@code operand_layouts} and {@code result_layouts}.
 */
public final class CustomCalls {
  private static final Map<String, MemorySegment> STUBS = new LinkedHashMap<>();
  private static final List<Registrar> ENGINES = new ArrayList<>();

  private CustomCalls() {}

  /** How one engine is told of handlers. */
  @FunctionalInterface
  interface Registrar {
    /**
     * Makes the engine call {@code handler} for {@code target}.
     *
     * @param handler a function {@code XLA_FFI_Handler}, which lives as long as the process
     */
    void register(String target, MemorySegment handler);
  }

  /**
   * Makes {@code handler} what {@code target} stands for, until the process ends.
   *
   * @throws EngineException if the name is taken
   */
  public static synchronized void register(String target, CustomCallHandler handler) {
    if (STUBS.containsKey(target)) {
      throw new EngineException("a handler of custom calls @" + target + " is registered already");
    }
    MemorySegment stub = FfiHandler.stub(target, handler);
    ENGINES.forEach(engine -> engine.register(target, stub));
    STUBS.put(target, stub);
  }

  /** Tells an engine of all handlers there are and will be. */
  static synchronized void connect(Registrar engine) {
    STUBS.forEach(engine::register);
    ENGINES.add(engine);
  }
}
