package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;

/**
 * The regularised incomplete gamma functions and their derivatives of any order by the shape: by
 * the power series left of the shape, the continued fraction right of it, Temme's uniform expansion
 * around a large shape, and the series in x of Q where both arguments are small.
 */
final class IncompleteGamma {
  /** (μ - log(1 + μ)) / μ² of μ in [-1/2, 1]. */
  private static final Approximation LOG1PMX =
      new Approximation(
          -0.5,
          0.6666666666666666,
          new double[] {
            0.7725887222397809,
            6.831866721130146,
            23.43959059645421,
            39.57666792622777,
            34.521714123335805,
            14.978249535512866,
            2.840503083945847,
            0.16821094631501382,
            4.664208600738433e-05
          },
          new double[] {
            1.0,
            10.608923158921632,
            45.3737243558942,
            100.58088071262375,
            123.86603479489017,
            84.53350487965258,
            30.149983960319194,
            4.894898854215702,
            0.25751108348892454
          });

  /**
   * The coefficients of Temme's expansion (DLMF 8.12.7): power series in η, one for each power of 1
   * / a.
   */
  private static final double[][] TEMME = {
    {
      -0.3333333333333333,
      0.08333333333333333,
      -0.014814814814814815,
      0.0011574074074074073,
      0.0003527336860670194,
      -0.0001787551440329218,
      3.919263178522438e-05,
      -2.185448510679992e-06,
      -1.85406221071516e-06,
      8.296711340953087e-07,
      -1.7665952736826078e-07,
      6.707853543401498e-09,
      1.0261809784240309e-08,
      -4.382036018453353e-09,
      9.14769958223679e-10,
      -2.5514193994946248e-11,
      -5.830772132550426e-11
    },
    {
      -0.001851851851851852,
      -0.003472222222222222,
      0.0026455026455026454,
      -0.0009902263374485596,
      0.00020576131687242798,
      -4.018775720164609e-07,
      -1.8098550334489977e-05,
      7.64916091608111e-06,
      -1.6120900894563446e-06,
      4.647127802807434e-09,
      1.378633446915721e-07,
      -5.752545603517705e-08,
      1.1951628599778148e-08,
      -1.7543241719747647e-11,
      -1.0091543710600413e-09,
      4.162792991842583e-10
    },
    {
      0.004133597883597883,
      -0.0026813271604938273,
      0.0007716049382716049,
      2.0093878600823047e-06,
      -0.0001073665322636516,
      5.2923448829120125e-05,
      -1.2760635188618728e-05,
      3.423578734096138e-08,
      1.3721957309062934e-06,
      -6.298992138380055e-07,
      1.4280614206064242e-07,
      -2.0477098421990866e-10,
      -1.409252991086752e-08,
      6.228974084922022e-09,
      -1.3670488396617114e-09
    },
    {
      0.0006494341563786008,
      0.00022947209362139917,
      -0.0004691894943952557,
      0.00026772063206283885,
      -7.561801671883977e-05,
      -2.396505113867297e-07,
      1.1082654115347302e-05,
      -5.6749528269915965e-06,
      1.4230900732435883e-06,
      -2.7861080291528143e-11,
      -1.6958404091930278e-07,
      8.099464905388083e-08,
      -1.9111168485973655e-08
    },
    {
      -0.0008618882909167117,
      0.0007840392217200666,
      -0.0002990724803031902,
      -1.4638452578843418e-06,
      6.641498215465122e-05,
      -3.968365047179435e-05,
      1.1375726970678419e-05,
      2.507497226237533e-10,
      -1.6954149536558305e-06,
      8.907507532205309e-07,
      -2.292934834000805e-07
    },
    {
      -0.00033679855336635813,
      -6.972813758365857e-05,
      0.0002772753244959392,
      -0.00019932570516188847,
      6.797780477937208e-05,
      1.419062920643967e-07,
      -1.3594048189768693e-05,
      8.018470256334202e-06,
      -2.291481176508095e-06,
      -3.252473551298454e-10,
      3.4652846491085265e-07
    },
    {
      0.0005313079364639922,
      -0.0005921664373536939,
      0.0002708782096718045,
      7.902353232660328e-07,
      -8.153969367561969e-05,
      5.61168275310625e-05,
      -1.8329116582843375e-05,
      -3.0796134506033047e-09,
      3.465155368803609e-06,
      -2.0291327396058603e-06
    },
    {
      0.00034436760689237765,
      5.171790908260592e-05,
      -0.00033493161081142234,
      0.0002812695154763237,
      -0.00010976582244684731,
      -1.2741009095484485e-07,
      2.7744451511563645e-05,
      -1.8263488805711332e-05,
      5.7876949497350525e-06
    },
    {
      -0.0006526239185953094,
      0.0008394987206720873,
      -0.000438297098541721,
      -6.969091458420552e-07,
      0.00016644846642067547,
      -0.00012783517679769218,
      4.629953263691304e-05
    },
    {
      -0.0005967612901927463,
      -7.204895416020011e-05,
      0.0006782308837667328,
      -0.0006401475260262758,
      0.00027750107634328704
    },
    {0.0013324454494800656, -0.0019144384985654776, 0.0011089369134596636}
  };

