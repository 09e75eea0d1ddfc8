package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.DType;

/**
 * All that a chain needs to go on.
 *
 * @param point where it is
 * @param stepSize the step size to use next, a scalar
 * @param mass the masses to use next
 * @param average how the step size is adapted
 * @param moments what has been seen of the positions in this window of the warm-up
 * @param step the number of steps made, I32; each has a key of its own
 */
record ChainState(
    HmcState point,
    Array stepSize,
    MassMatrix mass,
    DualAveraging average,
    Welford moments,
    Array step) {

  static ChainState of(HmcState point, Adaptation adaptation) {
    int n = point.position().dim(0);
    DType dtype = point.position().dtype();
    Array stepSize = Constants.of(dtype, adaptation.stepSize());
    MassMatrix mass = MassMatrix.identity(n, dtype);
    boolean dense = adaptation.denseMass();
    return new ChainState(
        point,
        stepSize,
        dense ? MassMatrix.dense(Np.eye(n, dtype)) : mass,
        DualAveraging.of(stepSize),
        Welford.of(n, dtype, dense),
        Constants.integer(0));
  }

  /** After a step, as far as the flags (BOOL) say that it is one of warm-up. */
  ChainState next(
      HmcState there,
      StepInfo info,
      Adaptation adaptation,
      Array adaptsStepSize,
      Array adaptsMass) {
    Array size = stepSize;
    DualAveraging averaged = average;
    Welford seen = moments;
    if (adaptation.adaptsStepSize()) {
      Array error = info.acceptance().neg().add(adaptation.targetAcceptance());
      DualAveraging updated = average.update(error);
      averaged = Tree.map2((a, b) -> Lax.select(adaptsStepSize, a, b), updated, average);
      size = Lax.select(adaptsStepSize, updated.stepSize(), stepSize);
    }
    if (adaptation.adaptsMass()) {
      seen = Lax.cond(adaptsMass, () -> moments.update(there.position()), () -> moments);
    }
    return new ChainState(there, size, mass, averaged, seen, step.add(1));
  }

  /** With masses from the window that has ended; the step size is adapted afresh. On the host. */
  ChainState endWindow(Adaptation adaptation) {
    Array covariance = moments.regularizedCovariance();
    return new ChainState(
        point,
        stepSize,
        adaptation.denseMass() ? MassMatrix.dense(covariance) : MassMatrix.diagonal(covariance),
        DualAveraging.of(stepSize),
        Welford.of(mass.size(), covariance.dtype(), adaptation.denseMass()),
        step);
  }

  /** Ready for draws: with the averaged step size. On the host. */
  ChainState endWarmup(Adaptation adaptation) {
    return adaptation.adaptsStepSize() && average.count().toDouble() > 0
        ? withStepSize(average.averagedStepSize())
        : this;
  }

  ChainState withStepSize(Array size) {
    return new ChainState(point, size, mass, average, moments, step);
  }

  /** With another step size from which it is adapted afresh. */
  ChainState restartedAt(Array size) {
    return new ChainState(point, size, mass, DualAveraging.of(size), moments, step);
  }
}
