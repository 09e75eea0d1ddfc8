package org.juxta.tracer;

/**
 * The error function and its kin. {@code erf} and {@code erfc} are the rational approximations of
 * SunPro's fdlibm (1993), good to about one unit in the last place; the inverse is the pair of
 * polynomials of M. Giles, "Approximating the erfinv function", GPU Computing Gems (2011), which is
 * what XLA computes, so that normal draws agree with JAX's.
 */
final class ErrorFunctions {
  /** erf(1) to few enough bits for {@code ERF_1 + P/Q} to be rounded once. */
  private static final double ERF_1 = 0.8450629115104675;

  /** erf(x) = x + x P(x^2) / Q(x^2) for |x| < 0.84375. */
  private static final double[] CENTRE_P = {
    -2.3763016656650163e-05,
    -0.005770270296489442,
    -0.02848174957559851,
    -0.3250421072470015,
    0.12837916709551256
  };

  private static final double[] CENTRE_Q = {
    -3.960228278775368e-06,
    0.00013249473800432164,
    0.005081306281875766,
    0.0650222499887673,
    0.39791722395915535,
    1
  };

  /** erf(x) = ERF_1 + P(x - 1) / Q(x - 1) for 0.84375 <= x < 1.25. */
  private static final double[] NEAR_ONE_P = {
    -0.002166375594868791,
    0.035478304325618236,
    -0.11089469428239668,
    0.31834661990116175,
    -0.3722078760357013,
    0.41485611868374833,
    -0.0023621185607526594
  };

  private static final double[] NEAR_ONE_Q = {
    0.011984499846799107,
    0.01363708391202905,
    0.12617121980876164,
    0.07182865441419627,
    0.540397917702171,
    0.10642088040084423,
    1
  };

  /** erfc(x) = exp(-x^2 - 0.5625 + P(1/x^2) / Q(1/x^2)) / x for 1.25 <= x < 1/0.35. */
  private static final double[] TAIL_P = {
    -9.814329344169145,
    -81.2874355063066,
    -184.60509290671104,
    -162.39666946257347,
    -62.375332450326006,
    -10.558626225323291,
    -0.6938585727071818,
    -0.009864944034847148
  };

  private static final double[] TAIL_Q = {
    -0.0604244152148581,
    6.570249770319282,
    108.63500554177944,
    429.00814002756783,
    645.3872717332679,
    434.56587747522923,
    137.65775414351904,
    19.651271667439257,
    1
  };

  /** The same for 1/0.35 <= x. */
  private static final double[] FAR_TAIL_P = {
    -483.5191916086514,
    -1025.0951316110772,
    -637.5664433683896,
    -160.63638485582192,
    -17.757954917754752,
    -0.799283237680523,
    -0.0098649429247001
  };

  private static final double[] FAR_TAIL_Q = {
    -22.44095244658582,
    474.52854120695537,
    2553.0504064331644,
    3199.8582195085955,
    1536.729586084437,
    325.7925129965739,
    30.33806074348246,
    1
  };

  /** Giles' single-precision polynomials, for w < 5 and above. */
  private static final float[] INVERSE_CENTRE_F32 = {
    2.8102264e-08f,
    3.4327394e-07f,
    -3.5233877e-06f,
    -4.3915065e-06f,
    0.00021858087f,
    -0.001253725f,
    -0.0041776816f,
    0.24664073f,
    1.5014094f
  };

  private static final float[] INVERSE_TAIL_F32 = {
    -0.00020021426f,
    0.00010095056f,
    0.0013493432f,
    -0.0036734284f,
    0.0057395077f,
    -0.0076224613f,
    0.0094388705f,
    1.001674f,
    2.8329768f
  };

  /** Giles' double-precision polynomials, for w < 6.25, w < 16 and above. */
  private static final double[] INVERSE_CENTRE = {
    -3.64441206401782e-21,
    -1.6850591381820166e-19,
    1.28584807152564e-18,
    1.1157877678025181e-17,
    -1.333171662854621e-16,
    2.0972767875968562e-17,
    6.637638134358324e-15,
    -4.054566272975207e-14,
    -8.151934197605472e-14,
    2.6335093153082323e-12,
    -1.2975133253453532e-11,
    -5.415412054294628e-11,
    1.0512122733215323e-09,
    -4.112633980346984e-09,
    -2.9070369957882005e-08,
    4.2347877827932404e-07,
    -1.3654692000834679e-06,
    -1.3882523362786469e-05,
    0.00018673420803405714,
    -0.000740702534166267,
    -0.006033670871430149,
    0.24015818242558962,
    1.6536545626831027
  };

  private static final double[] INVERSE_TAIL = {
    2.2137376921775787e-09,
    9.075656193888539e-08,
    -2.7517406297064545e-07,
    1.8239629214389228e-08,
    1.5027403968909828e-06,
    -4.013867526981546e-06,
    2.9234449089955446e-06,
    1.2475304481671779e-05,
    -4.7318229009055734e-05,
    6.828485145957318e-05,
    2.4031110387097894e-05,
    -0.0003550375203628475,
    0.0009532893797373805,
    -0.0016882755560235047,
    0.002491442096107851,
    -0.003751208507569241,
    0.005370914553590064,
    1.0052589676941592,
    3.0838856104922208
  };

  private static final double[] INVERSE_FAR_TAIL = {
    -2.7109920616438573e-11,
    -2.555641816996525e-10,
    1.5076572693500548e-09,
    -3.789465440126737e-09,
    7.61570120807834e-09,
    -1.496002662714924e-08,
    2.914795345090108e-08,
    -6.771199775845234e-08,
    2.2900482228026655e-07,
    -9.9298272942317e-07,
    4.526062597223154e-06,
    -1.968177810553167e-05,
    7.599527703001776e-05,
    -0.00021503011930044477,
    -0.00013871931833623122,
    1.0103004648645344,
    4.849906401408584
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
