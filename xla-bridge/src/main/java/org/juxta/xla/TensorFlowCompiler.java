package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.juxta.tracer.ArrayType;

/** Compiles StableHLO modules with TensorFlow's library. */
final class TensorFlowCompiler {
  private static final String DEVICE = "/job:localhost/replica:0/task:0/device:CPU:0";

  private final Compilations<MemorySegment> compilations = Compilations.forEver();
  private final LongChains chains = new LongChains(TensorFlowLibrary.load());

  CompileStats stats() {
    return compilations.stats();
  }

  /**
   * The name under which the module can be run, as a C string.
   *
   * @param isLong whether it is one of {@link LongChains}
   */
  MemorySegment compile(
      String module, List<ArrayType> inputs, List<ArrayType> outputs, boolean isLong) {
    byte[] text = module.getBytes(StandardCharsets.UTF_8);
    return compilations.get(
        "juxta_" + Compilations.key(text),
        name -> chains.compile(isLong, () -> compileNow(name, text, inputs, outputs)));
  }

  /** {@link #compile} of a module of others, which may have sizes that the types refine. */
  MemorySegment compile(StableHloArtifact module) {
    List<ArrayType> inputs = module.inputTypes();
    byte[] bytes = Unsharded.of(module);
    byte[] types = inputs.toString().getBytes(StandardCharsets.UTF_8);
    return compilations.get(
        "juxta_" + Compilations.key(bytes, types),
        name -> chains.compile(false, () -> compileNow(name, bytes, inputs, module.outputTypes())));
  }

  /**
   * Compiles the module. If that fails it may be for an entry of the cache on disk that was cut
   * short, so it is tried under another name too.
   */
  private static MemorySegment compileNow(
      String name, byte[] module, List<ArrayType> inputs, List<ArrayType> outputs) {
    Path cache = TensorFlowLibrary.compiled();
    try {
      return compileAs(name, module, inputs, outputs);
    } catch (XlaException e) {
      if (cache != null) {
        try {
          MemorySegment again = compileAs(name + "_" + System.nanoTime(), module, inputs, outputs);
          CacheDirectory.clear(cache);
          return again;
        } catch (XlaException _) {
          // It is the module.
        }
      }
      throw CompileError.of(e.getMessage(), module);
    }
  }

  private static MemorySegment compileAs(
      String name, byte[] module, List<ArrayType> inputs, List<ArrayType> outputs) {
    MemorySegment text = Arena.ofAuto().allocateFrom(name);
    CallFrame frame = CallFrame.current();
    define(frame, TensorFlowFunction.define(name, module, inputs, outputs));
    try {
      compileDefined(frame, name, inputs);
      return text;
    } catch (XlaException e) {
      try {
        TensorFlow.TFE_ContextRemoveFunction.invokeExact(
            TensorFlowEngine.context(), text, frame.status());
      } catch (Throwable impossible) {
        throw CallFrame.rethrow(impossible);
      }
      throw e;
    }
  }

  private static void define(CallFrame frame, byte[] definition) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, definition);
      TensorFlow.TFE_ContextAddFunctionDef.invokeExact(
          TensorFlowEngine.context(), bytes, bytes.byteSize(), frame.status());
      frame.check();
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /**
   * Runs {@code _XlaCompile}, which compiles a function for arguments of these types and does not
   * run it. The arguments have no contents. A later run of the function by its name finds it
   * compiled.
   */
  private static void compileDefined(CallFrame frame, String name, List<ArrayType> inputs) {
    try (Arena arena = Arena.ofConfined()) {
      long op = frame.op();
      frame.begin(arena.allocateFrom("_XlaCompile"));
      TensorFlow.TFE_OpSetDevice.invokeExact(op, arena.allocateFrom(DEVICE), frame.status());
      setBoolean(arena, op, "must_compile", true);
      setBoolean(arena, op, "_XlaHasReferenceVars", false);
      setTypes(arena, op, "Tconstants", List.of());
      setTypes(arena, op, "Targs", inputs);
      TensorFlow.TFE_OpSetAttrInt.invokeExact(op, arena.allocateFrom("Nresources"), 0L);
      MemorySegment function = arena.allocateFrom(JAVA_BYTE, TensorFlowFunction.reference(name));
      TensorFlow.TFE_OpSetAttrValueProto.invokeExact(
          op, arena.allocateFrom("function"), function, function.byteSize(), frame.status());
      frame.check();
      for (ArrayType input : inputs) {
        long argument = TensorFlowBuffer.unset(frame, input);
        frame.add(argument);
        TensorFlowBuffer.delete(argument);
      }
      frame.execute(2); // a key to the program, and whether it was compiled
      TensorFlowBuffer.delete(frame.result(0));
      TensorFlowBuffer.delete(frame.result(1));
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  private static void setBoolean(Arena arena, long op, String name, boolean value)
      throws Throwable {
    TensorFlow.TFE_OpSetAttrBool.invokeExact(op, arena.allocateFrom(name), (byte) (value ? 1 : 0));
  }

  private static void setTypes(Arena arena, long op, String name, List<ArrayType> types)
      throws Throwable {
    int[] codes = types.stream().mapToInt(type -> TensorFlow.dataType(type.dtype())).toArray();
    TensorFlow.TFE_OpSetAttrTypeList.invokeExact(
        op, arena.allocateFrom(name), arena.allocateFrom(JAVA_INT, codes), codes.length);
  }
}
