package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.juxta.examples.IrisData;

/** The iris data set: its values, and the errors of its reader. */
class IrisDataTest {
  private static final String HEADER =
      "sepal_length,sepal_width,petal_length,petal_width,species\n";

  @Test
  void holdsFiftyFlowersOfEachSpecies() {
    IrisData iris = IrisData.load();
    assertThat(iris.features()).hasDimensions(150, 4);
    for (int species = 0; species < 3; species++) {
      int label = species;
      assertThat(Arrays.stream(iris.labels()).filter(l -> l == label).count()).isEqualTo(50);
    }
    assertThat(iris.features()[0]).containsExactly(5.1, 3.5, 1.4, 0.2);
    assertThat(iris.labels()[149]).isEqualTo(2);
    // Fisher's means, in the order of FEATURES.
    double[] means = {5.843333, 3.057333, 3.758, 1.199333};
    for (int j = 0; j < 4; j++) {
      int feature = j;
      double mean =
          Arrays.stream(iris.features()).mapToDouble(x -> x[feature]).average().orElseThrow();
      assertThat(mean).as(IrisData.FEATURES.get(j)).isBetween(means[j] - 1e-6, means[j] + 1e-6);
    }
  }

  @Test
  void errorsNameTheLine() {
    assertThatThrownBy(reading("")).hasMessageContaining("line 1 must be `sepal_length");
    assertThatThrownBy(reading("a,b\n")).hasMessageContaining("found `a,b`");
    assertThatThrownBy(reading(HEADER + "1,2,3,4,setosa\n1,2,3,setosa\n"))
        .hasMessageContaining("line 3 has 4 cells instead of 5");
    assertThatThrownBy(reading(HEADER + "1,2,x,4,setosa\n"))
        .hasMessageContaining("line 2 has `x` where a number belongs");
    assertThatThrownBy(reading(HEADER + "1,2,3,4,rosa\n"))
        .hasMessageContaining("line 2 has the species `rosa`");
  }

  private static ThrowingCallable reading(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return () -> IrisData.read(new ByteArrayInputStream(bytes));
  }
}
