package org.juxta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Normal vectors, orthogonal matrices and what is made of them. */
class RngVectorTest {
  private static final Array COVARIANCE =
      Np.array(new double[][] {{2, 0.6, -0.3}, {0.6, 1.5, 0.2}, {-0.3, 0.2, 0.8}});

  private static void close(Array found, Array expected, double tolerance) {
    assertThat(Np.allclose(found, expected, 0, tolerance).toBoolean())
        .as("%s for %s", found, expected)
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void normalVectorsHaveTheirCovariance(Rng.Factor method) {
    Array mean = Np.array(1.0, -1.0, 0.5);
    Array x =
        Rng.multivariateNormal(Key.of(4), mean, COVARIANCE, Shape.of(20_000), DType.F64, method);
    close(x.mean(0), mean, 0.05);
    close(Np.cov(x.transpose()), COVARIANCE, 0.1);
    Array means = Np.zeros(DType.F64, 4, 1, 3);
    assertThat(
            Rng.multivariateNormal(Key.of(4), means, COVARIANCE, Shape.of(4, 2), DType.F64, method)
                .shape())
        .isEqualTo(Shape.of(4, 2, 3));
  }

  @Test
  void semidefiniteCovariances() {
    Array rankOne = Np.ones(DType.F64, 2, 2);
    Array x =
        Rng.multivariateNormal(
            Key.of(4), Np.zeros(DType.F64, 2), rankOne, Shape.of(5), DType.F64, Rng.Factor.SVD);
    close(x.get(Index.all(), Index.range(0, 1)), x.get(Index.all(), Index.range(1, 2)), 1e-7);
  }

  @Test
  void vectorsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                Rng.multivariateNormal(Key.of(4), Np.zeros(2), COVARIANCE, Shape.of(5), DType.F64))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("a mean (..., n) and a covariance (..., n, n) are needed");
    assertThatThrownBy(
            () ->
                Rng.multivariateNormal(
                    Key.of(4), Np.zeros(2, 3), COVARIANCE, Shape.of(5), DType.F64))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void orthonormalRowsOrColumns() {
    Array square = Rng.orthogonal(Key.of(5), 4, Shape.of(3), DType.F64);
    close(square.matmul(Linalg.matrixTranspose(square)), Np.eye(4, DType.F64), 1e-13);
    Array tall = Rng.orthogonal(Key.of(5), 5, 2, Shape.SCALAR, DType.F64);
    close(tall.transpose().matmul(tall), Np.eye(2, DType.F64), 1e-13);
    Array wide = Rng.orthogonal(Key.of(5), 2, 5, Shape.SCALAR, DType.F64);
    close(wide.matmul(wide.transpose()), Np.eye(2, DType.F64), 1e-13);
    // No entry of a uniform matrix is of one sign more often than of the other.
    Array many = Rng.orthogonal(Key.of(5), 2, Shape.of(2000), DType.F64);
    assertThat(many.sign().mean(0).abs().max().toDouble()).isLessThan(0.1);
  }

