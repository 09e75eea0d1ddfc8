package org.juxta.benchmarks;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.tracer.DType;

/**
 * A masked autoregressive flow on the plane (Papamakarios, Pavlakou and Murray 2017): layers that
 * shift and scale each coordinate by a network of the one before, and let the two change places.
 */
final class Flow {
  static final int EXAMPLES = 10_000;
  private static final int LAYERS = 5;
  private static final int UNITS = 128;
  private static final double LOG_2_PI = Math.log(2 * Math.PI);

  private Flow() {}

  /** Weights (in, out) and biases of one layer's network. */
  record Layer(Array w1, Array b1, Array w2, Array b2, Array w3, Array b3) {
    static Layer init(int stream) {
      return new Layer(
          weights(stream, 1 / Math.sqrt(2), 2, UNITS),
          Np.zeros(UNITS),
          weights(stream + 1, 1 / Math.sqrt(UNITS), UNITS, UNITS),
          Np.zeros(UNITS),
          weights(stream + 2, 0.01, UNITS, 4),
          Np.zeros(4));
    }

    private static Array weights(int stream, double scale, int in, int out) {
      return Inputs.array(DType.F32, k -> scale * Inputs.g(stream, k), in, out);
    }
  }

  static List<Layer> init() {
    List<Layer> layers = new ArrayList<>();
    for (int l = 0; l < LAYERS; l++) {
      layers.add(Layer.init(30 + 3 * l));
    }
    return layers;
  }

  /** Points on two half circles, with noise. */
  static Array points() {
    return Inputs.array(
        DType.F32,
        k -> {
          int b = k / 2;
          double t = Math.PI * Inputs.u(20, b);
          boolean first = k % 2 == 0;
          double place =
              b % 2 == 0
                  ? (first ? Math.cos(t) : Math.sin(t))
                  : (first ? 1 - Math.cos(t) : 0.5 - Math.sin(t));
          return place + 0.05 * Inputs.g(21, k);
        },
        EXAMPLES,
        2);
  }

  /** Minus the mean logarithm of the density at points (n, 2). */
  static Array loss(List<Layer> layers, Array points) {
    Array x = points;
    Array logDet = Np.zeros(points.dim(0));
    for (Layer layer : layers) {
      Tuple2<Array, Array> next = towardsBase(layer, x);
      x = next._1;
      logDet = logDet.add(next._2);
    }
    Array base = x.square().add(LOG_2_PI).sum(-1).mul(-0.5);
    return logDet.add(base).mean().neg();
  }

  /** The points that a layer takes these from, and the logarithm of how much it shrinks space. */
  private static Tuple2<Array, Array> towardsBase(Layer p, Array x) {
    Array sees = Np.array(1f, 0f).reshape(2, 1);
    Array hides = Np.array(0f, 0f, 1f, 1f);
    Array h1 = Nn.relu(x.matmul(p.w1.mul(sees)).add(p.b1));
    Array h2 = Nn.relu(h1.matmul(p.w2).add(p.b2));
    Array o = h2.matmul(p.w3.mul(hides)).add(p.b3).reshape(-1, 2, 2);
    Array shift = o.get(Index.ellipsis(), Index.index(0));
    Array logScale = o.get(Index.ellipsis(), Index.index(1));
    Array z = x.sub(shift).mul(logScale.neg().exp());
    return new Tuple2<>(Np.flip(z, 1), logScale.sum(-1).neg());
  }
}
