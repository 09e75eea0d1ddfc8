package org.juxta.probability;

import static org.juxta.probability.Constants.integer;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Vmap;

/**
 * A Markov chain as a pure function, to be part of other programs: inside {@code Jit} it is
 * compiled with them, {@code Vmap} makes many chains of it. Step size and masses stay as the kernel
 * has them at first; {@link Mcmc} adapts them. As TFP's {@code sample_chain}.
 *
 * <pre>{@code
 * var kernel = Nuts.logDensity(x -> x.square().sum().mul(-0.5)).stepSize(0.1);
 * var run = Jit.of((Key key, Array x) -> SampleChain.of(kernel, 1000).burnIn(500).run(key, x));
 * Array draws = run.apply(Key.of(0), Np.zeros(2)).states();        // (1000, 2)
 * }</pre>
 *
 * @param kernel makes the steps
 * @param results the number of states that are kept
 * @param burnIn the number of steps before the first of them
 */
public record SampleChain(HmcKernel<?> kernel, int results, int burnIn) {
  /** Checks the numbers. */
  public SampleChain {
    if (results < 1 || burnIn < 0) {
      throw new JuxtaException(
          "SampleChain: needs at least one result and no negative burn-in, not %d and %d"
              .formatted(results, burnIn));
    }
  }

  /** Without burn-in. */
  public static SampleChain of(HmcKernel<?> kernel, int results) {
    return new SampleChain(kernel, results, 0);
  }

  /** With a number of steps that are not kept, before those that are. */
  public SampleChain burnIn(int steps) {
    return new SampleChain(kernel, results, steps);
  }

  /**
   * What a chain has made.
   *
   * @param states the states, each array with a first axis over them
   * @param trace what was to be kept of each step, with the same first axes
   */
  public record Result<S, T>(S states, T trace) {}

  /** {@link #run(Key, Object, Function2, Object...)} that keeps what is known of the steps. */
  public <S> Result<S, StepInfo> run(Key key, S state, @Nullable Object... data) {
    return run(key, state, (_, info) -> info, data);
  }

  /**
   * Runs a chain.
   *
   * @param state where it begins: for a density a tree of its kind, for a model a map from its
   *     sites' names to values
   * @param trace what to keep of a step
   * @param data the arguments of the model, or of the log density after its position
   */
  public <S, T> Result<S, T> run(
      Key key, S state, Function2<S, StepInfo, T> trace, @Nullable Object... data) {
    List<@Nullable Object> arguments = Collections.unmodifiableList(Arrays.asList(data.clone()));
    Start start = new Start.At(state);
    Space space = kernel.target().bind(arguments, start);
    Array position = space.start(start, key, 0);
    Function1<Array, Tuple2<Array, Array>> potential = ChainProgram.potential(space);
    Progress begin = Progress.of(HmcState.at(potential, position), space.dtype());
    Tuple2<Progress, Tuple2<S, T>> all =
        Lax.scan(
            (Progress p, List<Array> none) -> {
              Array first = p.step.eq(0);
              Array end = p.step.add(Lax.select(first, integer(burnIn + 1), integer(1)));
              Progress next = advance(p, end, potential, key);
              S value = DensitySpace.cast(space.point(next.state.position()));
              return new Tuple2<>(next, new Tuple2<>(value, trace.apply(value, next.info)));
            },
            begin,
            List.<Array>of(),
            results,
            false);
    return new Result<>(all._2._1, all._2._2);
  }

  /**
   * {@link #run} of several chains at once, each with a key and a state of its own.
   *
   * @param states where they begin, each array with a first axis over the chains
   * @return states and traces with a first axis over the chains
   */
  public <S, T> Result<S, T> runMany(
      Key key, S states, Function2<S, StepInfo, T> trace, @Nullable Object... data) {
    List<Array> leaves = Tree.leaves(states);
    if (leaves.isEmpty() || leaves.getFirst().rank() == 0) {
      throw new ShapeException(
          "SampleChain: the states of several chains need a first axis over the chains, found "
              + leaves.stream().map(Array::type).toList());
    }
    Function2<Key, S, Result<S, T>> one = (k, state) -> run(k, state, trace, data);
    return Vmap.of(one).apply(key.splitBatch(leaves.getFirst().dim(0)), states);
  }

  /** A chain under way: where it is, what is known of its last step, and the number of steps. */
  private record Progress(HmcState state, StepInfo info, Array step) {
    static Progress of(HmcState state, DType dtype) {
      Array zero = Constants.of(dtype, 0);
      Array none = integer(0);
      Array no = Np.full(Shape.SCALAR, 0, DType.BOOL);
      return new Progress(state, new StepInfo(zero, none, none, no, zero, zero), none);
    }
  }

  private Progress advance(
      Progress from, Array end, Function1<Array, Tuple2<Array, Array>> potential, Key key) {
    MassMatrix mass =
        MassMatrix.identity(from.state.position().dim(0), from.state.position().dtype());
    Array stepSize = Constants.of(from.state.position().dtype(), kernel.adaptation().stepSize());
    return Lax.whileLoop(
        p -> p.step.lt(end),
        p -> {
          Tuple2<HmcState, StepInfo> made =
              kernel.step(potential, mass, stepSize, p.state, key.fold(p.step));
          return new Progress(made._1, made._2, p.step.add(1));
        },
        from);
  }
}
