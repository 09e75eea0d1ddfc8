package org.juxta.tests.snippets;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Bernoulli;
import org.juxta.probability.Categorical;
import org.juxta.probability.Cauchy;
import org.juxta.probability.Delta;
import org.juxta.probability.Distribution;
import org.juxta.probability.Exponential;
import org.juxta.probability.HalfCauchy;
import org.juxta.probability.HalfNormal;
import org.juxta.probability.Independent;
import org.juxta.probability.Kl;
import org.juxta.probability.Laplace;
import org.juxta.probability.LogNormal;
import org.juxta.probability.MultivariateNormalDiag;
import org.juxta.probability.Normal;
import org.juxta.probability.Sample;
import org.juxta.probability.Uniform;
import org.juxta.probability.Unit;
import org.juxta.transforms.Grad;

/** Distributions. */
final class DistributionSnippets {
  private DistributionSnippets() {}

  static void distribution() {
    // @start region="distribution"
    Distribution weights = Normal.of(Np.zeros(3), 1).expand(4, 3).toEvent(1);
    System.out.println(weights.batchShape()); // (4,)
    System.out.println(weights.eventShape()); // (3,)
    Array draws = weights.sample(Key.of(0), 100);
    System.out.println(draws.shape()); // (100, 4, 3)
    System.out.println(weights.logProb(draws).shape()); // (100, 4)
    // @end
  }

  static void gradients() {
    // @start region="gradients"
    Array data = Np.array(1.0, 2.0, 6.0);
    Normal g =
        Grad.of((Normal n) -> n.logProb(data).sum()).apply(Normal.of(Np.array(2.0), Np.array(1.0)));
    System.out.println(g.loc()); // 3.0
    System.out.println(g.scale()); // 14.0
    // @end
  }

  static void normal() {
    // @start region="normal"
    Normal d = Normal.of(0, 1);
    System.out.println(d.logProb(Np.array(0.0))); // -0.9189385332046727
    System.out.println(d.cdf(Np.array(1.96))); // 0.9750021048517795
    System.out.println(d.quantile(Np.array(0.975))); // 1.9599639845400536
    System.out.println(d.sample(Key.of(0))); // -0.20584226
    // @end
  }

  static void halfNormal() {
    // @start region="halfNormal"
    HalfNormal d = HalfNormal.of(Np.array(2.0));
    System.out.println(d.logProb(Np.array(1.0, -1.0))); // [-1.04393853        -inf]
    System.out.println(d.mean()); // 1.5957691216057308
    // @end
  }

  static void logNormal() {
    // @start region="logNormal"
    LogNormal d = LogNormal.of(Np.array(0.0), 1);
    System.out.println(d.cdf(Np.array(1.0))); // 0.5
    System.out.println(d.mean()); // 1.6487212707001282
    // @end
  }

  static void exponential() {
    // @start region="exponential"
    Exponential d = Exponential.of(Np.array(2.0));
    System.out.println(d.mean()); // 0.5
    System.out.println(
        d.logProb(Np.array(0.0, 1.0, -1.0))); // [ 0.69314718 -1.30685282        -inf]
    // @end
  }

  static void laplace() {
    // @start region="laplace"
    Laplace d = Laplace.of(Np.array(1.0), 2);
    System.out.println(d.variance()); // 8.0
    System.out.println(d.cdf(Np.array(1.0))); // 0.5
    // @end
  }

  static void cauchy() {
    // @start region="cauchy"
    Cauchy d = Cauchy.of(Np.array(0.0), 1);
    System.out.println(d.quantile(Np.array(0.25, 0.5))); // [-1.  0.]
    System.out.println(d.mean()); // nan
    // @end
  }

  static void halfCauchy() {
    // @start region="halfCauchy"
    HalfCauchy d = HalfCauchy.of(Np.array(3.0));
    System.out.println(d.cdf(Np.array(3.0))); // 0.5
    System.out.println(d.logProb(Np.array(-1.0))); // -inf
    // @end
  }

  static void uniform() {
    // @start region="uniform"
    Uniform d = Uniform.of(Np.array(0.0), Np.array(1.0, 4.0));
    System.out.println(d.batchShape()); // (2,)
    System.out.println(d.mean()); // [0.5 2. ]
    System.out.println(d.prob(Np.array(2.0))); // [0.   0.25]
    // @end
  }

  static void bernoulli() {
    // @start region="bernoulli"
    Bernoulli d = Bernoulli.probs(Np.array(0.25, 0.5));
    System.out.println(d.mean()); // [0.25 0.5 ]
    System.out.println(d.prob(Np.array(1, 0))); // [0.25 0.5 ]
    System.out.println(Bernoulli.logits(Np.array(0.0)).mean()); // 0.5
    System.out.println(d.sample(Key.of(0), 3).dtype()); // I32
    // @end
  }

  static void categorical() {
    // @start region="categorical"
    Categorical d = Categorical.probs(Np.array(0.5, 0.25, 0.25));
    System.out.println(d.classes()); // 3
    System.out.println(d.prob(Np.array(0, 1, 2))); // [0.5  0.25 0.25]
    System.out.println(d.mode()); // 0
    System.out.println(d.sample(Key.of(0), 5)); // [1 0 1 0 0]
    // @end
  }

  static void multivariateNormalDiag() {
    // @start region="multivariateNormalDiag"
    MultivariateNormalDiag d = MultivariateNormalDiag.of(Np.zeros(2), Np.array(1f, 2f));
    System.out.println(d.eventShape()); // (2,)
    System.out.println(d.logProb(Np.zeros(2))); // -2.5310242
    System.out.println(d.stddev()); // [1. 2.]
    // @end
  }

  static void delta() {
    // @start region="delta"
    Delta d = Delta.of(Np.array(2.0));
    System.out.println(d.sample(Key.of(0))); // 2.0
    System.out.println(d.logProb(Np.array(2.0, 3.0))); // [  0. -inf]
    // @end
  }

  static void unit() {
    // @start region="unit"
    Unit d = Unit.of(Np.array(-1.5));
    System.out.println(d.eventShape()); // (0,)
    System.out.println(d.logProb(Np.zeros(0))); // -1.5
    // @end
  }

  static void independent() {
    // @start region="independent"
    Independent d = Independent.of(Normal.of(Np.zeros(3), 1), 1);
    System.out.println(d.batchShape()); // ()
    System.out.println(d.eventShape()); // (3,)
    System.out.println(d.logProb(Np.zeros(3))); // -2.7568154
    // @end
  }

  static void sample() {
    // @start region="sample"
    Sample d = Sample.of(Normal.of(0, 1), 3);
    System.out.println(d.eventShape()); // (3,)
    System.out.println(d.sample(Key.of(0), 10).shape()); // (10, 3)
    System.out.println(d.logProb(Np.zeros(3))); // -2.7568154
    // @end
  }

  static void expanded() {
    // @start region="expanded"
    Distribution d = Normal.of(0, 1).expand(2, 3);
    System.out.println(d.batchShape()); // (2, 3)
    System.out.println(d.mean().shape()); // (2, 3)
    System.out.println(d.logProb(Np.array(0.0)).shape()); // (2, 3)
    // @end
  }

  static void kl() {
    // @start region="kl"
    System.out.println(Kl.of(Normal.of(Np.array(1.0), 1), Normal.of(Np.array(0.0), 1))); // 0.5
    // @end
  }
}
