package org.juxta.tracer;

import java.util.List;

/** How operations hold the programs they run. */
final class InnerPrograms {
  private InnerPrograms() {}

  /** The position, among the operands, of the first captured value of the programs. */
  static int firstCapture(Op op) {
    return op instanceof Control.Cond ? 1 : 0;
  }

  /** The operation with other programs in place of its own. */
  static Op replace(Op op, List<Program> programs) {
    return switch (op) {
      case Elementwise _,
          Structural _,
          Indexing _,
          Reduction _,
          Contraction _,
          Decomposition _,
          Random _,
          Collective _ ->
          op;
      case Control.While _ -> new Control.While(programs.get(0), programs.get(1));
      case Control.Scan o -> o.with(programs.getFirst(), o.carries());
      case Control.Cond _ -> new Control.Cond(programs);
      case Call.Jitted o -> new Call.Jitted(o.function(), programs.getFirst());
      case Call.CustomJvpCall o ->
          new Call.CustomJvpCall(o.function(), programs.getFirst(), o.rule());
      case Call.CustomVjpCall o ->
          new Call.CustomVjpCall(o.function(), programs.getFirst(), o.rule());
      case Call.CustomVmapCall o ->
          new Call.CustomVmapCall(o.function(), programs.getFirst(), o.rule());
      case Call.LinearSolve o ->
          new Call.LinearSolve(programs.getFirst(), o.transposed(), o.map(), o.residuals());
      case Call.Checkpoint o -> new Call.Checkpoint(programs.getFirst(), o.policy(), o.again());
      case Call.CustomOp _ -> op;
      case Call.HostCall o -> o;
    };
  }
}
