package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jet;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Taylor mode against nested derivatives and known series. */
class JetTest {
  private static final String SEED = "20260804";

  private static void close(Array actual, Array expected, double tolerance) {
    Arrays.assertClose(List.of(actual), List.of(expected), tolerance);
  }

  /** The derivatives of f(x + x1 t + x2 t²/2 + x3 t³/6) by t at 0, by nested Jvp. */
  private static List<Array> nested(Function1<Array, Array> f, Array x, List<Array> series) {
    Function1<Array, Array> curve =
        t -> {
          Array at = x;
          Array power = t;
          double factorial = 1;
          for (int k = 0; k < series.size(); k++) {
            factorial *= k + 1;
            at = at.add(series.get(k).mul(power).div(factorial));
            power = power.mul(t);
          }
          return f.apply(at);
        };
    List<Array> derivatives = new ArrayList<>();
    Function1<Array, Array> g = curve;
    for (int k = 0; k <= series.size(); k++) {
      derivatives.add(g.apply(Np.array(0.0)));
      Function1<Array, Array> last = g;
      g = t -> Jvp.of(last).apply(t, Np.array(1.0))._2;
    }
    return derivatives;
  }

  private static void check(Function1<Array, Array> f, Array x, List<Array> series) {
    Tuple2<Array, List<Array>> jet = Jet.of(f).apply(x, series);
    List<Array> expected = Jit.of((Array v) -> nested(f, v, series)).apply(x);
    close(jet._1, expected.getFirst(), 1e-12);
    Arrays.assertClose(jet._2, expected.subList(1, expected.size()), 1e-9);
  }

