package org.juxta.probability;

import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Over;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * The distribution of one of the classes 0, …, K - 1; draws are I32. As {@code tfd.Categorical}.
 *
 * {@snippet class="org.juxta.tests.snippets.DistributionSnippets" region="categorical"}
 *
 * @param parameter the logits or probabilities, over the classes along the last axis
 * @param kind which of the two
 */
public record Categorical(Array parameter, Parameterization kind) implements Distribution {
  /** Distributions of the given log-probabilities, each up to a constant of its own. */
  public static Categorical logits(Array logits) {
    requireClasses("logits", logits);
    return new Categorical(logits, Parameterization.LOGITS);
  }

  /** Distributions of the given probabilities, which are divided by their sum. */
  public static Categorical probs(Array probs) {
    requireClasses("probs", probs);
    Parameters.require(Categorical.class, "probs", probs, "at least 0", p -> p >= 0);
    return new Categorical(probs, Parameterization.PROBS);
  }

  private static void requireClasses(String name, Array parameter) {
    if (parameter.rank() == 0 || parameter.dim(-1) == 0) {
      throw new ShapeException(
          "Categorical: %s %s need a last axis with at least one class"
              .formatted(name, parameter.type()));
    }
  }

  private Array real() {
    return Parameters.as(parameter, Parameters.real(parameter));
  }

  /** The number of classes, K. */
  public int classes() {
    return parameter.dim(-1);
  }

  /** The logits as given, or the logs of the probabilities; of shape {@code batch + (K,)}. */
  public Array logits() {
    return switch (kind) {
      case LOGITS -> real();
      case PROBS -> real().log();
    };
  }

  /** The probabilities, of shape {@code batch + (K,)}; each row sums to 1. */
  public Array probs() {
    return switch (kind) {
      case LOGITS -> Nn.softmax(real(), -1);
      case PROBS -> real().div(Np.sum(real(), Over.axes(-1).keepDims()));
    };
  }

  /** The log of {@link #probs}. */
  Array logProbs() {
    return switch (kind) {
      case LOGITS -> Nn.logSoftmax(real(), -1);
      case PROBS -> probs().log();
    };
  }

  @Override
  public Shape batchShape() {
    return Parameters.front(parameter.shape(), 1);
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
    return new Constraint.IntegerInterval(0, classes() - 1L);
  }

  @Override
  public Array sample(Key key, Shape sampleShape) {
    return Rng.categorical(key, logits(), -1, sampleShape.concat(batchShape()));
  }

  /** For each value, and along a new last axis for each class, whether the class fits. */
  private Array matches(Array value, Array classes) {
    return value.expandDims(-1).eq(classes);
  }

  private Array classNumbers() {
    return Lax.iota(DType.I32, Shape.of(classes()), 0);
  }

  @Override
  public Array logProb(Array value) {
    Parameters.checkValue(this, "logProb", value);
    Array chosen = matches(value, classNumbers());
    Array result =
        switch (kind) {
          // Selected, not multiplied by 0 and 1: a class of log-probability -inf must not make a
          // NaN.
          case LOGITS -> Np.where(chosen, Nn.logSoftmax(real(), -1), 0.0).sum(-1);
          case PROBS -> Np.where(chosen, probs(), 0.0).sum(-1).log();
        };
    Array known = Np.where(chosen.any(-1), result, Double.NEGATIVE_INFINITY);
    return value.dtype().isFloat() ? Np.where(Np.isnan(value), value, known) : known;
  }

  /** The mean class number. */
  @Override
  public Array mean() {
    return probs().mul(classNumbers()).sum(-1);
  }

  /** The variance of the class number. */
  @Override
  public Array variance() {
    Array deviation = Np.subtract(classNumbers(), mean().expandDims(-1));
    return probs().mul(deviation.square()).sum(-1);
  }

  /** The first of the most probable classes, I32. */
  @Override
  public Array mode() {
    return parameter.argmax(-1);
  }

  @Override
  public Array entropy() {
    return switch (kind) {
      case LOGITS -> {
        Array logProbs = logProbs();
        Array none = logProbs.eq(Double.NEGATIVE_INFINITY);
        yield probs().mul(Np.where(none, 0.0, logProbs)).sum(-1).neg();
      }
      case PROBS -> Np.xlogy(probs(), probs()).sum(-1).neg();
    };
  }

  @Override
  public Array cdf(Array value) {
    Parameters.checkValue(this, "cdf", value);
    Array upTo = Np.greaterEqual(value.expandDims(-1), classNumbers());
    Array result = Np.where(upTo, probs(), 0.0).sum(-1);
    return value.dtype().isFloat() ? Np.where(Np.isnan(value), value, result) : result;
  }

  @Override
  public Array survivalFunction(Array value) {
    Parameters.checkValue(this, "survivalFunction", value);
    Array above = Np.less(value.expandDims(-1), classNumbers());
    Array result = Np.where(above, probs(), 0.0).sum(-1);
    return value.dtype().isFloat() ? Np.where(Np.isnan(value), value, result) : result;
  }
}
