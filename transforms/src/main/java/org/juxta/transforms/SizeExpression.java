package org.juxta.transforms;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Symbolic sizes as {@code jax.export} writes them: whole numbers, names, {@code + - * ^}, {@code
 * floordiv}, {@code mod}, {@code max}, {@code min} and {@code non_negative}.
 */
final class SizeExpression {
  private static final int DEEPEST = 100;

  private final String text;
  private final Map<String, Long> names;
  private int at;
  private int depth;

  private SizeExpression(String text, Map<String, Long> names) {
    this.text = text;
    this.names = names;
  }

  /** The names in an expression that are no functions. */
  static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    for (String word : text.split("[^A-Za-z0-9_]+", -1)) {
      if (!word.isEmpty() && !Character.isDigit(word.charAt(0)) && !isFunction(word)) {
        names.add(word);
      }
    }
    return names;
  }

  private static boolean isFunction(String word) {
    return switch (word) {
      case "floordiv", "mod", "max", "min", "non_negative" -> true;
      default -> false;
    };
  }

  /**
   * The value.
   *
   * @throws ExportException if it is not such an expression, too large, or has a name that is not
   *     given
   */
  static long evaluate(String text, Map<String, Long> names) {
    SizeExpression expression = new SizeExpression(text, names);
    try {
      long value = expression.sum();
      expression.require(expression.peek() == 0);
      return value;
    } catch (ArithmeticException e) {
      throw new ExportException("the size " + text + " can't be computed: " + e.getMessage(), e);
    }
  }

  private long sum() {
    require(++depth < DEEPEST);
    long value = take('-') ? -product() : product();
    while (true) {
      if (take('+')) {
        value = Math.addExact(value, product());
      } else if (take('-')) {
        value = Math.subtractExact(value, product());
      } else {
        depth--;
        return value;
      }
    }
  }

  private long product() {
    long value = power();
    while (take('*')) {
      value = Math.multiplyExact(value, power());
    }
    return value;
  }

  private long power() {
    long base = atom();
    if (!take('^')) {
      return base;
    }
    long exponent = atom();
    require(exponent >= 0 && exponent < Long.SIZE);
    long value = 1;
    for (long i = 0; i < exponent; i++) {
      value = Math.multiplyExact(value, base);
    }
    return value;
  }

  private long atom() {
    if (take('(')) {
      long value = sum();
      require(take(')'));
      return value;
    }
    String word = word();
    require(!word.isEmpty());
    if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '-') {
      try {
        return Long.parseLong(word);
      } catch (NumberFormatException _) {
        throw wrong();
      }
    }
    if (take('(')) {
      return function(word);
    }
    Long value = names.get(word);
    if (value == null) {
      throw new ExportException("nothing tells what " + word + " is in the size " + text);
    }
    return value;
  }

  private long function(String name) {
    long a = sum();
    if (name.equals("non_negative")) {
      require(take(')'));
      return Math.max(a, 0);
    }
    require(take(','));
    long b = sum();
    require(take(')'));
    return switch (name) {
      case "floordiv" -> Math.floorDiv(a, b);
      case "mod" -> Math.floorMod(a, b);
      case "max" -> Math.max(a, b);
      case "min" -> Math.min(a, b);
      default -> throw wrong();
    };
  }

  private String word() {
    peek();
    int start = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  /** The next character that is no blank, 0 at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw wrong();
    }
  }

  private ExportException wrong() {
    return new ExportException(
        "\"" + text + "\" is no size: something else is expected at character " + (at + 1));
  }
}
