package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.GatherScatterMode;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.ScatterDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Running combinations, sorts, windows and scatters under every transformation. */
class OrderTransformsTest {
  private static final double STEP = 1e-6;
  private static final Array POINT =
      Np.array(
          new double[][] {{0.3, -1.2, 2.5, 0.9}, {1.7, 0.1, -0.4, 1.1}, {-2.2, 0.6, 3.1, -0.8}});
  private static final Array WEIGHTS =
      Lax.iota(DType.F64, Shape.of(3, 4), 0)
          .mul(0.7)
          .add(Lax.iota(DType.F64, Shape.of(3, 4), 1))
          .cos();

  record Case(String name, Function1<Array, Array> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Array window(
      ReduceKind kind, Array x, int[] size, int[] stride, int[] low, int[] base, int[] dilation) {
    return Lax.reduceWindow(
        kind,
        x,
        Ints.of(size),
        Ints.of(stride),
        Ints.of(low),
        Ints.of(1, 0),
        Ints.of(base),
        Ints.of(dilation));
  }

  private static Array scatter(ScatterKind kind, Array x, boolean repeated) {
    Array indices = repeated ? Np.array(2, 0, 2, 9) : Np.array(2, 0, 1, 9);
    Array updates = Np.concatenate(List.of(x, Lax.sliceAlong(x, 0, 1, 0)), 0).mul(1.3);
    return Lax.scatter(
        kind,
        x,
        indices.expandDims(-1),
        updates,
        ScatterDimensionNumbers.of(Ints.of(1), Ints.of(0), Ints.of(0)),
        GatherScatterMode.FILL_OR_DROP,
        !repeated);
  }

  static Stream<Case> cases() {
    int[] one = {1, 1};
    int[] two = {2, 2};
    int[] none = {0, 0};
    return Stream.of(
        new Case("cumsum", x -> Lax.cumsum(x.square(), 1, false)),
        new Case("cumsum reverse", x -> Lax.cumsum(x.sin(), 0, true)),
        new Case("cumprod", x -> Lax.cumprod(x, 1, false)),
        new Case("cumprod reverse", x -> Lax.cumprod(x, 0, true)),
        new Case("cummax", x -> Lax.cummax(x, 1, false).square()),
        new Case("cummin reverse", x -> Lax.cummin(x, 1, true).exp()),
        new Case("cumlogsumexp", x -> Lax.cumlogsumexp(x, 1, false)),
        new Case("cumlogsumexp reverse", x -> Lax.cumlogsumexp(x.mul(x), 0, true)),
        new Case(
            "associative scan",
            x ->
                Lax.associativeScan(
                        (a, b) -> new Tuple2<>(a._1.mul(b._1), a._2.mul(b._1).add(b._2)),
                        new Tuple2<>(x.sin(), x),
                        false,
                        1)
                    ._2),
        new Case("sort", x -> Np.sort(x, 1).mul(x)),
        new Case("sort descending", x -> Np.sort(x, 0, true).square()),
        new Case("sort by key", x -> Lax.sortKeyVal(x.sin(), x.mul(x), 1)._2),
        new Case("top k", x -> Lax.topK(x, 2, 1)._1.square()),
        new Case("median", x -> Np.median(x.square(), 1)),
        new Case("quantile", x -> Np.quantile(x.exp(), Np.array(0.1, 0.55), 0)),
        new Case("sum of windows", x -> window(ReduceKind.SUM, x.sin(), two, one, one, two, one)),
        new Case("strided sums", x -> window(ReduceKind.SUM, x, two, two, one, one, two)),
        new Case("max pool", x -> window(ReduceKind.MAX, x.square(), two, two, none, one, one)),
        new Case("min in windows", x -> window(ReduceKind.MIN, x.exp(), two, one, none, one, one)),
        new Case("product of windows", x -> window(ReduceKind.PROD, x, two, one, one, two, two)),
        new Case("reduce", x -> Lax.reduce(x, Np.array(0.5), (a, b) -> a.mul(b).add(a).add(b), 1)),
        new Case("scatter set", x -> scatter(ScatterKind.SET, x, true)),
        new Case("scatter add", x -> scatter(ScatterKind.ADD, x.square(), true)),
        new Case("scatter mul", x -> scatter(ScatterKind.MUL, x, false)),
        new Case("scatter min", x -> scatter(ScatterKind.MIN, x, true).exp()),
        new Case("scatter max", x -> scatter(ScatterKind.MAX, x, true).square()),
        new Case("at", x -> x.at(Np.array(0, 2)).max(0.4).at(1).multiply(x.get(0)).sin()),
        new Case("barrier", x -> Lax.optimizationBarrier(List.of(x.sin(), x)).getFirst().mul(x)));
  }

  private static Array scalar(Case c, Array x) {
    Array flat = c.f().apply(x).ravel();
    return flat.mul(Lax.iota(DType.F64, flat.shape(), 0).add(1).cos()).sum();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tangentsAreDifferences(Case c) {
    Array up = c.f().apply(POINT.add(WEIGHTS.mul(STEP)));
    Array down = c.f().apply(POINT.sub(WEIGHTS.mul(STEP)));
    double[] expected = up.sub(down).div(2 * STEP).toDoubles();
    Array found = Jvp.of((Array x) -> c.f().apply(x)).apply(POINT, WEIGHTS)._2;
    assertClose(found.toDoubles(), expected, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreTransposedTangents(Case c) {
    var f = (ArrayFunction1) x -> scalar(c, x);
    double forward = Jvp.of((Array x) -> scalar(c, x)).apply(POINT, WEIGHTS)._2.toDouble();
    double backward = Grad.of(f).apply(POINT).mul(WEIGHTS).sum().toDouble();
    assertClose(new double[] {backward}, new double[] {forward}, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesAreDifferencesOfGradients(Case c) {
    var grad = Grad.of((ArrayFunction1) x -> scalar(c, x));
    Array up = grad.apply(POINT.add(WEIGHTS.mul(STEP)));
    Array down = grad.apply(POINT.sub(WEIGHTS.mul(STEP)));
    Array found = Jvp.of((Array x) -> grad.apply(x)).apply(POINT, WEIGHTS)._2;
    assertClose(found.toDoubles(), up.sub(down).div(2 * STEP).toDoubles(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lanesAreLoopsAndCompiledIsEager(Case c) {
    Array lanes = Np.stack(POINT, POINT.mul(0.5).add(0.2), Np.flip(POINT));
    Array batched = Vmap.of(x -> c.f().apply(x)).apply(lanes);
    Array gradients =
        Vmap.of(x -> Grad.of((ArrayFunction1) y -> scalar(c, y)).apply(x)).apply(lanes);
    for (int i = 0; i < 3; i++) {
      Array x = lanes.get(i);
      assertClose(batched.get(i).toDoubles(), c.f().apply(x).toDoubles(), 1e-12);
      Array gradient = Grad.of((ArrayFunction1) y -> scalar(c, y)).apply(x);
      assertClose(gradients.get(i).toDoubles(), gradient.toDoubles(), 1e-12);
    }
    Array compiled = Jit.of(x -> c.f().apply(x)).apply(POINT);
    assertClose(compiled.toDoubles(), c.f().apply(POINT).toDoubles(), 1e-13);
  }

  private static void assertClose(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    double largest =
        IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(expected[i])).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(found[i] - expected[i])).isLessThanOrEqualTo(tolerance * (1 + largest));
    }
  }

  @Test
  void tiesAreAsInJax() {
    gradient(x -> Lax.cummax(x, 0, false).sum(), new double[] {1, 1, 0}, 2, 1, 0);
    gradient(x -> Lax.cumprod(x, 0, false).sum(), new double[] {2, 0, 3}, 1, 8, 0);
    gradient(
        x ->
            Lax.reduceWindow(ReduceKind.MAX, x, Ints.of(2), Ints.of(1), Ints.of(0), Ints.of(0))
                .sum(),
        new double[] {1, 1, 1},
        1,
        1,
        0);
    gradient(
        x -> x.at(Np.array(0, 0)).max(Np.array(1.0, 1.0)).get(0), new double[] {1, 5}, 1.0 / 3, 0);
  }

  private static void gradient(ArrayFunction1 f, double[] at, double... expected) {
    assertThat(Grad.of(f).apply(Np.array(at)).toDoubles()).containsExactly(expected);
  }

  @Test
  void aProductOfRepeatedUpdatesHasNoDerivative() {
    Array base = Np.array(1.0, 2.0);
    Array twice = Np.array(0, 0);
    assertThat(base.at(twice).multiply(3).toDoubles()).containsExactly(9, 2);
    gradient(x -> x.at(twice).multiply(3).sum(), new double[] {1, 2}, 9, 1);
    assertThatThrownBy(
            () -> Grad.of(v -> base.at(twice).multiply(v).sum()).apply(Np.array(1.0, 2.0)))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("unique");
  }

  @Test
  void functionsAreAppliedAsOftenAsPositionsRepeat() {
    Array x = Np.array(1.0, 2.0, 3.0);
    assertThat(x.at(Np.array(0, 2, 0)).apply(v -> v.mul(10)).toDoubles())
        .containsExactly(100, 2, 30);
    assertThat(x.at(1).apply(Array::neg).toDoubles()).containsExactly(1, -2, 3);
    assertThat(x.at(Np.array(1, 1)).divide(2).toDoubles()).containsExactly(1, 0.5, 3);
    assertThat(x.at(Np.array(1, 1)).power(2).toDoubles()).containsExactly(1, 16, 3);
    assertThat(x.at(Np.array(1, 7)).subtract(2).toDoubles()).containsExactly(1, 0, 3);
    assertThat(x.at(Np.array(0, 7, -1)).get(Np.array(-5.0)).toDoubles()).containsExactly(1, -5, 3);
  }

  @Test
  void functionsThatAnOperationStandsForBecomeIt() {
    var sum = Jit.of(x -> Lax.reduce(x, Np.array(0.0), Array::add, 0));
    assertThat(sum.program(POINT).toString()).contains("reduce_sum").doesNotContain("slice");
    var greatest =
        Jit.of(x -> Lax.reduce(x, Np.array(Double.NEGATIVE_INFINITY), (a, b) -> b.maximum(a), 1));
    assertThat(greatest.program(POINT).toString()).contains("reduce_max").doesNotContain("slice");
    Array least = Lax.reduce(POINT, Np.array(0.0), Array::minimum, 1);
    assertThat(least.toDoubles()).containsExactly(-1.2, -0.4, -2.2);
  }

  @Test
  void hessianOfARunningProductIsThatOfTheProducts() {
    double[] at = {0.5, 0, -2};
    Array hessian = Hessian.of(x -> Lax.cumprod(x, 0, false).sum()).apply(Np.array(at));
    assertThat(hessian.toDoubles()).containsExactly(0, -1, 0, -1, 0, 0.5, 0, 0.5, 0);
  }
}
