package org.juxta.transforms;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
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
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="jacobianBlocks"}
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
    return new Transformed1<>(
        Staged.inline("jacobian", f, x -> reverse(Fn.of(f), x, Mode.REVERSE)));
  }

  /** In reverse mode. */
  public static <A> Transformed1<A, A> reverse(Function1<A, Array> f) {
    return new Transformed1<>(
        Staged.inline("jacobian", f, x -> reverse(Fn.of(f), x, Mode.REVERSE)));
  }

  /** In forward mode. */
  public static Transformed1<Array, Array> forward(ArrayFunction1 f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> forward(Fn.of(f), x)));
  }

  /** In forward mode. */
  public static <A> Transformed1<A, A> forward(Function1<A, Array> f) {
    return new Transformed1<>(Staged.inline("jacobian", f, x -> forward(Fn.of(f), x)));
  }

  /** Of a tree by a tree, in reverse mode. As {@code jax.jacrev} of a function of trees. */
  public static <A, R> Transformed1<A, Blocks<R, A>> blocks(Function1<A, R> f) {
    return new Transformed1<>(
        Staged.inline("jacobian", f, x -> blocks(At.of(Fn.of(f), x, Mode.REVERSE), false)));
  }

  /** Of a tree by a tree, in forward mode. As {@code jax.jacfwd} of a function of trees. */
  public static <A, R> Transformed1<A, Blocks<R, A>> forwardBlocks(Function1<A, R> f) {
    return new Transformed1<>(
        Staged.inline("jacobian", f, x -> blocks(At.of(Fn.of(f), x, Mode.FORWARD), true)));
  }

  private static Object blocks(At at, boolean forward) {
    return new Blocks<>(at.rows(forward ? forward(at) : reverse(at)), at.structure());
  }

  /**
   * The complex derivatives of a holomorphic function, whose argument and result are complex, in
   * reverse mode. As {@code jax.jacrev} with {@code holomorphic=True}.
   */
  public static Transformed1<Array, Array> holomorphic(ArrayFunction1 f) {
    return new Transformed1<>(
        Staged.inline("holomorphic jacobian", f, x -> reverse(Fn.of(f), x, Mode.HOLOMORPHIC)));
  }

  /** {@link #holomorphic(ArrayFunction1)} of a function of one argument. */
  public static <A> Transformed1<A, A> holomorphic(Function1<A, Array> f) {
    return new Transformed1<>(
        Staged.inline("holomorphic jacobian", f, x -> reverse(Fn.of(f), x, Mode.HOLOMORPHIC)));
  }

  /** Which element types have derivatives that are numbers of the types asked for. */
  private enum Mode {
    REVERSE(
        "only floats and complex numbers have one",
        "a derivative in reverse mode is of a function that gives floats (of a holomorphic one take"
            + " Jacobian.holomorphic)"),
    FORWARD(
        "in forward mode only floats have one; of a holomorphic function take"
            + " Jacobian.holomorphic",
        "a derivative is of a function that gives floats or complex numbers"),
    HOLOMORPHIC(
        "a holomorphic derivative is by complex numbers",
        "a holomorphic derivative is of a function that gives complex numbers");

    private final String takes;
    private final String gives;

    Mode(String takes, String gives) {
      this.takes = takes;
      this.gives = gives;
    }

    private boolean takes(DType dtype) {
      return switch (this) {
        case REVERSE -> dtype.isInexact();
        case FORWARD -> dtype.isFloat();
        case HOLOMORPHIC -> dtype.isComplex();
      };
    }

    private boolean gives(DType dtype) {
      return switch (this) {
        case REVERSE -> dtype.isFloat();
        case FORWARD -> dtype.isInexact();
        case HOLOMORPHIC -> dtype.isComplex();
      };
    }
  }

  /** The linearised function and its arguments. */
  private record At(Tree.Flat arguments, TreeDef structure, Linearization.Linearized linearized) {
    static At of(Fn f, @Nullable Object[] x, Mode mode) {
      Tree.Flat flat = Tree.flattenArguments(x);
      Linearization.requireFloats(flat.def(), Tracing.types(flat.leaves()));
      for (int i = 0; i < flat.leaves().size(); i++) {
        ArrayType type = flat.leaves().get(i).type();
        if (!mode.takes(type.dtype())) {
          throw new DTypeException(
              "the derivative by "
                  + flat.def().path(i)
                  + " is asked for, which is "
                  + type
                  + "; "
                  + mode.takes);
        }
      }
      Tracing tracing = Tracing.of(f, flat.def(), Tracing.types(flat.leaves()));
      for (ArrayType result : tracing.program().outputTypes()) {
        if (!mode.gives(result.dtype())) {
          throw new DTypeException(mode.gives + "; this one gives " + result);
        }
      }
      boolean[] active = Dependence.filled(flat.leaves().size(), true);
      return new At(
          flat,
          tracing.results(),
          Linearization.at(tracing.program(), tracing.captures(), flat.leaves(), active));
    }

    /** For each result one such list: the derivatives by each leaf of the argument. */
    List<@Nullable Object> rows(List<List<Array>> derivatives) {
      List<@Nullable Object> rows = new ArrayList<>();
      for (List<Array> leaves : derivatives) {
        @Nullable Object[] values = arguments.def().unflatten(leaves);
        rows.add(values[0]);
      }
      return rows;
    }
  }

  private static @Nullable Object reverse(Fn f, @Nullable Object[] x, Mode mode) {
    At at = At.of(f, x, mode);
    return at.rows(reverse(at)).getFirst();
  }

  private static @Nullable Object forward(Fn f, @Nullable Object[] x) {
    At at = At.of(f, x, Mode.FORWARD);
    return at.rows(forward(at)).getFirst();
  }

  private static List<List<Array>> reverse(At at) {
    List<Array> results = at.linearized().results();
    List<List<Array>> derivatives = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Array result = results.get(i);
      int which = i;
      Vmapped all =
          Vmapped.ofBasis(
              result,
              ct -> {
                List<Tangent> cotangents = new ArrayList<>(Linearization.zeros(results));
                cotangents.set(which, Tangent.of(ct));
                return Linearization.transpose(at.linearized(), cotangents);
              });
      List<Array> leaves = new ArrayList<>();
      for (int j = 0; j < all.results().size(); j++) {
        Shape shape = result.shape().concat(at.arguments().leaves().get(j).shape());
        leaves.add(all.results().get(j).reshape(shape));
      }
      derivatives.add(leaves);
    }
    return derivatives;
  }

  private static List<List<Array>> forward(At at) {
    List<Array> results = at.linearized().results();
    List<List<Array>> derivatives = new ArrayList<>();
    results.forEach(_ -> derivatives.add(new ArrayList<>()));
    for (int i = 0; i < at.arguments().leaves().size(); i++) {
      Array argument = at.arguments().leaves().get(i);
      int which = i;
      Vmapped all =
          Vmapped.ofBasis(
              argument,
              t ->
                  Inline.run(
                      at.linearized().map(), at.linearized().residuals(), tangents(at, which, t)));
      for (int j = 0; j < results.size(); j++) {
        Shape shape = results.get(j).shape().concat(argument.shape());
        Array columns = Np.moveaxis(all.results().get(j), 0, -1);
        derivatives.get(j).add(columns.reshape(shape));
      }
    }
    return derivatives;
  }

  private static List<Array> tangents(At at, int which, Array tangent) {
    List<Array> tangents = new ArrayList<>();
    for (int i = 0; i < at.arguments().leaves().size(); i++) {
      tangents.add(i == which ? tangent : Np.zerosLike(at.arguments().leaves().get(i)));
    }
    return tangents;
  }
}
