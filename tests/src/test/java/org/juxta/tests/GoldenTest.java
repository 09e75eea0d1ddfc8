package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.juxta.tests.golden.GoldenFile;

/**
 * The reference cases: values from NumPy, SciPy, mpmath, JAX and its libraries. Prints a line for
 * each file. A case that asks for something Juxta does not have is counted as not yet there (and
 * listed with {@code -Djuxta.goldens.missing}).
 */
class GoldenTest {
  @TestFactory
  Stream<DynamicTest> files() {
    return GoldenFile.all(GoldenFile.folder()).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> run(file)));
  }

  private static void run(GoldenFile file) {
    file.run();
    System.out.println(file.summary());
    if (Boolean.getBoolean("juxta.goldens.missing")) {
      file.missing().forEach(System.out::println);
    }
    assertThat(file.failures()).isEmpty();
  }
}
