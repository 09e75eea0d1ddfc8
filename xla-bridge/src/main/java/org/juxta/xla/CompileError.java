package org.juxta.xla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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
        "XLA could not compile the program: " + gist + Mappings.hint() + "\n" + file);
  }
}
