package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;

/**
 * The sine, cosine and Fresnel integrals: near 0 by the function itself, further out by the
 * auxiliary functions f and g (DLMF 6.2(ii), 7.2(iv)); and the dilogarithm.
 */
final class TrigonometricIntegrals {
  private static final double EULER = 0.57721566490153286;
  private static final double SPLIT = 4;
  private static final double FRESNEL_SPLIT = 1.6;

  /** Si(x) / x of x² up to 16. */
  private static final Approximation SI_NEAR =
      new Approximation(
          16.0,
          -0.0625,
          new double[] {
            0.4395507847372633,
            0.21485961447109553,
            0.11756730689029765,
            0.022893879573004615,
            0.002066225131296441,
            7.01736234135314e-05
          },
          new double[] {
            1.0,
            -0.22640407722286876,
            0.025063871844032394,
            -0.0017253632805277353,
            7.52481516610672e-05,
            -1.6950659259465886e-06
          });

  /** (log(x) + γ - Ci(x)) / x² of x² up to 16. */
  private static final Approximation CI_NEAR =
      new Approximation(
          0.0,
          0.0625,
          new double[] {
            0.25,
            -0.11566878943253696,
            0.030338573097779983,
            -0.0036800084118471066,
            0.0002216452874308545,
            -5.311116145507069e-06
          },
          new double[] {
            1.0,
            0.20399150893651896,
            0.02031159464509044,
            0.0012611373840424954,
            5.022677207505516e-05,
            1.0675919919866742e-06
          });

  /** x f(x) and x² g(x), of 1 / x² for x from 4 on. */
  private static final Approximation F =
      new Approximation(
          0.0,
          16.000000000000256,
          new double[] {
            1.0,
            83.14186273382236,
            2726.3717594814875,
            46603.91950965366,
            462432.90440388233,
            2806757.2723553497,
            10694794.107335944,
            25831679.58049143,
            39433194.723258086,
            37475685.48862024,
            21534046.92960734,
            7126132.569179778,
            1253977.1564951448,
            102166.85415844395,
            2916.600246796069,
            12.629453240215602
          },
          new double[] {
            1.0,
            83.26686273382228,
            2736.686367323251,
            46938.37481843083,
            468057.6584289297,
            2861297.2971532047,
            11015402.662290972,
            27001173.896025978,
            42097138.35576693,
            41237427.37328159,
            24758680.91557391,
            8741840.804363353,
            1698455.4570885582,
            162586.9537372641,
            6254.805564725783,
            59.997042106170404
          });

  private static final Approximation G =
      new Approximation(
          0.0,
          16.000000000000256,
          new double[] {
            0.9999999999999999,
            100.31762809754186,
            4016.7453028091527,
            84929.57236401549,
            1057314.1316446175,
            8180361.6037569605,
            40458595.67168079,
            129552573.84824996,
            268948756.9310024,
            358813015.2647415,
            301656637.0371833,
            154576493.50743303,
            45783099.18647037,
            7191609.819576636,
            515070.7222408702,
            12210.848946692518,
            26.703414226350024
          },
          new double[] {
            1.0,
            100.6926280975415,
            4054.0362883458965,
            86403.86677143733,
            1087933.6142018011,
            8552303.782497628,
            43243072.33782855,
            142741897.12684405,
            308898515.9893693,
            436107462.8682923,
            396068490.24259794,
            225687643.97996897,
            77552418.53986377,
            15104708.062500626,
            1507489.1792695445,
            64287.165146803505,
            774.8610341521137
          });

  /** S(x) / x³ and C(x) / x of x⁴ for x up to 1.6. */
  private static final Approximation FRESNEL_S =
      new Approximation(
          3.2768000000000006,
          0.30517578125000006,
          new double[] {
            0.288939362640846,
            -0.14749505708122063,
            0.034080952428501794,
            -0.003473205743056488,
            0.00017597900602409934,
            -4.382240887346249e-06,
            4.3763882505081177e-08
          },
          new double[] {
            1.0,
            0.09912319594171924,
            0.004869978200418478,
            0.0001540506457510628,
            3.3671116752882826e-06,
            4.9229271588242585e-08,
            3.857844520573946e-10
          });

