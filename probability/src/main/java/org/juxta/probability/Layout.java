package org.juxta.probability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Where the latent sites of a model are in one vector of unconstrained numbers, one after the other
 * in the order of the model.
 *
 * @param latents can't be changed
 */
public record Layout(List<Latent> latents) {
  /**
   * A part of the vector.
   *
   * @param name of the site
   * @param shape of the site's value
   * @param unconstrainedShape of the unconstrained value, which differs where the constraint takes
   *     away dimensions
   * @param offset of its first number
   */
  public record Latent(String name, Shape shape, Shape unconstrainedShape, int offset) {
    /** How many numbers it takes. */
    public int size() {
      return unconstrainedShape.size();
    }

    Array of(Array position) {
      Array part = Lax.sliceAlong(position, offset, offset + size(), 0);
      return part.reshape(unconstrainedShape);
    }
  }

  /** Copies the list. */
  public Layout {
    latents = List.copyOf(latents);
  }

  /** The layout of the latent sites of a run. */
  static Layout of(ModelTrace trace) {
    List<Latent> latents = new ArrayList<>();
    int offset = 0;
    for (Site site : trace.latents()) {
      Constraint support = site.distribution().support();
      if (support.isDiscrete()) {
        throw new ModelException(
            "the latent site \"%s\", %s, takes %s, which gradients can't move: observe it, or sum it out of the model"
                .formatted(
                    site.name(), Parameters.describe(site.distribution()), support.describe()));
      }
      Shape shape = site.value().shape();
      Latent latent =
          new Latent(site.name(), shape, support.bijector().inverseShape(shape), offset);
      offset += latent.size();
      latents.add(latent);
    }
    return new Layout(latents);
  }

  /** The length of the vector. */
  public int size() {
    return latents.isEmpty() ? 0 : latents.getLast().offset() + latents.getLast().size();
  }

  /** The parts of a vector by site, unconstrained. */
  public SequencedMap<String, Array> unravel(Array position) {
    requireVector(position);
    SequencedMap<String, Array> parts = new LinkedHashMap<>();
    latents.forEach(latent -> parts.put(latent.name(), latent.of(position)));
    return parts;
  }

  /** The vector of unconstrained values, all as {@code dtype}. */
  Array ravel(SequencedMap<String, Array> parts, DType dtype) {
    List<Array> flat = new ArrayList<>();
    for (Latent latent : latents) {
      flat.add(Parameters.as(parts.get(latent.name()), dtype).reshape(Shape.of(latent.size())));
    }
    return flat.isEmpty() ? Np.zeros(dtype, 0) : Np.concatenate(flat, 0);
  }

  void requireVector(Array position) {
    if (!position.shape().equals(Shape.of(size())) || !position.dtype().isFloat()) {
      throw new ShapeException(
          "a position of this model is a vector of %d floats, not %s; use Vmap for many of them"
              .formatted(size(), position.type()));
    }
  }

  /** The labels of the vector's numbers: {@code mu}, {@code w[0,1]}. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Latent latent : latents) {
      for (int i = 0; i < latent.size(); i++) {
        labels.add(latent.name() + index(i, latent.unconstrainedShape()));
      }
    }
    return labels;
  }

  private static String index(int element, Shape shape) {
    if (shape.isScalar()) {
      return "";
    }
    List<String> indices = new ArrayList<>();
    int rest = element;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      indices.addFirst(Integer.toString(rest % shape.dim(axis)));
      rest /= shape.dim(axis);
    }
    return "[" + String.join(",", indices) + "]";
  }
}
