package org.juxta.tests;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What code prints, and what its comments say that it prints. */
final class PrintedOutput {
  private static final Pattern AT_END = Pattern.compile(";\\s*//(.*)$");
  private static final Pattern ALONE = Pattern.compile("^\\s*//(.*)$");

  private PrintedOutput() {}

  /**
   * The lines that the comments of {@code code} promise: of each call of println, the comment
   * behind it and the lines of comment right below. A call without any is an error.
   */
  static List<String> promised(String code) {
    List<String> promised = new ArrayList<>();
    List<String> lines = code.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).contains("System.out.println(")) {
        continue;
      }
      int call = i;
      while (!lines.get(i).replaceFirst("//.*", "").stripTrailing().endsWith(";")) {
        i++;
      }
      int before = promised.size();
      Matcher behind = AT_END.matcher(lines.get(i));
      if (behind.find()) {
        promised.add(content(behind.group(1)));
      }
      while (i + 1 < lines.size() && ALONE.matcher(lines.get(i + 1)).matches()) {
        i++;
        promised.add(content(lines.get(i).replaceFirst("^\\s*//", "")));
      }
      if (promised.size() == before) {
        throw new IllegalArgumentException(
            "no comment says what this prints: " + lines.get(call).strip());
      }
    }
    return List.copyOf(promised);
  }

  private static String content(String comment) {
    return (comment.startsWith(" ") ? comment.substring(1) : comment).stripTrailing();
  }

  /** The lines that {@code code} prints. */
  static List<String> of(Runnable code) {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      code.run();
    } finally {
      System.out.flush();
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList();
  }
}
