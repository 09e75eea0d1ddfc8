package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.Debug;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** What transformed functions print while they run. */
class DebugTest {
  @Test
  void printsAtOnceAndCompiled() {
    var f =
        Jit.of(
            x -> {
              Debug.print("{}: x = {}, {{}} and x + 1 = {}", "jit", x, x.add(1.0));
              return x.mul(2.0);
            });
    assertThat(PrintedOutput.of(() -> f.apply(Np.array(1.5))))
        .containsExactly("jit: x = 1.5, {} and x + 1 = 2.5");
    assertThat(PrintedOutput.of(() -> f.apply(Np.array(2.5))))
        .containsExactly("jit: x = 2.5, {} and x + 1 = 3.5");
    assertThat(PrintedOutput.of(() -> Debug.print("{}", Np.array(1, 2)))).containsExactly("[1 2]");
    assertThat(PrintedOutput.of(() -> Debug.print("{} of {}", 1, "nothing")))
        .containsExactly("1 of nothing");
    assertThat(PrintedOutput.of(() -> Jit.of(x -> printed("here", x)).apply(Np.array(1))))
        .containsExactly("here");
  }

  private static Array printed(String text, Array x) {
    Debug.print(text);
    return x;
  }

  @Test
  void placesAndValuesMustAgree() {
    assertThatThrownBy(() -> Debug.print("{} {}", 1))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("takes 2 values, not 1");
    assertThatThrownBy(() -> Debug.print("{}", 1, 2)).hasMessageContaining("takes 1 values, not 2");
  }

  private static Array square(Array x) {
    Array y = x.mul(x);
    Debug.print("{} squared is {}", x, y);
    return y;
  }

  @Test
  void printsOnceOnTheWayToADerivative() {
    assertThat(PrintedOutput.of(() -> Grad.of(DebugTest::square).apply(Np.array(3.0))))
        .containsExactly("3.0 squared is 9.0");
    assertThat(
            PrintedOutput.of(() -> Jvp.of(DebugTest::square).apply(Np.array(3.0), Np.array(1.0))))
        .containsExactly("3.0 squared is 9.0");
    assertThat(PrintedOutput.of(() -> Grad.of(Grad.of(DebugTest::square)).apply(Np.array(3.0))))
        .containsExactly("3.0 squared is 9.0");
  }

  @Test
  void printsForEachLane() {
    assertThat(PrintedOutput.of(() -> Vmap.of(DebugTest::square).apply(Np.array(1.0, 2.0))))
        .containsExactly("1.0 squared is 1.0", "2.0 squared is 4.0");
    assertThat(
            PrintedOutput.of(() -> Vmap.of(Grad.of(DebugTest::square)).apply(Np.array(1.0, 2.0))))
        .containsExactly("1.0 squared is 1.0", "2.0 squared is 4.0");
  }

  @Test
  void printsEachStepOfALoopAndItsGradient() {
    var f =
        Grad.of(
            x ->
                Lax.scan(
                        (Array c, Array i) -> {
                          Debug.print("step {}: {}", i, c);
                          return new Tuple2<>(c.mul(x), i);
                        },
                        x,
                        Np.arange(3))
                    ._1);
    Array[] slope = new Array[1];
    assertThat(PrintedOutput.of(() -> slope[0] = f.apply(Np.array(2.0))))
        .containsExactly("step 0: 2.0", "step 1: 4.0", "step 2: 8.0");
    assertThat(slope[0].toDouble()).isEqualTo(32);
  }

  @Test
  void everyBranchOfLanesPrints() {
    var f =
        Vmap.of(
            x -> Lax.cond(x.gt(0.0), () -> printed("positive", x), () -> printed("not", x.neg())));
    assertThat(PrintedOutput.of(() -> f.apply(Np.array(1.0, -2.0))))
        .containsExactly("not", "positive");
  }

  @Test
  void callbacksSeeTheValues() {
    List<Double> seen = Collections.synchronizedList(new ArrayList<>());
    var f =
        Jit.of(
            x -> {
              Debug.callback(v -> seen.add(v.get(0).toDouble() + v.get(1).toDouble()), x, x.mul(x));
              return x;
            });
    f.apply(Np.array(3.0));
    assertThat(seen).containsExactly(12.0);
  }
}
