package org.juxta.xla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** Errors of the compiler, which tends to say a lot. */
final class CompileError {
  private CompileError() {}

  /** The gist in a line, and where to read the rest, for a module as text or bytecode. */
  static XlaException of(String message, byte[] module) {
    String gist =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("no reason given");
    String file;
    try {
      boolean binary = MlirBytecode.isBytecode(module);
      Path dump = Files.createTempFile("juxta-", binary ? ".mlirbc" : ".mlir");
      Files.write(dump, module);
      String comment = "\n// " + message.strip().replace("\n", "\n// ") + "\n";
      Path messages = binary ? Files.createTempFile("juxta-", ".txt") : dump;
      Files.writeString(messages, comment, StandardOpenOption.APPEND);
      file =
          binary
              ? "The module is in " + dump + " and the whole message in " + messages
              : "The program and the whole message are in " + dump;
    } catch (IOException e) {
      file = "The program could not be written to a file: " + e;
    }
    return new XlaException(
        "XLA could not compile the program: " + gist + mappings() + "\n" + file);
  }

  /** Loading a program fails where the process has used up its mappings of memory. */
  private static String mappings() {
    Path limits = Path.of("/proc/sys/vm/max_map_count");
    if (!Files.isReadable(limits)) {
      return "";
    }
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      long most = Long.parseLong(Files.readString(limits).strip());
      long used = maps.count();
      return used < most - most / 20
          ? ""
          : "\nThis process has %d of the %d mappings of memory that Linux grants it (%s); each loaded program takes about 20. Compile fewer: call functions with arguments of fewer shapes and static values, and wrap each function once (Jit.of outside loops). A PJRT plugin unloads programs that are not used any more. Or have the limit raised: sysctl -w vm.max_map_count=262144"
              .formatted(used, most, limits);
    } catch (IOException | NumberFormatException _) {
      return "";
    }
  }
}
