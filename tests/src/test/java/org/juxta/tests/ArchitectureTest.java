package org.juxta.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.xla.Device;

/** The shape of the project: which module may use which, and what the rule tables promise. */
class ArchitectureTest {
  /** HotSpot never compiles a method with more bytecode than this. */
  private static final int HUGE_METHOD = 8000;

  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("org.juxta");

  @Test
  void modulesUseOnlyTheModulesBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("tracer")
        .definedBy("org.juxta.tracer..")
        .layer("xla-bridge")
        .definedBy("org.juxta.xla..")
        .layer("dsl")
        .definedBy("org.juxta", "org.juxta.internal..", "org.juxta.io..")
        .layer("transforms")
        .definedBy("org.juxta.transforms..")
        .layer("optim")
        .definedBy("org.juxta.optim..")
        .layer("nn")
        .definedBy("org.juxta.nn..")
        .layer("probability")
        .definedBy("org.juxta.probability..")
        .layer("examples")
        .definedBy("org.juxta.examples..")
        .layer("benchmarks")
        .definedBy("org.juxta.benchmarks..")
        .layer("tests")
        .definedBy("org.juxta.tests..")
        .whereLayer("tracer")
        .mayNotAccessAnyLayer()
        .whereLayer("xla-bridge")
        .mayOnlyAccessLayers("tracer")
        .whereLayer("dsl")
        .mayOnlyAccessLayers("tracer", "xla-bridge")
        .whereLayer("transforms")
        .mayOnlyAccessLayers("tracer", "xla-bridge", "dsl")
        .whereLayer("optim")
        .mayOnlyAccessLayers("tracer", "dsl", "transforms")
        .whereLayer("nn")
        .mayOnlyAccessLayers("tracer", "dsl", "transforms")
        .whereLayer("probability")
        .mayOnlyAccessLayers("tracer", "dsl", "transforms", "optim", "nn")
        .whereLayer("examples")
        .mayOnlyBeAccessedByLayers("benchmarks", "tests")
        .whereLayer("benchmarks")
        .mayOnlyBeAccessedByLayers("tests")
        .whereLayer("tests")
        .mayNotBeAccessedByAnyLayer()
        // What users name devices by: Array.device() gives one, Mcmc.devices takes some.
        .ignoreDependency(
            resideInAPackage("org.juxta.probability.."),
            equivalentTo(Device.class).or(equivalentTo(Device[].class)))
        .check(CLASSES);
  }

  @Test
  void onlyTheModulesThatMakeTheLanguageUseItsInside() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.juxta",
            "org.juxta.internal..",
            "org.juxta.io..",
            "org.juxta.transforms..",
            "org.juxta.tests..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.juxta..internal..")
        .check(CLASSES);
  }

  /** A package and its internal one count as one; those of the tests do not count. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          String name = type.getPackageName();
          return name.startsWith("org.juxta.tests")
              ? SliceIdentifier.ignore()
              : SliceIdentifier.of(name.replace(".internal", ""));
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
  }

  /**
   * The folder that has all modules; the tests run in one of them, or know it from {@code
   * juxta.root}.
   */
  private static Path root() {
    String given = System.getProperty("juxta.root");
    Path at = Path.of(given == null ? "" : given).toAbsolutePath();
    while (at != null && !Files.isDirectory(at.resolve("tracer/src/main/java"))) {
      at = at.getParent();
    }
    assertThat(at)
        .as("the project's folder, above the working directory or given by -Djuxta.root")
        .isNotNull();
    return at;
  }

  private static String source(String path) {
    try {
      return Files.readString(root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Pattern COMMENTS_AND_STRINGS =
      Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

  /** A table must not compile until it has a rule for a new operation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "transforms/src/main/java/org/juxta/transforms/JvpRules.java",
        "transforms/src/main/java/org/juxta/transforms/TransposeRules.java",
        "transforms/src/main/java/org/juxta/transforms/BatchRules.java",
        "xla-bridge/src/main/java/org/juxta/xla/Lowering.java",
        "tracer/src/main/java/org/juxta/tracer/ReferenceEvaluator.java"
      })
  void ruleTablesNameEveryOperation(String path) {
    String code = COMMENTS_AND_STRINGS.matcher(source(path)).replaceAll("");
    assertThat(code).containsPattern("switch \\((\\w+\\.)?op(\\(\\))?\\)");
    assertThat(code).doesNotContainPattern("\\bdefault\\b");
    assertThat(code).doesNotContainPattern("\\bcase\\s+Op\\s+\\w+");
    assertThat(code).doesNotContainPattern("\\bcase\\s+null\\b");
  }

  @Test
  void noMethodIsTooLargeToBeCompiled() {
    List<String> huge = new ArrayList<>();
    int methods = 0;
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().startsWith("org.juxta.tests")) {
        continue;
      }
      for (MethodModel method : model(type).methods()) {
        int length = method.code().map(c -> ((CodeAttribute) c).codeLength()).orElse(0);
        methods += length > 0 ? 1 : 0;
        if (length > HUGE_METHOD) {
          huge.add(
              type.getName() + "." + method.methodName().stringValue() + ": " + length + " bytes");
        }
      }
    }
    assertThat(methods).isGreaterThan(1000);
    assertThat(huge).isEmpty();
  }

  private static ClassModel model(JavaClass type) {
    URI uri = type.getSource().orElseThrow().getUri();
    try (var in = uri.toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
