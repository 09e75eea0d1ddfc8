package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Tree;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * Implicit differentiation: functions whose result is told by an equation that it solves. However
 * it is found, the derivative is that of the equation, by the implicit function theorem, and no
 * derivative goes through the solver. Unknowns may be any trees of floats.
 *
 * <p>What the equation depends on it takes from outside; derivatives are by that. Derivatives are
 * forward and reverse, of any order, and batched.
 */
public final class Implicit {
  private Implicit() {}

  /**
   * An x with f(x) = 0. As {@code jax.lax.custom_root}.
   *
   * {@snippet class="org.juxta.tests.snippets.ImplicitSnippets" region="customRoot"}
   *
   * @param f what is to be zero, of the structure and types of x
   * @param guess where {@code solve} starts; the root has no derivative by it
   * @param solve from f and the guess to the root
   * @param tangentSolve from a linear function g and y to the x with g(x) = y, linear in y: for a
   *     scalar, {@code (g, y) -> y.div(g.apply(Np.onesLike(y)))}. It may not use traced values from
   *     outside
   * @throws org.juxta.tracer.ShapeException if one of the functions gives another structure or type
   */
  public static <A> A customRoot(
      Function1<A, A> f,
      A guess,
      Function2<Function1<A, A>, A, A> solve,
      Function2<Function1<A, A>, A, A> tangentSolve) {
    Unknown<A> unknown = Unknown.like("customRoot", guess);
    Tracing equation = unknown.trace("the function", f);
    Root<A> root = new Root<>(unknown, equation, solve, tangentSolve);
    List<Array> operands = new ArrayList<>(equation.captures());
    operands.addAll(Tree.leaves(guess));
    return unknown.tree(root.call(operands));
  }

  /**
   * The x with matvec(x) = b for a linear function {@code matvec}, whose derivative in reverse mode
   * is an error. As {@code jax.lax.custom_linear_solve}.
   *
   * @param solve from the linear function and b to x
   */
  public static <A> A customLinearSolve(
      Function1<A, A> matvec, A b, Function2<Function1<A, A>, A, A> solve) {
    return linearSolve(matvec, b, solve, null, false);
  }

  /**
   * {@link #customLinearSolve(Function1, Object, Function2)} that may say that the linear function
   * is symmetric: then {@code solve} solves the transposed system too.
   *
   * {@snippet class="org.juxta.tests.snippets.ImplicitSnippets" region="customLinearSolve"}
   */
  public static <A> A customLinearSolve(
      Function1<A, A> matvec, A b, Function2<Function1<A, A>, A, A> solve, boolean symmetric) {
    return linearSolve(matvec, b, solve, null, symmetric);
  }

  /**
   * {@link #customLinearSolve(Function1, Object, Function2)} with derivatives in both modes.
   *
   * @param transposeSolve as {@code solve}, from the transposed linear function
   */
  public static <A> A customLinearSolve(
      Function1<A, A> matvec,
      A b,
      Function2<Function1<A, A>, A, A> solve,
      Function2<Function1<A, A>, A, A> transposeSolve) {
    return linearSolve(matvec, b, solve, transposeSolve, false);
  }

  private static <A> A linearSolve(
      Function1<A, A> matvec,
      A b,
      Function2<Function1<A, A>, A, A> solve,
      @Nullable Function2<Function1<A, A>, A, A> transposeSolve,
      boolean symmetric) {
    Unknown<A> unknown = Unknown.like("customLinearSolve", b);
    Tracing map = unknown.trace("matvec", matvec);
    List<Array> captures = map.captures();
    List<ArrayType> types = new ArrayList<>(Tracing.types(captures));
    types.addAll(unknown.types());
    int n = captures.size();
    Trace.Recording forward =
        Trace.record(
            types,
            in -> {
              List<Array> x = Primitives.wrap(in);
              Function1<A, A> f = unknown.function(map, x.subList(0, n));
              A solution = solve.apply(f, unknown.tree(x.subList(n, x.size())));
              return unknown.values("solve", solution);
            });
    List<Trace.Recording> recordings = new ArrayList<>();
    recordings.add(forward);
    if (symmetric) {
      recordings.add(forward);
    } else if (transposeSolve != null) {
      recordings.add(
          Trace.record(
              types,
              in -> {
                List<Array> x = Primitives.wrap(in);
                Function1<A, A> f = unknown.transposed(map, x.subList(0, n));
                A solution = transposeSolve.apply(f, unknown.tree(x.subList(n, x.size())));
                return unknown.values("transposeSolve", solution);
              }));
    }
    recordings.add(
        Trace.record(
            types,
            in -> {
              List<Array> x = Primitives.wrap(in);
              return ControlJvp.values(
                  Inline.run(map.program(), x.subList(0, n), x.subList(n, x.size())));
            }));
    LinearSystems.Closed closed = LinearSystems.Closed.of(n, recordings);
    return unknown.tree(
        closed.solve(symmetric || transposeSolve != null, captures, Tree.leaves(b)));
  }

