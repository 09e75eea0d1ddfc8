package org.juxta;

import java.util.List;
import org.juxta.internal.CustomDerivative;
import org.juxta.tracer.DType;

/** What goes with the error function: erfcx, the inverse of erfc, Dawson's and Owen's integrals. */
final class ErrorIntegrals {
  private static final double ROOT_PI = Math.sqrt(Math.PI);

  /** (1 + 2 x) erfcx(x) of (x - 2) / (x + 2). */
  private static final Approximation ERFCX =
      new Approximation(
          0.999999999999,
          -0.50000000000025,
          new double[] {
            1.1283791670956536,
            -0.17574930017291762,
            5.2273023816717155,
            0.037868142565362306,
            7.796961282958788,
            0.7005451103298425,
            4.0683180255591544,
            -0.2837136666270873,
            -0.46498019676059094,
            -1.4229853352683248,
            -1.147124209842625,
            -0.6182185437743226
          },
          new double[] {
            1.0,
            -0.4057537619426322,
            4.609014558599785,
            -1.0367246514119235,
            6.752126547581998,
            -0.625024728719585,
            3.7702343135548944,
            -0.023047632021880662,
            0.7448183563169741,
            0.024723287796797604,
            0.03541100623530676,
            0.000825561744912405
          });

  /** D(x) / x of x² up to 9, and 2 x D(x) up to 36 and of 1 / x² from there on. */
  private static final Approximation DAWSON_NEAR =
      new Approximation(
          0.0,
          0.1111111111111111,
          new double[] {
            1.0000000000000002,
            -1.0609174622626107,
            3.601105162903213,
            -1.399387289101547,
            2.3969098701754947,
            -0.31501333123987185,
            0.43215342999690376,
            -0.0056374281778243975,
            0.015703048992562373,
            -0.0005056032250312829
          },
          new double[] {
            1.0,
            4.939082537737564,
            11.63560038930701,
            17.272889375556336,
            17.950319209236554,
            13.682093876271539,
            7.753499361523468,
            3.210757844929244,
            0.9080462464567617,
            0.14185093176804958
          });

  private static final Approximation DAWSON_MIDDLE =
      new Approximation(
          9.0,
          0.037037037037037035,
          new double[] {
            1.0696261836633498,
            14.293678437417155,
            98.53490475381462,
            450.411116801755,
            1526.8263523720098,
            4046.1522062334498,
            8680.603537762843,
            15320.040364836734,
            22589.321566252023,
            27440.188895576874,
            28326.562832745254,
            21751.6054212295,
            15236.006689484593,
            4697.276479602816
          },
          new double[] {
            1.0,
            13.620782983205443,
            94.59513780003255,
            435.27468350133245,
            1482.1755294885759,
            3942.5330781650846,
            8486.671516060138,
            15014.284202326997,
            22207.347295411582,
            27012.077970120637,
            27999.52240937391,
            21495.234843352355,
            15149.01952562325,
            4697.276517838781
          });
  private static final Approximation DAWSON_FAR =
      new Approximation(
          0.027777777777777776,
          -36.32694248234107,
          new double[] {
            1.0145122676945262,
            1.6551628825968618,
            0.7344549122463976,
            0.10742430833542974,
            0.004548028472646222,
            2.5906918713299672e-05
          },
          new double[] {
            1.0,
            1.6463198813945183,
            0.7476637635615097,
            0.11587653369867357,
            0.005765609061708644,
            6.289256213408798e-05
          });

  /** Gauss and Legendre's points and weights on [0, 1]. */
  private static final double[] POINTS = {
    0.9986319309247408,
    0.9928057557726342,
    0.9823811277937532,
    0.9674530379688698,
    0.948160577883026,
    0.924683806866285,
    0.8972418979839711,
    0.8660910593701449,
    0.8315221334651076,
    0.7938578786203812,
    0.7534499544661146,
    0.7106756380653176,
    0.6659343011410639,
    0.6196436811260685,
    0.5722359807913983,
    0.5241538328438692,
    0.4758461671561308,
    0.42776401920860174,
    0.38035631887393145,
    0.33406569885893617,
    0.28932436193468236,
    0.24655004553388532,
    0.20614212137961885,
    0.16847786653489238,
    0.13390894062985514,
    0.10275810201602881,
    0.07531619313371501,
    0.051839422116973954,
    0.03254696203113017,
    0.017618872206246805,
    0.007194244227365809,
    0.001368069075259215
  };

