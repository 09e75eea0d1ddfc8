package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Np;

/**
 * What is known of one step of a chain; scalars.
 *
 * @param acceptance the acceptance probability, a mean over the trajectory's points for NUTS
 * @param leapfrogs the number of leapfrog steps, I32
 * @param treeDepth the number of doublings of a NUTS trajectory, 0 for HMC; I32
 * @param divergent whether the energy went wrong so far that the trajectory was given up, BOOL
 * @param energy the energy, potential and kinetic, of the point that was chosen
 * @param logDensity the log density, in unconstrained coordinates and up to a constant, after the
 *     step
 */
public record StepInfo(
    Array acceptance,
    Array leapfrogs,
    Array treeDepth,
    Array divergent,
    Array energy,
    Array logDensity) {
  static final int ACCEPTANCE = 0;
  static final int LEAPFROGS = 1;
  static final int TREE_DEPTH = 2;
  static final int DIVERGENT = 3;
  static final int ENERGY = 4;
  static final int LOG_DENSITY = 5;
  static final int STEP_SIZE = 6;

  /** The number of values in {@link #packed}. */
  static final int VALUES = 7;

  /** All values and the step size as one vector of floats. */
  Array packed(Array stepSize) {
    var dtype = stepSize.dtype();
    return Np.stack(
        acceptance,
        leapfrogs.astype(dtype),
        treeDepth.astype(dtype),
        divergent.astype(dtype),
        energy,
        logDensity,
        stepSize);
  }
}
