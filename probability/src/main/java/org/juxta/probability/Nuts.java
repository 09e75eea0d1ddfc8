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
 * The No-U-Turn sampler: Hoffman and Gelman's (2014) with Betancourt's (2017) multinomial sampling
 * and generalised criterion, built without recursion (Phan et al. 2019). As NumPyro's {@code NUTS},
 * whose settings it has.
 *
 * @param target what is sampled from
 * @param adaptation how it begins and what warm-up changes
 * @param maxTreeDepth a trajectory has less than 2 to this power leapfrog steps
 * @param maxEnergyError the increase of the energy at which a trajectory is given up as divergent
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public record Nuts(Target target, Adaptation adaptation, int maxTreeDepth, double maxEnergyError)
    implements HmcKernel<Nuts> {
  private static final int MAX_TREE_DEPTH = 10;
  private static final double MAX_ENERGY_ERROR = 1000;

  /** Trees of more points can't be counted in 32 bits with room to spare, and never end. */
  private static final int LIMIT = 24;

  /** Checks the numbers. */
  public Nuts {
    if (maxTreeDepth < 1 || maxTreeDepth > LIMIT) {
      throw new JuxtaException(
          "the greatest tree depth must be from 1 to %d, not %d".formatted(LIMIT, maxTreeDepth));
    }
    if (!(maxEnergyError > 0)) {
      throw new JuxtaException("the greatest energy error must be positive, not " + maxEnergyError);
    }
  }

  private static Nuts from(Target target) {
    return new Nuts(target, Adaptation.DEFAULT, MAX_TREE_DEPTH, MAX_ENERGY_ERROR);
  }

  /** Samples the latent sites of a model, whose arguments are passed to {@link Mcmc#run}. */
  public static Nuts of(Model model) {
    return from(Target.model(model));
  }

  /** Of a model without arguments. */
  public static Nuts of(Model.Body0 model) {
    return of(Model.of(model));
  }

  /** Of a model of one argument. */
  public static <A extends @Nullable Object> Nuts of(Model.Body1<A> model) {
    return of(Model.of(model));
  }

  /** Of a model of two arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Nuts of(
      Model.Body2<A, B> model) {
    return of(Model.of(model));
  }

  /** Of a model of three arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Nuts of(Model.Body3<A, B, C> model) {
    return of(Model.of(model));
  }

  /** Of a model of four arguments. */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Nuts of(Model.Body4<A, B, C, D> model) {
    return of(Model.of(model));
  }

  /** Samples from a log density, up to a constant, over one array of real numbers. */
  public static Nuts logDensity(ArrayFunction1 logDensity) {
    return from(Target.density(logDensity));
  }

  /** Samples from a log density, up to a constant, over a tree of arrays of real numbers. */
  public static <S> Nuts logDensity(Function1<S, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /** Samples from a log density over a tree, given data, which is passed to {@link Mcmc#run}. */
  public static <S, D> Nuts logDensity(Function2<S, D, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /**
   * Samples from a log density over a tree, given two data, which are passed to {@link Mcmc#run}.
   */
  public static <S, D, E> Nuts logDensity(Function3<S, D, E, Array> logDensity) {
    return from(Target.density(logDensity));
  }

  /** With trajectories of less than 2 to this power leapfrog steps; 10 by default. */
  public Nuts maxTreeDepth(int depth) {
    return new Nuts(target, adaptation, depth, maxEnergyError);
  }

  /** With another increase of the energy that counts as divergent; 1000 by default. */
  public Nuts maxEnergyError(double error) {
    return new Nuts(target, adaptation, maxTreeDepth, error);
  }

  @Override
  public Nuts with(Adaptation other) {
    return new Nuts(target, other, maxTreeDepth, maxEnergyError);
  }

  @Override
  public Tuple2<HmcState, StepInfo> step(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      HmcState state,
      Key key) {
    // One call for all random numbers: each costs as much as a small gradient.
    int n = mass.size();
    Shape all = Shape.of(n + maxTreeDepth * NutsTree.CHOICES);
    Array uniforms = Rng.uniform(key, all, stepSize.dtype());
    Array momentum = mass.momentum(normal(Lax.sliceAlong(uniforms, 0, n, 0)));
    Array choices = Lax.sliceAlong(uniforms, n, all.size(), 0);
    Array energy = state.potential().add(mass.kineticEnergy(momentum));
    NutsTree tree =
        NutsTree.build(
            new NutsSubtree.Dynamics(
                potential, mass, stepSize, energy, maxTreeDepth, maxEnergyError),
            state.with(momentum),
            choices.reshape(maxTreeDepth, NutsTree.CHOICES));
    Array chosen = tree.number(NutsSubtree.POTENTIAL);
    HmcState next =
        new HmcState(
            NutsSubtree.row(tree.proposal(), 0), chosen, NutsSubtree.row(tree.proposal(), 1));
    Array points = tree.leapfrogs().astype(stepSize.dtype());
    return new Tuple2<>(
        next,
        new StepInfo(
            tree.number(NutsSubtree.ACCEPTANCE).div(points),
            tree.leapfrogs(),
            tree.depth(),
            tree.end().eq(NutsSubtree.DIVERGED),
            tree.number(NutsSubtree.ENERGY),
            chosen.neg()));
  }

  /** Standard normal numbers from uniform ones of [0, 1), by inversion. */
  private static Array normal(Array uniform) {
    double least = uniform.dtype() == DType.F64 ? Math.nextUp(-1.0) : Math.nextUp(-1.0f);
    return Np.erfInv(Np.maximum(uniform.mul(2).sub(1), least)).mul(Math.sqrt(2));
  }

  /**
   * Betancourt's (2017) generalised criterion: whether the velocity at either end of a trajectory
   * points against the sum of the momenta between the ends; BOOL. As NumPyro's {@code _is_turning}.
   *
   * @param mass the masses
   * @param left the momentum at the left end, (n)
   * @param right the momentum at the right end, (n)
   * @param sum the sum of the momenta of all points, those at the ends included, (n)
   */
  public static Array isTurning(MassMatrix mass, Array left, Array right, Array sum) {
    Array between = sum.sub(left.add(right).mul(0.5));
    Array atLeft = mass.velocity(left).mul(between).sum().le(0);
    Array atRight = mass.velocity(right).mul(between).sum().le(0);
    return atLeft.or(atRight);
  }
}
