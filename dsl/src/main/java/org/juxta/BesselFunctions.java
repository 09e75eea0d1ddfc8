package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.internal.CustomDerivative;

/** Modified Bessel functions of orders 0 and 1, and those of the first kind by recurrence. */
final class BesselFunctions {
  /** exp(-x) I0(x) on [0, 8]. */
  private static final Approximation I0_NEAR =
      new Approximation(
          0.0,
          0.125,
          new double[] {
            0.9999999999999998,
            0.6180239206935334,
            14.78692074945766,
            8.936527081068872,
            45.3169439569281,
            25.113485216155706,
            47.509094861053995,
            21.566663192889024,
            18.23651379035991,
            5.308918118365861,
            1.7069890147009663,
            0.06019707050046039
          },
          new double[] {
            1.0,
            8.618023920693297,
            35.73111211504745,
            94.45360913825353,
            177.69753875484108,
            251.16661027184753,
            273.8983876390652,
            232.17973696000325,
            151.2559110693716,
            72.78468688580797,
            23.471077264978543,
            3.5322943784942673
          });

  /** √x exp(-x) I0(x) of 1 / x for x from 8 on. */
  private static final Approximation I0_FAR =
      new Approximation(
          0.125,
          -8.000000000000064,
          new double[] {
            0.4056863423545939,
            -1.2942200658316776,
            3.732469557414287,
            -5.614743416537192,
            9.4854960630783,
            -8.694902775288034,
            14.154531995810904,
            -8.18322328532825,
            12.723941615658482,
            14.787806564113534,
            1.900293382160985,
            0.025780538020185755
          },
          new double[] {
            1.0,
            -3.172082707010704,
            9.141104603794098,
            -13.66830392113641,
            23.115529363478455,
            -20.984217195991786,
            34.46025541850652,
            -19.495844072448335,
            30.934813416776084,
            37.06619228395537,
            5.2846852367321615,
            0.11173490169219984
          });

  /** exp(-x) I1(x) / x on [0, 8]. */
  private static final Approximation I1_NEAR =
      new Approximation(
          0.0,
          0.125,
          new double[] {
            0.5,
            0.4508739610653939,
            3.5741997890949513,
            3.068357243746542,
            7.4062533293616815,
            5.648273920012599,
            6.306260857419287,
            3.8956478444700955,
            2.351212762345561,
            1.029944141195689,
            0.3215078625632373,
            0.07466937421522278,
            0.003999184434447649,
            -6.602534869702879e-05
          },
          new double[] {
            1.0,
            8.901747922130788,
            38.36238295523621,
            106.29919457748463,
            212.0384347740119,
            322.8356951335759,
            387.82171093245165,
            374.3148192681324,
            292.2995401350281,
            184.0062467372797,
            91.8177526090157,
            34.94589186822158,
            9.315559868668965,
            1.3751850945861679
          });

  /** √x exp(-x) I1(x) of 1 / x for x from 8 on. */
  private static final Approximation I1_FAR =
      new Approximation(
          0.125,
          -8.000000000000064,
          new double[] {
            0.37941226661015137,
            -1.2285938837812558,
            3.4646032159933866,
            -5.1828568812718165,
            8.424462427292616,
            -7.542976936660782,
            11.656389248108333,
            -6.405943073415081,
            10.084383883824495,
            11.418816491374145,
            1.7538044848461556,
            0.05467435456034331
          },
          new double[] {
            1.0,
            -3.292145421632245,
            9.312227575763382,
            -14.173427866179685,
            22.999194286602652,
            -21.17122281234799,
            31.944760684927918,
            -18.68932862949501,
            27.70120780212422,
            28.520547266894646,
            3.1832413206228063,
            0.033527459312159065
          });

  private static final double LARGE = 8;

  private BesselFunctions() {}

  /** exp(-|x|) I0(x). */
  static Array i0e(Array x) {
    return CustomDerivative.byArgument(
        "i0e",
        List.of(x),
        in -> scaled(in.getFirst(), I0_NEAR, I0_FAR),
        List.of((t, y, in) -> t.mul(i1e(in.getFirst()).sub(in.getFirst().sign().mul(y)))));
  }

  /** exp(-|x|) I1(x). */
  static Array i1e(Array x) {
    return CustomDerivative.byArgument(
        "i1e",
        List.of(x),
        in -> oddScaled(in.getFirst()),
        List.of(
            (t, y, in) -> {
              Array at = in.getFirst();
              return t.mul(i0e(at).sub(at.sign().mul(y)).sub(ratio(at, y)));
            }));
  }

