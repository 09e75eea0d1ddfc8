package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;

/** The gamma function, its logarithm and the logarithm's derivative. */
final class GammaFunctions {
  /** log Γ(1 + s) / (s (s - 1)) on [0, 2]: the zeros at s = 0 and 1 are factors. */
  private static final Approximation NEAR =
      new Approximation(
          0.0,
          0.5,
          new double[] {
            0.5772156649015329,
            4.081932197304766,
            11.659074366367507,
            17.292218816504814,
            14.268220615329428,
            6.5242093197434805,
            1.554515927767135,
            0.16737703949252347,
            0.005839032536952467,
            1.3556318433496528e-05
          },
          new double[] {
            1.0,
            7.921536459219169,
            25.85320102202602,
            44.990712800414016,
            45.18877922478522,
            26.533714999592224,
            8.821220286493094,
            1.5298171469569093,
            0.1170808357895876,
            0.002661462547415898
          });

  /** The rest of Stirling's formula times x, of 1 / x² for x from 3 on. */
  private static final Approximation STIRLING =
      new Approximation(
          0.05555555555555555,
          18.0,
          new double[] {
            0.08318136697655197,
            -0.00014970021836481492,
            2.1834243382991205e-06,
            -7.748924275653492e-08,
            4.741691530205892e-09,
            -4.2388213534809325e-10,
            5.021942540571869e-11,
            -7.400353568681238e-12,
            1.299959277550747e-12,
            -2.6315781406045013e-13,
            5.707884902447438e-14,
            -1.4106181358080604e-14,
            5.908608453796186e-15,
            -1.833544798566451e-15
          },
          new double[] {1.0});

  /** ψ(1 + s) / (s + 1 - x0) on [0, 2], where x0 is its zero. */
  private static final Approximation DIGAMMA_NEAR =
      new Approximation(
          0.0,
          0.5,
          new double[] {
            1.2503801375034054,
            4.3267885828692005,
            5.670594424766043,
            3.6288843566445363,
            1.206997755815154,
            0.2032186277495048,
            0.015350660794827008,
            0.00037682579179768597,
            5.458489648973829e-07
          },
          new double[] {
            1.0,
            4.827472160686282,
            8.727536384137366,
            7.784725634427414,
            3.732396566830056,
            0.9692040869787631,
            0.1289061869001195,
            0.007571463396920978,
            0.0001340921454449372
          });

  /** (log(x) - 1 / (2 x) - ψ(x)) x², of 1 / x² for x from 3 on. */
  private static final Approximation DIGAMMA_FAR =
      new Approximation(
          0.1111111111111111,
          -9.0,
          new double[] {
            0.08245158212678297,
            0.000841679675725985,
            3.6541819224419606e-05,
            3.0622839647696948e-06,
            3.8543789162568764e-07,
            6.428532471734284e-08,
            1.3373111889072563e-08,
            2.552761057980505e-09,
            2.643410574410765e-09,
            -3.2243495041451424e-09,
            4.941968566170109e-09,
            -4.641897259219733e-09,
            2.9895524714448934e-09,
            -1.134028505286843e-09,
            2.03889557001186e-10
          },
          new double[] {1.0});

  private static final double ZERO = 1.4616321449683622;
  private static final double ZERO_REST = 9.549995429965697e-17;

  /** Where Stirling's formula is used. */
  static final double LARGE = 3;

  private static final double STIRLING_CONSTANT = 0.5 * Math.log(2 * Math.PI) - 0.5;

  private GammaFunctions() {}

  /** log |Γ(x)|; infinite at 0, -1, … and at infinities. */
  static Array gammaln(Array x) {
    return CustomDerivative.byArgument(
        "gammaln",
        List.of(x),
        in -> logOfAnySign(in.getFirst()),
        List.of((t, _, in) -> t.mul(digamma(in.getFirst()))));
  }

  private static Array logOfAnySign(Array x) {
    Array size = x.abs();
    Array right = logOfPositive(size);
    Array sine = fraction(size).mul(Math.PI).sin();
    Array left = Np.subtract(Math.log(Math.PI), size.log()).sub(sine.log()).sub(right);
    Array infinite = Np.isinf(x).or(x.lt(0).and(sine.eq(0)));
    return Np.where(infinite, Double.POSITIVE_INFINITY, Np.where(x.lt(0), left, right));
  }

  /** The distance of {@code x >= 0} to the nearest integer. */
  private static Array fraction(Array x) {
    Array fraction = x.sub(x.floor());
    return Np.where(fraction.gt(0.5), Np.subtract(1, fraction), fraction);
  }

  private static Array logOfPositive(Array x) {
    Array near = x.lt(LARGE);
    Array less = x.lt(1);
    Array s = Np.where(near, Np.where(less, x, x.sub(1)), 1.5);
    Array small = gammaln1p(s).sub(Np.where(less, x, 1).log());
    Array z = Np.where(near, LARGE, x);
    Array large = z.sub(0.5).mul(z.log().sub(1)).add(STIRLING_CONSTANT).add(stirling(z));
    return Np.where(near, small, large);
  }

