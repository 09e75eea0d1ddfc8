package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.Tuple3;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Key;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Factors that lead to the eigenvalues of general matrices: computed at once and compiled. */
class EigenvaluesTest {
  record Case(String name, Array a, boolean compiled) {
    double tolerance() {
      return a.dtype().real() == DType.F64 ? 1e-11 : 2e-3;
    }

    <T> T run(Function1<Array, T> f) {
      return compiled ? Jit.of(f).apply(a) : f.apply(a);
    }

    @Override
    public String toString() {
      return name + " " + a.type() + (compiled ? " compiled" : "");
    }
  }

  private static Array random(DType dtype, int seed, int... dims) {
    Array re = Rng.normal(Key.of(seed), Shape.of(dims), DType.F64);
    Array im = Rng.normal(Key.of(seed + 1), Shape.of(dims), DType.F64);
    return (dtype.isComplex() ? Np.complex(re, im) : re).astype(dtype);
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (boolean compiled : List.of(false, true)) {
      for (DType dtype : List.of(DType.F32, DType.F64, DType.C64, DType.C128)) {
        cases.add(new Case("one", random(dtype, 1, 1, 1), compiled));
        cases.add(new Case("two", random(dtype, 2, 2, 2), compiled));
        cases.add(new Case("many", random(dtype, 3, 12, 12), compiled));
        cases.add(new Case("a batch", random(dtype, 4, 2, 3, 5, 5), compiled));
        cases.add(new Case("zeros", Np.zeros(dtype, 3, 3), compiled));
        cases.add(new Case("a shift", Np.roll(Np.eye(4, dtype), 1, 0), compiled));
        cases.add(new Case("symmetric", Linalg.toeplitz(Np.arange(6).astype(dtype)), compiled));
        cases.add(new Case("triangular", Np.triu(random(dtype, 5, 5, 5), 0), compiled));
      }
    }
    return cases.stream();
  }

  private static void assertSmall(Array difference, Array scale, double tolerance) {
    double size = 1 + scale.abs().max().toDouble();
    assertThat(difference.abs().max().toDouble()).isLessThan(tolerance * size);
  }

  private static Array adjoint(Array x) {
    return Np.conj(Linalg.matrixTranspose(x));
  }

