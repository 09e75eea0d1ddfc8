package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/**
 * What every operation means, in plain Java on the host: the oracle of the tests, and the engine of
 * small eager operations. The meaning is that of XLA on a CPU. Real functions of F32 are computed
 * in double and rounded, except where JAX's own rounding is part of the numbers it draws ({@code
 * ERF_INV}).
 */
public final class ReferenceEvaluator {
  private ReferenceEvaluator() {}

  /**
   * The results of one operation; {@link Op#infer} has checked the operands and given the types.
   */
  public static List<HostArray> evaluate(Op op, List<HostArray> operands) {
    List<ArrayType> types = new ArrayList<>(operands.size());
    for (HostArray operand : operands) {
      types.add(operand.type());
    }
    return evaluate(op, operands, op.infer(types), ReferenceProgram.of(op.programs()));
  }

  /** The outputs of a program; to run it many times, keep a {@link ReferenceProgram}. */
  public static List<HostArray> run(
      Program program, List<HostArray> captures, List<HostArray> inputs) {
    return ReferenceProgram.of(program).run(captures, inputs);
  }

  /**
   * @param types of the results
   * @param programs the operation's, ready to run
   */
  static List<HostArray> evaluate(
      Op op, List<HostArray> operands, List<ArrayType> types, List<ReferenceProgram> programs) {
    return switch (op) {
      case Elementwise.Unary o -> List.of(EvaluateElementwise.unary(o, operands, types.getFirst()));
      case Elementwise.Binary o ->
          List.of(EvaluateElementwise.binary(o, operands, types.getFirst()));
      case Elementwise.Compare o ->
          List.of(EvaluateElementwise.compare(o, operands, types.getFirst()));
      case Elementwise.Select _ -> List.of(EvaluateElementwise.select(operands, types.getFirst()));
      case Elementwise.Convert _ ->
          List.of(EvaluateElementwise.convert(operands, types.getFirst()));
      case Elementwise.BitcastConvert _ ->
          List.of(EvaluateElementwise.bitcast(operands, types.getFirst()));
      case Elementwise.ReducePrecision o ->
          List.of(EvaluateElementwise.reducePrecision(o, operands, types.getFirst()));
      case Elementwise.StopGradient _, Elementwise.Name _ -> operands;
      case Structural.Broadcast o ->
          List.of(EvaluateStructural.broadcast(o, operands, types.getFirst()));
      case Structural.Reshape _ -> List.of(EvaluateStructural.reshape(operands, types.getFirst()));
      case Structural.Transpose o ->
          List.of(EvaluateStructural.transpose(o, operands, types.getFirst()));
      case Structural.Slice o -> List.of(EvaluateStructural.slice(o, operands, types.getFirst()));
      case Structural.Pad o -> List.of(EvaluateStructural.pad(o, operands, types.getFirst()));
      case Structural.Concatenate o ->
          List.of(EvaluateStructural.concatenate(o, operands, types.getFirst()));
      case Structural.Reverse o ->
          List.of(EvaluateStructural.reverse(o, operands, types.getFirst()));
      case Structural.Iota o -> List.of(EvaluateStructural.iota(o, types.getFirst()));
      case Structural.OptimizationBarrier _ -> operands;
      case Indexing.DynamicSlice _ ->
          List.of(EvaluateIndexing.dynamicSlice(operands, types.getFirst()));
      case Indexing.DynamicUpdateSlice _ ->
          List.of(EvaluateIndexing.dynamicUpdateSlice(operands, types.getFirst()));
      case Indexing.Gather o -> List.of(EvaluateIndexing.gather(o, operands, types.getFirst()));
      case Indexing.Scatter o -> List.of(EvaluateIndexing.scatter(o, operands, types.getFirst()));
      case Reduction.Reduce o -> List.of(EvaluateReduction.reduce(o, operands, types.getFirst()));
      case Reduction.ArgReduce o ->
          List.of(EvaluateReduction.argReduce(o, operands, types.getFirst()));
      case Reduction.Cumulative o ->
          List.of(EvaluateCumulative.cumulative(o, operands.getFirst(), types.getFirst()));
      case Reduction.Sort o -> EvaluateSort.sort(o, operands);
      case Reduction.TopK o -> EvaluateSort.topK(o, operands.getFirst(), types);
      case Reduction.ReduceWindow o ->
          List.of(EvaluateWindow.reduceWindow(o, operands.getFirst(), types.getFirst()));
      case Contraction.DotGeneral o ->
          List.of(EvaluateContraction.dotGeneral(o, operands, types.getFirst()));
      case Contraction.Convolution o ->
          List.of(EvaluateConvolution.convolution(o, operands, types.getFirst()));
      case Contraction.Fft o -> List.of(EvaluateFft.fft(o, operands.getFirst(), types.getFirst()));
      case Decomposition.Cholesky o -> EvaluateDecomposition.cholesky(o, operands, types);
      case Decomposition.TriangularSolve o ->
          EvaluateDecomposition.triangularSolve(o, operands, types);
      case Decomposition.Lu _ -> EvaluateDecomposition.lu(operands, types);
      case Decomposition.Inverse _ -> EvaluateDecomposition.inverse(operands, types);
      case Decomposition.Geqrf _ -> EvaluateDecomposition.geqrf(operands, types);
      case Decomposition.HouseholderProduct _ ->
          EvaluateDecomposition.householderProduct(operands, types);
      case Decomposition.Qr _ -> EvaluateDecomposition.qr(operands, types);
      case Decomposition.Eigh o -> EvaluateDecomposition.eigh(o, operands, types);
      case Decomposition.Svd o -> EvaluateDecomposition.svd(o, operands, types);
      case Decomposition.Eig o -> EvaluateEigen.eig(o, operands, types);
      case Decomposition.Schur _ -> EvaluateEigen.schur(operands, types);
      case Decomposition.Hessenberg _ -> EvaluateEigen.hessenberg(operands, types);
      case Decomposition.Tridiagonal o -> EvaluateEigen.tridiagonal(o, operands, types);
      case Random.Threefry _ -> EvaluateRandom.threefry(operands, types);
      case Random.RngBitGenerator o -> EvaluateBitGenerator.bits(o, operands.getFirst(), types);
      case Collective o -> throw o.unresolved();
      case Control.While _ -> EvaluateControl.loop(operands, types, programs);
      case Control.Scan o -> EvaluateControl.scan(o, operands, types, programs.getFirst());
      case Control.Cond _ -> EvaluateControl.branch(operands, types, programs);
      case Call.OfProgram _ -> EvaluateControl.call(operands, types, programs.getFirst());
      case Call.CustomOp o -> o.rules().evaluate(operands);
      case Call.HostCall o -> EvaluateHostCall.call(o, operands);
    };
  }
}
