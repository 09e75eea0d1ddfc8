package org.juxta.tests.golden;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.juxta.Array;
import org.juxta.DrawMode;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** What Juxta has of jax.random. */
final class RandomFunctions {
  private RandomFunctions() {}

  /** A sampler without parameters. */
  private interface Standard {
    Array draw(Key key, Shape shape, DType dtype);
  }

  /** A sampler with one parameter. */
  private interface OneParameter {
    Array draw(Key key, Array parameter, Shape shape, DType dtype);
  }

  /** A sampler with two parameters. */
  private interface TwoParameters {
    Array draw(Key key, Array first, Array second, Shape shape, DType dtype);
  }

  static Functions create() {
    Functions f = new Functions();
    f.define(
        "fold_in",
        "key, data, x64=True",
        in -> key(in).fold(((Long) in.value("data")).longValue()).data());
    f.define(
        "split", "key, shape, x64=True", in -> key(in).splitBatch(in.integers("shape")).data());
    f.define(
        "random_bits",
        "key, bit_width, shape",
        in -> Rng.bits(key(in), in.integer("bit_width"), shape(in)));
    f.define(
        "bits",
        "key, shape, dtype, x64=True",
        in -> Rng.bits(key(in), width(in.text("dtype")), shape(in)));
    standard(f, "normal", Rng::normal);
    standard(f, "exponential", Rng::exponential);
    standard(f, "laplace", Rng::laplace);
    standard(f, "logistic", Rng::logistic);
    standard(f, "cauchy", Rng::cauchy);
    standard(f, "maxwell", Rng::maxwell);
    standard(f, "rademacher", Rng::rademacher);
    one(f, "lognormal", "sigma", Rng::logNormal);
    one(f, "rayleigh", "scale", Rng::rayleigh);
    one(f, "pareto", "b", Rng::pareto);
    one(f, "wald", "mean", Rng::wald);
    one(f, "gamma", "a", Rng::gamma);
    one(f, "loggamma", "a", Rng::loggamma);
    one(f, "dirichlet", "alpha", Rng::dirichlet);
    one(f, "t", "df", Rng::t);
    one(f, "chisquare", "df", Rng::chisquare);
    two(f, "beta", "a", "b", Rng::beta);
    two(f, "f", "dfnum", "dfden", Rng::f);
    two(f, "binomial", "n", "p", Rng::binomial);
    two(f, "multinomial", "n", "p", Rng::multinomial);
    two(f, "truncated_normal", "lower", "upper", Rng::truncatedNormal);
    two(f, "double_sided_maxwell", "loc", "scale", Rng::doubleSidedMaxwell);
    two(f, "weibull_min", "scale", "concentration", Rng::weibullMin);
    f.define(
        "uniform", "key, shape, dtype, minval=0.0, maxval=1.0, x64=True", RandomFunctions::uniform);
    f.define("gumbel", "key, shape, dtype, mode=None, x64=True", RandomFunctions::gumbel);
    f.define("randint", "key, shape, minval, maxval, dtype, x64=True", RandomFunctions::randint);
    f.define(
        "bernoulli",
        "key, p, shape, dtype='bool', p_dtype=None, x64=True",
        RandomFunctions::bernoulli);
    f.define(
        "categorical",
        "key, logits, shape=None, axis=-1, dtype=None, mode='low', replace=True, x64=True",
        RandomFunctions::categorical);
    f.define(
        "geometric",
        "key, p, shape, dtype, x64=True",
        in -> Rng.geometric(key(in), real(in, "p"), shape(in), in.dtype("dtype")));
    f.define(
        "poisson",
        "key, lam, lam_dtype, shape, dtype, x64=True",
        in -> Rng.poisson(key(in), real(in, "lam"), shape(in), in.dtype("dtype")));
    f.define(
        "triangular",
        "key, left, mode, right, shape, dtype, x64=True",
        in ->
            Rng.triangular(
                key(in),
                real(in, "left"),
                real(in, "mode"),
                real(in, "right"),
                shape(in),
                in.dtype("dtype")));
    f.define(
        "generalized_normal",
        "key, p, shape, dtype, x64=True",
        in -> Rng.generalizedNormal(key(in), exponent(in), shape(in), in.dtype("dtype")));
    f.define(
        "ball",
        "key, d, shape, dtype, p=2, x64=True",
        in -> Rng.ball(key(in), in.integer("d"), exponent(in), shape(in), in.dtype("dtype")));
    order(f);
    f.define(
        "multivariate_normal",
        "key, mean, cov, shape, dtype, method='cholesky', x64=True",
        in ->
            Rng.multivariateNormal(
                key(in),
                real(in, "mean"),
                real(in, "cov"),
                shape(in),
                in.dtype("dtype"),
                Rng.Factor.valueOf(in.text("method").toUpperCase(Locale.ROOT))));
    f.define(
        "orthogonal",
        "key, n, shape, dtype, m=None, x64=True",
        in ->
            Rng.orthogonal(
                key(in),
                in.integer("n"),
                in.integer(in.has("m") ? "m" : "n"),
                shape(in),
                in.dtype("dtype")));
    return f;
  }