  private static final double[] WEIGHTS = {
    0.003509305004735068,
    0.008137197365452854,
    0.01269603265463107,
    0.017136931456510705,
    0.021417949011113352,
    0.025499029631188077,
    0.02934204673926779,
    0.03291111138818097,
    0.03617289705442431,
    0.03909694789353522,
    0.04165596211347336,
    0.04382604650220187,
    0.04558693934788195,
    0.04692219954040221,
    0.047819360039637424,
    0.04827004425736393,
    0.04827004425736393,
    0.047819360039637424,
    0.04692219954040221,
    0.04558693934788195,
    0.04382604650220187,
    0.04165596211347336,
    0.03909694789353522,
    0.03617289705442431,
    0.03291111138818097,
    0.02934204673926779,
    0.025499029631188077,
    0.021417949011113352,
    0.017136931456510705,
    0.01269603265463107,
    0.008137197365452854,
    0.003509305004735068
  };

  private ErrorIntegrals() {}

  /** exp(x²) erfc(x). */
  static Array erfcx(Array x) {
    return CustomDerivative.byArgument(
        "erfcx",
        List.of(x),
        in -> scaled(in.getFirst()),
        List.of((t, y, in) -> t.mul(slope(in.getFirst(), y))));
  }

  private static Array scaled(Array x) {
    Array size = x.abs();
    Array infinite = Np.isinf(x);
    Array z = Np.where(infinite, 1, size);
    Array right = ERFCX.of(z.sub(2).div(z.add(2))).div(z.mul(2).add(1));
    Array left = x.square().exp().mul(2).sub(right);
    Array end = Np.where(x.gt(0), Np.zerosLike(x), Double.POSITIVE_INFINITY);
    return Np.where(infinite, end, Np.where(x.lt(0), left, right));
  }

  /** 2 x erfcx(x) - 2 / √π; by its asymptotic series where the two cancel. */
  private static Array slope(Array x, Array y) {
    boolean wide = x.dtype() == DType.F64;
    double limit = wide ? 12 : 5;
    Array far = x.gt(limit);
    Array z = Np.where(far, x, limit);
    Array w = Np.divide(0.5, z.square());
    Array sum = Np.zerosLike(w);
    for (int k = wide ? 14 : 8; k >= 2; k--) {
      sum = sum.add(1).mul(w).mul(-(2 * k - 1.0));
    }
    Array large = w.mul(sum.add(1)).mul(-2 / ROOT_PI);
    return Np.where(far, large, x.mul(2).mul(y).sub(2 / ROOT_PI));
  }

  /** The inverse of erfc on [0, 2]. */
  static Array erfcinv(Array p) {
    return CustomDerivative.byArgument(
        "erfcinv",
        List.of(p),
        in -> NormalFunctions.ndtri(in.getFirst().mul(0.5)).mul(-Math.sqrt(0.5)),
        List.of((t, y, _) -> t.mul(y.square().exp()).mul(-ROOT_PI / 2)));
  }

  /** exp(-x²) times the integral of exp(t²) from 0 to x. */
  static Array dawsn(Array x) {
    return CustomDerivative.byArgument(
        "dawsn",
        List.of(x),
        in -> dawson(in.getFirst()),
        List.of((t, y, in) -> t.mul(Np.subtract(1, in.getFirst().mul(y).mul(2)))));
  }

  private static Array dawson(Array x) {
    Array size = x.abs();
    Array near = size.le(3);
    Array s = Np.where(near, x, 0);
    Array small = s.mul(DAWSON_NEAR.of(s.square()));
    Array middle = DAWSON_MIDDLE.of(Np.clip(size, 3.0, 6.0).square());
    Array far = DAWSON_FAR.of(Np.divide(1, Np.maximum(size, 6.0).square()));
    Array large = Np.where(size.lt(6), middle, far).div(Np.where(near, 3, x).mul(2));
    return Np.where(near, small, large);
  }

