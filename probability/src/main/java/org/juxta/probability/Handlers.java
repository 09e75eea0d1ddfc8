package org.juxta.probability;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;

/**
 * Ways to run a model, each of which gives another meaning to its statements. They nest: {@code
 * Handlers.trace(() -> Handlers.seed(key, () -> model(x)))}. As NumPyro's {@code handlers}, applied
 * to a body that is run at once.
 *
 * {@snippet class="org.juxta.tests.snippets.ModelSnippets" region="handlers"}
 */
public final class Handlers {
  private Handlers() {}

  private static void run(Handler handler, Runnable body) {
    Supplier<@Nullable Object> supplier =
        () -> {
          body.run();
          return null;
        };
    Handler.run(handler, supplier);
  }

  /**
   * Runs {@code body} and draws the sites that have no value: at each of them the key is split in
   * two, the first going on and the second being used. As NumPyro's {@code seed}, draw for draw.
   */
  public static <T extends @Nullable Object> T seed(Key key, Supplier<T> body) {
    return Handler.run(new Interpretations.Seed(key), body);
  }

  /** {@link #seed(Key, Supplier)} of a body without a result. */
  public static void seed(Key key, Runnable body) {
    run(new Interpretations.Seed(key), body);
  }

  /**
   * Runs {@code body} and notes its sites down.
   *
   * @throws ModelException if two have one name
   */
  public static ModelTrace trace(Runnable body) {
    Interpretations.Recorder recorder = new Interpretations.Recorder();
    run(recorder, body);
    return recorder.trace();
  }

  /**
   * Runs {@code body} with the sample sites of the given names observed at the given values.
   *
   * @throws ModelException if there is no site of one of the names
   */
  public static <T extends @Nullable Object> T condition(
      Map<String, Array> values, Supplier<T> body) {
    return Handler.run(new Interpretations.Values("condition", values, true, true), body);
  }

  /** {@link #condition(Map, Supplier)} of a body without a result. */
  public static void condition(Map<String, Array> values, Runnable body) {
    run(new Interpretations.Values("condition", values, true, true), body);
  }

  /**
   * Runs {@code body} with the given values in place of draws; the sites stay latent, and observed
   * ones stay as they are.
   *
   * @throws ModelException if there is no site of one of the names
   */
  public static <T extends @Nullable Object> T substitute(
      Map<String, Array> values, Supplier<T> body) {
    return Handler.run(new Interpretations.Values("substitute", values, false, true), body);
  }

  /** {@link #substitute(Map, Supplier)} of a body without a result. */
  public static void substitute(Map<String, Array> values, Runnable body) {
    run(new Interpretations.Values("substitute", values, false, true), body);
  }

  /**
   * Runs {@code body} with the values that the latent sites of the same names had in another run.
   */
  public static <T extends @Nullable Object> T replay(ModelTrace trace, Supplier<T> body) {
    return Handler.run(new Interpretations.Values("replay", trace.values(), false, false), body);
  }

  /** {@link #replay(ModelTrace, Supplier)} of a body without a result. */
  public static void replay(ModelTrace trace, Runnable body) {
    run(new Interpretations.Values("replay", trace.values(), false, false), body);
  }

  /**
   * Runs {@code body} with the sites whose names {@code hide} holds for hidden from handlers
   * outside.
   */
  public static <T extends @Nullable Object> T block(Predicate<String> hide, Supplier<T> body) {
    return Handler.run(new Interpretations.Hide(hide), body);
  }

  /** {@link #block(Predicate, Supplier)} of a body without a result. */
  public static void block(Predicate<String> hide, Runnable body) {
    run(new Interpretations.Hide(hide), body);
  }

  /** Runs {@code body} with all log densities multiplied by {@code factor}. */
  public static <T extends @Nullable Object> T scale(Array factor, Supplier<T> body) {
    return Handler.run(new Interpretations.ScaleBy(factor), body);
  }

  /** {@link #scale(Array, Supplier)} of a body without a result. */
  public static void scale(Array factor, Runnable body) {
    run(new Interpretations.ScaleBy(factor), body);
  }

  /** Runs {@code body} with the log densities left out where {@code condition} does not hold. */
  public static <T extends @Nullable Object> T mask(Array condition, Supplier<T> body) {
    return Handler.run(new Interpretations.MaskBy(condition), body);
  }

  /** {@link #mask(Array, Supplier)} of a body without a result. */
  public static void mask(Array condition, Runnable body) {
    run(new Interpretations.MaskBy(condition), body);
  }

  /**
   * The log density of the given values of the latent sites, and of what is observed: a scalar. As
   * NumPyro's {@code log_density}.
   *
   * @throws ModelException if a latent site has no value, or a value no site
   */
  public static Array logDensity(Map<String, Array> values, Runnable body) {
    return trace(() -> substitute(values, body)).logDensity();
  }

  /** A plate as {@link Model#plate} has it: at the last batch axis that no plate around it has. */
  static Handler plate(String name, int size, @Nullable Integer axis) {
    Set<Integer> taken = new HashSet<>();
    for (Handler.Stack s = Handler.current(); s != null; s = s.outer()) {
      if (s.handler() instanceof Interpretations.PlateOf outer) {
        Site.Plate plate = outer.plate();
        if (plate.name().equals(name)) {
          throw new ModelException("plate(\"%s\", %d) is inside itself".formatted(name, size));
        }
        taken.add(plate.axis());
      }
    }
    int at = axis == null ? -1 : axis;
    while (axis == null && taken.contains(at)) {
      at--;
    }
    if (size < 0 || at >= 0 || taken.contains(at)) {
      throw new ModelException(
          "plate(\"%s\", %d) at axis %d: the size may not be negative, and the axis must be negative and none of %s, which the plates around it have"
              .formatted(name, size, at, taken));
    }
    return new Interpretations.PlateOf(new Site.Plate(name, at, size));
  }
}
