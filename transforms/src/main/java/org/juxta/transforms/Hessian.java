package org.juxta.transforms;

import io.vavr.Function1;
import org.juxta.Array;
import org.juxta.ArrayFunction1;

/**
 * The second derivatives of a function from an array to a scalar: of shape s + s for an argument of
 * shape s. As {@code jax.hessian}, forward mode over reverse. Errors are those of {@link Grad}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="hessian"}
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="hessianBlocks"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Hessian {
  private Hessian() {}

  /** The Hessian of {@code f}. */
  public static Transformed1<Array, Array> of(ArrayFunction1 f) {
    return Jacobian.forward(Grad.of(f));
  }

  /** The Hessian of {@code f}. */
  public static Transformed1<Array, Array> of(Function1<Array, Array> f) {
    return Jacobian.forward(Grad.of(f));
  }

  /**
   * The Hessian of a function of a tree: for each array of the argument, the derivatives of the
   * gradient by it, as a tree like the argument.
   */
  public static <A> Transformed1<A, Blocks<A, A>> blocks(Function1<A, Array> f) {
    return Jacobian.forwardBlocks(Grad.of(f));
  }
}