  @Test
  void orthogonalWeights() {
    Array w = Initializers.orthogonal(3, 0).init(Key.of(1), Shape.of(4, 2, 5), DType.F64);
    Array rows = w.reshape(4, 10);
    close(rows.matmul(rows.transpose()), Np.eye(4, DType.F64).mul(9), 1e-12);
    Array kernel = Initializers.deltaOrthogonal().init(Key.of(1), Shape.of(3, 5, 2, 4), DType.F64);
    Array centre = kernel.get(1, 2);
    close(centre.matmul(centre.transpose()), Np.eye(2, DType.F64), 1e-13);
    assertThat(kernel.square().sum().toDouble()).isCloseTo(2, within(1e-12));
    assertThat(Initializers.orthogonal().init(Key.of(1), 0, 3).size()).isZero();
    assertThatThrownBy(() -> Initializers.orthogonal().init(Key.of(1), 3))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Initializers.deltaOrthogonal().init(Key.of(1), 3, 4, 2))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void densitiesOfVectors() {
    Array mean = Np.array(1.0, -1.0, 0.5);
    Array x = Np.array(new double[][] {{0, 0, 0}, {1, -1, 0.5}});
    double norm = -1.5 * Math.log(2 * Math.PI) - 0.5 * Math.log(Linalg.det(COVARIANCE).toDouble());
    Array difference = x.get(0).sub(mean);
    double square = difference.matmul(Linalg.solve(COVARIANCE, difference)).toDouble();
    close(
        Stats.MultivariateNormal.logpdf(x, mean, COVARIANCE),
        Np.array(norm - square / 2, norm),
        1e-12);
    close(
        Stats.MultivariateNormal.logpdf(x, mean, Np.array(4.0)),
        Stats.MultivariateNormal.logpdf(x, mean, Np.eye(3, DType.F64).mul(4)),
        1e-12);
    Array alpha = Np.array(0.5, 2.0, 3.0);
    close(
        Stats.Dirichlet.logpdf(Np.array(0.2, 0.3), alpha),
        Stats.Dirichlet.logpdf(Np.array(0.2, 0.3, 0.5), alpha),
        1e-12);
    assertThat(Stats.Dirichlet.pdf(Np.array(0.2, 0.2, 0.2), alpha).toDouble()).isZero();
    // Γ(5.5) / (Γ(0.5) Γ(2) Γ(3)) 0.2^-0.5 0.3 0.5²
    assertThat(Stats.Dirichlet.pdf(Np.array(0.2, 0.3, 0.5), alpha).toDouble())
        .isCloseTo(
            52.34277778455352 / (Math.sqrt(Math.PI) * 2) / Math.sqrt(0.2) * 0.3 * 0.25,
            within(1e-12));
    Array counts = Np.array(new int[][] {{1, 2, 0}, {1, 1, 0}, {3, 1, -1}});
    close(
        Stats.Multinomial.pmf(counts, Np.array(3), Np.array(0.2, 0.5, 0.3)),
        Np.array(3 * 0.2 * 0.25, 0, 0),
        1e-14);
  }

  @Test
  void kernelDensities() {
    Array points = Np.array(new double[][] {{0.2, 1.4, -0.6, 0.9}, {1.0, 0.1, 0.5, -2.0}});
    Array weights = Np.array(1.0, 2.0, 1.0, 4.0);
    GaussianKde kde = GaussianKde.of(points, GaussianKde.Bandwidth.SILVERMAN, weights);
    Array at = Np.array(new double[][] {{0, 1}, {0.5, 50}});
    // scipy.stats.gaussian_kde(points, 'silverman', weights)
    close(kde.evaluate(at.get(Index.all(), Index.range(0, 1))), Np.array(KDE_AT), 1e-13);
    close(kde.logpdf(at).exp(), kde.pdf(at), 1e-15);
    assertThat(kde.logpdf(at).get(1).toDouble()).isLessThan(-700).isGreaterThan(-1e5);
    assertThat(kde.integrateKde(kde).toDouble()).isCloseTo(KDE_SQUARE, within(1e-13));
    assertThat(kde.integrateGaussian(Np.array(0.3, -0.2), Np.eye(2, DType.F64)).toDouble())
        .isCloseTo(KDE_GAUSSIAN, within(1e-13));
    assertThat(kde.resample(Key.of(2), Shape.of(7)).shape()).isEqualTo(Shape.of(2, 7));
    GaussianKde line = GaussianKde.of(Np.array(0.2, 1.4, -0.6));
    assertThat(line.integrateBox1d(Np.array(-50.0), Np.array(50.0)).toDouble())
        .isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> kde.evaluate(Np.zeros(3, 2))).isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> GaussianKde.of(Np.array(1.0))).isInstanceOf(ShapeException.class);
  }

  private static final double KDE_AT = 0.05321495968858075;
  private static final double KDE_SQUARE = 0.054220182241202515;
  private static final double KDE_GAUSSIAN = 0.04966053995597263;
}