  /** Shapes from which on Temme's expansion is used, and how far from them relative to them. */
  private static final double TEMME_FROM = 20;

  private static final double TEMME_WIDTH = 0.3;
  private static final int STEPS = 10_000;

  private final int order;
  private final Array a;
  private final Array x;
  private final double epsilon;

  private IncompleteGamma(int order, Array a, Array x) {
    this.order = order;
    this.a = a;
    this.x = x;
    this.epsilon = Lanes.epsilon(x.dtype());
  }

  /** P(a, x). */
  static Array lower(Array a, Array x) {
    List<Array> both = Special.together(a, x);
    return derivative(false, 0, both.get(0), both.get(1));
  }

  /** Q(a, x) = 1 - P(a, x). */
  static Array upper(Array a, Array x) {
    List<Array> both = Special.together(a, x);
    return derivative(true, 0, both.get(0), both.get(1));
  }

  /** The derivative of {@link #lower} by a. */
  static Array byShape(Array a, Array x) {
    List<Array> both = Special.together(a, x);
    return derivative(false, 1, both.get(0), both.get(1));
  }

  /** The derivative of the given order by a of either function. */
  private static Array derivative(boolean upper, int order, Array a, Array x) {
    return CustomDerivative.byArgument(
        upper ? "gammaincc" : "gammainc",
        List.of(a, x),
        in -> new IncompleteGamma(order, in.get(0), in.get(1)).value(upper),
        List.of(
            (t, _, in) -> t.mul(derivative(upper, order + 1, in.get(0), in.get(1))),
            (t, _, in) -> {
              Array density = density(order, in.get(0), in.get(1));
              return t.mul(upper ? density.neg() : density);
            }));
  }

  private Array value(boolean upper) {
    if (order > 0) {
      Array slope = byShape();
      return upper ? slope.neg() : slope;
    }
    Regularized both = regularized();
    return upper ? both.upper() : both.lower();
  }

  /** P and Q, each without cancellation where it is small. */
  record Regularized(Array lower, Array upper) {}

  static Regularized regularized(Array a, Array x) {
    return new IncompleteGamma(0, a, x).regularized();
  }