  /**
   * What is solved for: its structure and types.
   *
   * @param what who solves, for errors
   */
  private record Unknown<A>(String what, Tree.Flat flat, List<ArrayType> types) {
    static <A> Unknown<A> like(String what, A tree) {
      Tree.Flat flat = Tree.flattenArguments(new @Nullable Object[] {tree});
      List<ArrayType> types = flat.leaves().stream().map(a -> a.type().strong()).toList();
      Linearization.requireFloats(flat.def(), types);
      return new Unknown<>(what, flat, types);
    }

    A tree(List<Array> leaves) {
      @Nullable Object[] arguments = flat.def().unflatten(leaves);
      return Fn.cast(arguments[0]);
    }

    /** The leaves of what a user's function gave, which must be like the unknown. */
    List<Array> leaves(String function, A found) {
      Tree.Flat given = Tree.flattenArguments(new @Nullable Object[] {found});
      Tracing.requireLike("what " + function + " of " + what + " gives", flat.def(), types, given);
      return given.leaves();
    }

    List<Value> values(String function, A found) {
      return ControlJvp.values(leaves(function, found));
    }

    Tracing trace(String function, Function1<A, A> f) {
      return Tracing.of(x -> tree(leaves(function, f.apply(Fn.cast(x[0])))), flat.def(), types);
    }

    /** A traced function with its captures replaced. */
    Function1<A, A> function(Tracing traced, List<Array> captures) {
      return x -> tree(Inline.run(traced.program(), captures, leaves("the argument", x)));
    }

    /** The transpose of that, which is linear. */
    Function1<A, A> transposed(Tracing traced, List<Array> captures) {
      return y ->
          tree(
              LinearSystems.transposed(
                  traced.program(), captures, List.of(), leaves("the argument", y)));
    }
  }

  /** A call of a root finder, on what the equation takes from outside and the guess. */
  private record Root<A>(
      Unknown<A> unknown,
      Tracing equation,
      Function2<Function1<A, A>, A, A> solve,
      Function2<Function1<A, A>, A, A> tangentSolve) {
    List<Array> call(List<Array> x) {
      int n = equation.captured().size();
      Trace.Recording body =
          Trace.record(
              Tracing.types(x),
              in -> {
                List<Array> all = Primitives.wrap(in);
                Function1<A, A> f = unknown.function(equation, all.subList(0, n));
                A root = solve.apply(f, unknown.tree(all.subList(n, all.size())));
                return unknown.values("solve", root);
              });
      List<Value> operands = new ArrayList<>();
      // What the solver takes from outside tells how the root is found, not which one it is.
      body.captured().forEach(v -> operands.add(Lax.stopGradient(Array.of(v)).value()));
      operands.addAll(ControlJvp.values(x));
      JvpRule rule = JvpRule.of(this, this::derivative);
      return Primitives.wrap(
          Primitives.bindValues(
              new Call.CustomJvpCall("custom_root", body.program(), rule), operands));
    }

    /** With f(x, c) = 0 for all c: the dx with f_x dx = -f_c dc. */
    private JvpRule.Derivative derivative(List<Value> x, List<@Nullable Value> tangents) {
      int n = equation.captured().size();
      List<Array> all = Primitives.wrap(x);
      List<Array> outside = all.subList(0, n);
      List<Array> root = call(all);
      List<Tangent> moving = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        Value tangent = tangents.get(i);
        moving.add(
            tangent == null ? Tangent.zero(outside.get(i).type()) : Tangent.of(Array.of(tangent)));
      }
      List<Array> moved =
          Forward.jvp()
              .run(equation.program(), outside, moving, root, Linearization.zeros(root))
              .tangents()
              .stream()
              .map(Tangent::array)
              .toList();
      Linearization.Linearized slope =
          Linearization.at(equation.program(), outside, root, Dependence.filled(root.size(), true));
      Function1<A, A> g =
          u ->
              unknown.tree(
                  Inline.run(slope.map(), slope.residuals(), unknown.leaves("the argument", u)));
      A solution = tangentSolve.apply(g, unknown.tree(moved));
      List<@Nullable Value> back = new ArrayList<>();
      unknown.leaves("tangentSolve", solution).forEach(a -> back.add(a.neg().value()));
      return new JvpRule.Derivative(ControlJvp.values(root), back);
    }
  }
}