  private static final Approximation FRESNEL_C =
      new Approximation(
          6.5536,
          -0.15258789062500003,
          new double[] {
            0.22841355215030482,
            0.1665170647619042,
            0.2870528315487581,
            0.10446278829584223,
            0.016007009857097833,
            0.0010982590761901866,
            2.8775610746030337e-05
          },
          new double[] {
            1.0,
            -0.21864867580177733,
            0.023830346907495567,
            -0.0016809899294636529,
            8.224634767600779e-05,
            -2.6931840227901866e-06,
            4.6960935882518276e-08
          });

  /** π x f(x) and π² x³ g(x), of 1 / x⁴ for x from 1.6 on. */
  private static final Approximation FRESNEL_F =
      new Approximation(
          0.0,
          6.553600000000043,
          new double[] {
            0.9999999999999993,
            52.105613377323586,
            1022.5333811343796,
            9926.778479943925,
            52660.869547256574,
            159129.44139458414,
            276909.51290208485,
            274156.47235870286,
            148965.54327554925,
            41465.851578147136,
            5213.492621592133,
            229.65975045643916,
            1.756383754128998
          },
          new double[] {
            1.0,
            52.151994534385516,
            1024.927153514074,
            9973.045317710334,
            53099.59539178749,
            161375.87356828141,
            283351.9015532323,
            284545.60080116347,
            158178.6641225257,
            45729.61762582657,
            6146.588799182423,
            309.3769236641364,
            3.4314052384844866
          });

  private static final Approximation FRESNEL_G =
      new Approximation(
          0.0,
          6.553600000000043,
          new double[] {
            1.0,
            96.60547550826175,
            3725.667737039238,
            75899.27267697139,
            910855.4308985259,
            6798146.98677461,
            32464631.34517858,
            100497646.17284769,
            202002504.88514772,
            261435383.55500686,
            213725442.0246942,
            106821823.1255119,
            30987434.325973917,
            4796952.5876924265,
            342459.34596708644,
            8345.074176938446,
            24.882187067027353
          },
          new double[] {
            1.0,
            96.83738129357585,
            3747.899008764235,
            76747.05815758019,
            927853.3422876141,
            6997679.24392102,
            33909867.884623945,
            107129546.01354049,
            221488139.9490332,
            298049226.61023235,
            257197174.23984596,
            138661264.65519667,
            44812660.015896656,
            8137261.89104689,
            746853.8734879761,
            28598.091188914623,
            294.06815193276583
          });

  /** -Li2(-w) / -w = Σ (-w)^k / (k + 1)², of |w| up to 1/2. */
  private static final Approximation DILOGARITHM =
      new Approximation(
          -0.5,
          1.0,
          new double[] {
            1.164481052930025,
            6.023575794401604,
            11.694757101460869,
            10.62709057925382,
            4.601031103260791,
            0.8583623077926271,
            0.05164976195054289,
            0.0003122816613688032
          },
          new double[] {
            1.0,
            5.553720598981586,
            11.866554032238223,
            12.32486284014895,
            6.486136787289162,
            1.642918936677054,
            0.171059210885889,
            0.004870718752845574
          });

  private TrigonometricIntegrals() {}

  static Array si(Array x) {
    return CustomDerivative.byArgument(
        "si",
        List.of(x),
        in -> sine(in.getFirst()),
        List.of((t, _, in) -> t.mul(Np.sinc(in.getFirst().mul(1 / Math.PI)))));
  }

  static Array ci(Array x) {
    return CustomDerivative.byArgument(
        "ci",
        List.of(x),
        in -> cosine(in.getFirst()),
        List.of((t, _, in) -> t.mul(in.getFirst().cos().div(in.getFirst()))));
  }

  private static Array sine(Array x) {
    Array near = x.abs().le(SPLIT);
    Array s = Np.where(near, x, 0);
    Array small = s.mul(SI_NEAR.of(s.square()));
    Array z = Np.where(near.or(Np.isinf(x)), SPLIT, x.abs());
    Array w = Np.divide(1, z.square());
    Array far = z.cos().mul(F.of(w)).div(z).add(z.sin().mul(G.of(w)).mul(w));
    Array large = Np.where(Np.isinf(x), 0, far).neg().add(Math.PI / 2);
    return Np.where(near, small, Np.where(x.lt(0), large.neg(), large));
  }

