package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Indexing.Scatter;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.JvpRules.Result;

/** Forward derivatives of updates at computed positions. */
final class ScatterJvp {
  private ScatterJvp() {}

  static Result scatter(Scatter op, List<Array> x, List<Tangent> t) {
    Array primal = Primitives.bind(op, x).getFirst();
    if (t.get(0).isZero() && t.get(2).isZero()) {
      return Result.constant(List.of(primal));
    }
    return Result.of(
        primal,
        switch (op.kind()) {
          case SET, ADD -> linear(op, x, t);
          case MUL -> product(op, x, t);
          case MIN, MAX -> extreme(op, x, t, primal);
        });
  }

  /**
   * Linear in the operand and the updates together, since which update an element keeps depends on
   * the indices alone.
   */
  private static Tangent linear(Scatter op, List<Array> x, List<Tangent> t) {
    return Tangent.of(Primitives.bindOne(op, t.get(0).array(), x.get(1), t.get(2).array()));
  }

  /** The product rule; with several updates on one element only in the operand. */
  private static Tangent product(Scatter op, List<Array> x, List<Tangent> t) {
    Tangent inOperand =
        t.get(0).isZero()
            ? t.get(0)
            : Tangent.of(Primitives.bindOne(op, t.get(0).array(), x.get(1), x.get(2)));
    if (t.get(2).isZero()) {
      return inOperand;
    }
    if (!op.unique()) {
      throw new JuxtaException(
          "a derivative in the updates of a scatter that multiplies needs the promise that no two"
              + " of them fall on one element (unique)");
    }
    Array there = add(op, Tangent.zero(x.get(0).type()).array(), x.get(1), t.get(2).array());
    return inOperand.plus(Tangent.of(there.mul(x.get(0))));
  }

  /** The tangents of all that reach the extreme, the element itself among them, averaged. */
  private static Tangent extreme(Scatter op, List<Array> x, List<Tangent> t, Array y) {
    Array operand = x.get(0);
    Array indices = x.get(1);
    Array updates = x.get(2);
    Array there = IndexingTranspose.windows(op, y, indices, updates.shape());
    Array kept = operand.eq(y).astype(y.dtype());
    Array reached = updates.eq(there).astype(y.dtype());
    Array count = Np.maximum(add(op, kept, indices, reached), 1);
    Array sum = add(op, t.get(0).array().mul(kept), indices, t.get(2).array().mul(reached));
    return Tangent.of(sum.div(count));
  }

  private static Array add(Scatter op, Array x, Array indices, Array updates) {
    Scatter add =
        new Scatter(
            ScatterKind.ADD,
            op.windowAxes(),
            op.insertedAxes(),
            op.operandBatchAxes(),
            op.indexBatchAxes(),
            op.startAxes(),
            op.unique());
    return Primitives.bindOne(add, x, indices, updates);
  }
}
