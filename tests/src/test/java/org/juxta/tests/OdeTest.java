package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Ode;
import org.juxta.transforms.Vmap;

/** Solutions of differential equations: known ones, and those of jax.experimental.ode. */
class OdeTest {
  private static final Array TIMES = Np.array(0.0, 0.5, 1.3, 3.0);

  private record Oscillator(Array x, Array v) {}

  /** Van der Pol's equation. */
  private static Oscillator vanDerPol(Array mu, Array start, Array times) {
    return Ode.odeint(
        (Oscillator s, Array _) ->
            new Oscillator(s.v(), mu.mul(Np.subtract(1, s.x().square())).mul(s.v()).sub(s.x())),
        new Oscillator(start, Np.array(0.0)),
        times);
  }

  private static Array loss(Array mu, Array start, Array times) {
    Oscillator path = vanDerPol(mu, start, times);
    return path.x().sum().add(path.v().square().sum());
  }

  private static void assertClose(Array got, double tolerance, double... expected) {
    assertThat(got.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(got.ravel().get(i).toDouble())
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }

  @Test
  void treesAreSolvedAsByJax() {
    Oscillator path = vanDerPol(Np.array(1.5), Np.array(2.0), TIMES);
    assertClose(path.x(), 1e-11, 2.0, 1.8639797583329367, 1.4434511257469524, -1.4494717935632317);
    assertClose(
        path.v(), 1e-11, 0.0, -0.4161580876973833, -0.6473540900704456, -2.6756644190257886);
  }

  @Test
  void gradientsByAllAreJaxs() {
    Tuple3<Array, Array, Array> gradient =
        Grad.all((Array mu, Array x, Array t) -> loss(mu, x, t))
            .apply(Np.array(1.5), Np.array(2.0), TIMES);
    assertClose(gradient._1, 1e-9, 23.82806327877233);
    assertClose(gradient._2, 1e-9, 74.64408248899977);
    assertClose(
        gradient._3,
        1e-9,
        34.36946232002974,
        -0.15035410629846718,
        -0.14074873578933766,
        -34.07835947794194);
  }

  @Test
  void secondDerivativeIsJaxs() {
    ArrayFunction1 f = mu -> loss(mu, Np.array(2.0), TIMES);
    assertClose(Grad.of(Grad.of(f)).apply(Np.array(1.5)), 1e-7, 32.9905585226304);
  }

  @Test
  void linearSystemsHaveExponentials() {
    // Rotation: y(t) = (cos wt, -sin wt).
    ArrayFunction1 end =
        w ->
            Ode.odeint(
                    (Array y, Array t) -> Np.stack(y.get(1), y.get(0).neg()).mul(w),
                    Np.array(1.0, 0.0),
                    Np.array(0.0, 2.0))
                .get(1);
    Array w = Np.array(0.7);
    assertClose(Jit.of(end).apply(w), 1e-7, Math.cos(1.4), -Math.sin(1.4));
    ArrayFunction1 first = x -> end.apply(x).get(0);
    assertClose(Grad.of(first).apply(w), 1e-6, -2 * Math.sin(1.4));
    Array rates = Np.array(0.1, 0.7, 1.1);
    assertClose(Vmap.of(first).apply(rates), 1e-7, Math.cos(0.2), Math.cos(1.4), Math.cos(2.2));
    assertClose(
        Vmap.of(Grad.of(first)).apply(rates),
        1e-6,
        -2 * Math.sin(0.2),
        -2 * Math.sin(1.4),
        -2 * Math.sin(2.2));
  }

  @Test
  void complexStatesTurn() {
    Array i = Lax.complex(Np.array(0.0), Np.array(1.0));
    Array start = Lax.complex(Np.array(1.0), Np.array(0.0));
    Array path = Ode.odeint((Array y, Array t) -> y.mul(i), start, Np.array(0.0, 1.0, 2.0));
    assertClose(Np.real(path), 1e-11, 1, 0.5403022999088298, -0.416146833252827);
    assertClose(Np.imag(path), 1e-11, 0, 0.8414709791682254, 0.9092974104166373);
  }

  @Test
  void optionsLimitStepsAndErrors() {
    Array start = Np.array(1.0, 2.0);
    Array times = Np.array(0.0, 1.0, 2.0);
    Ode.Options few = Ode.Options.DEFAULT.withSteps(3);
    assertClose(
        Ode.odeint((Array y, Array t) -> t.sin().mul(y), start, times, few),
        1e-9,
        1,
        2,
        1.583334565901525,
        3.16666913180305,
        4.343491724681514,
        8.686983449363028);
    Ode.Options shortSteps = Ode.Options.DEFAULT.withTolerance(1e-3, 1e-3).withLongest(0.01);
    assertClose(
        Ode.odeint((Array y, Array t) -> t.sin().mul(y), start, times, shortSteps),
        1e-11,
        1,
        2,
        1.5835951825093184,
        3.167190365018637,
        4.121210111205103,
        8.242420222410207);
  }

  @Test
  void singlePrecisionStaysIt() {
    Array path =
        Ode.odeint(
            (Array y, Array t) -> y.neg(),
            Np.ones(DType.F32, 2),
            Np.array(new float[] {0, 1}),
            Ode.Options.DEFAULT.withTolerance(1e-5, 1e-6));
    assertThat(path.dtype()).isEqualTo(DType.F32);
    assertClose(path, 1e-5, 1, 1, Math.exp(-1), Math.exp(-1));
  }

  @Test
  void integersFromOutsideHaveNoDerivative() {
    Array table = Np.array(0.5, 2.0);
    Array which = Np.array(1);
    ArrayFunction1 end =
        scale ->
            Ode.odeint(
                    (Array y, Array t) -> y.mul(Np.take(table.mul(scale), which, 0)).neg(),
                    Np.array(1.0),
                    Np.array(0.0, 1.0))
                .get(1);
    var gradient = Grad.of((Array scale) -> Grad.of(end).apply(scale)).apply(Np.array(0.3));
    assertClose(gradient, 1e-6, 4 * Math.exp(-0.6));
    assertThat(List.of(Tuple.of(end.apply(Np.array(0.3)).shape().rank())))
        .containsExactly(Tuple.of(0));
  }

  @Test
  void oneTimeGivesTheStart() {
    ArrayFunction1 f =
        y -> Ode.odeint((Array x, Array t) -> x.neg(), y, Np.array(new double[] {1})).sum();
    assertClose(f.apply(Np.array(3.0)), 0, 3);
    assertClose(Grad.of(f).apply(Np.array(3.0)), 0, 1);
  }

  @Test
  void misuseIsExplained() {
    Array y = Np.array(1.0);
    assertThatThrownBy(() -> Ode.odeint((Array x, Array t) -> x, y, y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("times must be a vector");
    assertThatThrownBy(() -> Ode.odeint((Array x, Array t) -> x, y, Np.arange(3)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("times must be floats");
    assertThatThrownBy(
            () -> Ode.odeint((Array x, Array t) -> Np.stack(x, x), y, Np.array(0.0, 1.0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("what the function of odeint gives");
  }
}
