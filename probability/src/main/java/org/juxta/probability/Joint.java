package org.juxta.probability;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Tree;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Vmap;

/**
 * A model seen as one distribution of all its latent sites together. As {@code
 * tfd.JointDistributionCoroutine}, with values by name instead of by position.
 *
 * {@snippet class="org.juxta.tests.snippets.ModelSnippets" region="joint"}
 *
 * @param model the model and its arguments; what these observe is not part of the draws
 * @param pinned values of further sites, taken as observed
 */
public record Joint(BoundModel model, SequencedMap<String, Array> pinned) {
  /** Copies the map. */
  public Joint {
    pinned = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(pinned));
  }

  /** The joint distribution of a model with its arguments. */
  public static Joint of(BoundModel model) {
    return new Joint(model, new LinkedHashMap<>());
  }

  /** Of a model without arguments. */
  public static Joint of(Model.Body0 model) {
    return of(Model.of(model).bind());
  }

  /** Of a model of one argument. */
  public static <A extends @Nullable Object> Joint of(Model.Body1<A> model, A a) {
    return of(Model.of(model).bind(new @Nullable Object[] {a}));
  }

  /** Of a model of two arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Joint of(
      Model.Body2<A, B> model, A a, B b) {
    return of(Model.of(model).bind(a, b));
  }

  /** Of a model of three arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Joint of(Model.Body3<A, B, C> model, A a, B b, C c) {
    return of(Model.of(model).bind(a, b, c));
  }

  /** Of a model of four arguments. */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Joint of(Model.Body4<A, B, C, D> model, A a, B b, C c, D d) {
    return of(Model.of(model).bind(a, b, c, d));
  }

  /**
   * With further sites observed: {@link #logProb} is then the density of the others up to a
   * constant. As TFP's {@code experimental_pin}.
   */
  public Joint condition(Map<String, Array> values) {
    SequencedMap<String, Array> all = new LinkedHashMap<>(pinned);
    all.putAll(values);
    return new Joint(model, all);
  }

  private ModelTrace trace(@Nullable Key key, Map<String, Array> values) {
    Runnable given =
        () -> Handlers.condition(pinned, () -> Handlers.substitute(values, model::run));
    Runnable body = key == null ? given : () -> Handlers.seed(key, given);
    ModelTrace trace = Handlers.trace(body);
    for (String name : values.keySet()) {
      if (trace.site(name).observed()) {
        throw new ModelException("a value is given for \"%s\", which is observed".formatted(name));
      }
    }
    return trace;
  }

  /**
   * Draws of the latent sites, by name, in the order of the model. One draw, with keys as {@link
   * Handlers#seed} makes them; or, with a sample shape, independent draws, each with a key of its
   * own: each array then has the sample shape in front.
   */
  public SequencedMap<String, Array> sample(Key key, int... sampleShape) {
    Shape front = Shape.of(sampleShape);
    if (front.isScalar()) {
      return trace(key, Map.of()).values();
    }
    var draws = Vmap.of((Key each) -> sample(each)).apply(key.splitBatch(front.size()));
    return Tree.map(x -> Lax.reshape(x, front.concat(x.shape().without(Ints.of(0)))), draws);
  }

  /**
   * The log density of values of the latent sites, and of what is observed: a scalar.
   *
   * @throws ModelException if a latent site has no value, or a value no latent site
   */
  public Array logProb(Map<String, Array> values) {
    return trace(null, values).logDensity();
  }

  /** The terms of {@link #logProb} by site and factor. */
  public SequencedMap<String, Array> logProbParts(Map<String, Array> values) {
    SequencedMap<String, Array> parts = new LinkedHashMap<>();
    for (Site site : trace(null, values).sites().values()) {
      if (site.kind() != Site.Kind.DETERMINISTIC) {
        parts.put(site.name(), site.logDensity());
      }
    }
    return Collections.unmodifiableSequencedMap(parts);
  }

  /**
   * The distribution of each sample site given the values of those before it. As TFP's {@code
   * sample_distributions}.
   *
   * @throws ModelException if a latent site has no value, or a value no latent site
   */
  public SequencedMap<String, Distribution> distributions(Map<String, Array> values) {
    return distributions(trace(null, values));
  }

  /** {@link #distributions(Map)} with the sites that have no value drawn. */
  public SequencedMap<String, Distribution> distributions(Key key, Map<String, Array> values) {
    return distributions(trace(key, values));
  }

  private static SequencedMap<String, Distribution> distributions(ModelTrace trace) {
    SequencedMap<String, Distribution> distributions = new LinkedHashMap<>();
    for (Site site : trace.sites().values()) {
      if (site.kind() == Site.Kind.SAMPLE) {
        distributions.put(site.name(), site.distribution());
      }
    }
    return Collections.unmodifiableSequencedMap(distributions);
  }
}
