package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.Map;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed2;
import org.juxta.transforms.Transformed3;
import org.juxta.transforms.Transformed4;
import org.juxta.transforms.ValueAndGrad;
import org.juxta.transforms.Vmap;

/**
 * What is compiled for a kernel: a block of steps, whose number is an input, so that one program
 * makes all of them. Data are inputs too.
 */
final class ChainProgram {
  /**
   * What a block is to do.
   *
   * @param steps the number of steps, I32, at most the capacity
   * @param adaptsStepSize whether the step size is adapted, BOOL
   * @param adaptsMass whether positions are collected for the masses, BOOL
   * @param capacity the number of steps that there is room for
   */
  record Controls(Array steps, Array adaptsStepSize, Array adaptsMass, int capacity) {
    static Controls of(int steps, boolean adaptsStepSize, boolean adaptsMass, int capacity) {
      return new Controls(
          Constants.integer(steps), Np.array(adaptsStepSize), Np.array(adaptsMass), capacity);
    }
  }

  /**
   * What a block has made.
   *
   * @param state where the chain is
   * @param sites the values of each site, (capacity, …)
   * @param infos what is known of the steps, (capacity, {@link StepInfo#VALUES})
   */
  record Block(ChainState state, Map<String, Array> sites, Array infos) {}

  /** A block under way. */
  private record Progress(ChainState state, Array positions, Array infos, Array done) {}

  final HmcKernel<?> kernel;
  final Transformed2<Array, Space, HmcState> begin;
  final Transformed3<ChainState, Key, Space, Array> reasonable;
  final Transformed4<ChainState, Key, Controls, Space, Block> block;
  final Transformed4<ChainState, Key, Controls, Space, Block> blocks;

  ChainProgram(HmcKernel<?> kernel) {
    this.kernel = kernel;
    this.begin = Jit.of((Array position, Space space) -> HmcState.at(potential(space), position));
    this.reasonable = Jit.of(this::reasonable);
    this.block = Jit.of(this::block);
    this.blocks = Vmap.axes(0, 0, Vmap.NONE, Vmap.NONE).of(this::block);
  }

  static Function1<Array, Tuple2<Array, Array>> potential(Space space) {
    Function1<Array, Array> potential = space::energy;
    return ValueAndGrad.of(potential);
  }

  private Array reasonable(ChainState state, Key key, Space space) {
    return StepSizes.reasonable(
        potential(space),
        state.mass(),
        k -> state.mass().momentum(k),
        state.point(),
        state.stepSize(),
        key);
  }

  private Block block(ChainState state, Key key, Controls controls, Space space) {
    Function1<Array, Tuple2<Array, Array>> potential = potential(space);
    DType dtype = space.dtype();
    int capacity = controls.capacity();
    Progress end =
        Lax.whileLoop(
            p -> p.done.lt(controls.steps),
            p -> step(p, potential, key, controls),
            new Progress(
                state,
                Np.zeros(dtype, capacity, space.size()),
                Np.zeros(dtype, capacity, StepInfo.VALUES),
                Constants.integer(0)));
    Function1<Array, Map<String, Array>> sites = space::sites;
    return new Block(end.state, Vmap.of(sites).apply(end.positions), end.infos);
  }

  private Progress step(
      Progress progress,
      Function1<Array, Tuple2<Array, Array>> potential,
      Key key,
      Controls controls) {
    ChainState state = progress.state;
    Array stepSize = state.stepSize();
    Tuple2<HmcState, StepInfo> made =
        kernel.step(potential, state.mass(), stepSize, state.point(), key.fold(state.step()));
    ChainState next =
        state.next(
            made._1, made._2, kernel.adaptation(), controls.adaptsStepSize, controls.adaptsMass);
    return new Progress(
        next,
        Lax.dynamicUpdateIndex(progress.positions, made._1.position(), progress.done, 0),
        Lax.dynamicUpdateIndex(progress.infos, made._2.packed(stepSize), progress.done, 0),
        progress.done.add(1));
  }
}
