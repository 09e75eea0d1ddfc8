package org.juxta.tracer;

/**
 * The error function and its kin. {@code erf} and {@code erfc} are the rational approximations of
 * SunPro's fdlibm (1993), good to about one unit in the last place; the inverse is the pair of
 * polynomials of M. Giles, "Approximating the erfinv function", GPU Computing Gems (2011), which is
 * what XLA computes, so that normal draws agree with JAX's.
 */
final class ErrorFunctions {
  /** erf(1) to few enough bits for {@code ERF_1 + P/Q} to be rounded once. */
  private static final double ERF_1 = 8.45062911510467529297e-01;

  /** erf(x) = x + x P(x^2) / Q(x^2) for |x| < 0.84375. */
  private static final double[] CENTRE_P = {
    -2.37630166566501626084e-05,
    -5.77027029648944159157e-03,
    -2.84817495755985104766e-02,
    -3.25042107247001499370e-01,
    1.28379167095512558561e-01
  };

  private static final double[] CENTRE_Q = {
    -3.96022827877536812320e-06,
    1.32494738004321644526e-04,
    5.08130628187576562776e-03,
    6.50222499887672944485e-02,
    3.97917223959155352819e-01,
    1
  };

  /** erf(x) = ERF_1 + P(x - 1) / Q(x - 1) for 0.84375 <= x < 1.25. */
  private static final double[] NEAR_ONE_P = {
    -2.16637559486879084300e-03,
    3.54783043256182359371e-02,
    -1.10894694282396677476e-01,
    3.18346619901161753674e-01,
    -3.72207876035701323847e-01,
    4.14856118683748331666e-01,
    -2.36211856075265944077e-03
  };

  private static final double[] NEAR_ONE_Q = {
    1.19844998467991074170e-02,
    1.36370839120290507362e-02,
    1.26171219808761642112e-01,
    7.18286544141962662868e-02,
    5.40397917702171048937e-01,
    1.06420880400844228286e-01,
    1
  };

  /** erfc(x) = exp(-x^2 - 0.5625 + P(1/x^2) / Q(1/x^2)) / x for 1.25 <= x < 1/0.35. */
  private static final double[] TAIL_P = {
    -9.81432934416914548592e+00,
    -8.12874355063065934246e+01,
    -1.84605092906711035994e+02,
    -1.62396669462573470355e+02,
    -6.23753324503260060396e+01,
    -1.05586262253232909814e+01,
    -6.93858572707181764372e-01,
    -9.86494403484714822705e-03
  };

  private static final double[] TAIL_Q = {
    -6.04244152148580987438e-02,
    6.57024977031928170135e+00,
    1.08635005541779435134e+02,
    4.29008140027567833386e+02,
    6.45387271733267880336e+02,
    4.34565877475229228821e+02,
    1.37657754143519042600e+02,
    1.96512716674392571292e+01,
    1
  };

  /** The same for 1/0.35 <= x. */
  private static final double[] FAR_TAIL_P = {
    -4.83519191608651397019e+02,
    -1.02509513161107724954e+03,
    -6.37566443368389627722e+02,
    -1.60636384855821916062e+02,
    -1.77579549177547519889e+01,
    -7.99283237680523006574e-01,
    -9.86494292470009928597e-03
  };

  private static final double[] FAR_TAIL_Q = {
    -2.24409524465858183362e+01,
    4.74528541206955367215e+02,
    2.55305040643316442583e+03,
    3.19985821950859553908e+03,
    1.53672958608443695994e+03,
    3.25792512996573918826e+02,
    3.03380607434824582924e+01,
    1
  };

  /** Giles' single-precision polynomials, for w < 5 and above. */
  private static final float[] INVERSE_CENTRE_F32 = {
    2.81022636e-08f,
    3.43273939e-07f,
    -3.5233877e-06f,
    -4.39150654e-06f,
    0.00021858087f,
    -0.00125372503f,
    -0.00417768164f,
    0.246640727f,
    1.50140941f
  };

  private static final float[] INVERSE_TAIL_F32 = {
    -0.000200214257f,
    0.000100950558f,
    0.00134934322f,
    -0.00367342844f,
    0.00573950773f,
    -0.0076224613f,
    0.00943887047f,
    1.00167406f,
    2.83297682f
  };

  /** Giles' double-precision polynomials, for w < 6.25, w < 16 and above. */
  private static final double[] INVERSE_CENTRE = {
    -3.6444120640178196996e-21,
    -1.685059138182016589e-19,
    1.2858480715256400167e-18,
    1.115787767802518096e-17,
    -1.333171662854620906e-16,
    2.0972767875968561637e-17,
    6.6376381343583238325e-15,
    -4.0545662729752068639e-14,
    -8.1519341976054721522e-14,
    2.6335093153082322977e-12,
    -1.2975133253453532498e-11,
    -5.4154120542946279317e-11,
    1.051212273321532285e-9,
    -4.1126339803469836976e-9,
    -2.9070369957882005086e-8,
    4.2347877827932403518e-7,
    -1.3654692000834678645e-6,
    -1.3882523362786468719e-5,
    0.0001867342080340571352,
    -0.00074070253416626697512,
    -0.0060336708714301490533,
    0.24015818242558961693,
    1.6536545626831027356
  };