  /** Owen's T, by quadrature over slopes up to 1, which the others are reflected to. */
  static Array owensT(Array h, Array a) {
    return CustomDerivative.byArgument(
        "owens_t",
        List.of(h, a),
        in -> owen(in.get(0), in.get(1)),
        List.of(
            (t, _, in) -> {
              Array gauss = in.get(0).square().mul(-0.5).exp();
              Array error = Np.erf(in.get(0).mul(in.get(1)).mul(Math.sqrt(0.5)));
              return t.mul(gauss.mul(error)).mul(-0.5 / Math.sqrt(2 * Math.PI));
            },
            (t, _, in) -> {
              Array steep = in.get(1).square().add(1);
              Array gauss = in.get(0).square().mul(steep).mul(-0.5).exp();
              return t.mul(gauss.div(steep)).mul(0.5 / Math.PI);
            }));
  }

  private static Array owen(Array h, Array a) {
    Array size = h.abs();
    Array slope = a.abs();
    Array steep = slope.gt(1);
    Array product = Np.where(size.eq(0).or(slope.eq(0)), 0, size.mul(slope));
    Array height = Np.where(steep, product, size);
    Array flat = Np.where(steep, Np.divide(1, Np.where(steep, slope, 1)), slope);
    Array inner = quadrature(height, flat);
    Array p = NormalFunctions.ndtr(size.neg());
    Array q = NormalFunctions.ndtr(product.neg());
    Array outer = p.add(q).mul(0.5).sub(p.mul(q)).sub(inner);
    Array value =
        Np.where(size.eq(0), slope.arctan().mul(0.5 / Math.PI), Np.where(steep, outer, inner));
    Array unknown = Np.isnan(h).or(Np.isnan(a));
    return Np.where(unknown, Double.NaN, Np.where(a.lt(0), value.neg(), value));
  }

  /** Of a in [0, 1]; what lies more than nine standard deviations out is left away. */
  private static Array quadrature(Array h, Array a) {
    Array width = Np.minimum(a, Np.divide(9, Np.maximum(h, 1.0)));
    DType dtype = h.dtype();
    Array points = Lax.convert(Np.array(POINTS), dtype);
    Array weights = Lax.convert(Np.array(WEIGHTS), dtype);
    Array t = width.expandDims(-1).mul(points);
    Array square = t.square();
    Array z = Np.where(Np.isinf(h), 40, h);
    Array gauss = square.mul(z.square().mul(-0.5).expandDims(-1)).exp();
    Array sum = gauss.div(square.add(1)).mul(weights).sum(-1);
    Array scale = h.square().mul(-0.5).exp().mul(0.5 / Math.PI);
    return sum.mul(width).mul(scale);
  }

  /** The x with log(ndtr(x)) = y. */
  static Array ndtriExp(Array y) {
    return CustomDerivative.byArgument(
        "ndtri_exp",
        List.of(y),
        in -> ofLog(in.getFirst()),
        List.of((t, x, _) -> t.div(NormalFunctions.logSlope(x))));
  }

  private static Array ofLog(Array y) {
    Array right = y.ge(-Math.log(2));
    double lowest = y.dtype() == DType.F64 ? -100 : -50;
    Array far = y.lt(lowest);
    Array upper = NormalFunctions.ndtri(Np.where(right, y, -1).expm1().neg()).neg();
    Array lower = NormalFunctions.ndtri(Np.where(right.or(far), -1, y).exp());
    Array z = Np.where(far.and(Np.isfinite(y)), y, -1000);
    Array x = z.mul(-2).sub(z.mul(-4 * Math.PI).log()).sqrt().neg();
    for (int i = 0; i < 4; i++) {
      x = x.sub(NormalFunctions.logNdtr(x).sub(z).div(NormalFunctions.logSlope(x)));
    }
    Array tail = Np.where(y.eq(Double.NEGATIVE_INFINITY), y, x);
    return Np.where(right, upper, Np.where(far, tail, lower));
  }
}
