package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.transforms.Jit;

/** Logarithms of long F64 arrays, which engines on CPUs compute by Juxta's own operations. */
class LogarithmsTest {
  private static final double[] SHARP = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Math.nextUp(-1.0),
    Math.nextDown(-1.0),
    Math.nextUp(1.0),
    Math.nextDown(1.0),
    0x1p-53,
    -0x1p-53,
    0x1p-54,
    1e-300,
    -1e-300,
    -0.29,
    0.41,
    Math.sqrt(0.5),
    Math.sqrt(2),
    Math.sqrt(2) - 1,
    9007199254740993.0,
    0x1p1023
  };

  /** Bits of all kinds, and numbers where digits are lost easily. */
  private static double[] numbers() {
    Random random = new Random(3);
    double[] x = new double[100_000];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          switch (i % 5) {
            case 0 -> normal(random.nextLong());
            case 1 -> Math.abs(normal(random.nextLong()));
            case 2 -> random.nextDouble();
            case 3 -> -random.nextDouble();
            default -> 1 + (random.nextDouble() - 0.5) * 1e-3;
          };
    }
    System.arraycopy(SHARP, 0, x, 0, SHARP.length);
    return x;
  }

  /** Engines may take subnormal numbers for zeros. */
  private static double normal(long bits) {
    double x = Double.longBitsToDouble(bits);
    return Math.abs(x) < Double.MIN_NORMAL ? 1 : x;
  }

  private static void isWithinOneUlp(UnaryOperator<Array> function, DoubleUnaryOperator expected) {
    double[] x = numbers();
    double[] y = (double[]) Jit.of(function::apply).apply(Np.array(x)).toHost().data();
    for (int i = 0; i < x.length; i++) {
      double e = expected.applyAsDouble(x[i]);
      boolean same = Double.compare(e, y[i]) == 0;
      assertThat(same || Math.abs(y[i] - e) <= Math.ulp(e))
          .as("of %s: %s, expected %s", x[i], y[i], e)
          .isTrue();
    }
  }

  @Test
  void log() {
    isWithinOneUlp(Array::log, StrictMath::log);
  }

  @Test
  void log1p() {
    isWithinOneUlp(Array::log1p, StrictMath::log1p);
  }
}
