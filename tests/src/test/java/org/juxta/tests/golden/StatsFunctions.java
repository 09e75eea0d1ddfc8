package org.juxta.tests.golden;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.juxta.Array;
import org.juxta.Stats;

/** What Juxta has of jax.scipy.stats and jax.scipy.integrate. */
final class StatsFunctions {
  private StatsFunctions() {}

  static void define(Functions f) {
    for (Class<?> distribution : Stats.class.getClasses()) {
      for (Method method : distribution.getDeclaredMethods()) {
        if (method.getReturnType() == Array.class && method.getParameterCount() > 0) {
          String name = name(distribution) + "." + method.getName();
          if (!f.has(name)) {
            f.define(name, "*xs", in -> call(distribution, method.getName(), in));
          }
        }
      }
    }
    f.define(
        "scipy.stats.mode",
        "x, axis=0, keepdims=False",
        in -> {
          Stats.Mode mode =
              in.has("axis")
                  ? Stats.mode(in.array("x"), in.integer("axis"))
                  : Stats.mode(in.array("x").ravel(), 0);
          return List.of(in.keep(mode.mode(), in.array("x")), in.keep(mode.count(), in.array("x")));
        });
    f.define(
        "scipy.stats.rankdata",
        "x, method='average', axis=None",
        in -> {
          Array x = in.has("axis") ? in.array("x") : in.array("x").ravel();
          return Stats.rankdata(x, ties(in), in.has("axis") ? in.integer("axis") : 0);
        });
    f.define(
        "scipy.stats.sem",
        "x, axis=0, ddof=1",
        in ->
            in.has("axis")
                ? Stats.sem(in.array("x"), in.integer("axis"), in.integer("ddof"))
                : Stats.sem(in.array("x").ravel(), 0, in.integer("ddof")));
    f.alias("scipy.integrate.trapezoid", "np.trapezoid");
  }

  /** {@code GumbelR} is SciPy's {@code gumbel_r}. */
  private static String name(Class<?> distribution) {
    String snake = distribution.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return "scipy.stats." + snake.toLowerCase(Locale.ROOT);
  }

  private static Stats.Ties ties(Arguments in) {
    return switch (in.text("method")) {
      case "average" -> Stats.Ties.AVERAGE;
      case "min" -> Stats.Ties.LEAST;
      case "max" -> Stats.Ties.GREATEST;
      case "dense" -> Stats.Ties.DENSE;
      case "ordinal" -> Stats.Ties.ORDINAL;
      default -> throw in.notThere("method");
    };
  }

  /** SciPy's parameters are Juxta's, in the same order: a number takes the type of the points. */
  private static Object call(Class<?> distribution, String name, Arguments in) {
    Object[] arguments =
        in.list("xs").stream()
            .map(x -> x instanceof Number n ? Values.weak(n) : Values.array(x))
            .toArray();
    for (Method method : distribution.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && method.getParameterCount() == arguments.length
          && Arrays.stream(method.getParameterTypes()).allMatch(Array.class::equals)) {
        return invoke(method, arguments);
      }
    }
    throw new NotYetThere(name + " of " + distribution + " with " + arguments.length);
  }

  private static Object invoke(Method method, Object[] arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
