package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The new half of a doubled trajectory while it grows leaf by leaf, without recursion: the
 * checkpoints are the leaves at which the subtrees that are still open begin. As NumPyro's {@code
 * _iterative_build_subtree}.
 *
 * <p>Everything that is chosen at random in it follows from one uniform number: once it has told
 * whether a leaf is taken with probability p, what is left of it, u / p or (u - p) / (1 - p), is
 * uniform again.
 *
 * @param position the last leaf's position, (n)
 * @param momentum the last leaf's momentum, (n)
 * @param gradient the potential's gradient at the last leaf, (n)
 * @param momentumSum the sum of the momenta of all leaves, (n)
 * @param checkpoints for each open subtree, by the number of the bits set in its first leaf's
 *     index, that leaf's velocity and the sum of the momenta up to its middle, (depths, 2, n); the
 *     last row is for leaves that begin none
 * @param proposal position and gradient of the leaf that is proposed, (2, n)
 * @param numbers see the constants here
 * @param end why it stopped growing before its time: {@link #TURNED}, {@link #DIVERGED}, or 0; I32
 */
record NutsSubtree(
    Array position,
    Array momentum,
    Array gradient,
    Array momentumSum,
    Array checkpoints,
    Array proposal,
    Array numbers,
    Array end) {
  /** Positions in {@link #numbers}: the logarithm of the sum of all leaves' weights. */
  static final int LOG_WEIGHT = 0;

  /** The sum of all leaves' acceptance probabilities. */
  static final int ACCEPTANCE = 1;

  /** The potential energy of the proposal. */
  static final int POTENTIAL = 2;

  /** The energy of the proposal. */
  static final int ENERGY = 3;

  /** A uniform number for the choices to come. */
  static final int UNIFORM = 4;

  /** The number of leaves: beside the others, it takes no kernels of its own. */
  private static final int LEAVES = 5;

  static final int TURNED = 1;
  static final int DIVERGED = 2;

  /** What does not change while a trajectory is made. */
  record Dynamics(
      Function1<Array, Tuple2<Array, Array>> potential,
      MassMatrix mass,
      Array stepSize,
      Array startEnergy,
      int maxDepth,
      double maxEnergyError) {}

  /** No leaf yet, beyond {@code edge}: its position, momentum and gradient, (3, n). */
  static NutsSubtree beyond(Array edge, Array uniform, int maxDepth) {
    DType dtype = edge.dtype();
    int n = edge.dim(1);
    Array none = Constants.of(dtype, Double.NEGATIVE_INFINITY);
    Array zero = Np.zeros(dtype);
    return new NutsSubtree(
        row(edge, 0),
        row(edge, 1),
        row(edge, 2),
        Np.zeros(dtype, n),
        Np.zeros(dtype, maxDepth, 2, n),
        Np.zeros(dtype, 2, n),
        Np.stack(none, zero, zero, zero, uniform, zero),
        Constants.integer(0));
  }

  static Array row(Array rows, int i) {
    return Lax.reshape(Lax.sliceAlong(rows, i, i + 1, 0), Shape.of(rows.dim(1)));
  }

  Array number(int i) {
    return Lax.reshape(Lax.sliceAlong(numbers, i, i + 1, 0), Shape.SCALAR);
  }

  /** The number of leaves, I32. */
  Array leaves() {
    return number(LEAVES).astype(DType.I32);
  }

  Array edge() {
    return Np.stack(position, momentum, gradient);
  }

  /** Grown to {@code limit} leaves, or to the one at which it turns or diverges. */
  NutsSubtree grow(Dynamics dynamics, Array stepSize, Array limit) {
    return Lax.whileLoop(
        s -> s.leaves().lt(limit).and(s.end.eq(0)), s -> s.next(dynamics, stepSize), this);
  }

  /** With one more leaf. */
  private NutsSubtree next(Dynamics dynamics, Array stepSize) {
    PhasePoint from = new PhasePoint(position, momentum, Np.zeros(position.dtype()), gradient);
    PhasePoint leaf = Leapfrog.step(dynamics.potential, dynamics.mass, stepSize, from);
    Array velocity = dynamics.mass.velocity(leaf.momentum());
    Array energy = leaf.potential().add(leaf.momentum().mul(velocity).sum().mul(0.5));
    Array error = energy.sub(dynamics.startEnergy);
    Array gain = Np.where(Np.isfinite(error), error.neg(), Double.NEGATIVE_INFINITY);

    Array sum = momentumSum.add(leaf.momentum());
    Array middle = sum.sub(leaf.momentum().mul(0.5));
    Array index = leaves();
    Array bits = bitCount(index);
    Array odd = index.and(Constants.integer(1)).eq(1);
    Array place = Np.where(odd, Constants.integer(dynamics.maxDepth - 1), bits);
    Array opened = Lax.dynamicUpdateIndex(checkpoints, Np.stack(velocity, middle), place, 0);
    Array turned = turned(opened, velocity, middle, index, bits);
    Array diverged = gain.lt(-dynamics.maxEnergyError);

    Tuple2<Array, Array> choice = choose(gain, leaf.potential(), energy);
    return new NutsSubtree(
        leaf.position(),
        leaf.momentum(),
        leaf.gradient(),
        sum,
        opened,
        Lax.select(choice._1, Np.stack(leaf.position(), leaf.gradient()), proposal),
        choice._2,
        Np.where(
            diverged,
            Constants.integer(DIVERGED),
            Np.where(turned, Constants.integer(TURNED), Constants.integer(0))));
  }

  /**
   * Whether the leaf is proposed from now on, with its share of the weight as probability; and the
   * new numbers.
   */
  private Tuple2<Array, Array> choose(Array gain, Array potential, Array energy) {
    Array before = number(LOG_WEIGHT);
    Array great = Np.maximum(before, gain);
    Array small = Np.minimum(before, gain);
    Array ratio = Np.where(small.eq(Double.NEGATIVE_INFINITY), 0.0, small.sub(great).exp());
    Array total = ratio.add(1);
    Array share = Np.where(gain.ge(before), Np.divide(1, total), ratio.div(total));
    Array u = number(UNIFORM);
    Array taken = u.lt(share);
    Array left = Np.where(taken, u.div(share), u.sub(share).div(Np.subtract(1, share)));
    double belowOne = u.dtype() == DType.F64 ? Math.nextDown(1.0) : Math.nextDown(1.0f);
    return new Tuple2<>(
        taken,
        Np.stack(
            great.add(ratio.log1p()),
            number(ACCEPTANCE).add(Np.minimum(gain, 0.0).exp()),
            Np.where(taken, potential, number(POTENTIAL)),
            Np.where(taken, energy, number(ENERGY)),
            Np.clip(left, 0.0, belowOne),
            number(LEAVES).add(1)));
  }

  /**
   * Whether any subtree that ends with the leaf of this index has turned: as many as there are ones
   * at the end of the index, and they begin at the last checkpoints.
   */
  private static Array turned(Array opened, Array velocity, Array middle, Array index, Array bits) {
    Array ends = closed(index, bits, opened.dim(0));
    int n = opened.dim(2);
    Array starts = Lax.reshape(Lax.sliceAlong(opened, 0, 1, 1), Shape.of(opened.dim(0), n));
    Array sums = Lax.reshape(Lax.sliceAlong(opened, 1, 2, 1), Shape.of(opened.dim(0), n));
    Array between = middle.sub(sums);
    Array atStart = starts.mul(between).sum(1).le(0);
    Array atEnd = velocity.mul(between).sum(1).le(0);
    return ends.and(atStart.or(atEnd)).any();
  }

  /** At which of the checkpoints the subtrees begin that end with a leaf; BOOL (rows). */
  static Array closed(Array leaf, Array bits, int rows) {
    Array count = bitCount(leaf.and(leaf.add(1).not()));
    Array row = Lax.iota(DType.I32, Shape.of(rows), 0);
    return row.lt(bits).and(row.ge(bits.sub(count)));
  }

  /** The number of ones among the bits of a small positive I32. */
  static Array bitCount(Array x) {
    Array pairs = x.sub(shift(x, 1).and(Constants.integer(0x55555555)));
    Array fours =
        pairs
            .and(Constants.integer(0x33333333))
            .add(shift(pairs, 2).and(Constants.integer(0x33333333)));
    Array bytes = fours.add(shift(fours, 4)).and(Constants.integer(0x0F0F0F0F));
    Array halves = bytes.add(shift(bytes, 8));
    return halves.add(shift(halves, 16)).and(Constants.integer(0x3F));
  }

  private static Array shift(Array x, int places) {
    return Np.rightShift(x, Constants.integer(places));
  }
}