  private static final double[] INVERSE_TAIL = {
    2.2137376921775787049e-9,
    9.0756561938885390979e-8,
    -2.7517406297064545428e-7,
    1.8239629214389227755e-8,
    1.5027403968909827627e-6,
    -4.013867526981545969e-6,
    2.9234449089955446044e-6,
    1.2475304481671778723e-5,
    -4.7318229009055733981e-5,
    6.8284851459573175448e-5,
    2.4031110387097893999e-5,
    -0.0003550375203628474796,
    0.00095328937973738049703,
    -0.0016882755560235047313,
    0.0024914420961078508066,
    -0.0037512085075692412107,
    0.005370914553590063617,
    1.0052589676941592334,
    3.0838856104922207635
  };

  private static final double[] INVERSE_FAR_TAIL = {
    -2.7109920616438573243e-11,
    -2.5556418169965252055e-10,
    1.5076572693500548083e-9,
    -3.7894654401267369937e-9,
    7.6157012080783393804e-9,
    -1.4960026627149240478e-8,
    2.9147953450901080826e-8,
    -6.7711997758452339498e-8,
    2.2900482228026654717e-7,
    -9.9298272942317002539e-7,
    4.5260625972231537039e-6,
    -1.9681778105531670567e-5,
    7.5995277030017761139e-5,
    -0.00021503011930044477347,
    -0.00013871931833623122026,
    1.0103004648645343977,
    4.8499064014085844221
  };

  private ErrorFunctions() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a < 0.84375) {
      return x + x * centre(x * x);
    }
    if (a < 1.25) {
      return Math.copySign(ERF_1 + nearOne(a - 1), x);
    }
    if (a < 6) {
      return Math.copySign(1 - tail(a), x);
    }
    return Double.isNaN(x) ? x : Math.copySign(1, x);
  }

  static double erfc(double x) {
    double a = Math.abs(x);
    if (a < 0.84375) {
      double y = x * centre(x * x);
      return x < 0.25 ? 1 - (x + y) : 0.5 - (x - 0.5 + y);
    }
    if (a < 1.25) {
      return x > 0 ? 1 - ERF_1 - nearOne(a - 1) : 1 + (ERF_1 + nearOne(a - 1));
    }
    if (a < 28) {
      return x > 0 ? tail(a) : 2 - tail(a);
    }
    return Double.isNaN(x) ? x : x > 0 ? 0 : 2;
  }

  private static double centre(double square) {
    return polynomial(CENTRE_P, square) / polynomial(CENTRE_Q, square);
  }

  private static double nearOne(double s) {
    return polynomial(NEAR_ONE_P, s) / polynomial(NEAR_ONE_Q, s);
  }

  private static double tail(double x) {
    double s = 1 / (x * x);
    double ratio =
        x < 1 / 0.35
            ? polynomial(TAIL_P, s) / polynomial(TAIL_Q, s)
            : polynomial(FAR_TAIL_P, s) / polynomial(FAR_TAIL_Q, s);
    // x^2 is split into an exact square of the upper half of x and a small rest, since its rounding
    // error
    // would come out multiplied by x^2.
    double upper = Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFF00000000L);
    return Math.exp(-upper * upper - 0.5625) * Math.exp((upper - x) * (upper + x) + ratio) / x;
  }

  /** In single precision throughout: the rounding errors are part of the numbers that JAX draws. */
  static float erfInv(float x) {
    if (Math.abs(x) == 1) {
      return x * Float.POSITIVE_INFINITY;
    }
    float w = -SinglePrecision.log1p(x * -x);
    return w < 5
        ? SinglePrecision.polynomial(INVERSE_CENTRE_F32, w - 2.5f) * x
        : SinglePrecision.polynomial(INVERSE_TAIL_F32, (float) Math.sqrt(w) - 3) * x;
  }

  static double erfInv(double x) {
    if (Math.abs(x) == 1) {
      return x * Double.POSITIVE_INFINITY;
    }
    double w = -Math.log1p(x * -x);
    if (w < 6.25) {
      return polynomial(INVERSE_CENTRE, w - 3.125) * x;
    }
    return w < 16
        ? polynomial(INVERSE_TAIL, Math.sqrt(w) - 3.25) * x
        : polynomial(INVERSE_FAR_TAIL, Math.sqrt(w) - 5) * x;
  }

  /** By Horner's rule; the coefficient of the highest power comes first. */
  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
