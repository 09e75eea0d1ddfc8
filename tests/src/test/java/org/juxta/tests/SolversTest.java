package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.CheckGrads;
import org.juxta.transforms.DerivativeException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Solvers;
import org.juxta.transforms.Vmap;

/** Iterative solutions of linear systems, and checks of derivatives. */
class SolversTest {
  private static final Array SYMMETRIC =
      Np.array(4.0, 1.0, 0.0, 1.0, 3.0, 1.0, 0.0, 1.0, 5.0).reshape(3, 3);
  private static final Array GENERAL =
      Np.array(4.0, 1.0, -2.0, 0.5, 3.0, 1.0, 0.0, -1.0, 5.0).reshape(3, 3);
  private static final Array SIDE = Np.array(1.0, 2.0, 3.0);
  private static final Array SYMMETRIC_SOLUTION = Np.array(7.0 / 51, 23.0 / 51, 26.0 / 51);
  private static final Array GENERAL_SOLUTION = Np.array(0.496, 0.36, 0.672);

  private static <A> Solvers.Options<A> exactly() {
    return Solvers.Options.<A>defaults().withTolerance(1e-13, 0);
  }

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-10);
  }

  @Test
  void solutions() {
    Function1<Array, Array> symmetric = Solvers.matrix(SYMMETRIC);
    Function1<Array, Array> general = Solvers.matrix(GENERAL);
    close(Solvers.cg(symmetric, SIDE, exactly()), SYMMETRIC_SOLUTION);
    close(Solvers.bicgstab(symmetric, SIDE, exactly()), SYMMETRIC_SOLUTION);
    close(Solvers.gmres(symmetric, SIDE, exactly()), SYMMETRIC_SOLUTION);
    close(Solvers.bicgstab(general, SIDE, exactly()), GENERAL_SOLUTION);
    close(Solvers.gmres(general, SIDE, exactly()), GENERAL_SOLUTION);
  }

  @Test
  void startsPreconditionersAndRestarts() {
    Function1<Array, Array> general = Solvers.matrix(GENERAL);
    Function1<Array, Array> inverse = x -> x.div(Np.diagonal(GENERAL));
    Solvers.Options<Array> options =
        SolversTest.<Array>exactly().withPreconditioner(inverse).withStart(Np.array(1.0, 1.0, 1.0));
    close(Solvers.bicgstab(general, SIDE, options), GENERAL_SOLUTION);
    close(
        Solvers.gmres(general, SIDE, options.withRestart(2).withIterations(100)), GENERAL_SOLUTION);
    Function1<Array, Array> symmetric = Solvers.matrix(SYMMETRIC);
    Function1<Array, Array> diagonal = x -> x.div(Np.diagonal(SYMMETRIC));
    close(
        Solvers.cg(symmetric, SIDE, SolversTest.<Array>exactly().withPreconditioner(diagonal)),
        SYMMETRIC_SOLUTION);
    close(
        Solvers.cg(symmetric, SIDE, options.withPreconditioner(diagonal).withIterations(0)),
        SYMMETRIC_SOLUTION);
    close(Solvers.gmres(general, Np.zerosLike(SIDE), exactly()), Np.zerosLike(SIDE));
  }

  @Test
  void treesAndComplexNumbers() {
    Tuple2<Array, Array> x =
        Solvers.cg(
            (Tuple2<Array, Array> v) -> Tuple.of(v._1.mul(2), v._2.mul(4)),
            Tuple.of(Np.array(1.0, 2.0), Np.array(8.0)),
            exactly());
    close(x._1, Np.array(0.5, 1.0));
    close(x._2, Np.array(2.0));
    Array i = Np.complex(0, 1);
    Array b = Lax.complex(SIDE, SIDE);
    Array turned = Solvers.gmres((Array v) -> GENERAL.matmul(v).mul(i), b, exactly());
    close(Np.real(turned), GENERAL_SOLUTION);
    close(Np.imag(turned), GENERAL_SOLUTION.neg());
    Array hermitian = Solvers.cg(Solvers.matrix(SYMMETRIC.astype(b.dtype())), b, exactly());
    close(Np.imag(hermitian), SYMMETRIC_SOLUTION);
  }

  @Test
  void derivativesAreThoseOfTheSolution() {
    Function1<Tuple2<Array, Array>, Array> gmres =
        in -> Solvers.gmres(Solvers.matrix(in._1), in._2, exactly());
    CheckGrads.check(gmres, Tuple.of(GENERAL, SIDE), 2);
    Function1<Tuple2<Array, Array>, Array> bicgstab =
        in -> Solvers.bicgstab(Solvers.matrix(in._1), in._2, exactly());
    CheckGrads.check(bicgstab, Tuple.of(GENERAL, SIDE), 1);
    // Both triangles from one matrix keep it symmetric.
    Function1<Tuple2<Array, Array>, Array> cg =
        in -> Solvers.cg(Solvers.matrix(in._1.add(in._1.transpose())), in._2, exactly());
    CheckGrads.check(cg, Tuple.of(SYMMETRIC, SIDE), 2);
  }

  @Test
  void manySystemsAtOnce() {
    Array scales = Np.array(1.0, 2.0);
    Array all =
        Vmap.of((Array s) -> Solvers.cg(Solvers.matrix(SYMMETRIC.mul(s)), SIDE, exactly()))
            .apply(scales);
    close(all.get(1), SYMMETRIC_SOLUTION.div(2));
  }

  @Test
  void badSystems() {
    assertThatThrownBy(() -> Solvers.matrix(Np.ones(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("square");
    assertThatThrownBy(() -> Solvers.cg((Array x) -> x.sum(), SIDE))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(
            () -> Solvers.gmres((Array x) -> x, SIDE, SolversTest.<Array>exactly().withRestart(0)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void wrongDerivativesAreFound() {
    Array x = Np.array(0.5, 2.0);
    CheckGrads.check((Array v) -> v.sin().mul(v), x, 3);
    Function1<Array, Array> f = v -> v.sin();
    Function2<Array, Array, Tuple2<Array, Array>> wrong =
        (v, t) -> Tuple.of(v.sin(), t.mul(v.cos()).mul(1.001));
    assertThatThrownBy(() -> CheckGrads.checkJvp(f, wrong, x, null))
        .isInstanceOf(DerivativeException.class)
        .hasMessageContaining("the forward derivative is");
    Function1<Array, Tuple2<Array, Function1<Array, Array>>> wrongBack =
        v -> Tuple.of(v.sin(), ct -> ct.mul(v.cos()).neg());
    assertThatThrownBy(() -> CheckGrads.checkVjp(f, wrongBack, x, null))
        .isInstanceOf(DerivativeException.class)
        .hasMessageContaining("projection");
    // A derivative that is right at first order and gone at the second.
    Function1<Array, Array> constantSlope =
        v ->
            v.sub(Lax.stopGradient(v))
                .mul(Lax.stopGradient(v.cos()))
                .add(Lax.stopGradient(v.sin()));
    assertThatThrownBy(() -> CheckGrads.check(constantSlope, x, 2))
        .isInstanceOf(DerivativeException.class);
    close(Grad.of((Array v) -> constantSlope.apply(v).sum()).apply(x), x.cos());
  }

  @Test
  void singlePrecision() {
    Array x = Np.array(0.5, 2.0).astype(DType.F32);
    CheckGrads.check((Array v) -> v.tanh(), x, 1);
  }
}
