package org.juxta.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The literal of a Python dictionary with strings as keys, and strings, truth values and tuples of
 * integers as values: what the header of an {@code .npy} file is.
 */
final class PythonDict {
  private final String text;
  private int at;
  private final Map<String, Object> entries = new HashMap<>();

  private PythonDict(String text) {
    this.text = text;
  }

  static PythonDict parse(String text) {
    PythonDict dict = new PythonDict(text);
    dict.dictionary();
    return dict;
  }

  String string(String key) {
    return value(key, String.class);
  }

  boolean truth(String key) {
    return value(key, Boolean.class);
  }

  int[] dimensions(String key) {
    List<?> sizes = value(key, List.class);
    return sizes.stream().mapToInt(s -> (Integer) s).toArray();
  }

  private <T> T value(String key, Class<T> type) {
    if (!type.isInstance(entries.get(key))) {
      throw new FormatException(
          "the header's '%s' is %s: %s".formatted(key, entries.get(key), text.strip()));
    }
    return type.cast(entries.get(key));
  }

  private void dictionary() {
    expect('{');
    while (!next('}')) {
      String key = quoted();
      expect(':');
      entries.put(key, value());
      if (!next(',')) {
        expect('}');
        break;
      }
    }
    skipSpace();
    if (at != text.length()) {
      throw unreadable();
    }
  }

  private Object value() {
    skipSpace();
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return quoted();
    }
    for (boolean truth : new boolean[] {true, false}) {
      String word = truth ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return truth;
      }
    }
    return tuple();
  }

  private List<Integer> tuple() {
    List<Integer> numbers = new ArrayList<>();
    expect('(');
    while (!next(')')) {
      numbers.add(number());
      if (!next(',')) {
        expect(')');
        break;
      }
    }
    return numbers;
  }

  private int number() {
    skipSpace();
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(start, at);
    if (at < text.length() && text.charAt(at) == 'L') {
      at++;
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new FormatException("a size of '" + digits + "' in the header: " + text.strip(), e);
    }
  }

  private String quoted() {
    skipSpace();
    char quote = at < text.length() ? text.charAt(at) : 0;
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw unreadable();
    }
    String content = text.substring(at + 1, end);
    at = end + 1;
    return content;
  }

  private boolean next(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw unreadable();
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private FormatException unreadable() {
    return new FormatException(
        "the header can't be read at character %d: %s".formatted(at, text.strip()));
  }
}
