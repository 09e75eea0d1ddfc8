package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The distribution of a 0 or 1; draws are I32. As {@code tfd.Bernoulli}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="bernoulli"}
 *
 * @param parameter the log-odds or the probabilities of a 1
 * @param kind which of the two
 */
public record Bernoulli(Array parameter, Parameterization kind) implements Distribution {
  /** Distributions of the given log-odds of a 1. */
  public static Bernoulli logits(Array logits) {
    return new Bernoulli(logits, Parameterization.LOGITS);
  }

  /** A distribution of plain log-odds of a 1. */
  public static Bernoulli logits(double logits) {
    return logits(Parameters.weak(logits));
  }

  /** Distributions of the given probabilities of a 1. */
  public static Bernoulli probs(Array probs) {
    Parameters.require(Bernoulli.class, "probs", probs, "between 0 and 1", p -> p >= 0 && p <= 1);
    return new Bernoulli(probs, Parameterization.PROBS);
  }

  /** A distribution of a plain probability of a 1. */
  public static Bernoulli probs(double probs) {
    return probs(Parameters.weak(probs));
  }

  private Array real() {
    return Parameters.as(parameter, Parameters.real(parameter));
  }

  /** The log-odds of a 1. */
  public Array logits() {
    return switch (kind) {
      case LOGITS -> real();
      case PROBS -> real().log().sub(real().neg().log1p());
    };
  }

  /** The probabilities of a 1. */
  public Array probs() {
    return switch (kind) {
      case LOGITS -> real().sigmoid();
      case PROBS -> real();
    };
  }

  @Override
  public Shape batchShape() {
    return parameter.shape();
  }

  @Override
  public Shape eventShape() {
    return Shape.SCALAR;
  }

  @Override
  public DType dtype() {
    return DType.I32;
  }

  @Override
  public Constraint support() {
    return new Constraint.IntegerInterval(0, 1);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return Rng.bernoulli(key, probs(), sampleShape.concat(batchShape())).astype(DType.I32);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    Array p = forValue(value);
    Array one = value.ne(0);
    Array inside =
        switch (kind) {
          // log σ(l) for 1 and log σ(-l) for 0: no cancellation, whatever the logits.
          case LOGITS -> Nn.logSigmoid(Np.where(one, p, p.neg()));
          case PROBS -> {
            Array log = Np.where(one, p, 1.0).log();
            yield Np.where(one, log, Np.where(one, 0.0, p).neg().log1p());
          }
        };
    Array valid = value.eq(0).or(value.eq(1)).or(Np.isnan(value));
    Array known = Np.where(valid, inside, Double.NEGATIVE_INFINITY);
    return value.dtype().isFloat() ? Np.where(Np.isnan(value), value, known) : known;
  }

  /** The parameter in the type of a float value, if that is the wider. */
  private Array forValue(Array value) {
    return value.dtype().isFloat()
        ? Parameters.as(parameter, Parameters.real(value, parameter))
        : real();
  }

  @Override
  public Array mean() {
    return probs();
  }

  @Override
  public Array variance() {
    return switch (kind) {
      case LOGITS -> probs().mul(real().neg().sigmoid());
      case PROBS -> probs().mul(Np.subtract(1, probs()));
    };
  }

  /** 1 where that is the more probable, 0 where it is not or both are equally so; I32. */
  @Override
  public Array mode() {
    Array more =
        switch (kind) {
          case LOGITS -> real().gt(0);
          case PROBS -> real().gt(0.5);
        };
    return more.astype(DType.I32);
  }

  @Override
  public Array entropy() {
    return switch (kind) {
      case LOGITS -> {
        Array l = real();
        Array rest = Np.where(Np.isinf(l), 0.0, l);
        Array one = rest.sigmoid().mul(Nn.logSigmoid(rest));
        Array zero = rest.neg().sigmoid().mul(Nn.logSigmoid(rest.neg()));
        yield Np.where(Np.isinf(l), 0.0, one.add(zero).neg());
      }
      case PROBS -> {
        Array p = real();
        Array q = Np.subtract(1, p);
        yield Np.xlogy(p, p).add(Np.xlogy(q, q)).neg();
      }
    };
  }

  @Override
  public Array cdf(Array value) {
    Parameters.checkValue(this, "cdf", value);
    Array upTo = Np.where(value.lt(0), 0.0, Np.subtract(1, forValue(value, probs())));
    Array result = Np.where(value.ge(1), 1.0, upTo);
    return value.dtype().isFloat() ? Np.where(Np.isnan(value), value, result) : result;
  }

  private static Array forValue(Array value, Array probs) {
    return value.dtype().isFloat() ? Parameters.as(probs, Parameters.real(value, probs)) : probs;
  }

  /** The least of 0 and 1 whose {@link #cdf} is at least {@code p}, I32. */
  @Override
  public Array quantile(Array p) {
    Parameters.checkValue(this, "quantile", p);
    Array[] both = Parameters.together(p, probs());
    return both[0].gt(Np.subtract(1, both[1])).astype(DType.I32);
  }
}
