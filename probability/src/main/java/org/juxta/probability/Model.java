package org.juxta.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;

/**
 * A probabilistic model: a plain Java method that makes the statements below, imported statically.
 *
 * {@snippet class="org.juxta.tests.snippets.ModelSnippets" region="model"}
 *
 * <p>What a statement does is decided by the {@link Handlers} it is run in: draw, note down,
 * condition, compute a density. A model must always make the same statements, with the same shapes,
 * whatever the random values; it may call other models.
 *
 * <p>An object of this class is such a method, of up to four arguments, without them: what samplers
 * take. Matches NumPyro's primitives.
 */
public final class Model {
  /** A model without arguments. */
  @FunctionalInterface
  public interface Body0 {
    /** Makes the model's statements. */
    void run();
  }

  /** A model of one argument. */
  @FunctionalInterface
  public interface Body1<A extends @Nullable Object> {
    /** Makes the model's statements. */
    void run(A a);
  }

  /** A model of two arguments. */
  @FunctionalInterface
  public interface Body2<A extends @Nullable Object, B extends @Nullable Object> {
    /** Makes the model's statements. */
    void run(A a, B b);
  }

  /** A model of three arguments. */
  @FunctionalInterface
  public interface Body3<
      A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> {
    /** Makes the model's statements. */
    void run(A a, B b, C c);
  }

  /** A model of four arguments. */
  @FunctionalInterface
  public interface Body4<
      A extends @Nullable Object,
      B extends @Nullable Object,
      C extends @Nullable Object,
      D extends @Nullable Object> {
    /** Makes the model's statements. */
    void run(A a, B b, C c, D d);
  }

  private interface Call {
    void run(List<@Nullable Object> arguments);
  }

  private final Object body;
  private final int arity;
  private final Call call;

  private Model(Object body, int arity, Call call) {
    this.body = body;
    this.arity = arity;
    this.call = call;
  }

  // The caller gives arguments of the method's own types, as with any call by a list of arguments;
  // a
  // wrong one is a ClassCastException at the method's door.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }

  /** A model without arguments. */
  public static Model of(Body0 body) {
    return new Model(body, 0, _ -> body.run());
  }

  /** A model of one argument. */
  public static <A extends @Nullable Object> Model of(Body1<A> body) {
    return new Model(body, 1, a -> body.run(cast(a.get(0))));
  }

  /** A model of two arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object> Model of(
      Body2<A, B> body) {
    return new Model(body, 2, a -> body.run(cast(a.get(0)), cast(a.get(1))));
  }

  /** A model of three arguments. */
  public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      Model of(Body3<A, B, C> body) {
    return new Model(body, 3, a -> body.run(cast(a.get(0)), cast(a.get(1)), cast(a.get(2))));
  }

  /** A model of four arguments. */
  public static <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      Model of(Body4<A, B, C, D> body) {
    return new Model(
        body, 4, a -> body.run(cast(a.get(0)), cast(a.get(1)), cast(a.get(2)), cast(a.get(3))));
  }

  /** The number of arguments. */
  public int arity() {
    return arity;
  }

  /**
   * This model with its arguments.
   *
   * @throws ModelException if there are more or fewer than it takes
   */
  public BoundModel bind(@Nullable Object @Nullable ... arguments) {
    // A lone null argument arrives as a null array.
    List<@Nullable Object> list =
        arguments == null ? Collections.singletonList(null) : Arrays.asList(arguments);
    if (list.size() != arity) {
      throw new ModelException(
          "the model takes %d arguments, and %d are given".formatted(arity, list.size()));
    }
    return new BoundModel(this, Collections.unmodifiableList(new ArrayList<>(list)));
  }

  /** Makes the model's statements. */
  void run(List<@Nullable Object> arguments) {
    call.run(arguments);
  }

  /** Whether the two are of the same method object. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Model that && body.equals(that.body);
  }

  @Override
  public int hashCode() {
    return body.hashCode();
  }

  // ---- The statements ----

  /** A random value, of the given distribution. */
  public static Array sample(String name, Distribution distribution) {
    return sample(name, distribution, null);
  }

  /**
   * A random value that may have been observed.
   *
   * @param observed the observation; null if there is none, and the site is latent
   */
  public static Array sample(String name, Distribution distribution, @Nullable Array observed) {
    return Handler.perform(Message.of(Site.Kind.SAMPLE, name, distribution, observed));
  }

  /** A value computed from others that is to be kept beside the draws; the value itself. */
  public static Array deterministic(String name, Array value) {
    return Handler.perform(Message.of(Site.Kind.DETERMINISTIC, name, Delta.of(value), value));
  }

  /** Adds {@code logFactor} to the log density, once for each of its elements. */
  public static void factor(String name, Array logFactor) {
    Unit unit = Unit.of(logFactor);
    Handler.perform(Message.of(Site.Kind.FACTOR, name, unit, unit.empty()));
  }

  /**
   * Runs {@code body} with its sites repeated {@code size} times, independently: their batch shapes
   * get an axis of that size, the last one that no plate around has. A site whose batch already has
   * the axis keeps its own members.
   *
   * @throws ModelException if a site's batch has another size there
   */
  public static <T extends @Nullable Object> T plate(String name, int size, Supplier<T> body) {
    return Handler.run(Handlers.plate(name, size, null), body);
  }

  /** {@link #plate(String, int, Supplier)} of a body without a result. */
  public static void plate(String name, int size, Runnable body) {
    plate(name, size, result(body));
  }

  /** {@link #plate(String, int, Supplier)} at an axis of one's choice, negative. */
  public static <T extends @Nullable Object> T plate(
      String name, int size, int axis, Supplier<T> body) {
    return Handler.run(Handlers.plate(name, size, axis), body);
  }

  /** {@link #plate(String, int, int, Supplier)} of a body without a result. */
  public static void plate(String name, int size, int axis, Runnable body) {
    plate(name, size, axis, result(body));
  }

  private static Supplier<@Nullable Object> result(Runnable body) {
    return () -> {
      body.run();
      return null;
    };
  }
}
