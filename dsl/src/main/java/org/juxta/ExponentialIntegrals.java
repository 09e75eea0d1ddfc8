package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/** The exponential integrals E1, Ei and En. */
final class ExponentialIntegrals {
  private static final double EULER = 0.57721566490153286;

  /** (E1(x) + log(x) + γ) / x on [0, 1]. */
  private static final Approximation E1_NEAR =
      new Approximation(
          0.5000000000000006,
          2.000000000000002,
          new double[] {
            0.8876841582354966,
            0.08994293540759675,
            0.007251858856758401,
            0.00025060171803062154,
            6.809682456513524e-06,
            6.626326316313257e-08,
            1.5136880268718384e-10
          },
          new double[] {
            1.0,
            0.2148156090195448,
            0.020674124457944733,
            0.0011475212977536248,
            3.89975616309165e-05,
            7.75272318329976e-07,
            7.107231133681422e-09
          });

  /** x exp(x) E1(x) of 1 / x for x from 1 on. */
  private static final Approximation E1_FAR =
      new Approximation(
          0.0,
          1.000000000000001,
          new double[] {
            1.0,
            53.78694419946011,
            1185.8542740020766,
            14075.749337884601,
            99448.98334899404,
            437129.3581075845,
            1215404.7546516454,
            2135015.789930916,
            2331482.661972208,
            1532665.0149381966,
            574909.8729877603,
            112674.0156049102,
            9866.337612112167,
            275.00094288198056,
            0.5009124832908314
          },
          new double[] {
            1.0,
            54.786944199460024,
            1238.641218201565,
            15210.816667682984,
            112487.23924585653,
            525431.9246422234,
            1583254.1460384193,
            3091500.223205111,
            3878656.425921187,
            3060738.1835672,
            1464239.7504673146,
            400267.7653094872,
            56741.455087399496,
            3501.1835890969496,
            63.09200707100034
          });

  /** (Ei(x) - log(x) - γ) / x on [0, 6]. */
  private static final Approximation EI_NEAR =
      new Approximation(
          6.0,
          -0.16666666666666669,
          new double[] {
            13.93679783471827,
            -11.963765663864569,
            15.174825409290445,
            -5.228663244624777,
            3.150322922666846,
            -0.4929904127172586,
            0.15644056465364187,
            -0.00976207645801087,
            0.0007566069988782303
          },
          new double[] {
            1.0,
            2.9541148958175927,
            4.096833674094453,
            3.5063820637416607,
            2.041968816823232,
            0.8370274980301233,
            0.23906727367871397,
            0.04434691494373438,
            0.00422080353395271
          });

  /** x exp(-x) Ei(x) of 1 / x for x from 6, from 16 and from 40 on. */
  private static final Approximation EI_MIDDLE =
      new Approximation(
          0.0625,
          9.6,
          new double[] {
            1.0723449766623854,
            5.872298101153217,
            17.39852496645058,
            33.09189372862062,
            44.92326083059656,
            44.87734345502863,
            34.00072300855938,
            19.431120816554618,
            7.990090102375705,
            1.7867563608149448,
            -0.05673081510951584,
            -0.0011798872978368098
          },
          new double[] {
            1.0,
            5.343747092559353,
            15.472102181273243,
            28.5381538750015,
            37.2244862644341,
            35.03920577935991,
            24.29329624223607,
            12.156203335530469,
            4.3058144720040845,
            0.9943679378094465,
            0.13406343153419242,
            0.006418267540507208
          });

  private static final Approximation EI_FAR =
      new Approximation(
          0.04375,
          53.333333333333336,
          new double[] {
            1.0481952802766836,
            0.020730018837702043,
            0.4893911070395988,
            -0.0790001248896972,
            0.09076184970374578,
            -0.02024599893894061,
            0.007496344442545445,
            -0.0011138512313472438,
            0.00014263522148126877,
            -2.2374888533374294e-06
          },
          new double[] {
            1.0,
            -0.0020611271532526877,
            0.46584810015216693,
            -0.08563547937474619,
            0.08793821014009631,
            -0.021190887204779147,
            0.007519746477172583,
            -0.00121245973528441,
            0.00015532410703552373,
            -4.76808317217832e-06
          });
  private static final Approximation EI_LAST =
      new Approximation(
          0.025,
          -40.0000000000016,
          new double[] {
            1.0263545114390058,
            2.772649236030747,
            2.143414547199402,
            0.6166493025317951,
            0.06646396703219559,
            0.002161558991281995,
            7.054830232227149e-06
          },
          new double[] {
            1.0,
            2.7285651799060653,
            2.160790138926887,
            0.65528062116323,
            0.07952316448902184,
            0.003501686079437518,
            3.938749001139848e-05
          });

  private ExponentialIntegrals() {}

  static Array exp1(Array x) {
    return CustomDerivative.byArgument(
        "exp1",
        List.of(x),
        in -> first(in.getFirst()),
        List.of((t, _, in) -> t.mul(in.getFirst().neg().exp().div(in.getFirst())).neg()));
  }

