package org.juxta.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The header of an {@code .npy} file (NumPy enhancement proposal 1, versions 1 to 3).
 *
 * @param type the element type and shape
 * @param order the byte order of numbers
 * @param fortran whether the first axis runs fastest
 * @param bytes the length of the header with all before it
 */
record NpyHeader(ArrayType type, ByteOrder order, boolean fortran, long bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Headers of plain arrays take some hundred bytes. */
  private static final int LIMIT = 1 << 16;

  /** Data begin at multiples of this. */
  private static final int ALIGNMENT = 64;

  /** The bytes before the data of an array of this type in this machine's byte order. */
  static ByteBuffer encode(ArrayType type) {
    String dimensions =
        type.shape().dims().stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String shape = type.rank() == 1 ? dimensions + "," : dimensions;
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(descr(type.dtype()), shape);
    int before = MAGIC.length + 4;
    int padded = Math.ceilDiv(before + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (padded - before));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.position() < padded - 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }

  private static String descr(DType dtype) {
    String order =
        dtype.bytes() == 1 ? "|" : ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return switch (dtype) {
      case BOOL -> "|b1";
      case I32 -> order + "i4";
      case I64 -> order + "i8";
      case U32 -> order + "u4";
      case F32 -> order + "f4";
      case F64 -> order + "f8";
    };
  }

  static NpyHeader read(ReadableByteChannel from) throws IOException {
    ByteBuffer start = ByteBuffer.allocate(MAGIC.length + 2);
    Elements.fill(from, start);
    for (byte b : MAGIC) {
      if (start.get() != b) {
        throw new FormatException("not an .npy file: it does not begin with \\x93NUMPY");
      }
    }
    int major = start.get();
    if (major < 1 || major > 3) {
      throw new FormatException("an .npy file of version " + major + "; 1, 2 and 3 are known");
    }
    ByteBuffer size = ByteBuffer.allocate(major == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
    Elements.fill(from, size);
    long length =
        major == 1 ? Short.toUnsignedInt(size.getShort()) : Integer.toUnsignedLong(size.getInt());
    if (length > LIMIT) {
      throw new FormatException("an .npy header of " + length + " bytes; the limit is " + LIMIT);
    }
    ByteBuffer text = ByteBuffer.allocate((int) length);
    Elements.fill(from, text);
    PythonDict dict =
        PythonDict.parse(
            new String(
                text.array(), major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    String descr = dict.string("descr");
    ArrayType type = ArrayType.of(dtype(descr), Shape.of(dict.dimensions("shape")));
    ByteOrder order =
        switch (descr.charAt(0)) {
          case '>' -> ByteOrder.BIG_ENDIAN;
          case '<' -> ByteOrder.LITTLE_ENDIAN;
          default -> ByteOrder.nativeOrder();
        };
    return new NpyHeader(
        type, order, dict.truth("fortran_order"), start.capacity() + size.capacity() + length);
  }

  private static DType dtype(String descr) {
    String kind =
        descr.isEmpty() ? "" : descr.substring("<>|=".indexOf(descr.charAt(0)) < 0 ? 0 : 1);
    return switch (kind) {
      case "b1" -> DType.BOOL;
      case "i4" -> DType.I32;
      case "i8" -> DType.I64;
      case "u4" -> DType.U32;
      case "f4" -> DType.F32;
      case "f8" -> DType.F64;
      default ->
          throw new FormatException(
              "elements of NumPy's type '" + descr + "', which Juxta's arrays can't hold");
    };
  }

  /** The length of the data. */
  long dataBytes() {
    return (long) type.shape().size() * type.dtype().bytes();
  }
}
