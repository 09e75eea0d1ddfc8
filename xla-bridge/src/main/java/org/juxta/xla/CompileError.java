package org.juxta.xla;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Errors of the compiler, which tends to say a lot. */
final class CompileError {
  private CompileError() {}

  /** The gist in a line, and where to read the rest. */
  static XlaException of(String message, String module) {
    String gist =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElse("no reason given");
    String file;
    try {
      Path dump = Files.createTempFile("juxta-", ".mlir");
      Files.writeString(dump, module + "\n// " + message.strip().replace("\n", "\n// ") + "\n");
      file = "The program and the whole message are in " + dump;
    } catch (IOException e) {
      file = "The program could not be written to a file: " + e;
    }
    return new XlaException("XLA could not compile the program: " + gist + "\n" + file);
  }
}
