package org.juxta.probability;

import static org.juxta.probability.NormalConstants.HALF_LOG_TWO_PI;

import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.Shape;

/**
 * The Kullback-Leibler divergence KL(p || q), in nats, of pairs of distributions for which it has a
 * closed form. As {@code tfd.kl_divergence} and NumPyro's {@code kl_divergence}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="kl"}
 */
public final class Kl {
  private Kl() {}

  /**
   * The divergence of {@code q} from {@code p}, of the shape that their batches broadcast to;
   * infinite where p gives weight to values that q excludes.
   *
   * @throws DistributionException if no closed form is known for the two
   * @throws org.juxta.tracer.ShapeException if their batch or event shapes do not fit
   */
  public static Array of(Distribution p, Distribution q) {
    return switch (new Pair(p, q)) {
      case Pair(Expanded a, Distribution b) -> shaped(of(a.base(), b), a.batchShape());
      case Pair(Delta a, Distribution b) -> a.logProb(a.value()).sub(b.logProb(a.value()));
      case Pair(Distribution a, Expanded b) -> shaped(of(a, b.base()), b.batchShape());
      case Pair(Independent a, Independent b) -> independent(a, b);
      case Pair(Sample a, Sample b) when a.sampleShape().equals(b.sampleShape()) ->
          of(a.base(), b.base()).mul(a.sampleShape().size());
      case Pair(MultivariateNormalDiag a, MultivariateNormalDiag b) ->
          of(new Normal(a.loc(), a.scaleDiag()), new Normal(b.loc(), b.scaleDiag())).sum(-1);
      case Pair(Normal a, Normal b) -> normals(a, b);
      case Pair(LogNormal a, LogNormal b) -> normals(a.normal(), b.normal());
      case Pair(Bernoulli a, Bernoulli b) -> bernoullis(a, b);
      case Pair(Categorical a, Categorical b) -> categoricals(a, b);
      case Pair(Laplace a, Laplace b) -> laplaces(a, b);
      case Pair(Cauchy a, Cauchy b) -> cauchys(a, b);
      case Pair(HalfNormal a, HalfNormal b) -> scales(a.scale(), b.scale());
      case Pair(Uniform a, Uniform b) -> uniforms(a, b);
      case Pair(Normal a, Laplace b) -> normalFromLaplace(a, b);
      case Pair(Laplace _, Normal b) -> fromNormal(p, b);
      case Pair(Exponential _, Normal b) -> fromNormal(p, b);
      case Pair(Uniform _, Normal b) -> fromNormal(p, b);
      case Pair(HalfNormal _, Normal b) -> fromNormal(p, b);
      case Pair(LogNormal _, Normal b) -> fromNormal(p, b);
      case Pair(Exponential _, Exponential b) -> fromExponential(p, b);
      case Pair(HalfNormal _, Exponential b) -> fromExponential(p, b);
      case Pair(LogNormal _, Exponential b) -> fromExponential(p, b);
      case Pair(Uniform a, Exponential b) ->
          Np.where(a.low().lt(0), Double.POSITIVE_INFINITY, fromExponential(p, b));
      case Pair(LocationScale _, Exponential _) -> infinite(p, q);
      case Pair(LocationScale _, HalfNormal _) -> infinite(p, q);
      case Pair(LocationScale _, HalfCauchy _) -> infinite(p, q);
      case Pair(LocationScale _, LogNormal _) -> infinite(p, q);
      case Pair(LocationScale _, Uniform _) -> infinite(p, q);
      case Pair(Exponential _, Uniform _) -> infinite(p, q);
      case Pair(HalfNormal _, Uniform _) -> infinite(p, q);
      case Pair(HalfCauchy _, Uniform _) -> infinite(p, q);
      case Pair(LogNormal _, Uniform _) -> infinite(p, q);
      default ->
          throw new DistributionException(
              "no closed form is known for KL(%s || %s); estimate it by the mean of p.logProb(x) - q.logProb(x) over draws x of p"
                  .formatted(Parameters.describe(p), Parameters.describe(q)));
    };
  }

  private record Pair(Distribution p, Distribution q) {}

  private static Array shaped(Array kl, Shape batch) {
    return Parameters.atLeast(kl, batch);
  }

  private static Array independent(Independent p, Independent q) {
    if (p.eventShape().rank() == q.eventShape().rank() && p.rank() == q.rank()) {
      Array each = of(p.base(), q.base());
      Shape base = Np.broadcastShapes(p.base().batchShape(), q.base().batchShape());
      return Parameters.sumLast(shaped(each, base), p.rank());
    }
    throw new DistributionException(
        "KL(%s || %s): the event axes differ"
            .formatted(Parameters.describe(p), Parameters.describe(q)));
  }

