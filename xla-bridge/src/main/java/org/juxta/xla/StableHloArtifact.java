package org.juxta.xla;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;

/**
 * A module as a portable artifact of StableHLO: bytecode that XLA of other versions reads, five
 * years back and two years ahead by StableHLO's promise. Engines compile it beside programs.
 *
 * @see <a href="https://openxla.org/stablehlo/compatibility">StableHLO's promise</a>
 */
public final class StableHloArtifact {
  private static final long STACK_BYTES = 1L << 30;

  private final byte[] bytes;
  private final @Nullable String text;
  private final String version;
  private final List<ArrayType> inputs;
  private final List<ArrayType> outputs;
  private final boolean refined;

  private StableHloArtifact(
      byte[] bytes,
      @Nullable String text,
      List<ArrayType> inputs,
      List<ArrayType> outputs,
      boolean refined) {
    this.bytes = bytes;
    this.text = text;
    this.version = text == null ? MlirBytecode.producer(bytes) : "text";
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.refined = refined;
  }

  /**
   * A module with arguments and results of these types.
   *
   * @throws EngineException if the bytes are no bytecode of MLIR, or damaged where that can be seen
   *     without reading the operations
   */
  public static StableHloArtifact of(
      byte[] bytecode, List<ArrayType> inputs, List<ArrayType> outputs) {
    return new StableHloArtifact(bytecode.clone(), null, inputs, outputs, false);
  }

  /**
   * A module with symbolic sizes, for arguments and results of these types.
   *
   * @throws EngineException as {@link #of(byte[], List, List)}
   */
  public static StableHloArtifact refined(
      byte[] bytecode, List<ArrayType> inputs, List<ArrayType> outputs) {
    return new StableHloArtifact(bytecode.clone(), null, inputs, outputs, true);
  }

  /**
   * The program as an artifact, whose arguments are the program's captures and then its inputs. It
   * is for the oldest version of StableHLO that XLA's own frameworks write for.
   *
   * @throws EngineException if the program calls Java functions, or there is no native library here
   *     that writes artifacts
   */
  public static StableHloArtifact of(Program program) {
    if (program.callsHost()) {
      throw new EngineException(
          "the program calls Java functions (Callback, Debug.print, Debug.callback), which can't be"
              + " written to a file: leave them out");
    }
    byte[] text = Lowering.lowerGuarded(program).getBytes(StandardCharsets.UTF_8);
    return of(
        onLargeStack(() -> Mlir.load().portable(text)),
        Arguments.types(program),
        program.outputTypes());
  }

  /**
   * A module in text, such as of {@link ModuleReader#text}.
   *
   * @param refined whether it has symbolic sizes for arguments and results of these types
   */
  public static StableHloArtifact ofText(
      String text, List<ArrayType> inputs, List<ArrayType> outputs, boolean refined) {
    return new StableHloArtifact(
        text.getBytes(StandardCharsets.UTF_8), text, inputs, outputs, refined);
  }

  /**
   * The text of a module in bytecode, which is read in this process and taken on trust; {@link
   * ModuleReader#text} is for others.
   *
   * @throws EngineException if it can't be read, or there is no native library here that reads it
   */
  public static String text(byte[] bytecode) {
    byte[] readable = MlirBytecode.downgraded(bytecode);
    return onLargeStack(() -> Mlir.load().text(readable));
  }

  /** The text of a module in text, as it is written. */
  static String text(String module) {
    return onLargeStack(() -> Mlir.load().text(module.getBytes(StandardCharsets.UTF_8)));
  }

  private static <T> T onLargeStack(Supplier<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("juxta-mlir")
        .stackSize(STACK_BYTES)
        .start(
            () -> {
              try {
                result.complete(action.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw CallFrame.rethrow(e.getCause());
    }
  }

  /** The module as it was given: bytecode, or its text. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The module if it is a text. */
  Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** Who wrote the bytecode, such as {@code StableHLO_v1.13.0}; {@code text} if it is none. */
  public String version() {
    return version;
  }

  /** The types of the arguments. */
  public List<ArrayType> inputTypes() {
    return inputs;
  }

  /** The types of the results. */
  public List<ArrayType> outputTypes() {
    return outputs;
  }

  /** Whether it has symbolic sizes that the compiler is to refine from the types. */
  public boolean isRefined() {
    return refined;
  }

  /** Makes LAPACK, if there is one, answer calls by JAX's names, if the module has such. */
  void registerLapack() {
    if (new String(bytes, StandardCharsets.ISO_8859_1).contains("lapack_")) {
      boolean _ = Lapack.isThere();
    }
  }

  @Override
  public String toString() {
    return version + " " + inputs + " -> " + outputs;
  }
}
