package org.juxta;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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
      case I32, I64, U32 -> Long.toString(array.getLong(0));
      case F32, F64 -> Decimal.of(array, 0).scalarText();
    };
  }

  /** The writer of element i; the width is that of the widest of the shown ones. */
  private static IntFunction<String> elementPrinter(HostArray array, int[] shown) {
    return switch (array.type().dtype()) {
      case BOOL -> i -> array.getBoolean(i) ? " True" : "False";
      case I32, I64, U32 -> {
        int width = 0;
        for (int i : shown) {
          width = Math.max(width, Long.toString(array.getLong(i)).length());
        }
        int common = width;
        yield i -> padLeft(Long.toString(array.getLong(i)), common);
      }
      case F32, F64 -> {
        FloatColumn column = FloatColumn.of(array, shown);
        yield i -> column.text(Decimal.of(array, i));
      }
    };
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
