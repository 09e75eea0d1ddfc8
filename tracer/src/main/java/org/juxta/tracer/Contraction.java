package org.juxta.tracer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations that multiply elements and sum the products. */
public sealed interface Contraction extends Op {

  /**
   * {@code (a, b)}: products summed over the contracted axes, pairwise for each index of the batch
   * axes. The result has the batch axes, then the free axes of {@code a}, then those of {@code b}.
   * BF16 and F16 are summed in F32.
   *
   * @param preferred the element type of the result if it is to be wider than the operands', of
   *     their kind; sums are taken in it
   */
  record DotGeneral(
      Ints lhsContract, Ints rhsContract, Ints lhsBatch, Ints rhsBatch, @Nullable DType preferred)
      implements Contraction {
    /** With results of the operands' element type. */
    public DotGeneral(Ints lhsContract, Ints rhsContract, Ints lhsBatch, Ints rhsBatch) {
      this(lhsContract, rhsContract, lhsBatch, rhsBatch, null);
    }

    @Override
    public String name() {
      return "dot_general";
    }

    @Override
    public String parameters() {
      return "contract="
          + lhsContract
          + "/"
          + rhsContract
          + (lhsBatch.isEmpty() ? "" : " batch=" + lhsBatch + "/" + rhsBatch)
          + (preferred == null ? "" : " preferred=" + preferred);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 2);
      Check.sameDType(this, operands);
      ArrayType a = operands.get(0);
      ArrayType b = operands.get(1);
      Check.dtype(!a.dtype().isBool(), this, operands, "not defined for this element type");
      Ints lhsUsed = lhsBatch.concat(lhsContract);
      Ints rhsUsed = rhsBatch.concat(rhsContract);
      Check.shape(
          lhsContract.size() == rhsContract.size()
              && lhsBatch.size() == rhsBatch.size()
              && lhsUsed.areDistinctBelow(a.rank())
              && rhsUsed.areDistinctBelow(b.rank()),
          this,
          operands,
          "axes out of bounds, repeated or not paired");
      Check.shape(
          a.shape().dims().at(lhsUsed).equals(b.shape().dims().at(rhsUsed)),
          this,
          operands,
          "paired axes differ in size");
      Ints dims =
          a.shape()
              .dims()
              .at(lhsBatch)
              .concat(a.shape().dims().without(lhsUsed))
              .concat(b.shape().dims().without(rhsUsed));
      DType result = preferred == null ? a.dtype() : preferred;
      Check.dtype(
          result.kind() == a.dtype().kind() && result.bytes() >= a.dtype().bytes(),
          this,
          operands,
          "the preferred element type must be of the operands' kind and not narrower");
      return List.of(new ArrayType(result, new Shape(dims), a.weak() && b.weak()));
    }
  }
}
