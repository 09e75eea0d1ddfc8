package org.juxta.xla;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A message of the protocol-buffer encoding, read field by field. */
final class ProtoReader {
  /** A number, or the bytes of a text, a message or a packed list. */
  private static final class Field {
    final int number;
    final long value;
    final byte[] bytes;

    Field(int number, long value, byte[] bytes) {
      this.number = number;
      this.value = value;
      this.bytes = bytes;
    }
  }

  private final List<Field> fields = new ArrayList<>();

  ProtoReader(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      int number = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
        case 1 -> fields.add(new Field(number, in.getLong(), new byte[0]));
        case 2 -> {
          byte[] bytes = new byte[(int) varint(in)];
          in.get(bytes);
          fields.add(new Field(number, 0, bytes));
        }
        case 5 -> fields.add(new Field(number, in.getInt(), new byte[0]));
        default -> throw new EngineException("a message in an encoding that is not known");
      }
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    long next = in.get();
    while (next < 0) {
      value |= (next & 0x7f) << shift;
      shift += 7;
      next = in.get();
    }
    return value | next << shift;
  }

  long number(int field) {
    long value = 0;
    for (Field f : fields) {
      value = f.number == field ? f.value : value;
    }
    return value;
  }

  String text(int field) {
    return new String(bytes(field), StandardCharsets.UTF_8);
  }

  boolean has(int field) {
    return fields.stream().anyMatch(f -> f.number == field);
  }

  byte[] bytes(int field) {
    byte[] bytes = new byte[0];
    for (Field f : fields) {
      bytes = f.number == field ? f.bytes : bytes;
    }
    return bytes;
  }

  Optional<ProtoReader> message(int field) {
    return has(field) ? Optional.of(new ProtoReader(bytes(field))) : Optional.empty();
  }

  List<ProtoReader> messages(int field) {
    return fields.stream()
        .filter(f -> f.number == field)
        .map(f -> new ProtoReader(f.bytes))
        .toList();
  }

  /** The integers of a repeated field, packed or not. */
  List<Long> numbers(int field) {
    List<Long> numbers = new ArrayList<>();
    for (Field f : fields) {
      if (f.number == field && f.bytes.length == 0) {
        numbers.add(f.value);
      } else if (f.number == field) {
        ByteBuffer packed = ByteBuffer.wrap(f.bytes);
        while (packed.hasRemaining()) {
          numbers.add(varint(packed));
        }
      }
    }
    return numbers;
  }
}
