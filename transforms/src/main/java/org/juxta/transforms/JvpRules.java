package org.juxta.transforms;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Op;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Structural;

/**
 * The table of forward derivatives: for each operation its results and, given tangents of its
 * operands, theirs. Rules apply to tangents only operations that are linear in them, so that the
 * same table, with tangents in a linear trace, linearises (see {@link Forward}).
 */
final class JvpRules {
  private JvpRules() {}

  /** The results of an operation and their tangents. */
  record Result(List<Array> primals, List<Tangent> tangents) {
    static Result of(Array primal, Tangent tangent) {
      return new Result(List.of(primal), List.of(tangent));
    }

    static Result of(Array primal, Array tangent) {
      return of(primal, Tangent.of(tangent));
    }

    /** Results that do not change with their operands, or only by jumps. */
    static Result constant(List<Array> primals) {
      return new Result(primals, primals.stream().map(p -> Tangent.zero(p.type())).toList());
    }
  }

  /** The rule of {@code op}; at least one tangent is not zero. */
  static Result apply(Op op, List<Array> x, List<Tangent> t, Forward mode) {
    return switch (op) {
      case Elementwise.Unary o -> ElementwiseJvp.unary(o, x.getFirst(), t.getFirst());
      case Elementwise.Binary o -> ElementwiseJvp.binary(o, x, t);
      case Elementwise.Compare o -> Result.constant(Primitives.bind(o, x));
      case Elementwise.Select o -> ElementwiseJvp.select(o, x, t);
      case Elementwise.Convert o -> ElementwiseJvp.convert(o, x.getFirst(), t.getFirst());
      case Elementwise.BitcastConvert o -> Result.constant(Primitives.bind(o, x));
      case Elementwise.Name o -> Result.of(Primitives.bindOne(o, x.getFirst()), t.getFirst());
      case Elementwise.ReducePrecision o -> linear(o, x, t);
      case Elementwise.StopGradient o -> Result.constant(Primitives.bind(o, x));
      case Structural.Broadcast o -> linear(o, x, t);
      case Structural.Reshape o -> linear(o, x, t);
      case Structural.Transpose o -> linear(o, x, t);
      case Structural.Slice o -> linear(o, x, t);
      case Structural.Pad o -> linear(o, x, t);
      case Structural.Concatenate o -> linear(o, x, t);
      case Structural.Reverse o -> linear(o, x, t);
      case Structural.Iota o -> Result.constant(Primitives.bind(o, x));
      case Structural.OptimizationBarrier o -> barrier(o, x, t);
      case Indexing.DynamicSlice o -> linearIn(1, o, x, t);
      case Indexing.DynamicUpdateSlice o -> linearIn(2, o, x, t);
      case Indexing.Gather o -> linearIn(1, o, x, t);
      case Indexing.Scatter o -> ScatterJvp.scatter(o, x, t);
      case Reduction.Reduce o -> ReductionJvp.reduce(o, x.getFirst(), t.getFirst());
      case Reduction.ArgReduce o -> Result.constant(Primitives.bind(o, x));
      case Reduction.Cumulative o -> ScanJvp.cumulative(o, x.getFirst(), t.getFirst());
      case Reduction.Sort o -> OrderJvp.sort(o, x, t);
      case Reduction.TopK o -> OrderJvp.topK(o, x.getFirst(), t.getFirst());
      case Reduction.ReduceWindow o -> ScanJvp.reduceWindow(o, x.getFirst(), t.getFirst());
      case Contraction.DotGeneral o -> bilinear(o, x, t);
      case Contraction.Convolution o -> bilinear(o, x, t);
      case Contraction.Fft o -> linear(o, x, t);
      case Decomposition.Cholesky o -> DecompositionJvp.cholesky(o, x.getFirst(), t.getFirst());
      case Decomposition.TriangularSolve o -> DecompositionJvp.triangularSolve(o, x, t);
      case Decomposition.Lu o -> DecompositionJvp.lu(o, x.getFirst(), t.getFirst());
      case Decomposition.Inverse o -> DecompositionJvp.inverse(o, x.getFirst(), t.getFirst());
      case Decomposition.Geqrf o -> throw DecompositionJvp.none(o);
      case Decomposition.HouseholderProduct o -> throw DecompositionJvp.none(o);
      case Decomposition.Qr o -> DecompositionJvp.qr(o, x.getFirst(), t.getFirst());
      case Decomposition.Eigh o -> DecompositionJvp.eigh(o, x.getFirst(), t.getFirst());
      case Decomposition.Eig o -> DecompositionJvp.eig(o, x.getFirst(), t.getFirst());
      case Decomposition.Schur o -> throw DecompositionJvp.noneInJax(o);
      case Decomposition.Hessenberg o -> throw DecompositionJvp.noneInJax(o);
      case Decomposition.Tridiagonal o -> throw DecompositionJvp.noneInJax(o);
      case Decomposition.Svd o -> DecompositionJvp.svd(o, x.getFirst(), t.getFirst());
      case Random.Threefry o -> Result.constant(Primitives.bind(o, x));
      case Random.RngBitGenerator o -> Result.constant(Primitives.bind(o, x));
      case Collective.AxisIndex o -> Result.constant(Primitives.bind(o, x));
      case Collective.AllReduce o -> Collectives.jvp(o, x.getFirst(), t.getFirst());
      case Collective.AllGather o -> linear(o, x, t);
      case Collective.ReduceScatter o -> linear(o, x, t);
      case Collective.Permute o -> linear(o, x, t);
      case Collective.AllToAll o -> linear(o, x, t);
      case Control.While o -> ControlJvp.whileLoop(o, x, t, mode);
      case Control.Scan o -> ControlJvp.scan(o, x, t, mode);
      case Control.Cond o -> ControlJvp.cond(o, x, t, mode);
      case Call.Jitted o -> ControlJvp.call(o, x, t, mode);
      case Call.CustomJvpCall o -> CustomCalls.jvp(o, x, t, mode);
      case Call.CustomVjpCall o -> CustomCalls.vjp(o, x, t, mode);
      case Call.CustomVmapCall o -> ControlJvp.call(o, x, t, mode);
      case Call.LinearSolve o -> LinearSystems.jvp(o, x, t, mode);
      case Call.Checkpoint o -> Rematerialization.jvp(o, x, t, mode);
      case Call.CustomOp o -> CustomCalls.jvp(o, x, t);
      case Call.HostCall o -> HostCallRules.jvp(o, x);
    };
  }

