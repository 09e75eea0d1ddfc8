package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.xla.DonatedException;
import org.juxta.xla.EngineException;

/** Compiled functions that take over the memory of arguments, on whatever engine runs the tests. */
class DonationTest {
  record Params(Array w, Array b) {}

  private static final int LARGE = 1 << 17;

  private static Array large(double value) {
    return Jit.of(x -> x.add(Np.zeros(DType.F32, LARGE))).apply(Np.array((float) value));
  }

  @Test
  void aDonatedArrayIsDeadWhereverItIsUsed() {
    var step = Jit.of((Array w, Array g) -> w.sub(g)).donating(0);
    for (Array w : new Array[] {large(3), Np.array(3f, 4f), large(3).get(0), Np.array(3f)}) {
      Array g = w.mul(0).add(1);
      assertThat(step.apply(w, g).ravel().get(0).toFloat()).isEqualTo(2);
      assertThat(g.ravel().get(0).toFloat()).isEqualTo(1);
      assertThatThrownBy(() -> w.add(1)).satisfies(DonationTest::namesTheLines);
      assertThatThrownBy(() -> w.toFloats()).satisfies(DonationTest::namesTheLines);
      assertThatThrownBy(() -> step.apply(w, g)).satisfies(DonationTest::namesTheLines);
      assertThatThrownBy(() -> step.apply(g, w)).satisfies(DonationTest::namesTheLines);
      assertThatThrownBy(() -> Jit.of((Array x) -> x.add(w)).apply(g))
          .satisfies(DonationTest::namesTheLines);
      assertThat(w.toString()).contains("donated at DonationTest");
      assertThat(w.shape()).isEqualTo(g.shape());
    }
  }

  private static void namesTheLines(Throwable e) {
    assertThat(e)
        .isInstanceOf(DonatedException.class)
        .hasMessageContaining("donated to the call at DonationTest.aDonatedArrayIsDead")
        .hasMessageMatching("(?s).*\n +at DonationTest.aDonatedArrayIsDead.*");
  }

  @Test
  void theSameDataUnderAnotherNameIsDeadToo() {
    Array x = large(1).reshape(LARGE);
    Array small = Jit.of((Array a) -> a.get(0)).apply(x);
    Array other = Array.of(small.value());
    assertThat(other.toFloat()).isEqualTo(1);
    Jit.of((Array a) -> a.add(1)).donating(0).apply(small);
    assertThatThrownBy(other::toFloat).isInstanceOf(DonatedException.class);
  }

  @Test
  void wholeTreesAreDonated() {
    var step =
        Jit.of(
                (Array rate, Params p, Array x) ->
                    new Params(p.w().sub(rate.mul(x)), p.b().sub(rate)))
            .donating(1);
    Array rate = Np.array(0.5f);
    Array x = large(2);
    Params p = new Params(large(1), Np.array(4f));
    for (int i = 0; i < 3; i++) {
      Params before = p;
      p = step.apply(rate, p, x);
      assertThatThrownBy(() -> before.w().sum()).isInstanceOf(DonatedException.class);
      assertThatThrownBy(() -> before.b().toFloat()).isInstanceOf(DonatedException.class);
    }
    assertThat(p.w().get(7).toFloat()).isEqualTo(-2);
    assertThat(p.b().toFloat()).isEqualTo(2.5f);
    assertThat(x.get(0).toFloat()).isEqualTo(2);
  }

  @Test
  void anArrayCanBeDonatedOnlyOnceToACall() {
    var sum = Jit.of((Array a, Array b) -> a.add(b)).donating(0);
    for (Array x : new Array[] {large(1), Np.array(1f, 2f)}) {
      assertThatThrownBy(() -> sum.apply(x, x))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("DonationTest", "passed to it twice");
      var captures = Jit.of((Array a) -> a.add(x)).donating(0);
      assertThatThrownBy(() -> captures.apply(x))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("DonationTest", "captured");
      assertThat(x.get(0).toFloat()).isEqualTo(1);
    }
  }

  @Test
  void insideATransformationItMeansNothing() {
    var square = Jit.of((Array a) -> a.mul(a)).donating(0);
    Array x = Np.array(3f);
    assertThat(Grad.of((Array a) -> square.apply(a).add(a)).apply(x).toFloat()).isEqualTo(7);
    assertThat(x.toFloat()).isEqualTo(3);
  }

  @Test
  void thereMustBeSuchAnArgument() {
    assertThatThrownBy(() -> Jit.of((Array a) -> a).donating(1))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("0 to 0");
  }
}
