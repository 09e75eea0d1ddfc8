package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * One call of a {@link CustomCallHandler} by a running program: operands to read and results to
 * fill, where the program itself has them, without a copy. It and its memory may be used until the
 * handler returns.
 */
@SuppressWarnings("restricted") // native memory is what this class is for
public final class CustomCall {
  /** All memory of the process. */
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  // Places in the structs of XLA's xla/ffi/api/c_api.h, the same from version 0.1 to 0.3: in
  // XLA_FFI_CallFrame,
  private static final long OPERANDS = 40;
  private static final long RESULTS = 80;
  private static final long ATTRIBUTES = 120;
  static final long FRAME_BYTES = 168;
  // in XLA_FFI_Args and XLA_FFI_Rets,
  private static final long COUNT = 16;
  private static final long BUFFERS = 32;
  // in XLA_FFI_Buffer,
  private static final long DTYPE = 16;
  private static final long DATA = 24;
  private static final long RANK = 32;
  private static final long DIMS = 40;
  private static final long BUFFER_BYTES = 48;
  // and in XLA_FFI_Attrs.
  private static final long ATTRIBUTE_TYPES = 24;
  private static final long ATTRIBUTE_NAMES = 32;
  private static final long ATTRIBUTE_VALUES = 40;
  private static final int SCALAR = 3;
  private static final int STRING = 4;

  private final long frame;

  /**
   * @param frame {@code XLA_FFI_CallFrame*}
   */
  CustomCall(long frame) {
    this.frame = frame;
  }

  /**
   * An array in native memory.
   *
   * @param data its elements, dense and row-major
   */
  public record Memory(ArrayType type, MemorySegment data) {}

  /** How many operands there are. */
  public int operands() {
    return (int) word(frame + OPERANDS + COUNT);
  }

  /** How many results there are. */
  public int results() {
    return (int) word(frame + RESULTS + COUNT);
  }

  /** Operand {@code i}, not to be written to. */
  public Memory operand(int i) {
    return memory(buffer(OPERANDS, i));
  }

  /** Result {@code i}, to be filled; what was there is undefined. */
  public Memory result(int i) {
    return memory(buffer(RESULTS, i));
  }

  /** The address of the elements of operand {@code i}. */
  long operandData(int i) {
    return word(buffer(OPERANDS, i) + DATA);
  }

  /** The address of the elements of result {@code i}. */
  long resultData(int i) {
    return word(buffer(RESULTS, i) + DATA);
  }

  private long buffer(long list, int i) {
    if (i < 0 || i >= word(frame + list + COUNT)) {
      throw new IndexOutOfBoundsException(
          "no " + (list == OPERANDS ? "operand " : "result ") + i + " of a custom call");
    }
    long buffer = word(word(frame + list + BUFFERS) + 8L * i);
    if (word(buffer) < BUFFER_BYTES) {
      throw new EngineException("XLA_FFI_Buffer has " + word(buffer) + " bytes, not 48");
    }
    return buffer;
  }

  private static Memory memory(long buffer) {
    long dims = word(buffer + DIMS);
    Shape shape = new Shape(Ints.build((int) word(buffer + RANK), i -> (int) word(dims + 8L * i)));
    ArrayType type = ArrayType.of(dtype(integer(buffer + DTYPE)), shape);
    return new Memory(type, MEMORY.asSlice(word(buffer + DATA), type.bytes()));
  }

  /** The attribute {@code name}, an integer of 32 or 64 bits. */
  public long integer(String name) {
    long scalar = attribute(name, SCALAR);
    long value = word(scalar + 8);
    return switch (dtype(integer(scalar))) {
      case I64 -> word(value);
      case I32 -> integer(value);
      default -> throw new EngineException("the attribute " + name + " is no integer");
    };
  }

  /** The attribute {@code name}, a float of 32 or 64 bits. */
  public double real(String name) {
    long scalar = attribute(name, SCALAR);
    long value = word(scalar + 8);
    return switch (dtype(integer(scalar))) {
      case F64 -> MEMORY.get(JAVA_DOUBLE, value);
      case F32 -> MEMORY.get(JAVA_FLOAT, value);
      default -> throw new EngineException("the attribute " + name + " is no float");
    };
  }

  /** The attribute {@code name}, a truth value. */
  public boolean flag(String name) {
    long scalar = attribute(name, SCALAR);
    if (dtype(integer(scalar)) != DType.BOOL) {
      throw new EngineException("the attribute " + name + " is no truth value");
    }
    return MEMORY.get(JAVA_BYTE, word(scalar + 8)) != 0;
  }

  /** The attribute {@code name}, a string. */
  public String text(String name) {
    long span = attribute(name, STRING);
    byte[] bytes = MEMORY.asSlice(word(span), word(span + 8)).toArray(JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The address of the value of an attribute. */
  private long attribute(String name, int type) {
    long attributes = frame + ATTRIBUTES;
    for (int i = 0; i < word(attributes + COUNT); i++) {
      if (isNamed(word(word(attributes + ATTRIBUTE_NAMES) + 8L * i), name)) {
        int found = integer(word(attributes + ATTRIBUTE_TYPES) + 4L * i);
        if (found != type) {
          throw new EngineException(
              "the attribute " + name + " is of XLA_FFI_AttrType " + found + ", not " + type);
        }
        return word(word(attributes + ATTRIBUTE_VALUES) + 8L * i);
      }
    }
    throw new EngineException("the custom call has no attribute " + name);
  }

  /** Names are ASCII. */
  private static boolean isNamed(long span, String name) {
    if (word(span + 8) != name.length()) {
      return false;
    }
    long characters = word(span);
    for (int i = 0; i < name.length(); i++) {
      if (MEMORY.get(JAVA_BYTE, characters + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static long word(long address) {
    return MEMORY.get(JAVA_LONG, address);
  }

  static int integer(long address) {
    return MEMORY.get(JAVA_INT, address);
  }

  /** {@code XLA_FFI_DataType}, which is {@code xla::PrimitiveType}. */
  private static int code(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case I32 -> 4;
      case I64 -> 5;
      case U32 -> 8;
      case F32 -> 11;
      case F64 -> 12;
    };
  }

  private static DType dtype(int code) {
    for (DType dtype : DType.values()) {
      if (code(dtype) == code) {
        return dtype;
      }
    }
    throw new EngineException("XLA_FFI_DataType " + code + " is no element type of Juxta's");
  }
}