  private Regularized regularized() {
    Array inside = a.gt(0).and(x.gt(0)).and(Np.isfinite(a)).and(Np.isfinite(x));
    Array p = Np.where(inside, a, 1);
    Array y = Np.where(inside, x, 1);
    Array central = p.gt(TEMME_FROM).and(y.sub(p).abs().lt(p.mul(TEMME_WIDTH)));
    Array edge =
        Np.where(y.gt(0.5), y.mul(1.1), Np.divide(-0.4, Np.where(y.gt(0.5), 0.5, y).log()));
    Array small = central.not().and(y.lt(1.1)).and(edge.ge(p));
    Array right = central.not().and(y.ge(1.1)).and(y.ge(p));
    Array left = central.or(small).or(right).not();
    // What would not be a normal number is zero, as engines that flush those take it.
    double least = x.dtype() == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL;
    Array log = logPower(p, y);
    Array scale = Np.where(log.lt(Math.log(least)), Double.NEGATIVE_INFINITY, log).exp();
    Array byFraction = scale.mul(p).mul(fraction(p, y, inside.and(right)).value());
    Array above = Np.where(small, smallUpper(Np.where(small, p, 1), y), byFraction);
    Array below = scale.mul(series(p, y, inside.and(left)).value());
    Regularized near = temme(Np.where(central, p, 100), Np.where(central, y, 100));
    Array lower = Np.where(central, near.lower(), Np.where(left, below, Np.subtract(1, above)));
    Array upper = Np.where(central, near.upper(), Np.where(left, Np.subtract(1, below), above));
    return new Regularized(edges(inside, lower, 0, 1), edges(inside, upper, 1, 0));
  }

  private Array edges(Array inside, Array value, double atZero, double atInfinity) {
    Array known = a.ge(0).and(x.ge(0));
    Array zero = x.eq(0).or(a.eq(Double.POSITIVE_INFINITY));
    Array end = Np.where(zero, Np.fullLike(value, atZero), Np.fullLike(value, atInfinity));
    Array nowhere = a.eq(0).and(x.eq(0)).or(Np.isposinf(a).and(Np.isposinf(x))).or(known.not());
    return Np.where(nowhere, Double.NaN, Np.where(inside, value, end));
  }

  /** log(1 + μ) - μ, exact relative to itself; {@code ratio} is 1 + μ. */
  static Array log1pmx(Array mu, Array ratio) {
    Array near = mu.gt(-0.5).and(mu.lt(1));
    Array m = Np.where(near, mu, 0);
    Array far = Np.where(near, 1, ratio).log().sub(mu);
    return Np.where(near, m.square().mul(LOG1PMX.of(m)).neg(), far);
  }

  /** log(x^a exp(-x) / Γ(a + 1)). */
  private static Array logPower(Array a, Array x) {
    Array large = a.ge(GammaFunctions.LARGE);
    Array p = Np.where(large, a, GammaFunctions.LARGE);
    Array around = p.mul(log1pmx(x.sub(p).div(p), x.div(p))).sub(GammaFunctions.stirling(p));
    Array far = around.sub(p.mul(2 * Math.PI).log().mul(0.5));
    Array q = Np.where(large, 1, a);
    Array gamma = GammaFunctions.gammaln(q.add(1));
    Array near = Np.xlogy(q, x).sub(x).sub(Np.where(q.le(2), GammaFunctions.gammaln1p(q), gamma));
    return Np.where(large, far, near);
  }

  /** log of x times the density of a gamma variable. */
  static Array logDensityTimesX(Array a, Array x) {
    return logPower(a, x).add(a.log());
  }

  /** The derivative of the given order by a of the density x^(a - 1) exp(-x) / Γ(a). */
  static Array density(int order, Array a, Array x) {
    Array density =
        CustomDerivative.byArgument(
            "gamma_density",
            List.of(a, x),
            in -> density(in.get(0), in.get(1)),
            List.of(
                (t, y, in) -> t.mul(y.mul(in.get(1).log().sub(GammaFunctions.digamma(in.get(0))))),
                (t, y, in) -> t.mul(y.mul(in.get(0).sub(1).div(in.get(1)).sub(1)))));
    if (order == 0) {
      return density;
    }
    Array inside = x.gt(0);
    Array y = Np.where(inside, x, 1);
    ParameterSeries growth = logGamma(order, a, 0).neg();
    ParameterSeries log = growth.with(1, 0, y.log().sub(GammaFunctions.digamma(a)));
    return Np.where(inside, density.mul(log.exp().derivative()), 0);
  }

  /** The Taylor coefficients of log Γ(a + shift) but the first, for which there is zero. */
  private static ParameterSeries logGamma(int order, Array a, int shift) {
    ParameterSeries series = ParameterSeries.constant(order, 0, Np.zerosLike(a));
    double factorial = 1;
    for (int k = 1; k <= order; k++) {
      factorial *= k;
      Array at = a.add(shift);
      Array slope = k == 1 ? GammaFunctions.digamma(at) : Zeta.polygamma(k - 1, at);
      series = series.with(k, 0, slope.div(factorial));
    }
    return series;
  }

