package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of the documentation: regions of the classes in {@code snippets}, each the body of a
 * static method of the same name. Each prints what its comments say, and each is shown by some
 * class.
 */
class SnippetsTest {
  private static final String PACKAGE = "org.juxta.tests.snippets.";
  private static final Pattern REGION =
      Pattern.compile("// @start region=\"(\\w+)\"\n(.*?)\n *// @end", Pattern.DOTALL);
  private static final Pattern SHOWN =
      Pattern.compile("\\{@snippet\\s[^}]*?class=\"([\\w.]+)\"[\\s*]+region=\"(\\w+)\"");

  /** The code of each region by class and region name. */
  private static Map<String, String> regions() {
    Path folder = ProjectFolder.root().resolve("tests/src/test/java/org/juxta/tests/snippets");
    Map<String, String> regions = new TreeMap<>();
    for (Path file : ProjectFolder.javaFiles(folder)) {
      String name = file.getFileName().toString().replace(".java", "");
      Matcher region = REGION.matcher(ProjectFolder.text(file));
      while (region.find()) {
        regions.put(PACKAGE + name + "#" + region.group(1), region.group(2));
      }
    }
    return regions;
  }

  @TestFactory
  Stream<DynamicTest> printWhatTheirCommentsSay() {
    return regions().entrySet().stream()
        .map(
            region ->
                DynamicTest.dynamicTest(
                    region.getKey().substring(PACKAGE.length()),
                    () -> {
                      List<String> promised = PrintedOutput.promised(region.getValue());
                      assertThat(promised).isNotEmpty();
                      Runnable body = body(region.getKey());
                      assertThat(PrintedOutput.of(body)).containsExactlyElementsOf(promised);
                    }));
  }

  private static Runnable body(String region) throws ReflectiveOperationException {
    String[] name = region.split("#", 2);
    Method method = Class.forName(name[0]).getDeclaredMethod(name[1]);
    method.setAccessible(true);
    return () -> {
      try {
        method.invoke(null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the example " + region + " fails", e);
      }
    };
  }

  @Test
  void areThoseThatTheDocumentationShows() {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("tracer", "xla-bridge", "dsl", "transforms", "probability")) {
      sources.addAll(
          ProjectFolder.javaFiles(ProjectFolder.root().resolve(module + "/src/main/java")));
    }
    TreeSet<String> shown = new TreeSet<>();
    for (Path source : sources) {
      Matcher snippet = SHOWN.matcher(ProjectFolder.text(source));
      while (snippet.find()) {
        shown.add(snippet.group(1) + "#" + snippet.group(2));
      }
    }
    assertThat(shown).isNotEmpty().containsExactlyElementsOf(regions().keySet());
  }
}
