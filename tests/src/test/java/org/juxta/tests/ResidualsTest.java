package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Np;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Residuals;

/** What the way forward keeps, and programs as functions. */
class ResidualsTest {
  private record Layer(Array w, Array b) {}

  @Test
  void residualsHaveTypesAndOrigins() {
    Array x = Np.ones(2, 3);
    Residuals kept =
        Residuals.of(
            (Layer l) -> x.matmul(l.w()).add(l.b()).tanh().sum(),
            new Layer(Np.ones(3, 4), Np.ones(4)));
    assertThat(kept.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("F32(2, 3) from outside the function"))
        .anyMatch(
            line -> line.matches("F32\\(2, 4\\) made by \\w+ at ResidualsTest.*java:\\d+\\)"));
  }

  @Test
  void checkpointKeepsTheArgument() {
    ArrayFunction1 f = y -> y.sin().exp().tanh();
    Residuals all = Residuals.of(f, Np.ones(3));
    assertThat(all.all()).hasSizeGreaterThan(1);
    Residuals few = Residuals.of(Checkpoint.of(f), Np.ones(3));
    assertThat(few.all()).hasSize(1);
    assertThat(few.all().getFirst().origin()).isEqualTo("from argument 1");
  }

  @Test
  void linearFunctionsKeepNothing() {
    assertThat(Residuals.of((Array y) -> y.mul(2).sum(), Np.ones(3)).all()).isEmpty();
  }

  @Test
  void programsAreFunctionsAgain() {
    Array c = Np.array(2.0, 3.0);
    var f = Jit.of((Array x) -> x.mul(c).sin().sum());
    Array x = Np.array(0.5, 1.0);
    var again = Jit.of(f.program(x));
    List<Array> arguments = List.of(c, x);
    assertThat(again.apply(arguments).getFirst().toDouble()).isEqualTo(f.apply(x).toDouble());
    ArrayFunction1 inside = y -> again.apply(List.of(c, y)).getFirst();
    assertThat(Grad.of(inside).apply(x).toDoubles()).isEqualTo(Grad.of(f).apply(x).toDoubles());
    assertThatThrownBy(() -> again.apply(List.of(x)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the program takes arrays");
  }
}