  private static Array density(Array a, Array x) {
    Array inside = a.gt(0).and(x.gt(0)).and(Np.isfinite(x));
    Array p = Np.where(inside, a, 1);
    Array y = Np.where(inside, x, 1);
    Array value = logPower(p, y).exp().mul(p.div(y));
    Array rises = Np.where(a.lt(1), Double.POSITIVE_INFINITY, Np.where(a.eq(1), Np.onesLike(a), 0));
    Array wrong = a.gt(0).and(x.ge(0)).not();
    Array end = Np.where(x.eq(0), rises, 0);
    return Np.where(wrong, Double.NaN, Np.where(inside, value, end));
  }

  /** Q of x up to 1.1 and a up to 2 (DLMF 8.7.1). */
  private static Array smallUpper(Array a, Array x) {
    Array y = Np.minimum(x, 1.1);
    Array log = a.mul(y.log()).sub(GammaFunctions.gammaln1p(a));
    Array term = y.neg();
    Array sum = term.div(a.add(1));
    for (int n = 2; n <= 20; n++) {
      term = term.mul(y).mul(-1.0 / n);
      sum = sum.add(term.div(a.add(n)));
    }
    return log.expm1().add(log.exp().mul(a).mul(sum)).neg();
  }

  private static Regularized temme(Array a, Array x) {
    Array mu = x.sub(a).div(a);
    Array log = log1pmx(mu, x.div(a));
    Array eta = log.mul(-2).sqrt();
    Array signed = Np.where(mu.lt(0), eta.neg(), eta);
    Array sum = Approximation.polynomial(TEMME[TEMME.length - 1], signed);
    for (int k = TEMME.length - 2; k >= 0; k--) {
      sum = sum.div(a).add(Approximation.polynomial(TEMME[k], signed));
    }
    Array rest = a.mul(log).exp().div(a.mul(2 * Math.PI).sqrt()).mul(sum);
    Array z = signed.mul(a.mul(0.5).sqrt());
    return new Regularized(Np.erfc(z.neg()).mul(0.5).sub(rest), Np.erfc(z).mul(0.5).add(rest));
  }

  /** Σ x^n / ((a + 1) … (a + n)), which times x^a exp(-x) / Γ(a + 1) is P. */
  private ParameterSeries series(Array p, Array y, Array used) {
    ParameterSeries shape = ParameterSeries.linear(order, 0, p, 1, 0);
    ParameterSeries one = shape.constant(Np.onesLike(p));
    int size = one.toList().size();
    List<Array> init = new ArrayList<>(one.toList());
    init.addAll(one.toList());
    List<Array> last =
        Lanes.loop(
            used,
            STEPS,
            y.dtype(),
            init,
            (n, s) -> {
              ParameterSeries term = one.ofList(s.subList(0, size)).mul(y).div(shape.add(n));
              ParameterSeries sum = one.ofList(s.subList(size, 2 * size)).add(term);
              List<Array> next = new ArrayList<>(term.toList());
              next.addAll(sum.toList());
              return new Lanes.Next(next, sum.moved(term, epsilon));
            });
    return one.ofList(last.subList(size, 2 * size));
  }

