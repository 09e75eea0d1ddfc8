package org.juxta.benchmarks;

import io.vavr.Tuple2;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.tracer.DType;

/** A network of three layers, its loss, and steps of training. */
final class Mlp {
  static final int IN = 784;
  static final int CLASSES = 10;
  private static final int UNITS = 128;

  private Mlp() {}

  /** Weights (in, out) and biases. */
  record Params(Array w1, Array b1, Array w2, Array b2, Array w3, Array b3) {
    static Params init() {
      return new Params(
          weights(1, IN, UNITS),
          Np.zeros(UNITS),
          weights(2, UNITS, UNITS),
          Np.zeros(UNITS),
          weights(3, UNITS, CLASSES),
          Np.zeros(CLASSES));
    }

    private static Array weights(int stream, int in, int out) {
      double scale = Math.sqrt(2.0 / in);
      return Inputs.array(DType.F32, k -> scale * Inputs.g(stream, k), in, out);
    }
  }

  /** Examples (batch, 784) and their labels. */
  record Batch(Array x, Array label) {
    static Batch of(int size) {
      int[] labels = new int[size];
      for (int b = 0; b < size; b++) {
        labels[b] = (int) Math.floor(10 * Inputs.u(5, b));
      }
      return new Batch(Inputs.array(DType.F32, k -> Inputs.u(4, k), size, IN), Np.array(labels));
    }
  }

  static Array logits(Params p, Array x) {
    Array h1 = Nn.relu(x.matmul(p.w1).add(p.b1));
    Array h2 = Nn.relu(h1.matmul(p.w2).add(p.b2));
    return h2.matmul(p.w3).add(p.b3);
  }

  /** The mean cross-entropy of a batch. */
  static Array loss(Params p, Batch batch) {
    return crossEntropy(logits(p, batch.x), batch.label).mean();
  }

  /** The cross-entropy of one example. */
  static Array exampleLoss(Params p, Batch example) {
    return crossEntropy(logits(p, example.x), example.label);
  }

  private static Array crossEntropy(Array logits, Array labels) {
    Array chosen = Nn.oneHot(labels, CLASSES, DType.F32).mul(logits).sum(-1);
    return Np.logsumexp(logits, -1).sub(chosen);
  }

  /** A step of training with learning rate {@code rate}: the state after it and the loss before. */
  static Tuple2<Adam.State<Params>, Array> step(Adam.State<Params> s, Batch batch, double rate) {
    return Adam.step(Mlp::loss, s, batch, rate);
  }

  /** Several steps in one program: the last state and all losses. */
  static Tuple2<Adam.State<Params>, Array> steps(
      Adam.State<Params> s, Batch batch, int count, double rate) {
    return Lax.scan(
        (Adam.State<Params> state, Array _) -> step(state, batch, rate), s, Np.arange(count));
  }
}
