package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java of README.md compiles, runs, and prints what its comments say. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static String readme() {
    return ProjectFolder.text(ProjectFolder.root().resolve("README.md"));
  }

  @Test
  void javaPrintsWhatItsCommentsSay(@TempDir Path folder) throws Exception {
    List<String> blocks = JAVA.matcher(readme()).results().map(block -> block.group(1)).toList();
    assertThat(blocks).isNotEmpty();
    ReadmeProgram program = ReadmeProgram.of(blocks);
    compile(program.source(), folder);
    List<String> printed = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      for (int i = 0; i < blocks.size(); i++) {
        Constructor<?> block = loader.loadClass(ReadmeProgram.name(i)).getDeclaredConstructor();
        block.setAccessible(true);
        List<String> lines = PrintedOutput.of((Runnable) block.newInstance());
        assertThat(lines)
            .as(blocks.get(i))
            .containsExactlyElementsOf(PrintedOutput.promised(blocks.get(i)));
        printed.addAll(lines);
      }
    }
    assertThat(printed).isNotEmpty();
  }

  private static void compile(String source, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("Tour.java"), source);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString());
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean compiled =
          javac
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as("%s%n%s", messages, source).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Run", "Test", "Workloads"})
  void sectionsOfCommandsBeginWithTheCommand(String section) {
    String heading = "\n## " + section + "\n\n";
    String readme = readme();
    assertThat(readme).contains(heading);
    String text = readme.substring(readme.indexOf(heading) + heading.length());
    assertThat(text.lines().limit(3).toList())
        .satisfiesExactly(
            fence -> assertThat(fence).isEqualTo("```"),
            command -> assertThat(command).startsWith("mvn "),
            fence -> assertThat(fence).isEqualTo("```"));
  }
}
