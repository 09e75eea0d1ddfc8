package org.juxta.transforms;

import io.vavr.Function1;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.CustomRules;

/**
 * An operation of the user's own, with a rule for each thing that is done to operations: result
 * types, evaluation on the host, text for the compiler, derivative, transpose, batching. Rules work
 * on what stands behind arrays: {@link Array#of} and {@link Array#value} lead there and back. Where
 * other operations can express the function, {@link CustomJvp} and {@link CustomVjp} are enough.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomOpSnippets" region="customOp"}
 */
public final class CustomOp {
  private CustomOp() {}

  /** The function that applies the operation to its operands. */
  public static Function1<List<Array>, List<Array>> of(CustomRules rules) {
    Call.CustomOp op = new Call.CustomOp(rules);
    return x -> Primitives.bind(op, x);
  }
}
