package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/**
 * Derivatives of linear algebra, first and second: forward mode against central differences,
 * reverse mode against forward mode, lanes against the loop. Functions are free of the signs of
 * eigenvectors and singular vectors.
 */
class LinalgDerivativesTest {
  record Case(String name, Function1<Array, Array> f, Shape shape) {
    Case(String name, Function1<Array, Array> f, int... dims) {
      this(name, f, Shape.of(dims));
    }

    Array input(int seed) {
      return Rng.normal(Key.of(seed), shape, DType.F64);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Array positive(Array x) {
    return x.matmul(adjoint(x)).add(Np.eye(x.dim(-2), x.dtype()).mul(2));
  }

  private static Array adjoint(Array x) {
    return Np.conj(Linalg.matrixTranspose(x));
  }

  private static Array shifted(Array x) {
    return x.add(Np.eye(x.dim(-1), x.dtype()).mul(3));
  }

  private static final Array SIDES = Rng.normal(Key.of(77), Shape.of(4, 2), DType.F64);

  private static Array absolute(Array x) {
    return x.abs().square();
  }

  /** Of complex numbers, as a function of their parts. */
  private static Case complex(String name, Function1<Array, Array> f, int rows, int columns) {
    return new Case(
        "complex " + name, x -> parts(f.apply(Np.complex(x.get(0), x.get(1)))), 2, rows, columns);
  }

  private static Array parts(Array z) {
    return z.dtype().isComplex() ? Np.stack(List.of(z.real(), z.imag()), 0) : z;
  }

  private static final Array COMPLEX_SIDES =
      Np.complex(SIDES, Rng.normal(Key.of(78), Shape.of(4, 2), DType.F64));

  private static Stream<Case> complexCases() {
    List<Case> cases = new ArrayList<>();
    cases.add(complex("cholesky", x -> Linalg.cholesky(positive(x)), 4, 4));
    cases.add(complex("choleskyUpper", x -> Linalg.cholesky(positive(x), false), 3, 3));
    cases.add(complex("solve", x -> Linalg.solve(shifted(x), COMPLEX_SIDES), 4, 4));
    cases.add(complex("solve for the sides", x -> Linalg.solve(positive(COMPLEX_SIDES), x), 4, 3));
    cases.add(complex("solvePositive", x -> Linalg.solvePositive(positive(x), SIDES), 4, 4));
    cases.add(complex("inv", x -> Linalg.inv(shifted(x)), 3, 3));
    cases.add(complex("det", Linalg::det, 4, 4));
    cases.add(complex("slogdet sign", x -> Linalg.slogdet(x).sign(), 4, 4));
    cases.add(complex("slogdet log", x -> Linalg.slogdet(x).logabsdet(), 4, 4));
    cases.add(complex("lu tall", x -> Linalg.luFactor(x).lu(), 5, 3));
    cases.add(complex("lu wide", x -> Linalg.luFactor(x).lu(), 3, 5));
    cases.add(complex("qr tall", x -> Linalg.qr(x).q(), 5, 3));
    cases.add(complex("qr r", x -> Linalg.qr(x).r(), 4, 4));
    cases.add(complex("qr wide", x -> Linalg.qr(x).r(), 3, 5));
    cases.add(complex("eigvalsh", Linalg::eigvalsh, 4, 4));
    cases.add(complex("eigh", x -> absolute(Linalg.eigh(x).eigenvectors()), 4, 4));
    cases.add(complex("svdvals", Linalg::svdvals, 4, 3));
    cases.add(complex("svd tall", x -> absolute(Linalg.svd(x, false).u()), 5, 3));
    cases.add(complex("svd wide", x -> absolute(Linalg.svd(x, false).vh()), 3, 5));
    cases.add(complex("pinv", Linalg::pinv, 5, 3));
    cases.add(complex("lstsq", x -> Linalg.lstsq(x, COMPLEX_SIDES).x(), 4, 3));
    cases.add(complex("expm", Linalg::expm, 3, 3));
    cases.add(complex("solveSylvester", x -> Linalg.solveSylvester(positive(x), x, x), 3, 3));
    cases.add(complex("polar", x -> Linalg.polar(x).unitary(), 3, 3));
    cases.add(complex("norm nuclear", x -> Linalg.norm(x, Linalg.MatrixNorm.NUCLEAR), 4, 3));
    return cases.stream();
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("cholesky", x -> Linalg.cholesky(positive(x)), 4, 4));
    cases.add(
        new Case("solveSylvester", x -> Linalg.solveSylvester(positive(x), shifted(x), x), 3, 3));
    cases.add(
        new Case(
            "solveSylvester of a batch",
            x -> Linalg.solveSylvester(positive(x), Np.eye(2, DType.F64), SIDES),
            2,
            4,
            4));
    cases.add(new Case("cholesky of a batch", x -> Linalg.cholesky(positive(x)), 2, 3, 3));
    cases.add(new Case("solve", x -> Linalg.solve(shifted(x), SIDES), 4, 4));
    cases.add(new Case("solve for the sides", x -> Linalg.solve(positive(SIDES), x), 4, 3));
    cases.add(new Case("inv", x -> Linalg.inv(shifted(x)), 3, 3));
    cases.add(new Case("det", Linalg::det, 4, 4));
    cases.add(new Case("det 3", Linalg::det, 3, 3));
    cases.add(new Case("slogdet", x -> Linalg.slogdet(x).logabsdet(), 2, 4, 4));
    cases.add(new Case("lu", x -> Linalg.lu(x).l().matmul(Linalg.lu(x).u()), 4, 4));
    cases.add(new Case("lu tall", x -> Linalg.luFactor(x).lu(), 5, 3));
    cases.add(new Case("lu wide", x -> Linalg.luFactor(x).lu(), 3, 5));
    cases.add(new Case("qr tall", x -> Linalg.qr(x).q().mul(Linalg.qr(x).q()), 5, 3));
    cases.add(new Case("qr r", x -> absolute(Linalg.qr(x).r()), 4, 4));
    cases.add(new Case("qr wide", x -> absolute(Linalg.qr(x).r()), 3, 5));
    cases.add(new Case("eigvalsh", Linalg::eigvalsh, 4, 4));
    cases.add(new Case("eigh", x -> absolute(Linalg.eigh(x).eigenvectors()), 4, 4));
    cases.add(new Case("svdvals", Linalg::svdvals, 4, 3));
    cases.add(new Case("svd tall", x -> absolute(Linalg.svd(x, false).u()), 5, 3));
    cases.add(new Case("svd wide", x -> absolute(Linalg.svd(x, false).vh()), 3, 5));
    cases.add(new Case("pinv", Linalg::pinv, 5, 3));
    cases.add(new Case("lstsq", x -> Linalg.lstsq(x, SIDES).x(), 4, 3));
    cases.add(new Case("expm", Linalg::expm, 3, 3));
    cases.add(new Case("expm of a batch", x -> Linalg.expm(x.mul(4)), 2, 3, 3));
    cases.add(new Case("norm 2", x -> Linalg.norm(x, 2), 4, 3));
    cases.add(new Case("norm nuclear", x -> Linalg.norm(x, Linalg.MatrixNorm.NUCLEAR), 4, 3));
    cases.add(new Case("matrixPower", x -> Linalg.matrixPower(shifted(x), -2), 3, 3));
    cases.add(new Case("polar", x -> Linalg.polar(x).unitary(), 3, 3));
    cases.add(new Case("tridiagonalSolve", LinalgDerivativesTest::tridiagonal, 4, 3));
    cases.add(
        new Case(
            "choleskyUpdate",
            x -> Linalg.choleskyUpdate(Linalg.choleskyUpper(positive(x)), x.get(0)),
            4,
            4));
    for (int code = 0; code < 8; code++) {
      boolean left = (code & 4) == 0;
      boolean lower = (code & 1) > 0;
      boolean transposed = (code & 2) > 0;
      var triangle = new Linalg.Triangle(lower, transposed, left == lower);
      Array b = left ? SIDES : SIDES.transpose();
      String name = "triangularSolve " + (left ? "left " : "right ") + triangle;
      cases.add(
          new Case(
              name,
              x -> {
                Array a = shifted(x);
                Array by = Linalg.triangularSolve(a, b, left, triangle);
                Array sides = left ? x : x.transpose();
                return by.sum().mul(Linalg.triangularSolve(positive(SIDES), sides, left, triangle));
              },
              4,
              4));
    }
    return Stream.concat(cases.stream(), complexCases());
  }

