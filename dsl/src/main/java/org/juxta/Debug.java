package org.juxta;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.juxta.tracer.JuxtaException;

/**
 * To see what transformed functions compute while they run: inside {@code Jit} and loops each time
 * they get there, in order; under {@code Vmap} for each lane; under {@code Grad} on the way
 * forward.
 */
public final class Debug {
  private Debug() {}

  /**
   * Prints a line to {@link System#out}: {@code format}, with each pair of braces replaced by the
   * next of {@code arguments}, arrays by their values when the program runs, all else by its text
   * now. A brace that is to be printed is doubled. As {@code jax.debug.print}.
   *
   * {@snippet class="org.juxta.tests.snippets.CallbackSnippets" region="print"}
   */
  public static void print(String format, Object... arguments) {
    Line line = Line.of(format, arguments);
    List<Array> arrays = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Array array) {
        arrays.add(array);
      }
    }
    Callback.debug("Debug.print", line, values -> System.out.println(line.text(values)), arrays);
  }

  /**
   * Calls {@code f} with the values of the arrays each time the program gets here. As {@code
   * jax.debug.callback}.
   */
  public static void callback(Consumer<List<Array>> f, Array... arrays) {
    Callback.debug("Debug.callback", f, f, List.of(arrays));
  }

  /**
   * A line to be printed.
   *
   * @param parts the text before, between and after the arrays
   */
  private record Line(List<String> parts) {
    static Line of(String format, Object[] arguments) {
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
            "Debug.print: \"" + format + "\" takes " + used + " values, not " + arguments.length);
      }
      parts.add(part.toString());
      return new Line(List.copyOf(parts));
    }

    String text(List<Array> values) {
      StringBuilder text = new StringBuilder(parts.getFirst());
      for (int i = 0; i < values.size(); i++) {
        text.append(values.get(i)).append(parts.get(i + 1));
      }
      return text.toString();
    }
  }
}
