package org.juxta.xla;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Call;
import org.juxta.tracer.DType;
import org.juxta.tracer.Effect;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.HostFunction;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;
import org.juxta.tracer.VmapMethod;

/** Programs and arrays for the tests of the engines. */
final class TestPrograms {
  private TestPrograms() {}

  /** XLA, on a platform that it serves; elsewhere the test has nothing to look at. */
  static TensorFlowEngine xla() {
    TensorFlowEngine engine = null;
    try {
      engine = TensorFlowEngine.instance();
    } catch (EngineException e) {
      assumeThat(e).as("XLA on this platform").isNull();
    }
    return engine;
  }

  /** {@code x + y + y + …} with {@code n} additions. */
  static Program sums(ArrayType type, int n) {
    Variable x = new Variable(type);
    Variable y = new Variable(type);
    List<Equation> equations = new ArrayList<>();
    Atom last = x;
    for (int i = 0; i < n; i++) {
      Variable sum = new Variable(type);
      equations.add(
          new Equation(
              new Elementwise.Binary(Elementwise.BinaryKind.ADD),
              List.of(last, y),
              List.of(sum),
              SourceLine.UNKNOWN));
      last = sum;
    }
    return new Program(List.of(x, y), List.of(), equations, List.of(last));
  }

  /** The function that gives back its one argument. */
  static Program identity(ArrayType type) {
    Variable x = new Variable(type);
    return new Program(List.of(x), List.of(), List.of(), List.of(x));
  }

  /** A Java function of one argument, with a result of the same type. */
  static Program calling(HostFunction function, ArrayType type, Effect effect) {
    Variable x = new Variable(type);
    Variable y = new Variable(type);
    Call.HostCall call =
        new Call.HostCall(
            function,
            "the function",
            List.of(type),
            effect,
            VmapMethod.SEQUENTIAL,
            Call.HostCall.UNNUMBERED);
    Equation equation = new Equation(call, List.of(x), List.of(y), SourceLine.UNKNOWN);
    return new Program(List.of(x), List.of(), List.of(equation), List.of(y));
  }

  static HostArray floats(float... values) {
    return HostArray.wrap(ArrayType.of(DType.F32, values.length), values);
  }

  static float[] floats(HostArray array) {
    return (float[]) array.data();
  }
}
