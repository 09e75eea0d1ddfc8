package org.juxta.probability;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.ValueAndGrad;

/**
 * What Hamiltonian samplers see of a model: a function of a vector of unconstrained numbers, its
 * <em>position</em>. Each latent site takes its part of the vector, mapped onto the support of its
 * distribution ({@link Constraint#bijector}). F32 or F64 is the position's choice. As NumPyro's
 * {@code potential_energy}, {@code constrain_fn} and {@code unconstrain_fn}.
 *
 * <p>A tree whose leaves are the arrays among the model's arguments: {@code Jit.of((Potential u,
 * Array q) -> u.energy(q))} compiles once for all data of the same shapes.
 *
 * @param model the model and its arguments
 * @param layout where each latent site is in a position
 */
public record Potential(BoundModel model, Layout layout) {
  /** The draws of a start tried before giving up, as NumPyro's. */
  private static final int TRIES = 100;

  /** The radius of the cube of starting positions, as Stan's and NumPyro's. */
  private static final double RADIUS = 2;

  /**
   * The potential of a model with its arguments, whose sites are found by running it once.
   *
   * @throws ModelException if a latent site is discrete
   */
  public static Potential of(BoundModel model) {
    ModelTrace trace =
        Parameters.unchecked(() -> Handlers.trace(() -> Handlers.seed(Key.of(0), model::run)));
    return new Potential(model, Layout.of(trace));
  }

  /** Of a model without arguments. */
  public static Potential of(Model.Body0 model) {
    return of(Model.of(model).bind());
  }

  /** Of a model of one argument. */
  public static <A extends @Nullable Object> Potential of(Model.Body1<A> model, A a) {
    return of(Model.of(model).bind(new @Nullable Object[] {a}));
  }

  /** Of a model of two arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Potential of(
      Model.Body2<A, B> model, A a, B b) {
    return of(Model.of(model).bind(a, b));
  }

  /** Of a model of three arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Potential of(Model.Body3<A, B, C> model, A a, B b, C c) {
    return of(Model.of(model).bind(a, b, c));
  }

  /** Of a model of four arguments. */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Potential of(Model.Body4<A, B, C, D> model, A a, B b, C c, D d) {
    return of(Model.of(model).bind(a, b, c, d));
  }

  /** The length of a position. */
  public int size() {
    return layout.size();
  }

  private record Run(ModelTrace trace, Array logDeterminant) {}

  private Run run(Array position) {
    Unconstrained.Constrain constrain = new Unconstrained.Constrain(layout, position);
    Supplier<ModelTrace> body =
        () ->
            Handlers.trace(
                () ->
                    Handler.<@Nullable Object>run(
                        constrain,
                        () -> {
                          model.run();
                          return null;
                        }));
    ModelTrace trace = Parameters.unchecked(body);
    return new Run(trace, constrain.logDeterminant());
  }

  /**
   * Minus the log of the joint density at {@code position}, with respect to the unconstrained
   * numbers: minus the log density of the sites and factors, minus the log of the Jacobian
   * determinant of the map onto the supports. A scalar of the position's element type.
   *
   * @throws org.juxta.tracer.ShapeException if the position is not a vector of {@link #size} floats
   */
  public Array energy(Array position) {
    Run run = run(position);
    return run.trace.logDensity().add(run.logDeterminant).neg().astype(position.dtype());
  }

  /** The values of the latent sites at a position, by name, in the order of the model. */
  public SequencedMap<String, Array> constrain(Array position) {
    return run(position).trace.values();
  }

  /** {@link #constrain} with the deterministic sites too. */
  public SequencedMap<String, Array> postprocess(Array position) {
    return run(position)
        .trace
        .values(site -> site.isLatent() || site.kind() == Site.Kind.DETERMINISTIC);
  }

  /**
   * The position at which the latent sites have the given values: the inverse of {@link
   * #constrain}.
   *
   * @throws ModelException if a latent site has no value, or a value no site
   */
  public Array unconstrain(Map<String, Array> values) {
    Unconstrained.Collect collect = new Unconstrained.Collect();
    Handler.<@Nullable Object>run(
        collect,
        () -> {
          Handlers.substitute(values, model::run);
          return null;
        });
    SequencedMap<String, Array> parts = collect.unconstrained();
    DType dtype = Parameters.real(parts.values().toArray(Array[]::new));
    return layout.ravel(parts, dtype);
  }

  /**
   * A position drawn evenly from (-2, 2) in each direction, as NumPyro's {@code init_to_uniform}.
   */
  public Array uniformPosition(Key key, DType dtype) {
    return Rng.uniform(key, Shape.of(size()), -RADIUS, RADIUS, dtype);
  }

  /** The position of a draw from the prior, as NumPyro's {@code init_to_sample}. */
  public Array priorPosition(Key key, DType dtype) {
    ModelTrace trace = Handlers.trace(() -> Handlers.seed(key, model::run));
    return unconstrain(trace.values()).astype(dtype);
  }

  /** {@link #start(Key, DType, Function1)}, which compiles the energy and its gradient. */
  public Array start(Key key, DType dtype) {
    Function1<Array, Array> energy = this::energy;
    return start(key, dtype, ValueAndGrad.of(energy));
  }

  /**
   * A {@link #uniformPosition} whose energy and gradient are finite: the first of up to 100. On the
   * host only.
   *
   * @param energyAndGradient {@link #energy} and its gradient, compiled by the caller
   * @throws ModelException if none is, with the {@link #explain explanation} of the last one
   */
  public Array start(
      Key key, DType dtype, Function1<Array, Tuple2<Array, Array>> energyAndGradient) {
    Key next = key;
    Array position = Np.zeros(dtype, size());
    for (int i = 0; i < TRIES; i++) {
      Key[] keys = next.split();
      next = keys[0];
      position = uniformPosition(keys[1], dtype);
      Tuple2<Array, Array> both = energyAndGradient.apply(position);
      if (Np.isfinite(both._1).toBoolean() && Np.isfinite(both._2).all().toBoolean()) {
        return position;
      }
    }
    throw new ModelException(
        "no start with a finite density and gradient among %d random positions; the last one:%n%s"
            .formatted(TRIES, explain(position)));
  }

  /**
   * What each site comes to at a position: whether its value is in its support, its log density,
   * and whether the gradient is finite. On the host only.
   */
  public StartReport explain(Array position) {
    Run run = run(position);
    Function1<Array, Array> energy = this::energy;
    Tuple2<Array, Array> both = ValueAndGrad.of(energy).apply(position);
    return StartReport.of(run.trace, layout.unravel(both._2), both._1.toDouble());
  }
}
