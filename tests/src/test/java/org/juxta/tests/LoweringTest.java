package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tests.LoweringCase.Recorder;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call.Jitted;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise.Binary;
import org.juxta.tracer.Elementwise.BinaryKind;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;
import org.juxta.transforms.Jit;
import org.juxta.xla.Lowering;

/** The text that programs are lowered to. */
class LoweringTest {
  private static final ArrayType VECTOR = ArrayType.of(DType.F32, 3);

  /** {@code f((captured c; x) -> x + c)} called with a literal, at a line of a file. */
  private static Program program(String function, int line) {
    Variable c = new Variable(ArrayType.of(DType.F32));
    Variable x = new Variable(VECTOR);
    Variable sum = new Variable(VECTOR);
    SourceLine source = new SourceLine("org.example.Model", "loss", "Model \"x\".java", line);
    Equation add = new Equation(new Binary(BinaryKind.ADD), List.of(x, c), List.of(sum), source);
    Program inner = new Program(List.of(x), List.of(c), List.of(add), List.of(sum));
    Variable y = new Variable(VECTOR);
    Variable result = new Variable(VECTOR);
    Literal two = Literal.of(ArrayType.of(DType.F32), 2.0);
    Equation call =
        new Equation(new Jitted(function, inner), List.of(two, y), List.of(result), source);
    return new Program(List.of(y), List.of(), List.of(call), List.of(result, two)).check();
  }

  @Test
  void programsOfOneStructureHaveOneText() {
    assertThat(Lowering.lower(program("f", 1))).isEqualTo(Lowering.lower(program("g", 2)));
  }

  @Test
  void textForCompilingIsStableHlo() {
    assertThat(Lowering.lower(program("f", 1)))
        .isEqualTo(
            """
            module {
              func.func public @main(%arg0: tensor<3xf32>) -> (tensor<3xf32>, tensor<f32>) {
                %0 = stablehlo.constant dense<2.0> : tensor<f32>
                %1 = func.call @f(%0, %arg0) : (tensor<f32>, tensor<3xf32>) -> (tensor<3xf32>)
                func.return %1, %0 : tensor<3xf32>, tensor<f32>
              }
              func.func private @f(%arg0: tensor<f32>, %arg1: tensor<3xf32>) -> (tensor<3xf32>) {
                %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<f32>) -> tensor<3xf32>
                %1 = stablehlo.add %arg1, %0 : tensor<3xf32>
                func.return %1 : tensor<3xf32>
              }
            }
            """);
  }

  @Test
  void textForReadingHasNamesAndLines() {
    assertThat(Lowering.lower(program("Model.loss(x)", 41), true))
        .contains("@Model.loss_x_(")
        .contains("stablehlo.add %arg1, %0 : tensor<3xf32> loc(#loc0)")
        .endsWith("#loc0 = loc(\"Model \\\"x\\\".java\":41:0)\n");
  }

  @Test
  void maximaThatLoseNaNsAreGuarded() {
    Recorder b = new Recorder("maximum");
    Variable x = b.input(HostArray.allocate(VECTOR));
    Literal zero = Literal.of(ArrayType.of(DType.F32), 0.0);
    Program program = b.exact(new Binary(BinaryKind.MAX), x, zero).build().program();
    assertThat(Lowering.lower(program)).contains("maximum").doesNotContain("select");
    assertThat(Lowering.lowerGuarded(program))
        .contains("%4 = stablehlo.maximum %3, %arg0")
        .doesNotContain("select");
  }

  @Test
  void maximaOfTwoArraysThatLoseNaNsAreGuarded() {
    Recorder b = new Recorder("maximum of two");
    Variable x = b.input(HostArray.allocate(VECTOR));
    Variable y = b.input(HostArray.allocate(VECTOR));
    Program program = b.exact(new Binary(BinaryKind.MAX), x, y).build().program();
    assertThat(Lowering.lowerGuarded(program))
        .contains(
            """
                %0 = stablehlo.maximum %arg0, %arg1 : tensor<3xf32>
                %1 = stablehlo.compare NE, %arg0, %arg0, FLOAT : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
                %2 = stablehlo.select %1, %arg0, %0 : tensor<3xi1>, tensor<3xf32>
            """);
  }

  /** Of sizes that compilers treat in different ways, alone and before a sum. */
  @Test
  void extremesBesideConstantsKeepNaNs() {
    for (double bound : new double[] {0, -0.0, 1.5, -2, Double.NEGATIVE_INFINITY}) {
      var above = Jit.of((Array x) -> Np.maximum(x, bound));
      var below = Jit.of((Array x) -> Np.minimum(x, bound));
      var sum = Jit.of((Array x) -> Np.maximum(x, bound).mul(2).tanh().sum());
      for (int size : new int[] {3, 37, 4096, 100_003}) {
        Array x = Np.linspace(-3, 3, size).astype(DType.F32).at(1).set(-0f);
        assertThat(above.apply(x).toDoubles())
            .isEqualTo(DoubleStream.of(x.toDoubles()).map(v -> Math.max(v, bound)).toArray());
        assertThat(below.apply(x).toDoubles())
            .isEqualTo(DoubleStream.of(x.toDoubles()).map(v -> Math.min(v, bound)).toArray());
        assertThat(sum.apply(x).toDouble()).isFinite();
        for (int at : new int[] {0, size / 2, size - 1}) {
          Array bad = x.at(at).set(Float.NaN);
          assertThat(above.apply(bad).get(at).toDouble()).isNaN();
          assertThat(below.apply(bad).get(at).toDouble()).isNaN();
          assertThat(sum.apply(bad).toDouble()).isNaN();
        }
      }
    }
  }

  @Test
  void functionsOfOneNameAreKeptApart() {
    Recorder b = new Recorder("names");
    Variable x = b.input(HostArray.allocate(VECTOR));
    Literal one = Literal.of(ArrayType.of(DType.F32), 1.0);
    for (int i = 0; i < 3; i++) {
      b.exact(program("main", 1).equations().getFirst().op(), one, x);
    }
    String text = Lowering.lower(b.build().program(), true);
    assertThat(text.lines().filter(line -> line.contains("func.func")).map(LoweringTest::name))
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  private static String name(String line) {
    return line.substring(line.indexOf('@'), line.indexOf('('));
  }
}
