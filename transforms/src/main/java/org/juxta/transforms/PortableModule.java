package org.juxta.transforms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.xla.Engines;
import org.juxta.xla.ModuleReader;
import org.juxta.xla.StableHloArtifact;

/**
 * The module of an exported function: bytecode, which files hold, and its text if engines are to
 * read only that.
 */
final class PortableModule {
  private final byte[] bytes;
  private final @Nullable String text;

  private PortableModule(byte[] bytes, @Nullable String text) {
    this.bytes = bytes;
    this.text = text;
  }

  /**
   * A module in bytecode.
   *
   * @param trusted whether native code of this process may read it; if not, and this machine does
   *     not know it as its own, another process does now
   */
  static PortableModule of(byte[] bytes, boolean trusted) {
    boolean reads = trusted || ModuleReader.isTrusted(bytes);
    return new PortableModule(bytes, reads ? null : ModuleReader.text(bytes));
  }

  byte[] bytes() {
    return bytes;
  }

  String text() {
    return text == null ? StableHloArtifact.text(bytes) : text;
  }

  /** Has this machine know as its own what native code of this process may read. */
  void remember() {
    if (text == null) {
      ModuleReader.trust(bytes);
    }
  }

  /** What engines compile. */
  StableHloArtifact artifact(List<ArrayType> inputs, List<ArrayType> outputs, boolean refined) {
    if (text != null) {
      StableHloArtifact artifact = StableHloArtifact.ofText(text, inputs, outputs, refined);
      ModuleReader.tryCompile(Engines.current(), artifact);
      return artifact;
    }
    return refined
        ? StableHloArtifact.refined(bytes, inputs, outputs)
        : StableHloArtifact.of(bytes, inputs, outputs);
  }
}
