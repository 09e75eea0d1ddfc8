package org.juxta.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A result as a line of JSON, built field by field. */
final class Line {
  private final List<String> fields = new ArrayList<>();

  Line text(String name, String value) {
    return raw(name, quote(value));
  }

  Line texts(String name, List<String> values) {
    return raw(name, values.stream().map(Line::quote).collect(Collectors.joining(", ", "[", "]")));
  }

  Line whole(String name, long value) {
    return raw(name, Long.toString(value));
  }

  /** To four digits, as suits a time. */
  Line number(String name, double value) {
    return raw(name, digits(value, 4));
  }

  /** To nine digits, as suits a value that is compared. */
  Line numbers(String name, double... values) {
    return raw(
        name,
        DoubleStream.of(values)
            .mapToObj(v -> digits(v, 9))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private Line raw(String name, String json) {
    fields.add(quote(name) + ": " + json);
    return this;
  }

  private static String digits(double value, int digits) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)
        : "null";
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? ' ' : c);
      }
    }
    return quoted.append('"').toString();
  }

  /** The line {@code json} with these fields at its end. */
  String appendedTo(String json) {
    return json.substring(0, json.length() - 1) + ", " + toString().substring(1);
  }

  @Override
  public String toString() {
    return String.join(", ", fields).transform(all -> "{" + all + "}");
  }
}
