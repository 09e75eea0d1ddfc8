package org.juxta.transforms;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads FlatBuffers without a schema compiler. Every offset and length is checked against the bytes
 * there are, and since tables may be shared, so is the number of tables that are visited.
 *
 * @see <a href="https://flatbuffers.dev/internals/">the format</a>
 */
final class FlatBuffer {
  private final ByteBuffer bytes;
  private int visits;

  private FlatBuffer(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.visits = bytes.length;
  }

  /** The table that the buffer holds. */
  static Table root(byte[] bytes) {
    FlatBuffer buffer = new FlatBuffer(bytes);
    return buffer.table(buffer.follow(0));
  }

  private void require(long at, long length) {
    if (at < 0 || length < 0 || at + length > bytes.capacity()) {
      throw new ExportException(
          "damaged: %d bytes at byte %d of %d".formatted(length, at, bytes.capacity()));
    }
  }

  private int integer(long at) {
    require(at, Integer.BYTES);
    return bytes.getInt((int) at);
  }

  private int unsignedShort(long at) {
    require(at, Short.BYTES);
    return bytes.getShort((int) at) & 0xffff;
  }

  /** Where the offset at a place leads: forward, so that there are no circles. */
  private long follow(long at) {
    long offset = Integer.toUnsignedLong(integer(at));
    require(at + offset, offset == 0 ? -1 : Integer.BYTES);
    return at + offset;
  }

  private Table table(long at) {
    if (--visits < 0) {
      throw new ExportException("damaged: more tables than bytes");
    }
    long vtable = at - integer(at);
    int size = unsignedShort(vtable);
    require(vtable, size);
    return new Table(this, at, vtable, size);
  }

  /** A table; fields have the numbers of the schema, from 0, and may be missing. */
  record Table(FlatBuffer in, long at, long vtable, int vtableSize) {
    /** Where a field is, or 0. */
    private long field(int number) {
      int slot = 4 + 2 * number;
      int offset = slot + 2 <= vtableSize ? in.unsignedShort(vtable + slot) : 0;
      return offset == 0 ? 0 : at + offset;
    }

    int int8(int number) {
      long place = field(number);
      if (place == 0) {
        return 0;
      }
      in.require(place, 1);
      return in.bytes.get((int) place);
    }

    int int16(int number) {
      long place = field(number);
      return place == 0 ? 0 : in.unsignedShort(place);
    }

    int int32(int number) {
      long place = field(number);
      return place == 0 ? 0 : in.integer(place);
    }

    Optional<Table> table(int number) {
      long place = field(number);
      return place == 0 ? Optional.empty() : Optional.of(in.table(in.follow(place)));
    }

    Optional<String> text(int number) {
      long place = field(number);
      return place == 0 ? Optional.empty() : Optional.of(in.text(place));
    }

    List<Table> tables(int number) {
      List<Table> tables = new ArrayList<>();
      Vector vector = vector(number, Integer.BYTES);
      for (int i = 0; i < vector.length; i++) {
        tables.add(in.table(in.follow(vector.at + (long) i * Integer.BYTES)));
      }
      return tables;
    }

    List<String> texts(int number) {
      List<String> texts = new ArrayList<>();
      Vector vector = vector(number, Integer.BYTES);
      for (int i = 0; i < vector.length; i++) {
        texts.add(in.text(vector.at + (long) i * Integer.BYTES));
      }
      return texts;
    }

    byte[] bytes(int number) {
      Vector vector = vector(number, 1);
      byte[] copy = new byte[vector.length];
      in.bytes.get((int) vector.at, copy);
      return copy;
    }

    /** A vector of unsigned numbers of 16 bits. */
    List<Integer> shorts(int number) {
      List<Integer> numbers = new ArrayList<>();
      Vector vector = vector(number, Short.BYTES);
      for (int i = 0; i < vector.length; i++) {
        numbers.add(in.unsignedShort(vector.at + (long) i * Short.BYTES));
      }
      return numbers;
    }

    /** A vector of numbers of 32 bits. */
    List<Integer> ints(int number) {
      List<Integer> numbers = new ArrayList<>();
      Vector vector = vector(number, Integer.BYTES);
      for (int i = 0; i < vector.length; i++) {
        numbers.add(in.integer(vector.at + (long) i * Integer.BYTES));
      }
      return numbers;
    }

    private Vector vector(int number, int width) {
      long place = field(number);
      return place == 0 ? new Vector(0, 0) : in.vector(place, width);
    }
  }

  private record Vector(long at, int length) {}

  private Vector vector(long place, int width) {
    long start = follow(place);
    long length = Integer.toUnsignedLong(integer(start));
    require(start + Integer.BYTES, length * width);
    return new Vector(start + Integer.BYTES, (int) length);
  }

  private String text(long place) {
    Vector vector = vector(place, 1);
    if ((visits -= vector.length / 16) < 0) {
      throw new ExportException("damaged: more text than bytes");
    }
    byte[] copy = new byte[vector.length];
    bytes.get((int) vector.at, copy);
    return new String(copy, StandardCharsets.UTF_8);
  }
}
