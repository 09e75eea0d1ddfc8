package org.juxta.io;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/** The elements of arrays as bytes in files. */
final class Elements {
  private static final int CHUNK = 1 << 20;

  private Elements() {}

  /** Writes all elements, in this byte order. */
  static void write(WritableByteChannel to, HostArray array, ByteOrder order) throws IOException {
    MemorySegment data = array.segment();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = 0; at < data.byteSize(); at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, data.byteSize() - at));
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, chunk.array(), 0, chunk.limit());
      inOrder(chunk.array(), chunk.limit(), array.type().dtype(), order);
      while (chunk.hasRemaining()) {
        to.write(chunk);
      }
    }
  }

  /**
   * Reads an array of this type. The caller has made sure that as many bytes are there, so that a
   * false size in a file takes no memory.
   */
  static HostArray read(ReadableByteChannel from, ArrayType type, ByteOrder order)
      throws IOException {
    HostArray array = HostArray.allocate(type);
    MemorySegment data = array.segment();
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, data.byteSize()));
    for (long at = 0; at < data.byteSize(); at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, data.byteSize() - at));
      fill(from, chunk);
      inOrder(chunk.array(), chunk.limit(), type.dtype(), order);
      if (type.dtype().isBool()) {
        normalizeTruth(chunk.array(), chunk.limit());
      }
      MemorySegment.copy(chunk.array(), 0, data, ValueLayout.JAVA_BYTE, at, chunk.limit());
    }
    return array;
  }

  /** Reads until the buffer is full and flips it. */
  static void fill(ReadableByteChannel from, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (from.read(buffer) < 0) {
        throw new EOFException("the file ends too early");
      }
    }
    buffer.flip();
  }

  /** Reverses each number's bytes if the order is not this machine's. */
  private static void inOrder(byte[] bytes, int length, DType dtype, ByteOrder order) {
    if (order == ByteOrder.nativeOrder()) {
      return;
    }
    int width = numberBytes(dtype);
    for (int at = 0; at < length; at += width) {
      for (int low = at, high = at + width - 1; low < high; low++, high--) {
        byte b = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = b;
      }
    }
  }

  /** The bytes of a number: of a complex element, those of each part. */
  private static int numberBytes(DType dtype) {
    return dtype.bytes();
  }

  /** Any byte but 0 counts as true, and an array has 0 and 1 only. */
  private static void normalizeTruth(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (bytes[i] != 0 ? 1 : 0);
    }
  }
}
