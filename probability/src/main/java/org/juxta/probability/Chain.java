package org.juxta.probability;

import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.Shape;

/**
 * Bijectors one after the other, the last first: {@code Chain.of(f, g)} maps x to f(g(x)). As
 * {@code tfb.Chain}.
 *
 * {@snippet class="org.juxta.tests.snippets.BijectorSnippets" region="chain"}
 */
public record Chain(List<Bijector> bijectors) implements Bijector {
  /** Copies the list. */
  public Chain {
    bijectors = List.copyOf(bijectors);
  }

  /** The composition; of none, the identity. */
  public static Chain of(Bijector... bijectors) {
    return new Chain(List.of(bijectors));
  }

  @Override
  public Array forward(Array x) {
    Array y = x;
    for (Bijector bijector : bijectors.reversed()) {
      y = bijector.forward(y);
    }
    return y;
  }

  @Override
  public Array inverse(Array y) {
    Array x = y;
    for (Bijector bijector : bijectors) {
      x = bijector.inverse(x);
    }
    return x;
  }

  @Override
  public Array forwardLogDetJacobian(Array x) {
    Array total = Identity.of().forwardLogDetJacobian(x, forwardMinEventRank());
    int rank = forwardMinEventRank();
    Array y = x;
    for (Bijector bijector : bijectors.reversed()) {
      total = total.add(bijector.forwardLogDetJacobian(y, rank));
      y = bijector.forward(y);
      rank += bijector.inverseMinEventRank() - bijector.forwardMinEventRank();
    }
    return total;
  }

  /** The least event rank of x for which each bijector gets at least what it mixes. */
  @Override
  public int forwardMinEventRank() {
    int least = 0;
    int grown = 0;
    for (Bijector bijector : bijectors.reversed()) {
      least = Math.max(least, bijector.forwardMinEventRank() - grown);
      grown += bijector.inverseMinEventRank() - bijector.forwardMinEventRank();
    }
    return least;
  }

  @Override
  public int inverseMinEventRank() {
    int rank = forwardMinEventRank();
    for (Bijector bijector : bijectors) {
      rank += bijector.inverseMinEventRank() - bijector.forwardMinEventRank();
    }
    return rank;
  }

  @Override
  public Shape forwardShape(Shape x) {
    Shape y = x;
    for (Bijector bijector : bijectors.reversed()) {
      y = bijector.forwardShape(y);
    }
    return y;
  }

  @Override
  public Shape inverseShape(Shape y) {
    Shape x = y;
    for (Bijector bijector : bijectors) {
      x = bijector.inverseShape(x);
    }
    return x;
  }
}
