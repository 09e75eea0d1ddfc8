package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.F64;
import static org.juxta.tracer.DType.I32;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluateStructuralTest {
  private static double[] values(Op op, HostArray... operands) {
    return Hosts.doubles(Hosts.evaluate(op, operands));
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "BOOL")
  void movesEveryElementType(DType dtype) {
    HostArray x = Hosts.range(dtype, 2, 3);
    assertThat(values(new Structural.Transpose(Ints.of(1, 0)), x))
        .containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(values(new Structural.Reverse(Ints.of(1)), x)).containsExactly(2, 1, 0, 5, 4, 3);
    assertThat(values(new Structural.Concatenate(1), x, x))
        .containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    assertThat(
            values(
                new Structural.Pad(Ints.of(0, 1), Ints.of(0, 0), Ints.of(0, 1)),
                x,
                Hosts.scalar(dtype, 9)))
        .containsExactly(9, 0, 9, 1, 9, 2, 9, 3, 9, 4, 9, 5);
  }

  @Test
  void movesBooleans() {
    HostArray x = Hosts.of(DType.BOOL, Shape.of(2, 2), 1, 0, 0, 0);
    assertThat(values(new Structural.Reverse(Ints.of(0, 1)), x)).containsExactly(0, 0, 0, 1);
    assertThat(values(new Structural.Transpose(Ints.of(1, 0)), x)).containsExactly(1, 0, 0, 0);
  }

  @Test
  void broadcastsNewAxesAndSizeOne() {
    HostArray x = Hosts.range(F32, 2, 1);
    assertThat(values(new Structural.Broadcast(Shape.of(2, 2, 3), Ints.of(0, 2)), x))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    assertThat(values(new Structural.Broadcast(Shape.of(2, 2), Ints.EMPTY), Hosts.scalar(F32, 7)))
        .containsExactly(7, 7, 7, 7);
    assertThat(
            Hosts.evaluate(
                    new Structural.Broadcast(Shape.of(0, 2), Ints.EMPTY), Hosts.scalar(F32, 7))
                .size())
        .isZero();
  }

  @Test
  void slicesWithStrides() {
    HostArray x = Hosts.range(I32, 3, 5);
    assertThat(values(new Structural.Slice(Ints.of(1, 0), Ints.of(3, 5), Ints.of(1, 2)), x))
        .containsExactly(5, 7, 9, 10, 12, 14);
    assertThat(
            Hosts.evaluate(new Structural.Slice(Ints.of(3, 5), Ints.of(3, 5), Ints.of(1, 1)), x)
                .size())
        .isZero();
  }

  @Test
  void padsWithNegativeAndInteriorPadding() {
    HostArray nine = Hosts.scalar(F64, 9);
    Op cut = new Structural.Pad(Ints.of(-5), Ints.of(-3), Ints.of(2));
    assertThat(values(cut, Hosts.range(F64, 5), nine)).containsExactly(9, 2, 9, 9, 3);
    Op shift = new Structural.Pad(Ints.of(-1), Ints.of(1), Ints.of(0));
    assertThat(values(shift, Hosts.range(F64, 3), nine)).containsExactly(1, 2, 9);
    Op allCut = new Structural.Pad(Ints.of(-4), Ints.of(4), Ints.of(0));
    assertThat(values(allCut, Hosts.range(F64, 3), nine)).containsExactly(9, 9, 9);
    Op ofNothing = new Structural.Pad(Ints.of(1), Ints.of(1), Ints.of(3));
    assertThat(values(ofNothing, Hosts.of(F64), nine)).containsExactly(9, 9);
  }

  @Test
  void emptyArrays() {
    HostArray empty = Hosts.of(F32, Shape.of(0, 3));
    assertThat(Hosts.evaluate(new Structural.Reverse(Ints.of(0, 1)), empty).type().shape())
        .isEqualTo(Shape.of(0, 3));
    assertThat(Hosts.evaluate(new Structural.Transpose(Ints.of(1, 0)), empty).type().shape())
        .isEqualTo(Shape.of(3, 0));
    assertThat(values(new Structural.Concatenate(0), empty, Hosts.range(F32, 1, 3)))
        .containsExactly(0, 1, 2);
    assertThat(Hosts.evaluate(new Structural.Reshape(Shape.of(5, 0)), empty).type().shape())
        .isEqualTo(Shape.of(5, 0));
  }

  @Test
  void countsAlongAnAxis() {
    assertThat(values(new Structural.Iota(I32, Shape.of(2, 3), 0)))
        .containsExactly(0, 0, 0, 1, 1, 1);
    assertThat(values(new Structural.Iota(F32, Shape.of(2, 3), 1)))
        .containsExactly(0, 1, 2, 0, 1, 2);
    assertThat(values(new Structural.Iota(F32, Shape.of(0, 3), 1))).isEmpty();
  }
}
