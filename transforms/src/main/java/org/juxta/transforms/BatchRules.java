package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Op;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Structural;

/**
 * The table of batching: each operation for all lanes of a batch at once. At least one operand is
 * batched, or the operation speaks of the batch by its name.
 */
final class BatchRules {
  private BatchRules() {}

  /** The results of {@code op} for each lane. */
  static List<Batched> apply(Op op, List<Batched> x, Axis batch) {
    int size = batch.size();
    return switch (op) {
      // Its last axis may be the parts of an element.
      case Elementwise.BitcastConvert o -> front(o, x.getFirst());
      case Elementwise o -> elementwise(o, x);
      case Random.Threefry o -> elementwise(o, x);
      case Random.RngBitGenerator o -> bitGenerator(o, x.getFirst().front());
      case Structural.Broadcast o -> broadcast(o, x.getFirst().front());
      case Structural.Reshape o ->
          front(new Structural.Reshape(o.shape().insert(0, size)), x.getFirst());
      case Structural.Transpose o ->
          front(new Structural.Transpose(shifted(o.permutation())), x.getFirst());
      case Structural.Slice o -> slice(o, x.getFirst(), size);
      case Structural.Pad o -> pad(o, x, size);
      case Structural.Concatenate o -> concatenate(o, x, size);
      case Structural.Reverse o ->
          front(new Structural.Reverse(o.axes().map(a -> a + 1)), x.getFirst());
      case Structural.Iota o -> throw new IllegalStateException(o.name() + " has no operand");
      case Structural.OptimizationBarrier o -> barrier(o, x);
      case Indexing.DynamicSlice o -> IndexingBatch.dynamicSlice(o, x, size);
      case Indexing.DynamicUpdateSlice _ -> IndexingBatch.dynamicUpdateSlice(x, size);
      case Indexing.Gather o -> IndexingBatch.gather(o, x);
      case Indexing.Scatter o -> IndexingBatch.scatter(o, x, size);
      case Reduction.Reduce o -> reduce(o, x.getFirst());
      case Reduction.ArgReduce o ->
          front(new Reduction.ArgReduce(o.kind(), o.axis() + 1, o.index()), x.getFirst());
      case Reduction.Cumulative o ->
          front(new Reduction.Cumulative(o.kind(), o.axis() + 1, o.reverse()), x.getFirst());
      case Reduction.Sort o -> sort(o, x, size);
      case Reduction.TopK o -> topK(o, x.getFirst());
      case Reduction.ReduceWindow o -> front(widened(o), x.getFirst());
      case Contraction.DotGeneral o -> dotGeneral(o, x.get(0), x.get(1));
      case Contraction.Convolution o ->
          List.of(ConvolutionRules.batch(o, x.get(0), x.get(1), size));
      case Contraction.Fft o -> front(o, x.getFirst());
      case Decomposition o -> DecompositionBatch.apply(o, x, size);
      case Collective o -> Collectives.batch(o, x, batch);
      case Control.While o -> ControlBatch.whileLoop(o, x, batch);
      case Control.Scan o -> ControlBatch.scan(o, x, batch);
      case Control.Cond o -> ControlBatch.cond(o, x, batch);
      case Call.Jitted o -> ControlBatch.call(o, x, batch);
      case Call.CustomJvpCall o -> CustomBatch.call(o, x, batch);
      case Call.CustomVjpCall o -> CustomBatch.call(o, x, batch);
      case Call.CustomVmapCall o -> CustomBatch.call(o, x, batch);
      case Call.LinearSolve o -> LinearSystems.batch(o, x, batch);
      case Call.Checkpoint o -> Rematerialization.batch(o, x, batch);
      case Call.CustomOp o -> CustomBatch.call(o, x, size);
      case Call.HostCall o -> HostCallRules.batch(o, x, size);
    };
  }

  /** An operation that was rewritten for lanes on the first axis, which its result has too. */
  static List<Batched> front(Op op, Batched x) {
    return List.of(Batched.lanes(Primitives.bindOne(op, x.front()), 0));
  }

