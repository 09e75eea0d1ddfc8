package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.Index.index;

import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.tracer.DType;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;

/** Reading and updating computed positions that lie outside. */
class PlacesOutsideTest {
  private static final Array X = Np.array(10.0, 20.0, 30.0);
  private static final Array POSITIONS = Np.array(-5, -1, 4);

  private static At place(Array x) {
    return x.at(index(POSITIONS));
  }

  @Test
  void updatesAreLeftOutClippedOrWrapped() {
    assertThat(place(X).add(1).toDoubles()).containsExactly(10, 20, 31);
    assertThat(place(X).outside(OutOfBounds.FILL).add(1).toDoubles()).containsExactly(10, 20, 31);
    assertThat(place(X).outside(OutOfBounds.CLIP).add(1).toDoubles()).containsExactly(11, 20, 32);
    assertThat(place(X).outside(OutOfBounds.WRAP).add(1).toDoubles()).containsExactly(10, 22, 31);
  }

  @Test
  void negativePositionsMayLieOutside() {
    At place = place(X).negativesOutside();
    assertThat(place.add(1).toDoubles()).containsExactly(10, 20, 30);
    assertThat(place.get(OutOfBounds.FILL).toDoubles())
        .containsExactly(Double.NaN, Double.NaN, Double.NaN);
  }

  @Test
  void derivativesAndCompiledProgramsAgree() {
    var f = Jit.of((Array x) -> place(x).outside(OutOfBounds.CLIP).multiply(3).sum());
    assertThat(f.apply(X).toDouble()).isEqualTo(30 + 20 + 270);
    assertThat(Grad.of(f).apply(X).toDoubles()).containsExactly(3, 1, 9);
  }

  @Test
  void narrowIntegersReachAllOfALongAxis() {
    Array x = Np.arange(300);
    Array last = Np.array(-1).astype(DType.I8).expandDims(0);
    assertThat(x.get(index(last)).toInts()).containsExactly(299);
    assertThat(x.at(index(last)).set(7).get(299).toInt()).isEqualTo(7);
    Array high = Np.array(200).astype(DType.U8).expandDims(0);
    assertThat(x.get(index(high)).toInts()).containsExactly(200);
  }
}