  private static Array first(Array x) {
    Array near = x.le(1);
    Array s = Np.where(near, x, 1);
    Array small = s.mul(E1_NEAR.of(s)).sub(s.log()).sub(EULER);
    Array z = Np.where(near, 1, x);
    Array large = z.neg().exp().div(z).mul(E1_FAR.of(Np.divide(1, z)));
    return Np.where(near, small, Np.where(Np.isinf(x), 0, large));
  }

  static Array expi(Array x) {
    return CustomDerivative.byArgument(
        "expi",
        List.of(x),
        in -> principal(in.getFirst()),
        List.of((t, _, in) -> t.mul(in.getFirst().exp().div(in.getFirst()))));
  }

  private static Array principal(Array x) {
    Array left = x.lt(0);
    Array near = x.le(6);
    Array s = Np.where(left, 1, Np.where(near, x, 1));
    Array small = s.mul(EI_NEAR.of(s)).add(s.log()).add(EULER);
    Array z = Np.where(near, 6, x);
    Array w = Np.divide(1, z);
    Array middle = EI_MIDDLE.of(Np.maximum(w, 1.0 / 16));
    Array far = EI_FAR.of(Np.clip(w, 1.0 / 40, 1.0 / 16));
    Array last = EI_LAST.of(Np.minimum(w, 1.0 / 40));
    Array ratio = Np.where(z.lt(16), middle, Np.where(z.lt(40), far, last));
    Array half = z.mul(0.5).exp();
    Array large = half.mul(w).mul(ratio).mul(half);
    Array right = Np.where(near, small, Np.where(Np.isinf(x), x, large));
    return Np.where(left, first(x.abs()).neg(), right);
  }

  /** E_n(x) of integers n &gt;= 0. */
  static Array expn(Array n, Array x) {
    return CustomDerivative.byArgument(
        "expn",
        List.of(n, x),
        in -> ofOrder(in.get(0), in.get(1)),
        List.of(
            (t, _, _) -> t.mul(Double.NaN),
            (t, y, in) -> {
              Array at = in.get(1);
              Array zero = in.get(0).eq(0);
              Array less = expn(Np.where(zero, 1, in.get(0)).sub(1), at);
              return t.mul(Np.where(zero, y.mul(Np.divide(1, at).add(1)), less)).neg();
            }));
  }

  private static Array ofOrder(Array n, Array x) {
    Array inside = n.ge(1).and(n.eq(n.floor())).and(x.gt(0)).and(Np.isfinite(x));
    Array order = Np.where(inside, n, 1);
    Array y = Np.where(inside, x, 1);
    Array near = y.le(1);
    Array small = series(order, Np.where(near, y, 1));
    Array far = fraction(order, Np.where(near, 2, y), inside.and(near.not()));
    Array value = Np.where(near, small, y.neg().exp().mul(far));
    Array zeroOrder = x.neg().exp().div(x);
    Array atZero =
        Np.where(n.le(1), Double.POSITIVE_INFINITY, Np.divide(1, Np.where(n.le(1), 2, n).sub(1)));
    Array end = Np.where(x.eq(0), atZero, Np.where(Np.isinf(x), Np.zerosLike(x), zeroOrder));
    Array known = n.ge(0).and(n.eq(n.floor())).and(x.ge(0));
    return Np.where(known, Np.where(inside, value, end), Double.NaN);
  }

  /** DLMF 8.19.8, of x up to 1. */
  private static Array series(Array n, Array x) {
    Array less = n.sub(1);
    Array sum = Np.zerosLike(x);
    double scale = 1;
    Array power = Np.onesLike(x);
    for (int m = 0; m < 20; m++) {
      Array below = Np.subtract(m, less);
      Array term = power.mul(scale).div(Np.where(below.eq(0), 1, below));
      sum = sum.sub(Np.where(below.eq(0), 0, term));
      power = power.mul(x);
      scale /= -(m + 1.0);
    }
    Array even = less.mul(0.5).floor().mul(2).eq(less);
    Array size = less.mul(x.log()).sub(GammaFunctions.gammaln(n)).exp();
    Array own = GammaFunctions.digamma(n).sub(x.log());
    return sum.add(Np.where(even, size, size.neg()).mul(own));
  }

  /** exp(x) E_n(x) by its continued fraction (DLMF 8.19.17, contracted). */
  private static Array fraction(Array n, Array x, Array used) {
    double epsilon = Lanes.epsilon(x.dtype());
    Array b = x.add(n);
    Array first = Np.divide(1, b);
    List<Array> last =
        Lanes.loop(
            used,
            500,
            x.dtype(),
            List.of(Np.fullLike(x, 1e30), first, first),
            (i, s) -> {
              Array above = n.sub(1).add(i).mul(i).neg();
              Array next = b.add(i.mul(2));
              Array d = Np.divide(1, above.mul(s.get(1)).add(next));
              Array c = next.add(above.div(s.get(0)));
              Array change = c.mul(d);
              Array on = change.sub(1).abs().gt(epsilon);
              return new Lanes.Next(List.of(c, d, s.get(2).mul(change)), on);
            });
    return last.get(2);
  }
}
