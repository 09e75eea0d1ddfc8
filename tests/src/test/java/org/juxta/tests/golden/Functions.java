package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table from the names that the cases use to what Juxta has for them. */
final class Functions {
  /** What a function does with its bound arguments. */
  interface Body {
    Object apply(Arguments in);
  }

  private final Map<String, Object> entries = new HashMap<>();

  /** A name for a value, such as a constant. */
  Functions constant(String name, Object value) {
    entries.put(name, value);
    return this;
  }

  /**
   * A function with those of its Python parameters that Juxta has, in Python's order: {@code "x,
   * axis=None"}; a last one {@code *xs} takes all positional arguments left.
   */
  Functions define(String name, String parameters, Body body) {
    Map<String, @Nullable Object> defaults = parameters(parameters);
    Function function = (positional, named) -> body.apply(bind(name, defaults, positional, named));
    if (entries.put(name, function) != null) {
      throw new IllegalStateException(name + " is defined twice");
    }
    return this;
  }

  /** The function {@code name} under another name too. */
  Functions alias(String other, String name) {
    entries.put(other, get(name));
    return this;
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  Object get(String name) {
    Object entry = entries.get(name);
    if (entry == null) {
      throw new NotYetThere(name);
    }
    return entry;
  }

  Function function(String name) {
    return (Function) get(name);
  }

  private static Map<String, @Nullable Object> parameters(String text) {
    Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    for (String parameter : text.isBlank() ? new String[0] : text.split(", ", -1)) {
      String[] parts = parameter.split("=", 2);
      defaults.put(
          parts[0], parts.length == 1 ? null : new Evaluator(new Functions()).value(parts[1]));
    }
    return defaults;
  }

  private static Arguments bind(
      String function,
      Map<String, @Nullable Object> defaults,
      List<Object> positional,
      Map<String, Object> named) {
    Map<String, Object> bound = new LinkedHashMap<>();
    int at = 0;
    for (var parameter : defaults.entrySet()) {
      String name = parameter.getKey();
      if (name.startsWith("*")) {
        bound.put(name.substring(1), new ArrayList<>(positional.subList(at, positional.size())));
        at = positional.size();
      } else if (at < positional.size()) {
        bound.put(name, positional.get(at++));
      } else if (named.containsKey(name)) {
        bound.put(name, named.get(name));
      } else if (parameter.getValue() != null) {
        bound.put(name, parameter.getValue());
      } else {
        throw new NotYetThere(function + " without " + name);
      }
    }
    if (at < positional.size()) {
      throw new NotYetThere(function + " with argument " + (at + 1));
    }
    for (String name : named.keySet()) {
      if (!defaults.containsKey(name)) {
        throw new NotYetThere(function + "(" + name + "=)");
      }
    }
    return new Arguments(function, bound);
  }
}