  /**
   * The continued fraction by Lentz's method, which times x^a exp(-x) / Γ(a) is Q (DLMF 8.9.2,
   * contracted).
   */
  private ParameterSeries fraction(Array p, Array y, Array used) {
    ParameterSeries shape = ParameterSeries.linear(order, 0, p, 1, 0);
    ParameterSeries one = shape.constant(Np.onesLike(p));
    ParameterSeries start = shape.neg().add(y.add(1));
    ParameterSeries d0 = one.div(start);
    int size = one.toList().size();
    List<Array> init = new ArrayList<>(one.mul(1e30).toList());
    init.addAll(d0.toList());
    init.addAll(d0.toList());
    List<Array> last =
        Lanes.loop(
            used,
            STEPS,
            y.dtype(),
            init,
            (i, s) -> {
              ParameterSeries above = shape.add(i.neg()).mul(i);
              ParameterSeries b = start.add(i.mul(2));
              ParameterSeries c = b.add(above.div(one.ofList(s.subList(0, size))));
              ParameterSeries d = one.div(above.mul(one.ofList(s.subList(size, 2 * size))).add(b));
              ParameterSeries old = one.ofList(s.subList(2 * size, 3 * size));
              ParameterSeries value = old.mul(c.mul(d));
              List<Array> next = new ArrayList<>(c.toList());
              next.addAll(d.toList());
              next.addAll(value.toList());
              return new Lanes.Next(next, value.moved(value.add(old.neg()), epsilon));
            });
    return one.ofList(last.subList(2 * size, 3 * size));
  }

  /** The derivative of P of the order by a. */
  private Array byShape() {
    Array inside = a.gt(0).and(x.gt(0)).and(Np.isfinite(a)).and(Np.isfinite(x));
    Array p = Np.where(inside, a, 1);
    Array y = Np.where(inside, x, 1);
    Array right = y.gt(1).and(y.gt(p));
    ParameterSeries log = logGamma(order, p, 1).neg().add(logPower(p, y));
    ParameterSeries slope = ParameterSeries.linear(order, 0, Np.zerosLike(p), y.log(), y.log());
    ParameterSeries scale = log.add(slope).exp();
    ParameterSeries below = scale.mul(series(p, y, inside.and(right.not())));
    ParameterSeries shape = ParameterSeries.linear(order, 0, p, 1, 0);
    ParameterSeries above = scale.mul(shape).mul(fraction(p, y, inside.and(right)));
    Array value = Np.where(right, above.derivative().neg(), below.derivative());
    Array wrong = x.ge(0).and(a.gt(0)).not();
    return Np.where(wrong, Double.NaN, Np.where(inside, value, 0));
  }

  /**
   * The derivative by the shape of a gamma variable that is now {@code x}: implicit
   * reparameterisation (Figurnov et al. 2018), without the density, which underflows in tails.
   */
  static Array ofSample(Array a, Array x) {
    List<Array> both = Special.together(a, x);
    return CustomDerivative.byArgument(
        "random_gamma_grad",
        both,
        in -> new IncompleteGamma(1, in.get(0), in.get(1)).ofSample(),
        List.of(
            (t, _, in) -> t.mul(secondOfSample(in.get(0), in.get(1), true)),
            (t, _, in) -> t.mul(secondOfSample(in.get(0), in.get(1), false))));
  }

  /** The partial derivatives of -(∂P/∂a) / density. */
  private static Array secondOfSample(Array a, Array x, boolean byShape) {
    Array density = density(0, a, x);
    Array slope = ofSample(a, x);
    Array above = byShape ? derivative(false, 2, a, x) : density(1, a, x);
    Array log = byShape ? x.log().sub(GammaFunctions.digamma(a)) : a.sub(1).div(x).sub(1);
    return above.div(density).add(slope.mul(log)).neg();
  }

  private Array ofSample() {
    Array inside = a.gt(0).and(x.gt(0)).and(Np.isfinite(a)).and(Np.isfinite(x));
    Array p = Np.where(inside, a, 1);
    Array y = Np.where(inside, x, 1);
    Array right = y.gt(1).and(y.gt(p));
    ParameterSeries sum = series(p, y, inside.and(right.not()));
    ParameterSeries ratio = fraction(p, y, inside.and(right));
    Array left = y.log().sub(GammaFunctions.digamma(p.add(1)));
    Array below = sum.value().mul(left).add(sum.derivative()).mul(y).div(p).neg();
    Array slope = y.log().sub(GammaFunctions.digamma(p));
    Array above = ratio.value().mul(slope).add(ratio.derivative()).mul(y);
    Array wrong = x.ge(0).and(a.gt(0)).not();
    Array value = Np.where(right, above, below);
    return Np.where(wrong, Double.NaN, Np.where(inside, value, 0));
  }
}
