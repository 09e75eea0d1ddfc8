package org.juxta.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.juxta.tracer.DType.F32;
import static org.juxta.tracer.DType.I32;
import static org.juxta.tracer.DType.I64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.tracer.Indexing.ScatterKind;

class EvaluateIndexingTest {
  private static double[] values(Op op, HostArray... operands) {
    return Hosts.doubles(Hosts.evaluate(op, operands));
  }

  private static HostArray index(double value) {
    return Hosts.scalar(I32, value);
  }

  /** Rows of a matrix, as in {@code x[indices]}. */
  private static Indexing.Gather rows(int columns) {
    return new Indexing.Gather(
        Ints.of(1), Ints.of(0), Ints.EMPTY, Ints.EMPTY, Ints.of(0), Ints.of(1, columns));
  }

  private static Indexing.Scatter intoRows(ScatterKind kind) {
    return new Indexing.Scatter(
        kind, Ints.of(1), Ints.of(0), Ints.EMPTY, Ints.EMPTY, Ints.of(0), false);
  }

  @Test
  void startsOfSlicesAreClamped() {
    HostArray x = Hosts.range(F32, 3, 3);
    Op slice = new Indexing.DynamicSlice(Ints.of(2, 2));
    assertThat(values(slice, x, index(9), index(-9))).containsExactly(3, 4, 6, 7);
    HostArray update = Hosts.of(F32, Shape.of(2, 2), -1, -2, -3, -4);
    assertThat(values(new Indexing.DynamicUpdateSlice(), x, update, index(-9), index(9)))
        .containsExactly(0, -1, -2, 3, -3, -4, 6, 7, 8);
    HostArray far = HostArray.scalar(ArrayType.of(I64), Long.MAX_VALUE);
    assertThat(values(new Indexing.DynamicSlice(Ints.of(1)), Hosts.range(F32, 4), far))
        .containsExactly(3);
    HostArray unsigned = HostArray.scalar(ArrayType.of(DType.U32), 0xFFFFFFFFL);
    assertThat(values(new Indexing.DynamicSlice(Ints.of(1)), Hosts.range(F32, 4), unsigned))
        .containsExactly(3);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void gathersRows(DType dtype) {
    HostArray x = Hosts.of(dtype, Shape.of(2, 2), 1, 0, 0, 1);
    HostArray indices = Hosts.of(I32, Shape.of(3, 1), 1, -4, 7);
    assertThat(values(rows(2), x, indices)).containsExactly(0, 1, 1, 0, 0, 1);
  }

  @Test
  void gathersWithBatchAxes() {
    HostArray x = Hosts.range(F32, 2, 3);
    HostArray indices = Hosts.of(I64, Shape.of(2, 2, 1), 2, 0, 1, 9);
    Op takeAlong =
        new Indexing.Gather(
            Ints.EMPTY, Ints.of(1), Ints.of(0), Ints.of(0), Ints.of(1), Ints.of(1, 1));
    assertThat(values(takeAlong, x, indices)).containsExactly(2, 0, 4, 5);
  }

  @Test
  void gathersNothing() {
    HostArray none = Hosts.of(I32, Shape.of(0, 1));
    assertThat(Hosts.evaluate(rows(3), Hosts.range(F32, 2, 3), none).type().shape())
        .isEqualTo(Shape.of(0, 3));
  }

  @Test
  void updatesOutsideAreLeftOut() {
    HostArray x = Hosts.range(F32, 2, 2);
    HostArray indices = Hosts.of(I32, Shape.of(3, 1), -1, 2, 1);
    HostArray updates = Hosts.of(F32, Shape.of(3, 2), 10, 20, 30, 40, 50, 60);
    assertThat(values(intoRows(ScatterKind.SET), x, indices, updates))
        .containsExactly(0, 1, 50, 60);
    // A window that lies inside only in part is left out as a whole.
    Op windows =
        new Indexing.Scatter(
            ScatterKind.SET, Ints.of(1), Ints.EMPTY, Ints.EMPTY, Ints.EMPTY, Ints.of(0), false);
    HostArray pairs = Hosts.of(F32, Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
    assertThat(
            values(
                windows,
                Hosts.of(F32, 0, 0, 0, 0, 0),
                Hosts.of(I32, Shape.of(3, 1), 4, -1, 2),
                pairs))
        .containsExactly(0, 0, 5, 6, 0);
  }

  @Test
  void repeatedUpdates() {
    HostArray x = Hosts.of(I32, Shape.of(2, 1), 1, 2);
    HostArray indices = Hosts.of(I32, Shape.of(3, 1), 0, 0, 0);
    HostArray updates = Hosts.of(I32, Shape.of(3, 1), 10, 20, 30);
    assertThat(values(intoRows(ScatterKind.ADD), x, indices, updates)).containsExactly(61, 2);
    assertThat(values(intoRows(ScatterKind.SET), x, indices, updates)).containsExactly(30, 2);
    assertThat(Hosts.doubles(x)).containsExactly(1, 2);
  }

  @Test
  void scatteredSumsOfSinglePrecisionDoNotDependOnTheOrder() {
    HostArray x = Hosts.of(F32, Shape.of(1, 1), 1e8f);
    HostArray indices = Hosts.of(I32, Shape.of(4, 1));
    HostArray updates = Hosts.of(F32, Shape.of(4, 1), 3, 3, 3, -1e8f);
    assertThat(values(intoRows(ScatterKind.ADD), x, indices, updates)).containsExactly(9);
  }

  @Test
  void scattersWithBatchAxes() {
    HostArray x = Hosts.range(F32, 2, 3);
    Op putAlong =
        new Indexing.Scatter(
            ScatterKind.SET, Ints.EMPTY, Ints.of(1), Ints.of(0), Ints.of(0), Ints.of(1), true);
    HostArray indices = Hosts.of(I32, Shape.of(2, 1, 1), 2, 0);
    assertThat(values(putAlong, x, indices, Hosts.of(F32, Shape.of(2, 1), 50, 60)))
        .containsExactly(0, 1, 50, 60, 4, 5);
  }
}
