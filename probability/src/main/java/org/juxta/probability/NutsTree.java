package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * A trajectory that doubles, to one side or the other at random, until its ends turn towards each
 * other. As NumPyro's {@code build_tree}: Betancourt's (2017) multinomial sampling, biased to the
 * newer half.
 *
 * @param left position, momentum and gradient at the left end, (3, n)
 * @param right the same at the right end
 * @param proposal position and gradient of the point proposed, (2, n)
 * @param momentumSum the sum of all momenta, (n)
 * @param numbers as {@link NutsSubtree#numbers}, without the uniform number
 * @param leapfrogs the number of gradients, I32
 * @param depth the number of doublings that were accepted, I32
 * @param end as {@link NutsSubtree#end}
 */
record NutsTree(
    Array left,
    Array right,
    Array proposal,
    Array momentumSum,
    Array numbers,
    Array leapfrogs,
    Array depth,
    Array end) {

  /**
   * Uniform numbers for a doubling: the side, the choice within the new half, the choice between
   * the halves.
   */
  static final int CHOICES = 3;

  /** The trajectory through a point, for (depths, {@link #CHOICES}) uniform numbers. */
  static NutsTree build(NutsSubtree.Dynamics dynamics, PhasePoint start, Array uniforms) {
    DType dtype = start.position().dtype();
    Array edge = Np.stack(start.position(), start.momentum(), start.gradient());
    Array zero = Np.zeros(dtype);
    NutsTree root =
        new NutsTree(
            edge,
            edge,
            Np.stack(start.position(), start.gradient()),
            start.momentum(),
            Np.stack(zero, zero, start.potential(), dynamics.startEnergy()),
            Constants.integer(0),
            Constants.integer(0),
            Constants.integer(0));
    return Lax.whileLoop(
        t -> t.depth.lt(dynamics.maxDepth()).and(t.end.eq(0)),
        t -> t.doubled(dynamics, Lax.dynamicIndex(uniforms, t.depth, 0)),
        root);
  }

  Array number(int i) {
    return scalar(numbers, i);
  }

  private static Array scalar(Array vector, int i) {
    return Lax.reshape(Lax.sliceAlong(vector, i, i + 1, 0), Shape.SCALAR);
  }

  private NutsTree doubled(NutsSubtree.Dynamics dynamics, Array uniforms) {
    Array toRight = scalar(uniforms, 0).lt(0.5);
    Array stepSize = Np.where(toRight, dynamics.stepSize(), dynamics.stepSize().neg());
    NutsSubtree half =
        NutsSubtree.beyond(
                Lax.select(toRight, right, left), scalar(uniforms, 1), dynamics.maxDepth())
            .grow(dynamics, stepSize, Np.leftShift(Constants.integer(1), depth));

    Array whole = half.end().eq(0);
    Array newer = half.number(NutsSubtree.LOG_WEIGHT);
    Array older = number(NutsSubtree.LOG_WEIGHT);
    Array moves = whole.and(scalar(uniforms, 2).lt(newer.sub(older).exp()));
    Array edge = half.edge();
    Array newLeft = Lax.select(toRight, left, edge);
    Array newRight = Lax.select(toRight, edge, right);
    Array sum = momentumSum.add(half.momentumSum());
    Array turned =
        Nuts.isTurning(
            dynamics.mass(), NutsSubtree.row(newLeft, 1), NutsSubtree.row(newRight, 1), sum);
    return new NutsTree(
        newLeft,
        newRight,
        Lax.select(moves, half.proposal(), proposal),
        sum,
        Np.stack(
            Np.logaddexp(older, newer),
            number(NutsSubtree.ACCEPTANCE).add(half.number(NutsSubtree.ACCEPTANCE)),
            moved(moves, half, NutsSubtree.POTENTIAL),
            moved(moves, half, NutsSubtree.ENERGY)),
        leapfrogs.add(half.leaves()),
        depth.add(whole.astype(DType.I32)),
        Np.where(whole.and(turned), Constants.integer(NutsSubtree.TURNED), half.end()));
  }

  private Array moved(Array moves, NutsSubtree half, int i) {
    return Np.where(moves, half.number(i), number(i));
  }
}
