package org.juxta.tests;

import static org.juxta.tests.LoweringData.small;

import java.util.List;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call.Checkpoint;
import org.juxta.tracer.Call.CustomJvpCall;
import org.juxta.tracer.Call.CustomVjpCall;
import org.juxta.tracer.Call.CustomVmapCall;
import org.juxta.tracer.Call.HostCall;
import org.juxta.tracer.Call.LinearSolve;
import org.juxta.tracer.CheckpointPolicy;
import org.juxta.tracer.DType;
import org.juxta.tracer.Effect;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.Variable;
import org.juxta.tracer.VmapMethod;

/** Calls of programs with rules beside them, which are not used to run them, and of Java. */
final class LoweringCallCases {
  private static final Binary SUB = new Binary(BinaryKind.SUB);
  private static final Binary DIV = new Binary(BinaryKind.DIV);

  private LoweringCallCases() {}

  static List<LoweringCase> all() {
    return List.of(withRules(), linearSolve(), java());
  }

  private static AssertionError notRun() {
    return new AssertionError("a rule is no part of what runs");
  }

  /** {@code (captured c; x, y) -> (x - c, y, x - y)}. */
  private static Program program(ArrayType type, ArrayType captured) {
    Recorder b = new Recorder("program");
    Variable c = new Variable(captured);
    Variable x = b.input(HostArray.allocate(type));
    Variable y = b.input(HostArray.allocate(type));
    return b.program(List.of(c), List.of(b.one(SUB, x, c), y, b.one(SUB, x, y)));
  }

  private static LoweringCase withRules() {
    Recorder b = new Recorder("calls with rules");
    for (int[] shape : new int[][] {{}, {0}, {3}, {2, 3}}) {
      Variable x = b.input(small(DType.F32, shape));
      Variable c = b.input(small(DType.F32));
      Literal two = Literal.of(c.type(), 2L);
      Program p = program(x.type(), c.type());
      CustomJvpCall jvp =
          new CustomJvpCall(
              "f",
              p,
              (_, _) -> {
                throw notRun();
              });
      CustomVjpCall vjp =
          new CustomVjpCall(
              "f",
              p,
              _ -> {
                throw notRun();
              });
      CustomVmapCall vmap =
          new CustomVmapCall(
              "f",
              p,
              (_, _, _) -> {
                throw notRun();
              });
      b.exact(jvp, c, x, x).exact(vjp, c, x, x).exact(vmap, c, x, x);
      b.exact(jvp, two, x, x).exact(vjp, two, x, x).exact(vmap, two, x, x);
      for (CheckpointPolicy policy : CheckpointPolicy.Kind.values()) {
        b.exact(new Checkpoint(p, policy, false), c, x, x)
            .exact(new Checkpoint(p, policy, true), two, x, x);
      }
    }
    return b.build();
  }

  /** {@code (a, b) -> b / a}, where the map is a product with a. */
  private static LoweringCase linearSolve() {
    Recorder b = new Recorder("linear solve");
    Variable a = b.input(small(DType.F64, 3));
    Variable side = b.input(small(DType.F64, 3));
    Program solve = elementwise(DIV, a.type());
    Program map = elementwise(new Binary(BinaryKind.MUL), a.type());
    b.exact(new LinearSolve(solve, null, map, 1), a, side)
        .exact(new LinearSolve(solve, solve, map, 1), a, side);
    return b.build();
  }

  /** {@code (a, b) -> op(b, a)}. */
  private static Program elementwise(Binary op, ArrayType type) {
    Recorder b = new Recorder("elementwise");
    Variable a = b.input(HostArray.allocate(type));
    Variable x = b.input(HostArray.allocate(type));
    return b.program(List.of(), List.of(b.one(op, x, a)));
  }

  private static LoweringCase java() {
    Recorder b = new Recorder("calls of Java");
    for (DType dtype : List.of(DType.F32, DType.F64, DType.I32, DType.BOOL)) {
      for (int[] shape : new int[][] {{}, {0}, {3}, {2, 3}}) {
        Variable x = b.input(small(dtype, shape));
        Variable y = b.input(small(DType.F32, 2));
        HostCall call =
            new HostCall(
                List::reversed,
                "what changes places",
                List.of(y.type(), x.type()),
                Effect.NONE,
                VmapMethod.SEQUENTIAL,
                HostCall.UNNUMBERED);
        b.exact(call, x, y);
      }
    }
    return b.build();
  }
}
