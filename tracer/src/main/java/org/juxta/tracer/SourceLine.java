package org.juxta.tracer;

import java.util.Set;

/**
 * A line of the user's source that asked for an operation.
 *
 * @param derivative the name of the operation of that line whose derivative this one is part of;
 *     empty for the line's own operations
 */
public record SourceLine(
    String declaringClass, String method, String file, int line, String derivative) {
  /** The line where it is not known. */
  public static final SourceLine UNKNOWN = new SourceLine("", "", "", 0);

  private static final ScopedValue<SourceLine> OVERRIDE = ScopedValue.newInstance();
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Top-level packages of ours whose code is the user's from the library's point of view. */
  private static final Set<String> USER_PACKAGES = Set.of("examples", "tests", "benchmarks");

  /**
   * The line that this thread's stack shows, or the one of the equation that a transformation is
   * rewriting.
   */
  public static SourceLine here() {
    if (OVERRIDE.isBound()) {
      return OVERRIDE.get();
    }
    return WALKER.walk(
        frames ->
            frames
                .filter(f -> !isLibrary(f.getClassName()))
                .findFirst()
                .map(
                    f ->
                        new SourceLine(
                            f.getClassName(),
                            f.getMethodName(),
                            f.getFileName() == null ? "" : f.getFileName(),
                            Math.max(0, f.getLineNumber())))
                .orElse(UNKNOWN));
  }

  /** A line as the source of its own operations. */
  public SourceLine(String declaringClass, String method, String file, int line) {
    this(declaringClass, method, file, line, "");
  }

  /** This line as the source of what a derivative of one of its operations needs. */
  public SourceLine derivativeOf(Op op) {
    return equals(UNKNOWN) ? this : new SourceLine(declaringClass, method, file, line, op.name());
  }

  /** Runs {@code action}, in which every operation is recorded with this line. */
  public void run(Runnable action) {
    ScopedValue.where(OVERRIDE, this).run(action);
  }

  private static boolean isLibrary(String className) {
    if (className.startsWith("org.juxta.")) {
      int start = "org.juxta.".length();
      int end = className.indexOf('.', start);
      return end < 0 || !USER_PACKAGES.contains(className.substring(start, end));
    }
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("io.vavr.");
  }

  /** Such as {@code Example.loss(Example.java:41)}. */
  @Override
  public String toString() {
    if (equals(UNKNOWN)) {
      return "an unknown line";
    }
    String simple = declaringClass.substring(declaringClass.lastIndexOf('.') + 1);
    return simple + "." + enclosing(method) + "(" + file + ":" + line + ")";
  }

  /** For a lambda, whose method javac names {@code lambda$main$3}, the method it stands in. */
  private static String enclosing(String method) {
    if (!method.startsWith("lambda$")) {
      return method;
    }
    int end = method.indexOf('$', "lambda$".length());
    return end < 0 ? method : method.substring("lambda$".length(), end);
  }
}
