package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.examples.Iris;
import org.juxta.examples.IrisData;
import org.juxta.probability.Draws;
import org.juxta.probability.ProgressListener;
import org.juxta.probability.Summary;
import org.juxta.tracer.DType;

/** The first case study of TensorFlow Probability's guide to JAX. */
class IrisTest {
  private static final IrisData DATA = IrisData.load();
  private static final Array FEATURES = Iris.features(DATA);
  private static final Array LABELS = Np.array(DATA.labels());

  /**
   * The posterior means of w, row by row, and b from 4 chains of 25,000 draws in F64, with an
   * effective sample size of 80,000.
   */
  private static final double[] MEANS = {
    0.7761, 0.5371, -1.3046, 1.8096, -0.2014, -1.6016, -2.5154, 0.0193, 2.4957, -1.1798, -0.9991,
    2.1784, 0.3781, 0.7139, -1.0901
  };

  @Test
  void fixedStepSize() {
    Draws draws = Iris.fixed().progress(ProgressListener.NONE).run(Key.of(0), FEATURES, LABELS);
    assertThat(draws.get("w").dtype()).isEqualTo(DType.F32);
    assertThat(draws.size()).isEqualTo(500);
    Iris.Accuracy accuracy = Iris.accuracy(draws, FEATURES, LABELS);
    assertThat(accuracy.average()).isBetween(0.955, 0.985);
    assertThat(accuracy.averaged()).isGreaterThanOrEqualTo(0.973);
  }

  @Test
  void adapted() {
    Draws draws = Iris.adapted().progress(ProgressListener.NONE).run(Key.of(1), FEATURES, LABELS);
    Summary summary = draws.summary();
    assertThat(summary.rows()).hasSize(MEANS.length);
    for (int i = 0; i < MEANS.length; i++) {
      Summary.Row row = summary.rows().get(i);
      assertThat(row.rHat()).as(row.name()).isLessThanOrEqualTo(1.01);
      double error = row.std() / Math.sqrt(row.essBulk());
      assertThat(Math.abs(row.mean() - MEANS[i])).as(row.name()).isLessThan(3 * error);
    }
    assertThat(draws.divergences()).isZero();
  }
}
