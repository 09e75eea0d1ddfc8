package org.juxta.transforms;

import io.vavr.Function2;
import io.vavr.Function4;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple4;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Initial value problems of ordinary differential equations, dy/dt = f(y, t), solved by steps whose
 * size an estimate of the error tells. As {@code jax.experimental.ode}.
 *
 * <p>The state may be any tree of floats or complex numbers. Derivatives are in reverse mode, of
 * any order, by the first state, the times and all that f takes from outside: the adjoint equation
 * is solved backwards (Chen et al. 2018), as exactly as the equation itself.
 *
 * {@snippet class="org.juxta.tests.snippets.OdeSnippets" region="odeint"}
 */
public final class Ode {
  private Ode() {}

  /**
   * How exact to be. A step is taken if the mean square of the errors of the state's elements, each
   * divided by {@code absolute + relative * |y|}, is at most 1.
   *
   * @param relative tolerated error in units of the state
   * @param absolute tolerated error
   * @param steps how many steps at most to take, also refused ones, from each time to the next;
   *     where there are not enough, the result is extrapolated from the last one
   * @param longest how long a step may be
   */
  public record Options(double relative, double absolute, int steps, double longest) {
    /** Tolerances of 1.4e-8, as many and as long steps as it takes. */
    public static final Options DEFAULT =
        new Options(1.4e-8, 1.4e-8, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);

    public Options withTolerance(double relativeError, double absoluteError) {
      return new Options(relativeError, absoluteError, steps, longest);
    }

    public Options withSteps(int most) {
      return new Options(relative, absolute, most, longest);
    }

    public Options withLongest(double step) {
      return new Options(relative, absolute, steps, step);
    }
  }

  /** {@link #odeint(Function2, Object, Array, Options)} by default options. */
  public static <S> S odeint(Function2<S, Array, S> f, S start, Array times) {
    return odeint(f, start, times, Options.DEFAULT);
  }

  /**
   * The states at the given times, the first of which is {@code start}, by the method of Dormand
   * and Prince (1980) of orders 5 and 4.
   *
   * @param f from state and time to the state's derivative by time, of the state's structure and
   *     types
   * @param start the state at the first time
   * @param times a vector of floats, strictly increasing
   * @return the states, each array with a first axis over the times
   * @throws ShapeException if the times are no vector or empty, or f gives another structure or
   *     type than the state has
   * @throws DTypeException if times or state are not floats
   */
  public static <S> S odeint(Function2<S, Array, S> f, S start, Array times, Options options) {
    if (times.rank() != 1 || times.dim(0) == 0) {
      throw new ShapeException("odeint: the times must be a vector, not " + times.type());
    }
    if (!times.dtype().isFloat()) {
      throw new DTypeException("odeint: the times must be floats, not " + times.type());
    }
    Tree.Flat flat = Tree.flattenArguments(new @Nullable Object[] {start});
    List<ArrayType> types = flat.leaves().stream().map(a -> a.type().strong()).toList();
    Linearization.requireFloats(flat.def(), types);
    Tree.Raveled<List<Array>> raveled = Tree.ravel(flat.leaves());
    Slope<S> slope = new Slope<>(f, flat.def(), types, raveled);
    Array states =
        Precision.HIGHEST.in(
            () -> Equation.of(slope, times).solve(raveled.vector(), times, options));
    List<Array> leaves = Vmapped.of(states, raveled.unravel()).results();
    return tree(flat.def(), leaves);
  }

  // As in TreeDef.unflatten: who flattened an S knows that an S comes of it.
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <S> S tree(TreeDef structure, List<Array> leaves) {
    @Nullable Object[] arguments = structure.unflatten(leaves);
    return Fn.cast(arguments[0]);
  }

  /** A user's function as one of the state's vector. */
  private record Slope<S>(
      Function2<S, Array, S> f,
      TreeDef structure,
      List<ArrayType> types,
      Tree.Raveled<List<Array>> raveled) {
    Array at(Array y, Array t) {
      S state = tree(structure, raveled.unravel().apply(y));
      Tree.Flat moved = Tree.flattenArguments(new @Nullable Object[] {f.apply(state, t)});
      Tracing.requireLike("what the function of odeint gives", structure, types, moved);
      return Tree.ravel(moved.leaves()).vector();
    }
  }

  /**
   * The traced slope of a vector.
   *
   * @param floats what of its captures has derivatives
   */
  private record Equation(Tracing slope, List<Integer> floats) {
    static Equation of(Slope<?> slope, Array times) {
      Array y = slope.raveled().vector();
      Object[] arguments = {y, Np.zeros(times.dtype(), new int[0])};
      Tracing traced =
          Tracing.of(
              x -> slope.at(Fn.cast(x[0]), Fn.cast(x[1])),
              Tree.flattenArguments(arguments).def(),
              List.of(y.type().strong(), times.type().with(Shape.SCALAR).strong()));
      List<Integer> floats = new ArrayList<>();
      for (int i = 0; i < traced.captured().size(); i++) {
        if (traced.captured().get(i).type().dtype().isInexact()) {
          floats.add(i);
        }
      }
      return new Equation(traced, floats);
    }

