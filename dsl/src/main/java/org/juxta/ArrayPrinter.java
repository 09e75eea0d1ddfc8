package org.juxta;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Shape;

/**
 * The text of an array as NumPy's {@code str(a)} (2.4, with its default print options): rows in
 * brackets, lines of 75 characters, eight digits, of more than 1000 elements only the three first
 * and last along each axis. One number, of no axes, is written as it is: {@code 4.0}.
 */
final class ArrayPrinter {
  private static final int LINE_WIDTH = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;
  private static final String SUMMARY = "...";
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private final Shape shape;
  private final boolean summarised;
  private final IntFunction<String> element;

  private ArrayPrinter(HostArray array) {
    this.shape = array.type().shape();
    this.summarised = array.size() > THRESHOLD;
    this.element = elementPrinter(array, shown());
  }

  static String toString(HostArray array) {
    if (array.type().shape().isScalar()) {
      return scalar(array);
    }
    return array.size() == 0 ? "[]" : new ArrayPrinter(array).print(0, 0, " ", LINE_WIDTH);
  }

  private static String scalar(HostArray array) {
    return switch (array.type().dtype()) {
      case BOOL -> array.getBoolean(0) ? "True" : "False";
      case I8, I16, I32, I64, U8, U16, U32, U64 -> integer(array, 0);
      case BF16 -> sixDigits(array.getDouble(0));
      case F16, F32, F64 -> Decimal.of(array, 0).scalarText();
      case C64, C128 -> complex(array);
    };
  }

  /** The writer of element i; the width is that of the widest of the shown ones. */
  private static IntFunction<String> elementPrinter(HostArray array, int[] shown) {
    return switch (array.type().dtype()) {
      case BOOL -> i -> array.getBoolean(i) ? " True" : "False";
      case I8, I16, I32, I64, U8, U16, U32, U64 -> {
        int width = 0;
        for (int i : shown) {
          width = Math.max(width, integer(array, i).length());
        }
        int common = width;
        yield i -> padLeft(integer(array, i), common);
      }
      case BF16 -> i -> sixDigits(array.getDouble(i));
      case F16, F32, F64 -> {
        FloatColumn column = column(shown, i -> Decimal.of(array, i), false);
        yield i -> column.text(Decimal.of(array, i));
      }
      case C64, C128 -> complexPrinter(array, shown);
    };
  }

  private static FloatColumn column(int[] shown, IntFunction<Decimal> part, boolean plus) {
    return FloatColumn.of(Arrays.stream(shown).mapToObj(part).toList(), plus);
  }

  /** Real and imaginary parts in a column each; the j follows the last digit. */
  private static IntFunction<String> complexPrinter(HostArray array, int[] shown) {
    FloatColumn real = column(shown, i -> Decimal.of(array, i), false);
    FloatColumn imaginary = column(shown, i -> Decimal.ofImaginary(array, i), true);
    return i -> {
      String part = imaginary.text(Decimal.ofImaginary(array, i));
      String digits = part.stripTrailing();
      return real.text(Decimal.of(array, i)) + digits + "j" + part.substring(digits.length());
    };
  }

  /** As {@code (1-2j)}; a real part 0 is left out. */
  private static String complex(HostArray array) {
    String imaginary = Decimal.ofImaginary(array, 0).partText();
    if (Double.doubleToRawLongBits(array.getDouble(0)) == 0) {
      return imaginary + "j";
    }
    String sign = imaginary.startsWith("-") ? "" : "+";
    return "(" + Decimal.of(array, 0).partText() + sign + imaginary + "j)";
  }

  private static String integer(HostArray array, int i) {
    long value = array.getLong(i);
    return array.type().dtype() == DType.U64 ? Long.toUnsignedString(value) : Long.toString(value);
  }

  /** As C's {@code %g}, which JAX's BF16 has: {@code 0.100098}, {@code 1e+10}, {@code 3}. */
  private static String sixDigits(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    BigDecimal rounded = new BigDecimal(Math.abs(value)).round(SIX_DIGITS).stripTrailingZeros();
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < SIX_DIGITS.getPrecision()) {
      return sign + rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().toString();
    return sign
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** The positions of the elements that are written. */
  private int[] shown() {
    List<Integer> positions = new ArrayList<>(List.of(0));
    for (int axis = 0; axis < shape.rank(); axis++) {
      int size = shape.dim(axis);
      List<Integer> next = new ArrayList<>();
      for (int base : positions) {
        for (int i = 0; i < size; i++) {
          if (!cut(size) || i < EDGE || i >= size - EDGE) {
            next.add(base * size + i);
          }
        }
      }
      positions = next;
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean cut(int size) {
    return summarised && size > 2 * EDGE;
  }

  /**
   * The part of the array whose first indices, up to {@code axis}, make the row-major position
   * {@code base}.
   */
  private String print(int axis, int base, String indent, int width) {
    if (axis == shape.rank()) {
      return element.apply(base);
    }
    String text =
        axis == shape.rank() - 1 ? row(base, indent, width) : rows(axis, base, indent, width);
    return "[" + text.substring(indent.length()) + "]";
  }

  private String row(int base, String indent, int width) {
    int size = shape.dim(-1);
    int head = cut(size) ? EDGE : 0;
    int tail = cut(size) ? EDGE : size;
    Lines lines = new Lines(indent, width - 1);
    for (int i = 0; i < head; i++) {
      lines.add(element.apply(base * size + i));
    }
    if (cut(size)) {
      lines.add(SUMMARY);
    }
    for (int i = size - tail; i < size; i++) {
      lines.add(element.apply(base * size + i));
    }
    return lines.text();
  }

  private String rows(int axis, int base, String indent, int width) {
    int size = shape.dim(axis);
    int head = cut(size) ? EDGE : 0;
    int tail = cut(size) ? EDGE : size;
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < head; i++) {
      parts.add(print(axis + 1, base * size + i, indent + " ", width - 1));
    }
    if (cut(size)) {
      parts.add(SUMMARY);
    }
    for (int i = size - tail; i < size; i++) {
      parts.add(print(axis + 1, base * size + i, indent + " ", width - 1));
    }
    String separator = "\n".repeat(shape.rank() - axis - 1) + indent;
    return indent + String.join(separator, parts);
  }

  /** Words set in lines of limited width. */
  private static final class Lines {
    private final StringBuilder done = new StringBuilder();
    private final StringBuilder line;
    private final String indent;
    private final int width;
    private boolean first = true;

    Lines(String indent, int width) {
      this.indent = indent;
      this.width = width;
      this.line = new StringBuilder(indent);
    }

    void add(String word) {
      if (!first) {
        line.append(' ');
      }
      first = false;
      if (line.length() + word.length() > width && line.length() > indent.length()) {
        done.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent);
      }
      line.append(word);
    }

    String text() {
      return done.append(line).toString();
    }
  }
}