  private static Array normals(Normal p, Normal q) {
    Array[] a = Parameters.together(p.loc(), p.scale(), q.loc(), q.scale());
    Array shift = a[0].sub(a[2]).div(a[3]);
    return shift.square().mul(0.5).add(logRatio(a[1], a[3]));
  }

  /** The divergence of centred normals, and of half-normals. */
  private static Array scales(Array p, Array q) {
    Array[] a = Parameters.together(p, q);
    return logRatio(a[0], a[1]);
  }

  /** (r² - 1) / 2 - log r for r = p / q, without cancellation where the two are close. */
  private static Array logRatio(Array p, Array q) {
    Array excess = p.sub(q).div(q);
    return excess.mul(excess.add(2)).mul(0.5).sub(excess.log1p());
  }

  private static Array bernoullis(Bernoulli p, Bernoulli q) {
    Array one = relative(p.probs(), p.logProb(Np.array(1)), q.logProb(Np.array(1)));
    Array none = Np.array(0);
    return one.add(relative(p.prob(none), p.logProb(none), q.logProb(none)));
  }

  private static Array categoricals(Categorical p, Categorical q) {
    if (p.classes() != q.classes()) {
      throw new DistributionException(
          "KL of Categoricals: %d classes against %d".formatted(p.classes(), q.classes()));
    }
    return relative(p.probs(), p.logProbs(), q.logProbs()).sum(-1);
  }

  /** p (log p - log q), and 0 where p is 0. */
  private static Array relative(Array p, Array logP, Array logQ) {
    Array none = p.eq(0);
    Array difference = Np.where(none, 0.0, logP).sub(Np.where(none, 0.0, logQ));
    return Np.where(none, 0.0, p.mul(difference));
  }

  private static Array laplaces(Laplace p, Laplace q) {
    Array[] a = Parameters.together(p.loc(), p.scale(), q.loc(), q.scale());
    Array distance = a[0].sub(a[2]).abs();
    Array spread = a[1].mul(distance.div(a[1]).neg().exp());
    return a[3].log().sub(a[1].log()).add(distance.add(spread).div(a[3])).sub(1);
  }

  /** Chyzak and Nielsen (2019). */
  private static Array cauchys(Cauchy p, Cauchy q) {
    Array[] a = Parameters.together(p.loc(), p.scale(), q.loc(), q.scale());
    Array square = a[1].add(a[3]).square().add(a[0].sub(a[2]).square());
    return square.log().sub(a[1].mul(4).log()).sub(a[3].log());
  }

  private static Array uniforms(Uniform p, Uniform q) {
    Array[] a = Parameters.together(p.low(), p.high(), q.low(), q.high());
    Array outside = a[0].lt(a[2]).or(a[1].gt(a[3]));
    Array inside = a[3].sub(a[2]).log().sub(a[1].sub(a[0]).log());
    return Np.where(outside, Double.POSITIVE_INFINITY, inside);
  }

  /** Of a normal from a Laplace: by the mean of |x - loc|, which is that of a folded normal. */
  private static Array normalFromLaplace(Normal p, Laplace q) {
    Array[] a = Parameters.together(p.loc(), p.scale(), q.loc(), q.scale());
    Array d = a[0].sub(a[2]);
    Array z = d.div(a[1]);
    Array density = z.mul(z).mul(-0.5).exp().mul(a[1]).mul(Math.sqrt(2 / Math.PI));
    Array distance = density.add(d.mul(Np.erf(z.mul(1 / NormalConstants.SQRT2))));
    Array logScales = a[3].mul(2).log().sub(a[1].log());
    return logScales.sub(HALF_LOG_TWO_PI + 0.5).add(distance.div(a[3]));
  }

  /** Of any distribution with a mean and variance from a normal. */
  private static Array fromNormal(Distribution p, Normal q) {
    Array[] a = Parameters.together(p.mean(), p.variance(), q.loc(), q.scale());
    Array second = a[1].add(a[0].sub(a[2]).square());
    Array cross = second.div(a[3].square()).mul(0.5).add(a[3].log()).add(HALF_LOG_TWO_PI);
    return cross.sub(p.entropy());
  }

  /** Of a distribution of positive values from an exponential. */
  private static Array fromExponential(Distribution p, Exponential q) {
    Array[] a = Parameters.together(p.mean(), q.rate());
    return a[0].mul(a[1]).sub(a[1].log()).sub(p.entropy());
  }

  private static Array infinite(Distribution p, Distribution q) {
    Shape shape = Np.broadcastShapes(p.batchShape(), q.batchShape());
    return Np.full(shape, Double.POSITIVE_INFINITY, Parameters.real(p.entropy(), q.entropy()));
  }
}
