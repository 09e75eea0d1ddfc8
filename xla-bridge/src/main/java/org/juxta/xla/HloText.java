package org.juxta.xla;

final class HloText {
  private HloText() {}

  static String of(byte[] module) {
    return new String(module, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