  private static Array complex(double[][] re, double[][] im) {
    return Np.complex(Np.array(re), Np.array(im));
  }

  /** The first row of a gradient with respect to a complex matrix, as JAX 0.10 has it. */
  @Test
  void gradientsAreThoseOfJax() {
    Array a =
        complex(
            new double[][] {{1, .5, .2}, {.3, 2, 0}, {0, -.3, 1.5}},
            new double[][] {{2, -1, 0}, {.1, -1, -.4}, {.7, 0, .5}});
    Array c =
        complex(
            new double[][] {{.1, 0, .3}, {0, .4, .5}, {.6, 0, .8}},
            new double[][] {{0, .2, 0}, {1, 0, -.1}, {0, -.7, 0}});
    Array eye = Np.eye(3, DType.C128);
    assertGradient(
        x -> c.mul(Linalg.cholesky(x.matmul(adjoint(x)).add(eye))).real().sum(),
        a,
        new double[] {-0.06005515416445102, 0.15388310298588972, 0.277171699141177},
        new double[] {-0.3762091512982395, -0.652741061427128, -0.30231971855220763});
    assertGradient(
        x -> Linalg.slogdet(x).logabsdet(),
        a,
        new double[] {0.2017921006465878, -0.04259984636625421, -0.2199171462073821},
        new double[] {-0.4366810275511389, -0.009870803324262083, -0.022838092230799353});
    assertGradient(
        x -> c.mul(Linalg.solve(x, c)).imag().sum(),
        a,
        new double[] {-0.04621582647708895, 0.027376393954924097, 0.1411750205482823},
        new double[] {0.006860552333728936, 0.06213394974562579, -0.03842427523095744});
    assertGradient(
        x -> c.mul(Linalg.qr(x).r()).imag().sum(),
        a,
        new double[] {-0.12257469180707285, -0.11923405689502865, 0.1967488847827844},
        new double[] {-0.021789899719990683, 0.25287484216968575, 0.10633902677132386});
    assertGradient(
        x -> Linalg.eigvalsh(x).pow(3).sum(),
        a,
        new double[] {4.785, 3.765, 0.24},
        new double[] {0, 4.7325, 2.6175});
    assertGradient(
        x -> Linalg.svdvals(x).pow(1.5).sum(),
        a,
        new double[] {0.9496412250482439, 0.32533595641888485, -0.0014096572047137823},
        new double[] {-1.9480645476093952, 0.7622531406530861, -0.03504258197374871});
    assertGradient(
        x -> Linalg.eigvals(x).abs().pow(3).sum(),
        a,
        new double[] {6.58140194420897, -2.1941123347924556, -1.0197233788804536},
        new double[] {-12.761915505768384, 1.3803766296680418, -5.0482566794366655});
    assertGradient(
        x -> c.mul(Linalg.pinv(x)).real().sum(),
        a,
        new double[] {0.08643416125962854, -0.005484506487003496, 0.07717998803543033},
        new double[] {-0.041663433946084925, -0.08055449917987431, 0.01779329494804649});
  }