  /** A permutation or list of all axes, with the lanes first. */
  private static Ints shifted(Ints axes) {
    return axes.map(a -> a + 1).insert(0, 0);
  }

  /**
   * Lanes stay on the axis where the largest operand has them; scalars that differ by lane are
   * spread over the others.
   */
  private static List<Batched> elementwise(Op op, List<Batched> x) {
    int rank = x.stream().mapToInt(Batched::rank).max().orElse(0);
    int axis = 0;
    for (Batched b : x) {
      if (b instanceof Batched.Lanes lanes && b.rank() == rank) {
        axis = lanes.axis();
        break;
      }
    }
    Shape lane = Shape.SCALAR;
    int size = 1;
    for (Batched b : x) {
      lane = b.rank() == rank ? b.type().shape() : lane;
      size = b instanceof Batched.Lanes lanes ? lanes.array().dim(lanes.axis()) : size;
    }
    Shape full = lane.insert(axis, size);
    List<Array> operands = new ArrayList<>();
    for (Batched b : x) {
      operands.add(elementwiseOperand(b, full, axis));
    }
    int at = axis;
    return Primitives.bind(op, operands).stream().map(r -> Batched.lanes(r, at)).toList();
  }

  /** Each lane has a state of its own; they take turns, since the operation has one. */
  private static List<Batched> bitGenerator(Random.RngBitGenerator op, Array states) {
    return Lax.map(state -> Primitives.bind(op, List.of(state)), states).stream()
        .map(r -> Batched.lanes(r, 0))
        .toList();
  }

  private static Array elementwiseOperand(Batched b, Shape full, int axis) {
    if (b.rank() == 0) {
      return b.isBatched() ? Lax.broadcastInDim(b.array(), full, Ints.of(axis)) : b.array();
    }
    return b.along(axis, full.dim(axis));
  }

  private static List<Batched> broadcast(Structural.Broadcast op, Array x) {
    Shape shape = op.shape().insert(0, x.dim(0));
    return List.of(Batched.lanes(Lax.broadcastInDim(x, shape, shifted(op.axes())), 0));
  }

  private static List<Batched> slice(Structural.Slice op, Batched x, int size) {
    return front(
        new Structural.Slice(
            op.starts().insert(0, 0), op.limits().insert(0, size), op.strides().insert(0, 1)),
        x);
  }

  private static List<Batched> pad(Structural.Pad op, List<Batched> x, int size) {
    Structural.Pad wide =
        new Structural.Pad(
            op.low().insert(0, 0), op.high().insert(0, 0), op.interior().insert(0, 0));
    Array operand = x.get(0).along(0, size);
    if (!x.get(1).isBatched()) {
      return List.of(Batched.lanes(Primitives.bindOne(wide, operand, x.get(1).array()), 0));
    }
    Array padded = Primitives.bindOne(wide, operand, Np.zeros(operand.dtype()));
    Array inside =
        Primitives.bindOne(
            wide, Np.ones(DType.I32, operand.shape().dims().toArray()), Np.zeros(DType.I32));
    Array values = Lax.broadcastInDim(x.get(1).front(), padded.shape(), Ints.of(0));
    return List.of(Batched.lanes(Lax.select(inside.ne(0), padded, values), 0));
  }

  private static List<Batched> concatenate(Structural.Concatenate op, List<Batched> x, int size) {
    List<Array> parts = x.stream().map(b -> b.along(0, size)).toList();
    return List.of(Batched.lanes(Lax.concatenate(parts, op.axis() + 1), 0));
  }

  private static List<Batched> reduce(Reduction.Reduce op, Batched x) {
    Batched.Lanes lanes = (Batched.Lanes) x;
    Ints axes = around(op.axes(), lanes.axis());
    int gone = (int) op.axes().stream().filter(a -> a < lanes.axis()).count();
    Array result = Primitives.bindOne(new Reduction.Reduce(op.kind(), axes), lanes.array());
    return List.of(Batched.lanes(result, lanes.axis() - gone));
  }

