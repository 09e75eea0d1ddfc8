package org.juxta.xla;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The frame of MLIR's bytecode: producer, sections and the table of strings, all within the bytes
 * there are. The native reader trusts its input, and a file that was cut or overwritten would end
 * the process there; most such files fail here. What is inside a section is not looked at.
 *
 * @see <a href="https://mlir.llvm.org/docs/BytecodeFormat/">the format</a>
 */
final class MlirBytecode {
  private static final byte[] MAGIC = {'M', 'L', (byte) 0xEF, 'R'};
  private static final int NEWEST = 6;
  private static final int STRINGS = 0;
  private static final int SECTIONS = 9;

  /** Strings, dialects, attributes and types, their places, and the operations. */
  private static final int REQUIRED = 0b11111;

  /** Names of operations that older readers know under another name, of the same length. */
  private static final Map<String, String> OLDER = Map.of("composite_v2", "composite_v1");

  private final byte[] bytes;
  private final List<Integer> older = new ArrayList<>();
  private int at;
  private int end;

  private MlirBytecode(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  /** Whether the bytes begin as bytecode does. */
  static boolean isBytecode(byte[] bytes) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (bytes.length <= i || bytes[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Who wrote it: {@code StableHLO_v1.13.0} for a portable artifact of that version.
   *
   * @throws EngineException if the bytes are no bytecode, or damaged
   */
  static String producer(byte[] bytes) {
    if (!isBytecode(bytes)) {
      throw new EngineException("not a StableHLO module in MLIR's bytecode");
    }
    return new MlirBytecode(bytes).read();
  }

  /**
   * The bytecode for the reader of StableHLO 1.13, as far as there is one: a {@code composite_v2}
   * of 1.14 without regions is a {@code composite_v1}. With regions it stays an error.
   *
   * @throws EngineException as {@link #producer}
   */
  static byte[] downgraded(byte[] bytes) {
    MlirBytecode reader = new MlirBytecode(bytes);
    reader.read();
    if (reader.older.isEmpty()) {
      return bytes;
    }
    byte[] copy = bytes.clone();
    for (int place : reader.older) {
      String name = OLDER.get(reader.text(place));
      byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(ascii, 0, copy, place, ascii.length);
    }
    return copy;
  }

  /** The text that ends with a 0. */
  private String text(int start) {
    int stop = start;
    while (bytes[stop] != 0) {
      stop++;
    }
    return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
  }

  private String read() {
    at = MAGIC.length;
    long version = number();
    if (version > NEWEST) {
      throw new EngineException(
          "the module is MLIR bytecode of version " + version + "; up to " + NEWEST + " is known");
    }
    int start = at;
    while (next() != 0) {
      // the producer ends with a 0
    }
    String producer = new String(bytes, start, at - 1 - start, StandardCharsets.UTF_8);
    int found = 0;
    while (at < bytes.length) {
      found |= section(found);
    }
    require((found & REQUIRED) == REQUIRED, "sections are missing");
    return producer;
  }

  private int section(int found) {
    int head = next();
    int id = head & 0x7f;
    require(id < SECTIONS && (found >> id & 1) == 0, "no section " + id + " can be there");
    long length = number();
    if ((head & 0x80) != 0) {
      long alignment = number();
      require(Long.bitCount(alignment) == 1, "an alignment of " + alignment);
      while (at % alignment != 0) {
        next();
      }
    }
    require(length >= 0 && length <= bytes.length - at, "a section ends after the file");
    int after = at + (int) length;
    if (id == STRINGS) {
      end = after;
      strings();
      end = bytes.length;
    }
    at = after;
    return 1 << id;
  }

  /** The lengths of the strings, last first, and then the strings, each with a 0 behind it. */
  private void strings() {
    long count = number();
    require(count >= 0 && count <= end - at, "more strings than bytes");
    long last = end;
    for (long i = 0; i < count; i++) {
      long length = number();
      require(length > 0 && length <= last - at, "a string ends outside its section");
      require(bytes[(int) last - 1] == 0, "a string has no end");
      last -= length;
      if (OLDER.containsKey(text((int) last))) {
        older.add((int) last);
      }
    }
    require(last == at, "bytes that belong to no string");
  }

  /** A number in 1 to 9 bytes, whose first byte tells by its lowest set bit how many follow. */
  private long number() {
    int first = next();
    if (first == 0) {
      return little(8);
    }
    int more = Integer.numberOfTrailingZeros(first);
    return (little(more) << 8 | first) >>> (more + 1);
  }

  private long little(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() {
    require(at < end, "it ends too early");
    return bytes[at++] & 0xff;
  }

  private void require(boolean fits, String what) {
    if (!fits) {
      throw new EngineException("the StableHLO module is damaged at byte " + at + ": " + what);
    }
  }
}