  /** A barrier for the tangents too, those that are not zero. */
  private static Result barrier(Structural.OptimizationBarrier op, List<Array> x, List<Tangent> t) {
    List<Array> moving = t.stream().filter(v -> !v.isZero()).map(Tangent::array).toList();
    Iterator<Array> held = Primitives.bind(op, moving).iterator();
    return new Result(
        Primitives.bind(op, x),
        t.stream().map(v -> v.isZero() ? v : Tangent.of(held.next())).toList());
  }

  /** Linear in all operands together. */
  private static Result linear(Op op, List<Array> x, List<Tangent> t) {
    return linearIn(x.size(), op, x, t);
  }

  /** Linear in the first {@code count} operands together; the others have no tangent. */
  private static Result linearIn(int count, Op op, List<Array> x, List<Tangent> t) {
    Array primal = Primitives.bind(op, x).getFirst();
    if (t.subList(0, count).stream().allMatch(Tangent::isZero)) {
      return Result.of(primal, Tangent.zero(primal.type()));
    }
    List<Array> operands = new ArrayList<>(x);
    for (int i = 0; i < count; i++) {
      operands.set(i, t.get(i).array());
    }
    return Result.of(primal, Primitives.bind(op, operands).getFirst());
  }

  /** Linear in each of two operands: the product rule. */
  private static Result bilinear(Op op, List<Array> x, List<Tangent> t) {
    Array primal = Primitives.bind(op, x).getFirst();
    Tangent left =
        t.get(0).isZero()
            ? zero(primal)
            : Tangent.of(Primitives.bindOne(op, t.get(0).array(), x.get(1)));
    Tangent right =
        t.get(1).isZero()
            ? zero(primal)
            : Tangent.of(Primitives.bindOne(op, x.get(0), t.get(1).array()));
    return Result.of(primal, left.plus(right));
  }

  private static Tangent zero(Array like) {
    return Tangent.zero(like.type());
  }

  /** Whether an array of this type can have a tangent other than zero. */
  static boolean differentiable(ArrayType type) {
    return type.dtype().isInexact();
  }
}