  private static void order(Functions f) {
    f.define(
        "permutation",
        "key, x=None, dtype=None, axis=0, independent=False, x64=True, n=None",
        in ->
            in.value(in.has("n") ? "n" : "x") instanceof Long n
                ? Rng.permutation(key(in), Math.toIntExact(n))
                : Rng.permutation(key(in), grid(in), in.integer("axis"), in.flag("independent")));
    f.define(
        "choice",
        "key, a, shape, dtype, replace=True, p=None, axis=0, x64=True",
        RandomFunctions::choice);
  }

  /** {@code arange(…).reshape(…)}. */
  private static Array grid(Arguments in) {
    String[] numbers = in.text("x").replaceAll("[^0-9]+", " ").trim().split(" ", -1);
    int[] dims = Arrays.stream(numbers).skip(1).mapToInt(Integer::parseInt).toArray();
    return Np.arange(Integer.parseInt(numbers[0])).astype(in.dtype("dtype")).reshape(dims);
  }

  private static Array choice(Arguments in) {
    boolean replace = in.flag("replace");
    Array p = in.has("p") ? real(in, "p") : null;
    return in.value("a") instanceof Long n
        ? Rng.choice(key(in), Math.toIntExact(n), shape(in), replace, p, in.dtype("dtype"))
        : Rng.choice(
            key(in),
            Values.array(in.value("a")).astype(in.dtype("dtype")),
            shape(in),
            replace,
            p,
            in.integer("axis"));
  }

  private static double exponent(Arguments in) {
    return in.value("p").equals("inf") ? Double.POSITIVE_INFINITY : in.number("p");
  }

  private static DrawMode mode(Arguments in) {
    return in.has("mode")
        ? DrawMode.valueOf(in.text("mode").toUpperCase(Locale.ROOT))
        : DrawMode.LOW;
  }

  private static Key key(Arguments in) {
    return (Key) in.value("key");
  }

  private static Shape shape(Arguments in) {
    return Shape.of(in.integers("shape"));
  }

  /**
   * A parameter, as wide as the case has floats: plain numbers and lists are arrays of that type.
   */
  private static Array real(Arguments in, String name) {
    DType dtype = in.flag("x64") ? DType.F64 : DType.F32;
    return in.value(name) instanceof Array array
        ? array
        : Values.array(in.value(name)).astype(dtype);
  }

  private static void standard(Functions f, String name, Standard sampler) {
    f.define(
        name,
        "key, shape, dtype, x64=True",
        in -> sampler.draw(key(in), shape(in), in.dtype("dtype")));
  }

  private static void one(Functions f, String name, String parameter, OneParameter sampler) {
    f.define(
        name,
        "key, " + parameter + ", shape, dtype, x64=True",
        in -> sampler.draw(key(in), real(in, parameter), shape(in), in.dtype("dtype")));
  }

  private static void two(
      Functions f, String name, String first, String second, TwoParameters sampler) {
    f.define(
        name,
        "key, " + first + ", " + second + ", shape, dtype, x64=True",
        in ->
            sampler.draw(key(in), real(in, first), real(in, second), shape(in), in.dtype("dtype")));
  }

  private static int width(String dtype) {
    return Integer.parseInt(dtype.substring("uint".length()));
  }

  private static Array uniform(Arguments in) {
    DType dtype = in.dtype("dtype");
    return in.value("minval") instanceof List<?>
        ? Rng.uniform(key(in), shape(in), real(in, "minval"), real(in, "maxval"), dtype)
        : Rng.uniform(key(in), shape(in), in.number("minval"), in.number("maxval"), dtype);
  }

  private static Array gumbel(Arguments in) {
    return Rng.gumbel(key(in), shape(in), in.dtype("dtype"), mode(in));
  }

  /** JAX draws 8-bit integers as I32. */
  private static Array randint(Arguments in) {
    DType dtype = in.text("dtype").equals("uint8") ? DType.I32 : in.dtype("dtype");
    if (in.value("minval") instanceof List<?>) {
      Array low = Values.array(in.value("minval")).astype(dtype);
      return Rng.randint(
          key(in), shape(in), low, Values.array(in.value("maxval")).astype(dtype), dtype);
    }
    return Rng.randint(
        key(in), shape(in), (Long) in.value("minval"), (Long) in.value("maxval"), dtype);
  }

  private static Array bernoulli(Arguments in) {
    Array p =
        in.has("p_dtype") ? Values.array(in.value("p")).astype(in.dtype("p_dtype")) : real(in, "p");
    return Rng.bernoulli(key(in), p, shape(in));
  }

  private static Array categorical(Arguments in) {
    Array logits = real(in, "logits");
    int axis = in.integer("axis");
    Shape rest = logits.shape().without(Ints.of(logits.shape().axis(axis)));
    Shape shape = in.has("shape") ? shape(in) : rest;
    return in.flag("replace")
        ? Rng.categorical(key(in), logits, axis, shape, mode(in))
        : Rng.categoricalWithoutReplacement(key(in), logits, axis, shape, mode(in));
  }
}
