package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Special;
import org.juxta.tests.SpecialFunctionCases.Case;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;
import org.juxta.xla.Engines;

/** Derivatives, batches, element types and identities of special functions. */
class SpecialFunctionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  static List<Case> cases() {
    return SpecialFunctionCases.all();
  }

  private record Recorded(Program program, List<HostArray> captures) {}

  private static Recorded record(List<Array> arguments, Function<List<Array>, List<Array>> f) {
    List<ArrayType> types = arguments.stream().map(Array::type).toList();
    Trace.Recording recording =
        Trace.record(
            types,
            in -> f.apply(in.stream().map(Array::of).toList()).stream().map(Array::value).toList());
    return new Recorded(
        Passes.simplify(recording.program().check()).check(), host(recording.captured()));
  }

  private static List<HostArray> host(List<? extends Value> values) {
    return values.stream().map(v -> ((Value.Concrete) v).toHost()).toList();
  }

  /** By the reference evaluator, without compiling anything. */
  private static List<Array> run(List<Array> arguments, Function<List<Array>, List<Array>> f) {
    Recorded recorded = record(arguments, f);
    List<HostArray> inputs = host(arguments.stream().map(Array::value).toList());
    return ReferenceEvaluator.run(recorded.program(), recorded.captures(), inputs).stream()
        .map(Array::of)
        .toList();
  }

  private static List<Array> with(List<Array> x, int i, Array changed) {
    List<Array> result = new ArrayList<>(x);
    result.set(i, changed);
    return result;
  }

  private static Function1<Array, Array> along(Case c, List<Array> x, int i) {
    return z -> c.f().apply(with(x, i, z));
  }

  private static Array slope(Function1<Array, Array> f, Array x) {
    return Jvp.of(f).apply(x, Np.onesLike(x))._2;
  }

  /** The first derivative against differences of values, the second against those of the first. */
  @ParameterizedTest
  @MethodSource("cases")
  void derivatives(Case c) {
    List<Array> x = c.arguments();
    for (int i = x.size() - c.differentiable(); i < x.size(); i++) {
      int at = i;
      Array h = x.get(i).abs().add(0.1).mul(1e-3);
      List<Array> found =
          run(
              x,
              in -> {
                Function1<Array, Array> f = along(c, in, at);
                Function1<Array, Array> g = z -> slope(f, z);
                Array z = in.get(at);
                return List.of(g.apply(z), difference(f, z, h), slope(g, z), difference(g, z, h));
              });
      assertRelative(c + " by argument " + i, found.get(0), found.get(1), 2e-8);
      assertRelative(c + " twice by argument " + i, found.get(2), found.get(3), 2e-8);
    }
  }

  /** Of the sixth order in {@code h}. */
  private static Array difference(Function1<Array, Array> f, Array x, Array h) {
    double[] weights = {3.0 / 4, -3.0 / 20, 1.0 / 60};
    Array sum = Np.zerosLike(x);
    for (int k = 1; k <= 3; k++) {
      Array step = h.mul(k);
      Array change = f.apply(x.add(step)).sub(f.apply(x.sub(step)));
      sum = sum.add(change.mul(weights[k - 1]));
    }
    return sum.div(h);
  }

  private static void assertRelative(String what, Array actual, Array expected, double tolerance) {
    double[] a = actual.toDoubles();
    double[] e = expected.toDoubles();
    assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
    for (int i = 0; i < a.length; i++) {
      boolean same = Math.abs(a[i] - e[i]) <= tolerance * (1e-3 + Math.abs(e[i]));
      if (!same && a[i] != e[i] && !(Double.isNaN(a[i]) && Double.isNaN(e[i]))) {
        assertThat(a).as(what + ", element " + i).isEqualTo(e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reverseIsForward(Case c) {
    List<Array> x = c.arguments();
    int i = x.size() - 1;
    List<Array> found =
        run(
            x,
            in -> {
              Function1<Array, Array> f = along(c, in, i);
              var back = Vjp.of(f).apply(in.get(i));
              Array forward = slope(f, in.get(i));
              Array summed = forward.rank() > 1 ? forward.sum(0) : forward;
              return List.of(back._2.apply(Np.onesLike(back._1)), summed);
            });
    assertRelative(c.name(), found.get(0), found.get(1), 1e-13);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void batches(Case c) {
    List<Array> found =
        run(
            c.arguments(),
            in -> {
              Array whole = c.f().apply(in);
              Array lanes = Vmap.of((List<Array> lane) -> c.f().apply(lane)).apply(in);
              return List.of(whole.rank() > 1 ? whole.transpose() : whole, lanes);
            });
    assertRelative(c.name(), found.get(1), found.get(0), 1e-14);
  }

  /** Within the error that rounding the arguments makes. */
  @ParameterizedTest
  @MethodSource("cases")
  void singlePrecision(Case c) {
    List<Array> small = c.arguments().stream().map(x -> x.astype(DType.F32)).toList();
    List<Array> exact = small.stream().map(x -> x.astype(DType.F64)).toList();
    Array got = run(small, in -> List.of(c.f().apply(in))).getFirst();
    assertThat(got.dtype()).isEqualTo(DType.F32);
    List<Array> want =
        run(
            exact,
            in -> {
              Array value = c.f().apply(in);
              Array moved = value.abs();
              for (int i = in.size() - c.differentiable(); i < in.size(); i++) {
                moved = moved.add(slope(along(c, in, i), in.get(i)).mul(in.get(i)).abs());
              }
              return List.of(value, moved);
            });
    double[] g = got.toDoubles();
    double[] w = want.get(0).toDoubles();
    double[] scale = want.get(1).toDoubles();
    for (int i = 0; i < g.length; i++) {
      assertThat(Math.abs(g[i] - w[i]))
          .as("%s, element %d: %s for %s", c, i, g[i], w[i])
          .isLessThanOrEqualTo(64 * Math.ulp(1.0f) * scale[i]);
    }
  }

  /** All in one program, since compiling costs more than running. */
  @Test
  void xlaIsTheReference() {
    List<Case> cases = cases();
    List<Array> arguments = new ArrayList<>();
    cases.forEach(c -> arguments.addAll(c.arguments()));
    Function<List<Array>, List<Array>> all =
        in -> {
          List<Array> results = new ArrayList<>();
          int from = 0;
          for (Case c : cases) {
            results.add(c.f().apply(in.subList(from, from + c.arguments().size())));
            from += c.arguments().size();
          }
          return results;
        };
    Recorded recorded = record(arguments, all);
    List<HostArray> inputs = new ArrayList<>(recorded.captures());
    inputs.addAll(host(arguments.stream().map(Array::value).toList()));
    List<Array> expected = run(arguments, all);
    List<? extends Value> got = Engines.tensorFlow().compile(recorded.program()).execute(inputs);
    for (int i = 0; i < cases.size(); i++) {
      assertRelative(cases.get(i).name(), Array.of(got.get(i)), expected.get(i), 1e-12);
    }
  }

  private static void values(Array actual, double... expected) {
    assertRelative("values", actual, Np.array(expected), 1e-14);
  }

  @Test
  void edgesOfGamma() {
    Array x = Np.array(0.0, -0.0, -1, -INF, INF, NAN);
    values(Special.gamma(x), INF, -INF, NAN, NAN, INF, NAN);
    values(Special.gammaln(x), INF, INF, INF, INF, INF, NAN);
    values(Special.loggamma(Np.array(-1.5, 0, 2)), NAN, INF, 0);
    values(Special.gammasgn(Np.array(0.0, -0.0, -1, -0.5, -1.5)), 1, -1, NAN, -1, 1);
    values(Special.digamma(Np.array(0.0, -1, -INF, INF)), -INF, NAN, NAN, INF);
    values(Special.polygamma(1, Np.array(0.0, -1, -0.5, INF)), INF, INF, 8.934802200544679, 0);
    values(Special.factorial(Np.array(-1.0, 0, 5, 20)), 0, 1, 120, 2432902008176640000.0);
    values(Special.poch(Np.array(-1.0, -2, 0, -3), Np.array(1.0, 3, 0.5, 2)), -1, 0, 0, 6);
    values(Special.comb(Np.array(5.0, 5, 5, -1), Np.array(2.0, 6, -1, 1)), 10, 0, 0, 0);
    values(Special.betaln(Np.array(0.0, INF, 1), Np.array(1.0, 2, 1)), INF, -INF, 0);
  }

  @Test
  void edgesOfIncompleteFunctions() {
    Array a = Np.array(0.0, 0, 1, -1, INF, 2, 2, INF);
    Array x = Np.array(0.0, 1, 0, 1, 1, -1, INF, INF);
    values(Special.gammainc(a, x), NAN, 1, 0, NAN, 0, NAN, 1, NAN);
    values(Special.gammaincc(a, x), NAN, 0, 1, NAN, 1, NAN, 0, NAN);
    values(
        Special.betainc(
            Np.array(0.0, 1, 0, INF, 1, 1, -1, 2, 2),
            Np.array(1.0, 0, 0, 1, INF, 1, 1, 2, 2),
            Np.array(0.5, 0.5, 0.5, 0.5, 0.5, 1.5, 0.5, 0, 1)),
        1,
        0,
        NAN,
        0,
        1,
        NAN,
        NAN,
        0,
        1);
    values(Special.gammaincinv(Np.array(2.0, 2, 2), Np.array(0.0, 1, 2)), 0, INF, NAN);
    values(Special.gammainccinv(Np.array(2.0, 2, 2), Np.array(0.0, 1, -1)), INF, 0, NAN);
    Array two = Np.array(2.0);
    values(Special.betaincinv(two, two, Np.array(0.0, 1, 2, NAN)), 0, 1, NAN, NAN);
  }

  @Test
  void edgesOfOthers() {
    values(
        Special.zeta(Np.array(1.0, 0.5, 2, 2, 2, 2.5), Np.array(1.0, 2, 0, -1, -0.5, -0.5)),
        INF,
        NAN,
        INF,
        INF,
        8.934802200544679,
        NAN);
    values(Special.exp1(Np.array(0.0, -1, INF, NAN)), INF, NAN, 0, NAN);
    values(Special.expi(Np.array(0.0, INF, -INF, NAN)), -INF, INF, 0, NAN);
    values(
        Special.expn(Np.array(0.0, 0, 1, -1, 2, 3), Np.array(0.0, 1, 0, 1, INF, 0)),
        INF,
        Math.exp(-1),
        INF,
        NAN,
        0,
        0.5);
    values(Special.si(Np.array(0.0, INF, -INF, NAN)), 0, Math.PI / 2, -Math.PI / 2, NAN);
    values(Special.ci(Np.array(0.0, INF, -INF, NAN)), -INF, 0, NAN, NAN);
    values(Special.fresnel(Np.array(0.0, INF, -INF, NAN))._1, 0, 0.5, -0.5, NAN);
    values(Special.spence(Np.array(-1.0, 0, 1, INF)), NAN, Math.PI * Math.PI / 6, 0, -INF);
    values(Special.lambertw(Np.array(-1.0, 0, INF, NAN)), NAN, 0, INF, NAN);
    values(
        Special.owensT(Np.array(INF, 0, 0, NAN), Np.array(1.0, INF, -INF, 1)), 0, 0.25, -0.25, NAN);
    values(Special.ive(Np.array(0.0, 1, 0.5), Np.array(0.0, 0, -1)), 1, 0, NAN);
    values(Special.kve(Np.array(0.0, 1, 2.5), Np.array(0.0, 0, -1)), INF, INF, NAN);
    values(Special.i0e(Np.array(0.0, INF, NAN)), 1, 0, NAN);
    values(Special.i1(Np.array(0.0, INF, -INF)), 0, INF, -INF);
    values(Special.erfcx(Np.array(INF, -INF, NAN)), 0, INF, NAN);
    values(Special.dawsn(Np.array(0.0, INF, NAN)), 0, 0, NAN);
    values(Special.erfcinv(Np.array(0.0, 2, 3, 1)), INF, -INF, NAN, 0);
    values(Special.ndtriExp(Np.array(0.0, -INF, 1)), INF, -INF, NAN);
    values(Special.boxcox(Np.array(0.0, 0, 1, -1), Np.array(0.0, 1, 0, 1)), -INF, -1, 0, NAN);
    values(
        Special.hyp2f1(Np.array(0.5), Np.array(0.5), Np.array(2.5), Np.array(1.0, 2)),
        1.1780972450961724,
        INF);
    values(Special.sqrt1pm1(Np.array(INF, 0, 1e-20)), INF, 0, 5e-21);
    values(Special.log1psquare(Np.array(INF, 1e200, 0)), INF, 2 * Math.log(1e200), 0);
    values(Special.logSubExp(Np.array(1000.0, 2), Np.array(0.0, 2)), 1000, -INF);
    values(Special.bernoulli(6, DType.F64), 1, -0.5, 1.0 / 6, 0, -1.0 / 30, 0, 1.0 / 42);
  }

  /** P + Q = 1, and what recurrences relate. */
  @Test
  void identities() {
    Array a = Np.array(0.02, 0.7, 3, 25, 400, 1e4);
    for (double ratio : new double[] {1e-3, 0.3, 0.9, 1, 1.2, 4}) {
      Array x = a.mul(ratio);
      Array sum = Special.gammainc(a, x).add(Special.gammaincc(a, x));
      assertRelative("P + Q", sum, Np.onesLike(a), 1e-15);
      Array term = Special.gammaincc(a.add(1), x).sub(Special.gammaincc(a, x));
      Array power = Np.xlogy(a, x).sub(x).sub(Special.gammaln(a.add(1))).exp();
      assertRelative("recurrence of Q at " + ratio, term.add(1), power.add(1), 1e-10);
      Array p = Special.betainc(a, a.mul(2), Np.array(0.3));
      Array q = Special.betainc(a.mul(2), a, Np.array(0.7));
      assertRelative("I + I = 1", p.add(q), Np.onesLike(a), 1e-12);
    }
    Array p = Np.array(1e-12, 0.3, 0.5, 0.9, 0.999);
    for (double shape : new double[] {0.2, 1, 5, 80, 3000}) {
      Array s = Np.array(shape);
      assertRelative("P(inverse)", Special.gammainc(s, Special.gammaincinv(s, p)), p, 1e-11);
      assertRelative("Q(inverse)", Special.gammaincc(s, Special.gammainccinv(s, p)), p, 1e-11);
      Array other = Np.array(2.5);
      Array quantile = Special.betaincinv(s, other, p);
      assertRelative("I(inverse)", Special.betainc(s, other, quantile), p, 1e-10);
    }
    Array v = Np.array(0.3, 4.6, 15, 35);
    Array z = Np.array(0.5, 3, 20, 700).reshape(4, 1);
    Array wronskian =
        Special.ive(v, z)
            .mul(Special.kve(v.add(1), z))
            .add(Special.ive(v.add(1), z).mul(Special.kve(v, z)))
            .mul(z);
    assertRelative("Wronskian of I and K", wronskian, Np.onesLike(wronskian), 1e-12);
  }
}