  private static void assertUnitary(Array z, Case c) {
    assertSmall(adjoint(z).matmul(z).sub(Np.eye(z.dim(-1), z.dtype())), z, c.tolerance());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eigenvectorsAreMultipliedByEigenvalues(Case c) {
    Tuple2<Array, Array> found =
        c.run(
            x -> {
              Linalg.Eig eig = Linalg.eig(x);
              return Tuple.of(eig.eigenvalues(), eig.eigenvectors());
            });
    Array v = found._2;
    assertThat(v.dtype().real()).isEqualTo(c.a.dtype().real());
    assertThat(v.dtype().isComplex()).isTrue();
    Array product = c.a.astype(v.dtype()).matmul(v);
    assertSmall(product.sub(v.mul(found._1.expandDims(-2))), c.a, c.tolerance());
    assertSmall(v.abs().square().sum(-2).sub(1), v, c.tolerance());
    Array isLongest = v.abs().gt(v.abs().max(-2).expandDims(-2).sub(c.tolerance()));
    assertSmall(Np.where(isLongest, v.imag().abs(), 1).min(-2), v, c.tolerance());
    Array values = c.run(Linalg::eigvals);
    Array trace = Linalg.trace(c.a, 0);
    assertSmall(values.sum(-1).sub(trace), c.a, 10 * c.tolerance());
    assertSmall(values.prod(-1).sub(Linalg.det(c.a)), values.prod(-1), 10 * c.tolerance());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leftEigenvectorsBelongToTheValuesOfRightOnes(Case c) {
    Tuple3<Array, Array, Array> found =
        c.run(
            x -> {
              Linalg.TwoSidedEig eig = Linalg.twoSidedEig(x);
              return Tuple.of(eig.eigenvalues(), eig.left(), eig.right());
            });
    Array w = found._1;
    Array left = found._2;
    Array a = c.a.astype(w.dtype());
    Array product = adjoint(left).matmul(a);
    assertSmall(product.sub(adjoint(left).mul(w.expandDims(-1))), c.a, c.tolerance());
    Array right = a.matmul(found._3).sub(found._3.mul(w.expandDims(-2)));
    assertSmall(right, c.a, c.tolerance());
    assertSmall(left.abs().square().sum(-2).sub(1), left, c.tolerance());
    Array isLongest = left.abs().gt(left.abs().max(-2).expandDims(-2).sub(c.tolerance()));
    assertSmall(Np.where(isLongest, left.imag().abs(), 1).min(-2), left, c.tolerance());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void schurFactors(Case c) {
    Tuple2<Array, Array> found =
        c.run(
            x -> {
              Linalg.Schur schur = Linalg.schur(x);
              return Tuple.of(schur.t(), schur.z());
            });
    Array t = found._1;
    Array z = found._2;
    assertUnitary(z, c);
    assertSmall(z.matmul(t).matmul(adjoint(z)).sub(c.a), c.a, c.tolerance());
    boolean isComplex = c.a.dtype().isComplex();
    assertThat(Np.tril(t, isComplex ? -1 : -2).ne(0).any().toBoolean()).isFalse();
    Array complex = Linalg.schur(c.a, true).t();
    assertThat(Np.tril(complex, -1).ne(0).any().toBoolean()).isFalse();
    if (t.dim(-1) > 2) {
      Array below = Linalg.diagonal(t, -1).ne(0);
      Array next = below.get(Index.ellipsis(), Index.range(1, t.dim(-1) - 1));
      Array first = below.get(Index.ellipsis(), Index.range(0, t.dim(-1) - 2));
      assertThat(next.and(first).any().toBoolean()).as("blocks are of two rows").isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hessenbergAndTridiagonalForms(Case c) {
    Tuple2<Array, Array> found =
        c.run(
            x -> {
              Linalg.Hessenberg hessenberg = Linalg.hessenberg(x);
              return Tuple.of(hessenberg.h(), hessenberg.q());
            });
    assertUnitary(found._2, c);
    Array back = found._2.matmul(found._1).matmul(adjoint(found._2));
    assertSmall(back.sub(c.a), c.a, c.tolerance());
    assertThat(Np.tril(found._1, -2).ne(0).any().toBoolean()).isFalse();
    Array symmetric = c.a.add(adjoint(c.a));
    for (boolean lower : List.of(true, false)) {
      Linalg.Tridiagonal form =
          c.compiled
              ? Jit.of((Array x) -> Linalg.tridiagonal(x, lower)).apply(symmetric)
              : Linalg.tridiagonal(symmetric, lower);
      Array squares = form.d().square().sum(-1).add(form.e().square().sum(-1).mul(2));
      Array expected = symmetric.abs().square().sum(-1).sum(-1);
      assertSmall(squares.sub(expected), expected, c.tolerance());
      if (form.d().rank() == 1) {
        Array values = Linalg.eighTridiagonal(form.d(), form.e());
        assertSmall(values.sub(Linalg.eigvalsh(symmetric)), symmetric, c.tolerance());
      }
      assertThat(Linalg.diagonal(form.a(), 0).sub(form.d()).ne(0).any().toBoolean()).isFalse();
    }
  }

  @Test
  void whatIsNotFiniteHasNoEigenvalues() {
    Array a = Np.array(new double[][] {{1, 2}, {Double.NaN, 3}});
    for (Linalg.Eig eig : List.of(Linalg.eig(a), Jit.of((Array x) -> Linalg.eig(x)).apply(a))) {
      assertThat(Np.isnan(eig.eigenvalues().real()).all().toBoolean()).isTrue();
      assertThat(Np.isnan(eig.eigenvectors().real()).all().toBoolean()).isTrue();
    }
    for (Linalg.Schur s : List.of(Linalg.schur(a), Jit.of((Array x) -> Linalg.schur(x)).apply(a))) {
      assertThat(Np.isnan(s.t()).all().toBoolean()).isTrue();
      assertThat(Np.isnan(s.z()).all().toBoolean()).isTrue();
    }
  }

  @Test
  void rootsOfPolynomials() {
    Array roots = Np.roots(Np.array(0.0, 0.0, 2.0, -12.0, 22.0, -12.0));
    assertThat(roots.dtype()).isEqualTo(DType.C128);
    assertSmall(Np.sort(roots.real()).sub(Np.array(1.0, 2.0, 3.0)), roots, 1e-10);
    assertSmall(roots.imag(), roots, 1e-12);
    Array circle = Jit.of((Array p) -> Np.roots(p)).apply(Np.array(1.0, 0.0, 0.0, 0.0, -1.0));
    assertSmall(circle.abs().sub(1), circle, 1e-12);
    assertSmall(Np.roots(Np.array(1f, 0f, 0f)), circle, 1e-6);
    assertThat(Np.roots(Np.ones(1)).shape()).isEqualTo(Shape.of(0));
    assertThat(Np.roots(Np.array(0.0, 0.0)).shape()).isEqualTo(Shape.of(0));
    assertThatThrownBy(() -> Np.roots(Np.zeros(2, 2))).isInstanceOf(ShapeException.class);
  }

  @Test
  void lanesAreTheLoop() {
    Array a = random(DType.F64, 8, 3, 4, 4);
    Function1<Array, Array> values = x -> Np.sort(Linalg.eigvals(x).real());
    Array lanes = Vmap.of(values).apply(a);
    for (int i = 0; i < 3; i++) {
      assertSmall(lanes.get(i).sub(values.apply(a.get(i))), a, 1e-12);
    }
  }

  /** Of the elements of eigenvectors, whose signs are free. */
  private static Array squares(Array a) {
    Array v = Linalg.eig(a).eigenvectors();
    return v.mul(v);
  }

  @Test
  void derivativesAreDifferences() {
    for (DType dtype : List.of(DType.F64, DType.C128)) {
      Array a = random(dtype, 20, 4, 4);
      Array t = random(dtype, 30, 4, 4);
      List<Function1<Array, Array>> functions =
          List.of(
              x -> Linalg.eigvals(x).mul(Linalg.eigvals(x)).abs(),
              x -> squares(x).real(),
              x -> squares(x).imag().mul(Linalg.eig(x).eigenvalues().real()),
              x -> Linalg.twoSidedEig(x).left().square().imag(),
              x -> Linalg.twoSidedEig(x).right().square().real());
      for (Function1<Array, Array> f : functions) {
        double h = 1e-5;
        Array difference = f.apply(a.add(t.mul(h))).sub(f.apply(a.sub(t.mul(h)))).div(2 * h);
        assertSmall(Jvp.of(f).apply(a, t)._2.sub(difference), difference, 1e-7);
      }
    }
  }

  @Test
  void matricesAreSquare() {
    List<Function1<Array, ?>> functions =
        List.of(
            Linalg::eig,
            Linalg::twoSidedEig,
            Linalg::eigvals,
            x -> Linalg.schur(x),
            Linalg::hessenberg,
            x -> Linalg.tridiagonal(x, true));
    for (Function1<Array, ?> f : functions) {
      for (Array a : List.of(Np.zeros(2, 3), Np.zeros(3), Np.array(1.0))) {
        assertThatThrownBy(() -> f.apply(a)).isInstanceOf(ShapeException.class);
      }
    }
  }

  @Test
  void schurFactorsHaveNoDerivative() {
    Array a = random(DType.F64, 9, 3, 3);
    Function1<Array, Array> f = x -> Linalg.schur(x).t();
    assertThatThrownBy(() -> Jvp.of(f).apply(a, a))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("schur has no derivative");
  }
}
