package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.juxta.tracer.Program;

/** Compiles StableHLO modules with a plugin, and keeps them on disk. */
final class PjrtCompiler {
  private final PjrtClient client;
  private final CompiledFiles files;
  private final Compilations<PjrtProgram> compilations = Compilations.whileUsed(PjrtProgram::bytes);

  PjrtCompiler(PjrtClient client, String plugin) {
    this.client = client;
    this.files =
        new CompiledFiles(
            "pjrt-"
                + NativeFiles.digest(
                    plugin + NativeEnvironment.machine() + NativeEnvironment.get("XLA_FLAGS")));
  }

  CompileStats stats() {
    return compilations.stats();
  }

  /** The module for a program that takes over the arguments at those positions. */
  String lower(Program program, Set<Integer> donated, boolean callsJava) {
    return Lowering.lower(program, donated, client.isHost(), callsJava);
  }

  /**
   * The module, compiled.
   *
   * @param isLong whether it is one of {@link LongChains}
   * @param portable whether it is to run on any device, and not on the first only
   */
  PjrtProgram compile(String module, boolean isLong, boolean portable) {
    return compile(module.getBytes(StandardCharsets.UTF_8), isLong, portable);
  }

  /** {@link #compile(String, boolean, boolean)} of text or bytecode. */
  PjrtProgram compile(byte[] module, boolean isLong, boolean portable) {
    byte[] options =
        isLong && client.isHost()
            ? PjrtCompileOptions.ofLongChain(portable, debugOptions())
            : PjrtCompileOptions.of(client.isHost(), portable);
    String key = Compilations.key(module, options);
    return compilations.get(key, k -> load(k, module, options));
  }

  /**
   * The {@code DebugOptions} of this process, which only a compiled program tells: field 14 of the
   * {@code HloModuleConfigProto}, which is field 2 beside the module.
   */
  private byte[] debugOptions() {
    String trivial = "module { func.func public @main() { return } }";
    ProtoReader program = new ProtoReader(compile(trivial, false, false).optimized(client));
    return program
        .message(2)
        .map(config -> config.bytes(14))
        .orElseThrow(() -> new EngineException("the plugin does not tell its options"));
  }

  private PjrtProgram load(String key, byte[] module, byte[] options) {
    Optional<byte[]> kept = files.read(key);
    if (kept.isPresent()) {
      try {
        return PjrtProgram.deserialize(client, kept.get());
      } catch (XlaException _) {
        // Of another version after all: it is written anew.
      }
    }
    PjrtProgram program = compileNow(module, options);
    try {
      byte[] serialized = program.serialize(client.api());
      program.weigh(serialized.length);
      files.write(key, serialized);
    } catch (EngineException _) {
      // This plugin can't serialise it.
    }
    return program;
  }

  private PjrtProgram compileNow(byte[] module, byte[] options) {
    PjrtFunction compile = PjrtFunction.CLIENT_COMPILE;
    PjrtStruct code = PjrtStruct.PROGRAM;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = code.allocate(arena);
      code.set(program, "code", arena.allocateFrom(JAVA_BYTE, module));
      code.set(program, "code_size", module.length);
      code.set(program, "format", arena.allocateFrom("mlir"));
      code.set(program, "format_size", "mlir".length());
      MemorySegment struct = compile.allocate(arena);
      compile.arguments().set(struct, "client", client.pointer());
      compile.arguments().set(struct, "program", program);
      compile.arguments().set(struct, "compile_options", arena.allocateFrom(JAVA_BYTE, options));
      compile.arguments().set(struct, "compile_options_size", options.length);
      long error = client.api().call(compile, struct);
      if (error != 0) {
        throw CompileError.of(client.api().take(error).message(), module);
      }
      return PjrtProgram.of(client.api(), compile.arguments().get(struct, "executable"));
    }
  }
}
