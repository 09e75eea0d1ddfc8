package org.juxta;

/**
 * How the place of a value in a tree is written: {@code hidden.w}, {@code [2].b}, {@code ["a"]}.
 */
final class TreePath {
  private TreePath() {}

  /**
   * A chain of steps such as {@code .hidden}, {@code [2]} and {@code argument 1 } as one reads it.
   */
  static String tidy(String steps) {
    String path = steps.startsWith(".") ? steps.substring(1) : steps;
    return path.stripTrailing();
  }

  static String component(String name) {
    return "." + name;
  }

  static String index(int i) {
    return "[" + i + "]";
  }

  static String key(Object key) {
    return key instanceof CharSequence ? "[\"" + key + "\"]" : "[" + key + "]";
  }

  static String argument(int i) {
    return "argument " + (i + 1) + " ";
  }
}