  /** A barrier does not care for axes, so lanes stay where they are. */
  private static List<Batched> barrier(Structural.OptimizationBarrier op, List<Batched> x) {
    List<Array> held = Primitives.bind(op, x.stream().map(Batched::array).toList());
    List<Batched> results = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      results.add(
          x.get(i) instanceof Batched.Lanes lanes
              ? Batched.lanes(held.get(i), lanes.axis())
              : Batched.same(held.get(i)));
    }
    return results;
  }

  private static List<Batched> sort(Reduction.Sort op, List<Batched> x, int size) {
    Reduction.Sort wide = new Reduction.Sort(op.axis() + 1, op.keys());
    List<Array> operands = x.stream().map(b -> b.along(0, size)).toList();
    return Primitives.bind(wide, operands).stream().map(r -> Batched.lanes(r, 0)).toList();
  }

  private static List<Batched> topK(Reduction.TopK op, Batched x) {
    Reduction.TopK wide = new Reduction.TopK(op.k(), op.axis() + 1);
    return Primitives.bind(wide, List.of(x.front())).stream()
        .map(r -> Batched.lanes(r, 0))
        .toList();
  }

  private static Reduction.ReduceWindow widened(Reduction.ReduceWindow op) {
    return new Reduction.ReduceWindow(
        op.kind(),
        op.window().insert(0, 1),
        op.strides().insert(0, 1),
        op.low().insert(0, 0),
        op.high().insert(0, 0),
        op.baseDilation().insert(0, 1),
        op.windowDilation().insert(0, 1));
  }

  /** Axes of one lane as axes of the array that has the lanes along {@code axis}. */
  private static Ints around(Ints axes, int axis) {
    return axes.map(a -> a < axis ? a : a + 1);
  }

  private static List<Batched> dotGeneral(Contraction.DotGeneral op, Batched a, Batched b) {
    if (isWithUnits(op, a, b)) {
      return List.of(Batched.lanes(a.array(), op.lhsContract().get(0)));
    }
    if (isWithUnits(op, b, a)) {
      return List.of(Batched.lanes(b.array(), op.rhsContract().get(0)));
    }
    int lhsAxis = axis(a);
    int rhsAxis = axis(b);
    Ints lhsContract = a.isBatched() ? around(op.lhsContract(), lhsAxis) : op.lhsContract();
    Ints rhsContract = b.isBatched() ? around(op.rhsContract(), rhsAxis) : op.rhsContract();
    Ints lhsBatch = a.isBatched() ? around(op.lhsBatch(), lhsAxis) : op.lhsBatch();
    Ints rhsBatch = b.isBatched() ? around(op.rhsBatch(), rhsAxis) : op.rhsBatch();
    if (a.isBatched() && b.isBatched()) {
      Array product =
          Lax.dotGeneral(
              a.array(),
              b.array(),
              lhsContract,
              rhsContract,
              lhsBatch.insert(0, lhsAxis),
              rhsBatch.insert(0, rhsAxis),
              op.preferred(),
              op.precision());
      return List.of(Batched.lanes(product, 0));
    }
    Array product =
        Lax.dotGeneral(
            a.array(),
            b.array(),
            lhsContract,
            rhsContract,
            lhsBatch,
            rhsBatch,
            op.preferred(),
            op.precision());
    Ints lhsFree = Ints.range(0, a.array().rank()).without(lhsContract.concat(lhsBatch));
    Ints rhsFree = Ints.range(0, b.array().rank()).without(rhsContract.concat(rhsBatch));
    int at =
        a.isBatched()
            ? lhsBatch.size() + lhsFree.indexOf(lhsAxis)
            : lhsBatch.size() + lhsFree.size() + rhsFree.indexOf(rhsAxis);
    return List.of(Batched.lanes(product, at));
  }

  /** Whether the lanes of the product are slices of {@code a}. */
  private static boolean isWithUnits(Contraction.DotGeneral op, Batched a, Batched b) {
    return b instanceof Batched.Lanes lanes
        && lanes.units()
        && !a.isBatched()
        && op.lhsContract().size() == 1
        && op.preferred() == null
        && a.type().weak() == (a.type().weak() && b.type().weak());
  }

  private static int axis(Batched b) {
    return b instanceof Batched.Lanes lanes ? lanes.axis() : 0;
  }
}