  private static final Map<String, Function1<Array, Array>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("exp", x -> x.exp()),
          Map.entry("expm1", x -> Np.expm1(x)),
          Map.entry("log", x -> x.add(2).log()),
          Map.entry("log1p", x -> Np.log1p(x)),
          Map.entry("sqrt", x -> x.add(2).sqrt()),
          Map.entry("rsqrt", x -> Np.rsqrt(x.add(2))),
          Map.entry("cbrt", x -> Np.cbrt(x.add(2))),
          Map.entry("sin", x -> x.sin()),
          Map.entry("cos", x -> x.cos()),
          Map.entry("tan", x -> x.tan()),
          Map.entry("arcsin", x -> Np.arcsin(x)),
          Map.entry("arccos", x -> Np.arccos(x)),
          Map.entry("arctan", x -> Np.arctan(x)),
          Map.entry("sinh", x -> x.sinh()),
          Map.entry("cosh", x -> x.cosh()),
          Map.entry("tanh", x -> x.tanh()),
          Map.entry("arcsinh", x -> Np.arcsinh(x)),
          Map.entry("arccosh", x -> Np.arccosh(x.add(2))),
          Map.entry("arctanh", x -> Np.arctanh(x)),
          Map.entry("erf", x -> Np.erf(x)),
          Map.entry("erfc", x -> Np.erfc(x)),
          Map.entry("erfinv", x -> Np.erfInv(x)),
          Map.entry("expit", x -> Np.sigmoid(x)),
          Map.entry("power", x -> Np.power(x.add(2), Np.array(1.7))),
          Map.entry("power of array", x -> Np.power(x.add(2), x.sin())),
          Map.entry("cube", x -> Np.power(x, 3)),
          Map.entry("divide", x -> Np.divide(x.sin(), x.add(2))),
          Map.entry("arctan2", x -> Np.arctan2(x.add(1), x.cos())),
          Map.entry("remainder", x -> Lax.rem(x.mul(5), x.add(3))),
          Map.entry(
              "abs and extremes", x -> Np.maximum(x.abs(), x.mul(x)).sub(Np.minimum(x, 0.3))));

  @Property(tries = 1, seed = SEED, shrinking = ShrinkingMode.OFF)
  void elementwiseFunctions(@ForAll @IntRange(max = 1000) int seed) {
    Array x = Rng.uniform(Key.of(seed), Shape.of(4), DType.F64).mul(1.4).sub(0.7);
    Array[] terms = new Array[3];
    for (int k = 0; k < 3; k++) {
      terms[k] = Rng.normal(Key.of(seed + k + 1), Shape.of(4), DType.F64);
    }
    List<Array> series = List.of(terms);
    // all functions in one program each way: compiling is what takes time
    Function1<Array, Array> all =
        v -> Np.stack(FUNCTIONS.values().stream().map(f -> f.apply(v)).toArray(Array[]::new));
    check(all, x, series);
  }

  @Property(tries = 1, seed = SEED, shrinking = ShrinkingMode.OFF)
  void compositions(@ForAll @IntRange(max = 1000) int seed) {
    Array x = Rng.uniform(Key.of(seed), Shape.of(3, 2), DType.F64);
    Array w = Rng.normal(Key.of(seed + 1), Shape.of(2, 3), DType.F64);
    List<Array> series =
        List.of(
            Rng.normal(Key.of(seed + 2), Shape.of(3, 2), DType.F64),
            Rng.normal(Key.of(seed + 3), Shape.of(3, 2), DType.F64),
            Rng.normal(Key.of(seed + 4), Shape.of(3, 2), DType.F64));
    check(v -> w.matmul(v).tanh().matmul(w.sin()).sum(), x, series);
    check(v -> v.transpose().matmul(v).reshape(4).mul(2), x, series);
    check(
        v ->
            Np.concatenate(List.of(v.get(0), v.prod(0).exp(), v.max(1), Np.flip(v, 0).get(1)), 0)
                .add(1)
                .log(),
        x,
        series);
    check(v -> Np.where(v.gt(0.5), v.mul(v), v.sin()).at(1).add(v.get(2)).cos(), x, series);
    check(
        v -> Jit.of((Array u) -> u.exp()).apply(Checkpoint.of((Array u) -> u.sin()).apply(v)),
        x,
        series);
  }

  /** Of x(t) = t the derivatives are those of the function. */
  @Example
  void knownSeries() {
    Array one = Np.array(1.0);
    Array zero = Np.array(0.0);
    List<Array> t = List.of(one, zero, zero, zero, zero, zero);
    Map<Function1<Array, Array>, double[]> known =
        Map.of(
            x -> x.exp(), new double[] {1, 1, 1, 1, 1, 1},
            x -> x.sin(), new double[] {1, 0, -1, 0, 1, 0},
            x -> x.tanh(), new double[] {1, 0, -2, 0, 16, 0},
            x -> Np.log1p(x), new double[] {1, -1, 2, -6, 24, -120},
            x -> Np.divide(1, Np.subtract(1, x)), new double[] {1, 2, 6, 24, 120, 720},
            x -> Np.power(x, 3), new double[] {0, 0, 6, 0, 0, 0},
            x -> x.add(1).sqrt(), new double[] {0.5, -0.25, 0.375, -0.9375, 3.28125, -14.765625},
            x -> Np.erf(x).mul(Math.sqrt(Math.PI) / 2), new double[] {1, 0, -2, 0, 12, 0});
    known.forEach(
        (f, expected) ->
            close(
                Np.stack(Jet.of(f).apply(zero, t)._2.toArray(Array[]::new)),
                Np.array(expected),
                1e-12));
  }

  record Pair(Array a, Array b) {}

  @Example
  void treesBatchesAndDerivatives() {
    Function1<Pair, Pair> f = p -> new Pair(p.a().mul(p.b()), p.a().sin());
    Pair x = new Pair(Np.array(0.5), Np.array(2.0));
    Pair first = new Pair(Np.array(1.0), Np.array(3.0));
    Pair second = new Pair(Np.array(0.25), Np.array(0.0));
    Tuple2<Pair, List<Pair>> jet = Jet.of(f).apply(x, List.of(first, second));
    close(jet._2.get(0).a(), Np.array(2.0 + 1.5), 1e-14);
    close(jet._2.get(1).a(), Np.array(0.25 * 2 + 2 * 3), 1e-14);
    close(jet._2.get(1).b(), Np.array(0.25 * Math.cos(0.5) - Math.sin(0.5)), 1e-14);
    assertThat(Jet.of(f).apply(x, List.of())._2).isEmpty();
    Array xs = Np.array(0.1, 0.2);
    Function1<Array, Array> curvature =
        v ->
            Jet.of((Array u) -> u.exp().sin())
                .apply(v, List.of(Np.onesLike(v), Np.zerosLike(v)))
                ._2
                .get(1);
    close(Vmap.of(curvature).apply(xs), curvature.apply(xs), 1e-14);
    Function1<Array, Array> twice = Grad.of(Grad.of((Array u) -> u.exp().sin()));
    close(curvature.apply(Np.array(0.1)), twice.apply(Np.array(0.1)), 1e-13);
    close(Grad.of(curvature).apply(Np.array(0.1)), Grad.of(twice).apply(Np.array(0.1)), 1e-12);
  }

  @Example
  void errors() {
    Array x = Np.array(1.0);
    assertThatThrownBy(
            () ->
                Jet.of((Array v) -> Lax.foriLoop(0, 3, (_, s) -> s.mul(2), v)).apply(x, List.of(x)))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("scan")
        .hasMessageContaining("JetTest.java");
    assertThatThrownBy(() -> Jet.of((Array v) -> v).apply(x, List.of(x, Np.array(1.0, 2.0))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("term 2");
    // a loop that does not depend on the argument is none of its business
    assertThat(
            Jet.of((Array v) -> Lax.foriLoop(0, 3, (_, s) -> s.mul(2), Np.array(1.0)).mul(v))
                .apply(x, List.of(x))
                ._2
                .getFirst()
                .toDouble())
        .isEqualTo(8);
  }
}