  /** JAX's conventions: the imaginary parts of a gradient are minus the derivatives by them. */
  private static void assertGradient(Function1<Array, Array> f, Array a, double[] re, double[] im) {
    Array row = Grad.of(f).apply(a).get(0);
    assertClose(row.real(), Np.array(re), 1e-11);
    assertClose(row.imag(), Np.array(im), 1e-11);
  }

  /** The derivative of the pseudo-inverse of a matrix that lacks a rank, as JAX 0.10 has it. */
  @Test
  void pseudoInverseOfLessRank() {
    Array a = Np.array(new double[][] {{1, 2, 3}, {2, 4, 6}, {1, 0, 1}});
    Array weights = Np.arange(9).astype(DType.F64).reshape(3, 3);
    Function1<Array, Array> f = x -> weights.mul(Linalg.pinv(x)).sum();
    double[][] expected = {
      {-0.86, 0.6733333333333333, -0.20666666666666667},
      {-0.5533333333333333, 0.3466666666666667, -0.24666666666666667},
      {-0.03333333333333333, -0.3, 0.36666666666666664}
    };
    assertClose(Grad.of(f).apply(a), Np.array(expected), 1e-11);
  }

  /** Cofactors are there where the inverse is not. */
  @Test
  void determinantsOfSingularMatrices() {
    Array x = Rng.normal(Key.of(5), Shape.of(4, 4), DType.F64);
    Array lostOne = x.at(2).set(x.get(0).add(x.get(1)));
    Array t = Rng.normal(Key.of(6), Shape.of(4, 4), DType.F64);
    Function1<Array, Array> det = Linalg::det;
    assertClose(Jvp.of(det).apply(lostOne, t)._2, difference(det, lostOne, t), 1e-8);
    Array lostTwo = lostOne.at(3).set(x.get(0));
    assertThat(Jvp.of(det).apply(lostTwo, t)._2.toDouble()).isCloseTo(0, within(1e-12));
  }

