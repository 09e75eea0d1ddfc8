package org.juxta.xla;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Modules without constraints on how arrays are spread over devices. JAX writes one for each random
 * key, on one device too, and TensorFlow's library takes none; on one device they are identities.
 */
final class Unsharded {
  private static final String CONSTRAINT = "sharding_constraint";
  private static final String MESH = "sdy.mesh ";

  private static final Pattern IDENTITY =
      Pattern.compile("sdy\\.sharding_constraint (%[\\w#]+) <@?.*?> : (tensor<[^ ]*>)");

  private Unsharded() {}

  /** The module, which is text without constraints if it has such. */
  static byte[] of(StableHloArtifact module) {
    byte[] bytes = module.bytes();
    if (module.text().isEmpty()) {
      bytes = MlirBytecode.downgraded(bytes);
    }
    if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(CONSTRAINT)) {
      return bytes;
    }
    byte[] bytecode = bytes;
    String text =
        module
            .text()
            .orElseGet(() -> StableHloArtifact.text(bytecode))
            .lines()
            .filter(line -> !line.stripLeading().startsWith(MESH))
            .map(Unsharded::line)
            .collect(Collectors.joining("\n"));
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String line) {
    return IDENTITY.matcher(line).replaceAll("stablehlo.reshape $1 : ($2) -> $2");
  }
}
