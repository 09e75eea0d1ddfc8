package org.juxta.probability;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Rng;
import org.juxta.Tree;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;

/**
 * A model's posterior over its unconstrained latent sites.
 *
 * @param potential the model with its data
 * @param dtype F64 if any of the data is, else F32
 */
record ModelSpace(Potential potential, DType dtype) implements Space {
  static ModelSpace of(BoundModel model) {
    boolean wide = Tree.leaves(model.arguments()).stream().anyMatch(a -> a.dtype() == DType.F64);
    Potential potential = Potential.of(model);
    if (potential.size() == 0) {
      throw new ModelException("the model has no latent sites to sample: all of them are observed");
    }
    return new ModelSpace(potential, wide ? DType.F64 : DType.F32);
  }

  @Override
  public int size() {
    return potential.size();
  }

  @Override
  public Array energy(Array position) {
    return potential.energy(position);
  }

  @Override
  public SequencedMap<String, Array> sites(Array position) {
    return potential.postprocess(position);
  }

  @Override
  public Map<String, Array> point(Array position) {
    return potential.constrain(position);
  }

  @Override
  public Array start(Start start, Key key, int chain) {
    return switch (start) {
      case Start.Uniform uniform ->
          Rng.uniform(key, Shape.of(size()), -uniform.radius(), uniform.radius(), dtype);
      case Start.Prior _ -> potential.priorPosition(key, dtype);
      case Start.At at -> potential.unconstrain(values(at.position())).astype(dtype);
      case Start.Each each ->
          potential
              .unconstrain(values(Tree.map(a -> Start.ofChain(a, chain), each.positions())))
              .astype(dtype);
    };
  }

  private static Map<String, Array> values(@Nullable Object position) {
    if (!(position instanceof Map<?, ?> map)) {
      throw new ModelException(
          "a model starts at a map from its sites' names to arrays, not " + position);
    }
    Map<String, Array> values = new LinkedHashMap<>();
    map.forEach((name, value) -> values.put((String) name, (Array) value));
    return values;
  }

  @Override
  public JuxtaException cannotStart(HmcState last, int attempts) {
    return new ModelException(
        "the chain can't start: the density or its gradient is not finite at %s:%n%s"
            .formatted(
                attempts == 1
                    ? "the position given"
                    : "any of " + attempts + " random positions; the last one",
                potential.explain(last.position())));
  }
}