  private static Array tridiagonal(Array x) {
    Array d = x.transpose();
    return Linalg.tridiagonalSolve(d.get(0), d.get(1).add(3), d.get(2), SIDES);
  }

  private static Array difference(Function1<Array, Array> f, Array x, Array t) {
    double h = 1e-4;
    Array near = f.apply(x.add(t.mul(h))).sub(f.apply(x.sub(t.mul(h)))).mul(8);
    Array far = f.apply(x.add(t.mul(2 * h))).sub(f.apply(x.sub(t.mul(2 * h))));
    return near.sub(far).div(12 * h);
  }

  private static void assertClose(Array got, Array expected, double tolerance) {
    assertThat(got.shape()).isEqualTo(expected.shape());
    double size = 1 + expected.abs().max().toDouble();
    assertThat(got.sub(expected).abs().max().toDouble()).isLessThan(tolerance * size);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forwardEqualsDifferences(Case c) {
    Array x = c.input(1);
    Array t = c.input(2);
    assertClose(Jvp.of(c.f).apply(x, t)._2, difference(c.f, x, t), 1e-7);
    Function1<Array, Array> derivative = y -> Jvp.of(c.f).apply(y, t)._2;
    Array u = c.input(3);
    assertClose(Jvp.of(derivative).apply(x, u)._2, difference(derivative, x, u), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reverseIsTheTransposeOfForward(Case c) {
    Array x = c.input(1);
    Array t = c.input(2);
    Array forward = Jvp.of(c.f).apply(x, t)._2;
    Array ct = Rng.normal(Key.of(4), forward.shape(), DType.F64);
    Array back = Vjp.of(c.f).apply(x)._2.apply(ct);
    double expected = forward.mul(ct).sum().toDouble();
    assertThat(back.mul(t).sum().toDouble())
        .isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lanesEqualTheLoop(Case c) {
    List<Array> lanes = List.of(c.input(1), c.input(2), c.input(3));
    Array together = Vmap.of(c.f).apply(Np.stack(lanes, 0));
    Array apart = Np.stack(lanes.stream().map(c.f).toList(), 0);
    assertClose(together, apart, 1e-10);
    Function1<Array, Array> derivative = y -> Jvp.of(c.f).apply(y, lanes.getFirst())._2;
    Array derivatives = Vmap.of(derivative).apply(Np.stack(lanes, 0));
    assertClose(derivatives, Np.stack(lanes.stream().map(derivative).toList(), 0), 1e-8);
    assertThat(Tuple.of(together.dim(0), derivatives.dim(0))).isEqualTo(Tuple.of(3, 3));
  }
}