  /** log Γ(1 + s) of s in [0, 2], exact relative to itself at both zeros. */
  static Array gammaln1p(Array s) {
    return s.mul(s.sub(1)).mul(NEAR.of(s));
  }

  /** log Γ(x) - (x - 1/2) log(x) + x - log(2π) / 2, of x from 3 on. */
  static Array stirling(Array x) {
    return STIRLING.of(Np.divide(1, x.square())).div(x);
  }

  /** The sign of Γ(x): 1 or -1, with that of zero at zero and NaN at -1, -2, … */
  static Array gammasgn(Array x) {
    Array floor = x.floor();
    Array even = floor.mul(0.5).floor().mul(2).eq(floor);
    Array negative = Np.where(even, Array.scalar(1.0), Array.scalar(-1.0));
    Array sign = Np.where(x.gt(0), Np.onesLike(x), negative.mul(Np.onesLike(x)));
    Array zero = Np.where(x.eq(0), Np.copysign(Np.onesLike(x), x), sign);
    Array pole = x.lt(0).and(x.eq(floor)).or(Np.isnan(x));
    return Lax.stopGradient(Np.where(pole, Double.NaN, zero));
  }

  /** Γ(x); exact at integers while those are. */
  static Array gamma(Array x) {
    return CustomDerivative.byArgument(
        "gamma",
        List.of(x),
        in -> ofAnySign(in.getFirst()),
        List.of((t, y, in) -> t.mul(y.mul(digamma(in.getFirst())))));
  }

  private static Array ofAnySign(Array x) {
    Array size = logOfAnySign(x).exp();
    return wholeIf(x.gt(0).and(x.eq(x.floor())), size).mul(gammasgn(x));
  }

  /** {@code y} rounded where it has to be an integer, which it is known well enough to tell. */
  static Array wholeIf(Array integer, Array y) {
    double exact = y.dtype() == DType.F64 ? 0x1p44 : 0x1p18;
    return Np.where(integer.and(y.lt(exact)), y.round(), y);
  }

  /** The derivative of {@link #gammaln}; NaN at -1, -2, … */
  static Array digamma(Array x) {
    return CustomDerivative.byArgument(
        "digamma",
        List.of(x),
        in -> digammaOfAnySign(in.getFirst()),
        List.of((t, _, in) -> t.mul(Zeta.polygamma(1, in.getFirst()))));
  }

  private static Array digammaOfAnySign(Array x) {
    Array left = x.lt(0);
    Array size = Np.where(left, x.neg(), x);
    Array right = digammaOfPositive(size);
    Array angle = size.sub(size.round()).mul(Math.PI);
    Array pole = angle.eq(0).and(left);
    Array safe = Np.where(left.and(pole.not()), angle, 1);
    Array whole = Np.where(left, size, 1);
    Array reflected = right.add(Np.divide(1, whole)).add(Np.divide(Math.PI, safe.tan()));
    return Np.where(pole, Double.NaN, Np.where(left, reflected, right));
  }

  private static Array digammaOfPositive(Array x) {
    Array near = x.lt(LARGE);
    Array less = x.lt(1);
    Array s = Np.where(near, Np.where(less, x, x.sub(1)), 1.5);
    double zero = x.dtype() == DType.F64 ? ZERO - 1 : (float) (ZERO - 1);
    double rest = ZERO - 1 - zero + ZERO_REST;
    Array central = s.sub(zero).sub(rest).mul(DIGAMMA_NEAR.of(s));
    Array small = central.sub(Np.where(less, Np.divide(1, Np.where(less, x, 1)), 0));
    Array z = Np.where(near, LARGE, x);
    Array w = Np.divide(1, z.square());
    Array large = z.log().sub(Np.divide(0.5, z)).sub(w.mul(DIGAMMA_FAR.of(w)));
    return Np.where(near, small, large);
  }

  /** ψ(a) - ψ(a + b) of a, b &gt; 0, without cancellation where a is large. */
  static Array digammaDifference(Array a, Array b) {
    return CustomDerivative.byArgument(
        "digamma_difference",
        List.of(a, b),
        in -> difference(in.get(0), in.get(1)),
        List.of(
            (t, _, in) ->
                t.mul(
                    Zeta.polygamma(1, in.get(0)).sub(Zeta.polygamma(1, in.get(0).add(in.get(1))))),
            (t, _, in) -> t.mul(Zeta.polygamma(1, in.get(0).add(in.get(1)))).neg()));
  }

  private static Array difference(Array a, Array b) {
    Array large = a.ge(LARGE).and(b.gt(0));
    Array p = Np.where(large, a, LARGE);
    Array q = Np.where(large, b, 1);
    Array sum = p.add(q);
    Array w = Np.divide(1, p.square());
    Array v = Np.divide(1, sum.square());
    Array rest = w.mul(DIGAMMA_FAR.of(w)).sub(v.mul(DIGAMMA_FAR.of(v)));
    Array half = q.div(p.mul(sum)).mul(0.5);
    Array far = q.div(p).log1p().add(half).add(rest).neg();
    return Np.where(large, far, digammaOfAnySign(a).sub(digammaOfAnySign(a.add(b))));
  }
}
