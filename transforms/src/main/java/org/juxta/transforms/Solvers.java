package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.ShapeException;

/**
 * Solutions x of linear systems A x = b for a linear function A, found by iteration: only products
 * with A are needed. As {@code jax.scipy.sparse.linalg}. Unknowns may be any trees of floats or
 * complex numbers. Derivatives in both modes are those of the solution (see {@link Implicit}),
 * found by the same method: as exact as the iterations are.
 *
 * {@snippet class="org.juxta.tests.snippets.ImplicitSnippets" region="solvers"}
 */
public final class Solvers {
  private Solvers() {}

  /**
   * When to stop and where to start. A method ends when the norm of b - A x is at most {@code
   * max(tolerance * norm(b), absolute)}.
   *
   * @param iterations how many at most (of {@link #gmres}, restarts); 0 stands for 10 an element
   * @param restart after how many iterations {@link #gmres} starts anew
   * @param start where to start; null stands for zeros
   * @param preconditioner a linear function close to the inverse of A, symmetric for {@link #cg};
   *     null for none
   */
  public record Options<A>(
      double tolerance,
      double absolute,
      int iterations,
      int restart,
      @Nullable A start,
      @Nullable Function1<A, A> preconditioner) {
    /** A tolerance of 1e-5, the rest as null and 0 stand for; restarts after 20 iterations. */
    public static <A> Options<A> defaults() {
      return new Options<>(1e-5, 0, 0, 20, null, null);
    }

    public Options<A> withTolerance(double relative, double least) {
      return new Options<>(relative, least, iterations, restart, start, preconditioner);
    }

    public Options<A> withIterations(int most) {
      return new Options<>(tolerance, absolute, most, restart, start, preconditioner);
    }

    public Options<A> withRestart(int after) {
      return new Options<>(tolerance, absolute, iterations, after, start, preconditioner);
    }

    public Options<A> withStart(A x) {
      return new Options<>(tolerance, absolute, iterations, restart, x, preconditioner);
    }

    public Options<A> withPreconditioner(Function1<A, A> inverse) {
      return new Options<>(tolerance, absolute, iterations, restart, start, inverse);
    }
  }

  /** {@link #cg(Function1, Object, Options)} by default options. */
  public static <A> A cg(Function1<A, A> a, A b) {
    return cg(a, b, Options.defaults());
  }

  /**
   * By conjugate gradients (Hestenes and Stiefel 1952), for a symmetric (or Hermitian) positive
   * definite A. As {@code jax.scipy.sparse.linalg.cg}.
   *
   * @throws ShapeException if A gives another structure or type than its argument has
   */
  public static <A> A cg(Function1<A, A> a, A b, Options<A> options) {
    Function2<Function1<A, A>, A, A> solve = solver(Krylov::cg, options);
    boolean complex = Tree.leaves(b).stream().anyMatch(x -> x.dtype().isComplex());
    return complex
        ? Implicit.customLinearSolve(a, b, solve, solve)
        : Implicit.customLinearSolve(a, b, solve, true);
  }

  /** {@link #bicgstab(Function1, Object, Options)} by default options. */
  public static <A> A bicgstab(Function1<A, A> a, A b) {
    return bicgstab(a, b, Options.defaults());
  }

  /**
   * By stabilised biconjugate gradients (van der Vorst 1992), for any A. As {@code
   * jax.scipy.sparse.linalg.bicgstab}.
   *
   * @throws ShapeException if A gives another structure or type than its argument has
   */
  public static <A> A bicgstab(Function1<A, A> a, A b, Options<A> options) {
    Function2<Function1<A, A>, A, A> solve = solver(Krylov::bicgstab, options);
    return Implicit.customLinearSolve(a, b, solve, solve);
  }

  /** {@link #gmres(Function1, Object, Options)} by default options. */
  public static <A> A gmres(Function1<A, A> a, A b) {
    return gmres(a, b, Options.defaults());
  }

  /**
   * By generalised minimal residuals with restarts (Saad and Schultz 1986), for any A. As {@code
   * jax.scipy.sparse.linalg.gmres}; the least-squares problem of each restart is solved by a QR
   * factorisation.
   *
   * @throws ShapeException if A gives another structure or type than its argument has, or {@code
   *     restart} is not positive
   */
  public static <A> A gmres(Function1<A, A> a, A b, Options<A> options) {
    if (options.restart() < 1) {
      throw new ShapeException("gmres: restart must be positive, not " + options.restart());
    }
    Function2<Function1<A, A>, A, A> solve =
        solver((f, y, limits) -> Krylov.gmres(f, y, limits, options.restart()), options);
    return Implicit.customLinearSolve(a, b, solve, solve);
  }

  /** The linear function {@code x -> matrix x} of vectors. */
  public static Function1<Array, Array> matrix(Array matrix) {
    if (matrix.rank() != 2 || matrix.dim(0) != matrix.dim(1)) {
      throw new ShapeException("a square matrix is needed, not " + matrix.type());
    }
    return matrix::matmul;
  }

  /** A method on vectors. */
  @FunctionalInterface
  private interface Method {
    Array solve(Function1<Array, Array> a, Array b, Krylov.Limits limits);
  }

  /** A method on vectors as one on trees. */
  private static <A> Function2<Function1<A, A>, A, A> solver(Method method, Options<A> options) {
    return (a, b) -> {
      Tree.Raveled<A> side = Tree.ravel(b);
      A from = options.start();
      Array start = from == null ? Np.zerosLike(side.vector()) : Tree.ravel(from).vector();
      Function1<A, A> inverse = options.preconditioner();
      Krylov.Limits limits =
          new Krylov.Limits(
              options.tolerance(),
              options.absolute(),
              options.iterations() == 0
                  ? 10 * Math.toIntExact(side.vector().size())
                  : options.iterations(),
              start,
              inverse == null ? null : onVectors(inverse, side));
      return side.unravel().apply(method.solve(onVectors(a, side), side.vector(), limits));
    };
  }

  private static <A> Function1<Array, Array> onVectors(Function1<A, A> f, Tree.Raveled<A> like) {
    return x -> Tree.ravel(f.apply(like.unravel().apply(x))).vector();
  }
}
