package org.juxta.xla;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A message of the protocol-buffer encoding, written front to back. */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoMessage add(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoMessage add(int field, String value) {
    return add(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoMessage add(int field, ProtoMessage value) {
    return add(field, value.bytes());
  }

  /** A text or message, given in parts. */
  ProtoMessage add(int field, byte[]... parts) {
    tag(field, BYTES);
    long length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    varint(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return this;
  }

  private void tag(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
