package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.JuxtaException;

/**
 * A line of text about arrays.
 *
 * @param parts the text before, between and after the arrays
 */
record DebugLine(List<String> parts) {
  /**
   * From a format with a pair of braces for each argument.
   *
   * @param what who prints it, for errors
   */
  static DebugLine of(String what, String format, Object[] arguments) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int used = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (format.startsWith("{{", i) || format.startsWith("}}", i)) {
        part.append(c);
        i++;
      } else if (format.startsWith("{}", i)) {
        if (used < arguments.length && arguments[used] instanceof Array) {
          parts.add(part.toString());
          part.setLength(0);
        } else if (used < arguments.length) {
          part.append(arguments[used]);
        }
        used++;
        i++;
      } else {
        part.append(c);
      }
    }
    if (used != arguments.length) {
      throw new JuxtaException(
          what + ": \"" + format + "\" takes " + used + " values, not " + arguments.length);
    }
    parts.add(part.toString());
    return new DebugLine(List.copyOf(parts));
  }

  /** The arrays among the arguments. */
  static List<Array> arrays(Object[] arguments) {
    List<Array> arrays = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Array array) {
        arrays.add(array);
      }
    }
    return arrays;
  }

  String text(List<Array> values) {
    StringBuilder text = new StringBuilder(parts.getFirst());
    for (int i = 0; i < values.size(); i++) {
      text.append(values.get(i)).append(parts.get(i + 1));
    }
    return text.toString();
  }
}
