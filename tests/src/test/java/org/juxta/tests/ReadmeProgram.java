package org.juxta.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program of blocks of Java as they stand in a text. Each block is a class that extends the one
 * before, so it sees what that declared: types, static methods, and variables whose type is
 * written. The class that text calls {@code Tour} extends the last one.
 */
record ReadmeProgram(String source) {
  private static final Pattern MEMBER =
      Pattern.compile("(?:static|record|class|interface|enum|sealed|public)\\s.*", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?!var )([A-Z][\\w.]*(?:<[^=;]*>)?(?:\\[\\])*|int|double|long) (\\w+) (=.*)",
          Pattern.DOTALL);
  private static final String IMPORTS =
      """
      import static org.juxta.Index.*;

      import io.vavr.*;
      import java.nio.file.Path;
      import java.util.List;
      import java.util.Map;
      import org.jspecify.annotations.Nullable;
      import org.juxta.*;
      import org.juxta.probability.*;
      import org.juxta.tracer.*;
      import org.juxta.transforms.*;
      import org.juxta.xla.*;

      """;

  /** The name of the class of block {@code i}. */
  static String name(int i) {
    return "Block" + i;
  }

  static ReadmeProgram of(List<String> blocks) {
    StringBuilder source = new StringBuilder(IMPORTS);
    String above = "implements Runnable ";
    for (int i = 0; i < blocks.size(); i++) {
      StringBuilder members = new StringBuilder();
      StringBuilder statements = new StringBuilder();
      for (String part : parts(blocks.get(i))) {
        Matcher variable = VARIABLE.matcher(part);
        if (MEMBER.matcher(part).matches()) {
          members.append(part).append('\n');
        } else if (variable.matches()) {
          String declared = variable.group(1) + " " + variable.group(2);
          members.append("static ").append(declared).append(";\n");
          statements.append(variable.group(2)).append(' ').append(variable.group(3)).append('\n');
        } else {
          statements.append(part).append('\n');
        }
      }
      source
          .append("class %s %s{\n%s\npublic void run() {\n".formatted(name(i), above, members))
          .append(statements)
          .append("}\n}\n\n");
      above = "extends " + name(i) + " ";
    }
    return new ReadmeProgram(source.append("class Tour ").append(above).append("{}\n").toString());
  }

  /** The statements and declarations of a block: each ends where its brackets are closed. */
  static List<String> parts(String block) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (String line : block.lines().toList()) {
      String code =
          line.replaceAll("\"(?:\\\\.|[^\"\\\\])*\"", "").replaceFirst("//.*", "").strip();
      part.append(line).append('\n');
      depth += code.replaceAll("[^(\\[{]", "").length() - code.replaceAll("[^)\\]}]", "").length();
      if (depth == 0 && (code.endsWith(";") || code.endsWith("}"))) {
        parts.add(part.toString().strip());
        part.setLength(0);
      }
    }
    String rest = part.toString().strip();
    if (!rest.isEmpty() && !rest.startsWith("//")) {
      parts.add(rest);
    }
    return parts;
  }
}
