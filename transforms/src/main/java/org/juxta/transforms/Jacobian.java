package org.juxta.transforms;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;

/**
 * All partial derivatives of a function that gives an array. The derivative by an array of shape s
 * is an array of shape (result's shape) + s; for an argument that is a tree, a tree of these. As
 * {@code jax.jacfwd} and {@code jax.jacrev}.
 *
 * <p>Forward mode takes one pass for each number of the argument, reverse mode one for each number
 * of the result.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="jacobian"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Jacobian {
  private Jacobian() {}

  /** In reverse mode. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return reverse(f);
  }

  /** In reverse mode. */
  public static <A> Transformed1<A, A> of(Function1<A, Array> f) {
    return reverse(f);
  }

  /** In reverse mode. */
  public static Transformed1<Array, Array> reverse(ArrayFunction1 f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> reverse(Fn.of(f), x)));
  }

  /** In reverse mode. */
  public static <A> Transformed1<A, A> reverse(Function1<A, Array> f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> reverse(Fn.of(f), x)));
  }

  /** In forward mode. */
  public static Transformed1<Array, Array> forward(ArrayFunction1 f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> forward(Fn.of(f), x)));
  }

  /** In forward mode. */
  public static <A> Transformed1<A, A> forward(Function1<A, Array> f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> forward(Fn.of(f), x)));
  }

  /** The linearised function and its arguments. */
  private record At(Tree.Flat arguments, Linearization.Linearized linearized) {
    static At of(Fn f, @Nullable Object[] x) {
      Tree.Flat flat = Tree.flattenArguments(x);
      Linearization.requireFloats(flat.def(), Tracing.types(flat.leaves()));
      Tracing tracing = Tracing.of(f, flat.def(), Tracing.types(flat.leaves()));
      ArrayType result = tracing.program().outputTypes().getFirst();
      if (!result.dtype().isFloat()) {
        throw new DTypeException(
            "a derivative is of a function that gives floats; this one gives " + result);
      }
      boolean[] active = Dependence.filled(flat.leaves().size(), true);
      return new At(
          flat, Linearization.at(tracing.program(), tracing.captures(), flat.leaves(), active));
    }

    Array result() {
      return linearized.results().getFirst();
    }

    @Nullable Object argument(List<Array> leaves) {
      @Nullable Object[] values = arguments.def().unflatten(leaves);
      return values[0];
    }
  }

  private static @Nullable Object reverse(Fn f, @Nullable Object[] x) {
    At at = At.of(f, x);
    Array result = at.result();
    int n = result.size();
    int[] basis = result.shape().insert(0, n).dims().toArray();
    Array cotangents = Np.eye(n, result.dtype()).reshape(basis);
    Vmapped all =
        Vmapped.of(
            cotangents, ct -> Linearization.transpose(at.linearized(), List.of(Tangent.of(ct))));
    List<Array> leaves = new ArrayList<>();
    for (int i = 0; i < all.results().size(); i++) {
      Shape shape = result.shape().concat(at.arguments().leaves().get(i).shape());
      leaves.add(all.results().get(i).reshape(shape));
    }
    return at.argument(leaves);
  }

  private static @Nullable Object forward(Fn f, @Nullable Object[] x) {
    At at = At.of(f, x);
    List<Array> leaves = new ArrayList<>();
    for (int i = 0; i < at.arguments().leaves().size(); i++) {
      Array argument = at.arguments().leaves().get(i);
      int n = argument.size();
      int[] basis = argument.shape().insert(0, n).dims().toArray();
      int which = i;
      Vmapped all =
          Vmapped.of(
              Np.eye(n, argument.dtype()).reshape(basis),
              t ->
                  Inline.run(
                      at.linearized().map(), at.linearized().residuals(), tangents(at, which, t)));
      Array columns = all.results().getFirst();
      Shape shape = at.result().shape().concat(argument.shape());
      leaves.add(Np.moveaxis(columns, 0, -1).reshape(shape));
    }
    return at.argument(leaves);
  }

  private static List<Array> tangents(At at, int which, Array tangent) {
    List<Array> tangents = new ArrayList<>();
    for (int i = 0; i < at.arguments().leaves().size(); i++) {
      tangents.add(i == which ? tangent : Np.zerosLike(at.arguments().leaves().get(i)));
    }
    return tangents;
  }
}