    /** What the captures are, given those that have derivatives and the others. */
    private List<Array> captures(List<Array> inexact, List<Array> others) {
      List<Array> all = new ArrayList<>(others);
      for (int i = 0; i < floats.size(); i++) {
        all.add(floats.get(i), inexact.get(i));
      }
      return all;
    }

    private Array at(List<Array> inexact, List<Array> others, Array y, Array t) {
      return Inline.run(slope.program(), captures(inexact, others), List.of(y, t)).getFirst();
    }

    Array solve(Array y, Array times, Options options) {
      List<Array> inexact = new ArrayList<>();
      List<Array> others = new ArrayList<>();
      List<Array> captured = slope.captures();
      for (int i = 0; i < captured.size(); i++) {
        (floats.contains(i) ? inexact : others).add(captured.get(i));
      }
      return custom(options).apply(y, times, inexact, others);
    }

    /** The way forward is the function itself, so that a second derivative has the same rule. */
    private Function4<Array, Array, List<Array>, List<Array>, Array> custom(Options options) {
      return CustomVjp.<Array, Array, List<Array>, List<Array>, Array, Solved>of(
          (y, t, in, other) -> steps(y, t, in, other, options),
          (y, t, in, other) -> {
            Array ys = Precision.HIGHEST.in(() -> custom(options).apply(y, t, in, other));
            return Tuple.of(ys, new Solved(ys, t, in, other));
          },
          (solved, ct) -> Precision.HIGHEST.in(() -> back(solved, ct, options)));
    }

    private Array steps(
        Array y, Array times, List<Array> inexact, List<Array> others, Options options) {
      return DormandPrince.solve((x, t) -> at(inexact, others, x, t), y, times, options);
    }

    /** The cotangents of start, times and captures. */
    private Tuple4<Array, Array, List<Array>, @Nullable List<Array>> back(
        Solved solved, Array ct, Options options) {
      int last = solved.times().dim(0) - 1;
      List<Array> zeros = solved.inexact().stream().map(Np::zerosLike).toList();
      Array zero = Np.zeros(solved.times().dtype(), new int[0]);
      Adjoint end = new Adjoint(ct.get(last), zero, zeros);
      Interval intervals =
          new Interval(
              tail(solved.states()),
              tail(solved.times()),
              tail(ct),
              head(solved.times()),
              head(ct));
      Tuple2<Adjoint, Array> swept =
          Lax.scan(
              (Adjoint a, Interval i) -> across(solved, a, i, options), end, intervals, last, true);
      Array ofTimes = Lax.concatenate(List.of(swept._1.time().expandDims(0), swept._2), 0);
      return Tuple.of(swept._1.state(), ofTimes, swept._1.inexact(), null);
    }

    private static Array tail(Array x) {
      return Lax.sliceAlong(x, 1, x.dim(0), 0);
    }

    private static Array head(Array x) {
      return Lax.sliceAlong(x, 0, x.dim(0) - 1, 0);
    }

    /** From the end of an interval to its start. */
    private Tuple2<Adjoint, Array> across(Solved solved, Adjoint a, Interval i, Options options) {
      Array slopeThere = at(solved.inexact(), solved.others(), i.state(), i.time());
      Array product = slopeThere.mul(i.ct()).sum();
      Array moved = Np.real(product).astype(i.time().dtype());
      Augmented end = new Augmented(i.state(), a.state(), a.time().sub(moved), a.inexact());
      Augmented path =
          odeint(
              (x, t) -> augmented(solved, x, t),
              end,
              Np.stack(i.time().neg(), i.before().neg()),
              options);
      Adjoint start =
          new Adjoint(
              path.ct().get(1).add(i.ctBefore()),
              path.time().get(1),
              path.inexact().stream().map(x -> x.get(1)).toList());
      return Tuple.of(start, moved);
    }

    /** The slope of state and adjoint in time that runs backwards. */
    private Augmented augmented(Solved solved, Augmented x, Array negated) {
      var both =
          Vjp.of((Point p) -> at(p.inexact(), solved.others(), p.state(), p.time()))
              .apply(new Point(x.state(), negated.neg(), solved.inexact()));
      Point pulled = both._2.apply(x.ct());
      return new Augmented(both._1.neg(), pulled.state(), pulled.time(), pulled.inexact());
    }
  }

  /** What the way back needs. */
  private record Solved(Array states, Array times, List<Array> inexact, List<Array> others) {}

  /** What the slope depends on. */
  private record Point(Array state, Array time, List<Array> inexact) {}

  /** The cotangents of state, time and captures at some time. */
  private record Adjoint(Array state, Array time, List<Array> inexact) {}

  /** State and adjoint. */
  private record Augmented(Array state, Array ct, Array time, List<Array> inexact) {}

  /** Between two times: state, time and cotangent at the end, time and cotangent at the start. */
  private record Interval(Array state, Array time, Array ct, Array before, Array ctBefore) {}
}
