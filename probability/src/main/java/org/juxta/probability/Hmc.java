package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Tuple2;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;

/**
 * Hamiltonian Monte Carlo with trajectories of one length (Neal 2011). As NumPyro's {@code HMC},
 * bit for bit where a key is passed on as it does.
 *
 * {@snippet class="org.juxta.tests.snippets.ModelSnippets" region="hmc"}
 *
 * @param target what is sampled from
 * @param adaptation how it begins and what warm-up changes
 * @param steps the number of leapfrog steps, or 0 if the length says how many
 * @param length the length of a trajectory in time, the step size times the number of steps; used
 *     if {@code steps} is 0
 * @param maxEnergyError the increase of the energy that counts as divergent
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public record Hmc(
    Target target, Adaptation adaptation, int steps, double length, double maxEnergyError)
    implements HmcKernel<Hmc> {
  private static final double MAX_ENERGY_ERROR = 1000;

  /** Checks the numbers. */
  public Hmc {
    if (steps < 0 || !(length > 0) || Double.isInfinite(length)) {
      throw new JuxtaException(
          "an HMC trajectory needs a positive number of steps or length, not %d and %s"
              .formatted(steps, length));
    }
  }

  private static Hmc from(Target target) {
    return new Hmc(target, Adaptation.DEFAULT, 0, 2 * Math.PI, MAX_ENERGY_ERROR);
  }

  /** Samples the latent sites of a model, whose arguments are passed to {@link Mcmc#run}. */
  public static Hmc of(Model model) {
    return from(Target.model(model));
  }

  /** Of a model without arguments. */
  public static Hmc of(Model.Body0 model) {
    return of(Model.of(model));
  }

  /** Of a model of one argument. */
  public static <A extends @Nullable Object> Hmc of(Model.Body1<A> model) {
    return of(Model.of(model));
  }

  /** Of a model of two arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Hmc of(
      Model.Body2<A, B> model) {
    return of(Model.of(model));
  }

  /** Of a model of three arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Hmc of(Model.Body3<A, B, C> model) {
    return of(Model.of(model));
  }

  /** Of a model of four arguments. */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Hmc of(Model.Body4<A, B, C, D> model) {
    return of(Model.of(model));
  }

  /** Samples from a log density, up to a constant, over one array of real numbers. */
  public static Hmc logDensity(ArrayFunction1 logDensity) {
    return from(Target.density(logDensity));
  }

  /** Samples from a log density, up to a constant, over a tree of arrays of real numbers. */
  public static <S> Hmc logDensity(Function1<S, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /** Samples from a log density over a tree, given data, which is passed to {@link Mcmc#run}. */
  public static <S, D> Hmc logDensity(Function2<S, D, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /**
   * Samples from a log density over a tree, given two data, which are passed to {@link Mcmc#run}.
   */
  public static <S, D, E> Hmc logDensity(Function3<S, D, E, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /** With trajectories of a number of leapfrog steps, whatever their size. */
  public Hmc steps(int number) {
    if (number < 1) {
      throw new JuxtaException("an HMC trajectory needs at least one step, not " + number);
    }
    return new Hmc(target, adaptation, number, length, maxEnergyError);
  }

  /** With trajectories of a length in time, in as many equal steps as are needed; 2π by default. */
  public Hmc length(double time) {
    return new Hmc(target, adaptation, 0, time, maxEnergyError);
  }

  @Override
  public Hmc with(Adaptation other) {
    return new Hmc(target, other, steps, length, maxEnergyError);
  }

  @Override
  public int maxTreeDepth() {
    return 0;
  }

  /** A trajectory under way. */
  private record Trajectory(PhasePoint point, Array done) {}

  @Override
  public Tuple2<HmcState, StepInfo> step(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      HmcState state,
      Key key) {
    Key[] keys = key.split(3);
    Array momentum = mass.momentum(keys[1]);
    Array count = steps > 0 ? Constants.integer(steps) : count(stepSize);
    Array equal = steps > 0 ? stepSize : Np.divide(length, count.astype(stepSize.dtype()));
    Array before = state.potential().add(mass.kineticEnergy(momentum));
    PhasePoint end =
        Lax.whileLoop(
                t -> t.done.lt(count),
                t -> new Trajectory(Leapfrog.step(potential, mass, equal, t.point), t.done.add(1)),
                new Trajectory(state.with(momentum), Constants.integer(0)))
            .point;
    Array after = end.potential().add(mass.kineticEnergy(end.momentum()));
    Array gain = before.sub(after);
    Array safe = Np.where(Np.isfinite(gain), gain, Double.NEGATIVE_INFINITY);
    Array acceptance = Np.minimum(safe, 0.0).exp();
    Array accepted = Rng.bernoulli(keys[2], acceptance, Shape.SCALAR);
    HmcState next =
        new HmcState(
            Lax.select(accepted, end.position(), state.position()),
            Lax.select(accepted, end.potential(), state.potential()),
            Lax.select(accepted, end.gradient(), state.gradient()));
    return new Tuple2<>(
        next,
        new StepInfo(
            acceptance,
            count,
            Constants.integer(0),
            safe.lt(-maxEnergyError),
            Lax.select(accepted, after, before),
            next.potential().neg()));
  }

  /** As many steps as the length takes, at least one. */
  private Array count(Array stepSize) {
    return Np.maximum(Np.divide(length, stepSize).ceil(), 1.0).astype(DType.I32);
  }
}
