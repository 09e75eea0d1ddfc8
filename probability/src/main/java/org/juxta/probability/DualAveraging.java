package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * Nesterov's dual averaging of the logarithm of a step size, in the form of Hoffman and Gelman
 * (2014): it drives the mean of the gradients it is told to zero. As NumPyro's {@code
 * dual_averaging} and Stan's {@code stepsize_adaptation}.
 *
 * @param logStepSize the logarithm of the step size to try next
 * @param logAverage the logarithm of the averaged step size, to be used in the end
 * @param gradient the mean gradient so far
 * @param count the number of updates, as a float
 * @param center what the logarithm is drawn to, log 10 ε for a first step size ε
 * @param constants how fast it moves; static
 */
public record DualAveraging(
    Array logStepSize,
    Array logAverage,
    Array gradient,
    Array count,
    Array center,
    Constants constants) {

  /**
   * Hoffman and Gelman's constants.
   *
   * @param gamma how strongly the step size is drawn to the center
   * @param kappa how fast early steps are forgotten, between 0.5 and 1
   * @param t0 how much the first updates are held back
   */
  public record Constants(double gamma, double kappa, double t0) {
    /** Those of Stan and NumPyro. */
    public static final Constants DEFAULT = new Constants(0.05, 0.75, 10);
  }

  /** Starts at a step size, a scalar. */
  public static DualAveraging of(Array stepSize) {
    return of(stepSize, Constants.DEFAULT);
  }

  /** Starts at a step size, a scalar. */
  public static DualAveraging of(Array stepSize, Constants constants) {
    DType dtype = stepSize.dtype();
    Array zero = Np.zeros(dtype);
    Array center = stepSize.log().add(Math.log(10));
    return new DualAveraging(zero, zero, zero, zero, center, constants);
  }

  /** After a step whose gradient is the target minus the found acceptance probability. */
  public DualAveraging update(Array found) {
    Array n = count.add(1);
    Array weight = Np.divide(1, n.add(constants.t0));
    Array mean = gradient.mul(Np.subtract(1, weight)).add(found.mul(weight));
    Array next = center.sub(n.sqrt().div(constants.gamma).mul(mean));
    Array share = n.pow(-constants.kappa);
    Array average = logAverage.mul(Np.subtract(1, share)).add(share.mul(next));
    return new DualAveraging(next, average, mean, n, center, constants);
  }

  /** The step size to try next. */
  public Array stepSize() {
    return finite(logStepSize);
  }

  /** The averaged step size. */
  public Array averagedStepSize() {
    return finite(logAverage);
  }

  private static Array finite(Array log) {
    boolean wide = log.dtype() == DType.F64;
    return Np.clip(
        log.exp(),
        wide ? Double.MIN_NORMAL : Float.MIN_NORMAL,
        wide ? Double.MAX_VALUE : Float.MAX_VALUE);
  }
}