  /** I1 / x in the scale of {@code y}, which is 1/2 at 0. */
  private static Array ratio(Array x, Array y) {
    Array near = x.abs().lt(0.125);
    Array square = Np.where(near, x, 0).square();
    // Σ (x² / 4)^k / (2 k! (k + 1)!)
    double[] series = new double[8];
    double term = 0.5;
    for (int k = 0; k < series.length; k++) {
      series[k] = term;
      term /= 4.0 * (k + 1) * (k + 2);
    }
    Array small = Approximation.polynomial(series, square);
    Array scaled = small.mul(Np.where(near, x, 0).abs().neg().exp());
    return Np.where(near, scaled, y.div(Np.where(near, 1, x)));
  }

  private static Array scaled(Array x, Approximation near, Approximation far) {
    Array size = x.abs();
    Array small = size.le(LARGE);
    Array large = Np.where(small, LARGE, size);
    Array outer = far.of(Np.divide(1, large)).div(large.sqrt());
    return Np.where(small, near.of(Np.where(small, size, LARGE)), outer);
  }

  private static Array oddScaled(Array x) {
    Array size = x.abs();
    Array small = size.le(LARGE);
    Array inner = I1_NEAR.of(Np.where(small, size, LARGE)).mul(x);
    Array large = Np.where(small, LARGE, size);
    Array outer = I1_FAR.of(Np.divide(1, large)).div(large.sqrt());
    return Np.where(small, inner, Np.where(x.lt(0), outer.neg(), outer));
  }

  static Array i0(Array x) {
    return CustomDerivative.byArgument(
        "i0",
        List.of(x),
        in -> unscaled(in.getFirst(), i0e(in.getFirst()), false),
        List.of((t, _, in) -> t.mul(i1(in.getFirst()))));
  }

  static Array i1(Array x) {
    return CustomDerivative.byArgument(
        "i1",
        List.of(x),
        in -> unscaled(in.getFirst(), i1e(in.getFirst()), true),
        List.of(
            (t, _, in) -> {
              Array at = in.getFirst();
              return t.mul(i0(at).sub(unscaled(at, ratio(at, i1e(at)), false)));
            }));
  }

  /** {@code y exp(|x|)} of an odd or a positive y, without overflow of the second factor alone. */
  private static Array unscaled(Array x, Array y, boolean odd) {
    Array half = x.abs().mul(0.5).exp();
    return Np.where(Np.isinf(half), odd ? half.mul(x.sign()) : half, y.mul(half).mul(half));
  }

  /**
   * J of the orders 0 to {@code order}, stacked, by Miller's recurrence downwards from order {@code
   * steps} (DLMF 3.6).
   */
  static Array bessel(Array x, int order, int steps) {
    Array small = x.abs().lt(1e-8);
    Array z = Np.where(small, 1, x);
    Array zero = Np.zerosLike(z);
    List<Array> found = new ArrayList<>();
    for (int i = 0; i <= order; i++) {
      found.add(zero);
    }
    // J(n + 1), J(n), the sum of those of even orders, and those found.
    List<Array> all = new ArrayList<>(List.of(zero, Np.fullLike(z, 1e-30), zero));
    all.addAll(found);
    List<Array> last =
        Lax.foriLoop(0, steps, (i, s) -> down(i, s, z, order, steps), List.copyOf(all));
    Array norm = last.get(2).mul(2).sub(last.get(3));
    List<Array> rows = new ArrayList<>();
    for (int k = 0; k <= order; k++) {
      Array tiny = k == 0 ? Np.onesLike(x) : k == 1 ? x.mul(0.5) : Np.zerosLike(x);
      rows.add(Np.where(small, tiny, last.get(3 + k).div(norm)));
    }
    return Np.stack(rows, 0);
  }

  /** From J(n + 1) and J(n), scaled in some way, to J(n - 1), where n = steps - i. */
  private static List<Array> down(Array i, List<Array> s, Array z, int order, int steps) {
    Array n = Np.subtract(steps, Lax.convert(i, z.dtype()));
    Array less = n.mul(2).div(z).mul(s.get(1)).sub(s.get(0));
    Array large = less.abs().gt(1e10);
    Array by = Np.where(large, 1e-10, Np.onesLike(z));
    Array to = n.sub(1);
    Array even = to.mul(0.5).floor().mul(2).eq(to);
    List<Array> next = new ArrayList<>();
    next.add(s.get(1).mul(by));
    next.add(less.mul(by));
    next.add(s.get(2).add(Np.where(even, less, 0)).mul(by));
    for (int k = 0; k <= order; k++) {
      next.add(Np.where(to.eq(k), less, s.get(3 + k)).mul(by));
    }
    return next;
  }
}
