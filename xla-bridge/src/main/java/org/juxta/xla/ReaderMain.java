package org.juxta.xla;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;

/**
 * What a {@link ReaderProcess} runs, in a folder: it writes the bytecode {@code module} as {@code
 * text}; or, if there are {@code types}, compiles the {@code module}, which is a text. {@code
 * ready} is there once native code is loaded, and {@code error} tells what Juxta or XLA says of the
 * module.
 */
final class ReaderMain {
  static final String MODULE = "module";
  static final String TEXT = "text";
  static final String TYPES = "types";
  static final String READY = "ready";
  static final String ERROR = "error";

  /** The exit status when there is an {@code error}. */
  static final int SAID = 3;

  /** More than the library, the JVM and a thread's stack reserve. */
  private static final long ADDRESS_SPACE = 8L << 30;

  private static final int SPACE_PER_BYTE = 64;

  private ReaderMain() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int status = 0;
    try {
      if (Files.exists(folder.resolve(TYPES))) {
        compile(folder);
      } else {
        read(folder);
      }
    } catch (JuxtaException e) {
      Files.writeString(folder.resolve(ERROR), String.valueOf(e.getMessage()));
      status = SAID;
    }
    Runtime.getRuntime().halt(status); // no destructors, which may trip over what was damaged
  }

  /** What the parser of texts says of the text is part of reading. */
  private static void read(Path folder) throws IOException {
    byte[] module = Files.readAllBytes(folder.resolve(MODULE));
    Mlir.load();
    LibC.expectToDie();
    LibC.limitAddressSpace(ADDRESS_SPACE + SPACE_PER_BYTE * (long) module.length);
    Files.createFile(folder.resolve(READY));
    String text = StableHloArtifact.text(module);
    String again = StableHloArtifact.text(text);
    Files.writeString(folder.resolve(TEXT), again);
  }

  private static void compile(Path folder) throws IOException {
    String text = Files.readString(folder.resolve(MODULE));
    List<String> lines = Files.readAllLines(folder.resolve(TYPES));
    boolean refined = Boolean.parseBoolean(lines.get(0));
    int inputs = Integer.parseInt(lines.get(1));
    List<ArrayType> types = lines.stream().skip(2).map(ReaderMain::type).toList();
    Engine engine = Engines.current();
    LibC.expectToDie();
    Files.createFile(folder.resolve(READY));
    Executable _ =
        engine.compile(
            StableHloArtifact.ofText(
                text, types.subList(0, inputs), types.subList(inputs, types.size()), refined));
  }

  /** What {@link #compile} reads. */
  static void writeTypes(Path folder, StableHloArtifact module) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(String.valueOf(module.isRefined()));
    lines.add(String.valueOf(module.inputTypes().size()));
    module.inputTypes().forEach(type -> lines.add(line(type)));
    module.outputTypes().forEach(type -> lines.add(line(type)));
    Files.write(folder.resolve(TYPES), lines, StandardCharsets.UTF_8);
  }

  private static String line(ArrayType type) {
    StringBuilder line = new StringBuilder(type.dtype().name());
    type.shape().dims().stream().forEach(dim -> line.append(' ').append(dim));
    return line.toString();
  }

  private static ArrayType type(String line) {
    String[] words = line.split(" ", -1);
    int[] dims = new int[words.length - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Integer.parseInt(words[i + 1]);
    }
    return ArrayType.of(DType.valueOf(words[0]), Shape.of(dims));
  }
}