  private static Array cosine(Array x) {
    Array size = x.abs();
    Array near = size.le(SPLIT);
    Array s = Np.where(near, size, 1);
    Array small = s.log().add(EULER).sub(s.square().mul(CI_NEAR.of(s.square())));
    Array z = Np.where(near.or(Np.isinf(x)), SPLIT, size);
    Array w = Np.divide(1, z.square());
    Array far = z.sin().mul(F.of(w)).div(z).sub(z.cos().mul(G.of(w)).mul(w));
    Array end = Np.where(x.gt(0), Np.zerosLike(x), Double.NaN);
    return Np.where(near, small, Np.where(Np.isinf(x), end, far));
  }

  static Array fresnelS(Array x) {
    return CustomDerivative.byArgument(
        "fresnel_s",
        List.of(x),
        in -> fresnel(in.getFirst(), true),
        List.of((t, _, in) -> t.mul(phase(in.getFirst()).sin())));
  }

  static Array fresnelC(Array x) {
    return CustomDerivative.byArgument(
        "fresnel_c",
        List.of(x),
        in -> fresnel(in.getFirst(), false),
        List.of((t, _, in) -> t.mul(phase(in.getFirst()).cos())));
  }

  /** π x² / 2, less whole turns. */
  private static Array phase(Array x) {
    Array square = x.square();
    Array turns = Lax.stopGradient(square.mul(0.25).floor().mul(4));
    return square.sub(turns).mul(Math.PI / 2);
  }

  private static Array fresnel(Array x, boolean ofSine) {
    Array size = x.abs();
    Array near = size.le(FRESNEL_SPLIT);
    Array s = Np.where(near, x, 0);
    Array square = s.square();
    Array small =
        ofSine
            ? s.mul(square).mul(FRESNEL_S.of(square.square()))
            : s.mul(FRESNEL_C.of(square.square()));
    Array infinite = Np.isinf(x);
    Array z = Np.where(near.or(infinite), FRESNEL_SPLIT, size);
    Array w = Np.divide(1, z.square());
    Array f = FRESNEL_F.of(w.square()).div(z.mul(Math.PI));
    Array g = FRESNEL_G.of(w.square()).mul(w).div(z.mul(Math.PI * Math.PI));
    Array angle = phase(z);
    Array wave =
        ofSine
            ? f.mul(angle.cos()).add(g.mul(angle.sin())).neg()
            : f.mul(angle.sin()).sub(g.mul(angle.cos()));
    Array large = Np.where(infinite, 0, wave).add(0.5);
    return Np.where(near, small, Np.where(x.lt(0), large.neg(), large));
  }

  /** Li2(1 - z) of z &gt;= 0. */
  static Array spence(Array z) {
    return CustomDerivative.byArgument(
        "spence",
        List.of(z),
        in -> dilogarithm(in.getFirst()),
        List.of((t, _, in) -> t.mul(logRatio(in.getFirst())).neg()));
  }

  private static Array dilogarithm(Array z) {
    Array large = z.gt(1.5);
    Array inside = z.ge(0).and(z.lt(Double.POSITIVE_INFINITY));
    Array safe = Np.where(inside, z, 1);
    Array inner = Np.where(large, Np.divide(1, Np.where(large, safe, 1)), safe);
    Array low = inner.lt(0.5);
    Array w = Np.where(low, inner.neg(), inner.sub(1));
    Array core = w.mul(DILOGARITHM.of(w)).neg();
    Array product = Np.xlogy(Np.where(low, inner.neg().log1p(), 0), inner);
    Array crossed = core.neg().add(Math.PI * Math.PI / 6).sub(product);
    Array unit = Np.where(low, Np.where(inner.eq(0), Math.PI * Math.PI / 6, crossed), core);
    Array log = Np.where(large, safe, 1).log();
    Array value = Np.where(large, log.square().mul(-0.5).sub(unit), unit);
    Array end = Np.where(z.gt(0), Np.fullLike(z, Double.NEGATIVE_INFINITY), Double.NaN);
    return Np.where(inside, value, end);
  }

  /** log(z) / (z - 1), smooth at 1. */
  private static Array logRatio(Array z) {
    Array near = z.sub(1).abs().lt(0.1);
    Array w = Np.where(near, z.sub(1), 0);
    double[] series = new double[18];
    for (int k = 0; k < series.length; k++) {
      series[k] = (k % 2 == 0 ? 1.0 : -1.0) / (k + 1);
    }
    Array other = Np.where(near, 2, z);
    return Np.where(near, Approximation.polynomial(series, w), other.log().div(other.sub(1)));
  }
}
