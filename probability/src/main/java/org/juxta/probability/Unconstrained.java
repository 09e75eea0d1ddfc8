package org.juxta.probability;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.Shape;

/** The handlers that take latent sites to and from unconstrained space. */
final class Unconstrained {
  private Unconstrained() {}

  /**
   * Gives each latent site the image of its part of a position under the map onto its support,
   * which may depend on the sites before it, and adds up the logs of the Jacobian determinants.
   */
  static final class Constrain implements Handler {
    private final Map<String, Layout.Latent> latents = new HashMap<>();
    private final Array position;
    private Array logDeterminant;

    Constrain(Layout layout, Array position) {
      layout.requireVector(position);
      layout.latents().forEach(latent -> latents.put(latent.name(), latent));
      this.position = position;
      this.logDeterminant = Np.full(Shape.SCALAR, 0, position.dtype());
    }

    @Override
    public Message process(Message message) {
      if (!message.isOpen()) {
        return message;
      }
      Layout.Latent latent = latents.get(message.name());
      if (latent == null) {
        throw new ModelException(
            "the latent site \"%s\" was not there when the model's layout was made, with sites %s: a model must always make the same statements"
                .formatted(message.name(), latents.keySet()));
      }
      Array x = latent.of(position);
      Bijector bijector = message.distribution().support().bijector();
      logDeterminant = logDeterminant.add(bijector.forwardLogDetJacobian(x, x.rank()));
      return message.withValue(bijector.forward(x), false);
    }

    Array logDeterminant() {
      return logDeterminant;
    }
  }

  /** Gives each latent site its value of a map and notes down the unconstrained one. */
  static final class Collect implements Handler {
    private final SequencedMap<String, Array> unconstrained = new LinkedHashMap<>();

    @Override
    public void finish(Site site) {
      if (site.isLatent()) {
        Bijector bijector = site.distribution().support().bijector();
        unconstrained.put(site.name(), bijector.inverse(site.value()));
      }
    }

    SequencedMap<String, Array> unconstrained() {
      return unconstrained;
    }
  }
}
