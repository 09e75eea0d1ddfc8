package org.juxta.tests;

import static org.juxta.tests.OperationExamples.bools;
import static org.juxta.tests.OperationExamples.complex;
import static org.juxta.tests.OperationExamples.integers;
import static org.juxta.tests.OperationExamples.real;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition.Cholesky;
import org.juxta.tracer.Decomposition.Eig;
import org.juxta.tracer.Decomposition.Eigh;
import org.juxta.tracer.Decomposition.Geqrf;
import org.juxta.tracer.Decomposition.Hessenberg;
import org.juxta.tracer.Decomposition.HouseholderProduct;
import org.juxta.tracer.Decomposition.Inverse;
import org.juxta.tracer.Decomposition.Lu;
import org.juxta.tracer.Decomposition.Qr;
import org.juxta.tracer.Decomposition.Schur;
import org.juxta.tracer.Decomposition.Svd;
import org.juxta.tracer.Decomposition.TriangularSolve;
import org.juxta.tracer.Decomposition.Tridiagonal;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Op;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ArgReduce;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;
import org.juxta.tracer.Reduction.Reduce;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;
import org.juxta.tracer.Reduction.Sort;
import org.juxta.tracer.Reduction.TopK;

/** Applications of reductions, sorts and factorisations. */
final class OperationExamplesInOrder {
  private OperationExamplesInOrder() {}

  static List<OperationExample> all() {
    List<OperationExample> examples = new ArrayList<>();
    reductions(examples);
    orders(examples);
    decompositions(examples);
    return examples;
  }

  private static void reductions(List<OperationExample> examples) {
    List<Array> operands =
        List.of(real(2, 3), complex(2, 3), integers(DType.I32, 2, 3), bools(2, 3));
    for (Array x : operands) {
      for (ReduceKind kind : ReduceKind.values()) {
        add(examples, x, new Reduce(kind, Ints.of(1)), new Reduce(kind, Ints.of(0, 1)));
        Ints one = Ints.of(1, 1);
        Ints two = Ints.of(2, 2);
        Ints none = Ints.of(0, 0);
        // each with elements of its own, each with those of its neighbours, with holes
        add(
            examples,
            x,
            new ReduceWindow(kind, Ints.of(1, 3), Ints.of(1, 3), none, none, one, one),
            new ReduceWindow(kind, two, one, none, Ints.of(1, 0), one, one),
            new ReduceWindow(
                kind, two, Ints.of(1, 2), Ints.of(1, 0), Ints.of(1, 0), two, Ints.of(1, 2)));
      }
      for (CumulativeKind kind : CumulativeKind.values()) {
        add(examples, x, new Cumulative(kind, 1, false), new Cumulative(kind, 0, true));
      }
      for (ArgKind kind : ArgKind.values()) {
        add(examples, x, new ArgReduce(kind, 1, DType.I32));
      }
    }
  }

  private static void add(List<OperationExample> examples, Array x, Op... ops) {
    for (Op op : ops) {
      if (OperationTable.accepts(op, x)) {
        examples.add(OperationExample.of(op, x));
      }
    }
  }

  private static void orders(List<OperationExample> examples) {
    Array x = real(3, 4);
    examples.add(OperationExample.of(new Sort(1, 1), x));
    examples.add(OperationExample.of(new Sort(0, 1), x, Np.flip(x), integers(DType.I32, 3, 4)));
    examples.add(OperationExample.of(new Sort(1, 2), integers(DType.I8, 3, 4), x));
    examples.add(OperationExample.of(new TopK(2, 1), x));
    examples.add(OperationExample.of(new TopK(3, 0), integers(DType.I64, 3, 4)));
  }

  private static void decompositions(List<OperationExample> examples) {
    Array square =
        real(2, 3, 3).mul(0.5).add(Np.array(new double[][] {{3, 0, 0}, {0, 4, 0}, {0, 0, 6}}));
    Array tall =
        real(2, 4, 3)
            .mul(0.3)
            .add(Np.eye(4, DType.F64).get(Index.all(), Index.to(3)).mul(Np.array(2.0, 3.0, 5.0)));
    Array wide = Np.swapaxes(tall, -1, -2);
    examples.add(symmetric(new Cholesky(false), square));
    for (int i = 0; i < 16; i++) {
      TriangularSolve op =
          new TriangularSolve((i & 1) == 0, (i & 2) == 0, (i & 4) == 0, (i & 8) == 0);
      examples.add(OperationExample.of(op, square, op.leftSide() ? real(2, 3, 2) : real(2, 2, 3)));
    }
    examples.add(OperationExample.of(new Inverse(), square));
    for (Array a : List.of(square, tall, wide)) {
      examples.add(OperationExample.of(new Lu(), a));
      examples.add(OperationExample.of(new Geqrf(), a));
      examples.add(OperationExample.of(new Svd(false, false), a));
    }
    examples.add(OperationExample.of(new HouseholderProduct(), tall.mul(0.1), real(2, 3).mul(0.2)));
    examples.add(OperationExample.of(new Qr(false), square));
    examples.add(OperationExample.of(new Qr(false), tall));
    examples.add(symmetric(new Eigh(true, false), square).seenAs(OperationTable::sizes));
    examples.add(symmetric(new Eigh(false, false), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Eig(false, false), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Eig(false, true), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Eig(true, true), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Schur(), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Hessenberg(), square));
    examples.add(OperationExample.of(new Tridiagonal(true), square));
    examples.add(OperationExample.of(new Tridiagonal(false), square));
    examples.add(OperationExample.of(new Svd(false, true), square).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Svd(false, true), tall).seenAs(OperationTable::sizes));
    examples.add(OperationExample.of(new Svd(false, true), wide).seenAs(OperationTable::sizes));
  }

  /** Of the symmetric part, since tangents count as symmetric where the operand does. */
  private static OperationExample symmetric(Op op, Array a) {
    return OperationExample.of(
        OperationRow.of(op).name(),
        in ->
            Primitives.bind(
                op, List.of(in.getFirst().add(Np.swapaxes(in.getFirst(), -1, -2)).mul(0.5))),
        a);
  }
}
