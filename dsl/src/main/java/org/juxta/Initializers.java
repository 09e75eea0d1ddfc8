package org.juxta;

import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Initialisers of weights, as {@code jax.nn.initializers}, with its draws.
 *
 * <p>Those that scale by fan-in and fan-out take the last axis but one as the inputs, the last as
 * the outputs and the axes before as a receptive field, unless {@link Axes} says otherwise.
 *
 * {@snippet class="org.juxta.tests.snippets.NnSnippets" region="initializers"}
 */
public final class Initializers {
  /** The standard deviation of a standard normal cut off at ±2. */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  private Initializers() {}

  /** What the variance is divided by. */
  public enum Fan {
    /** The number of inputs of a unit. */
    IN,
    /** The number of units that an input goes to. */
    OUT,
    /** The mean of both. */
    AVERAGE,
    /** The geometric mean of both. */
    GEOMETRIC
  }

  /** Which distribution weights are drawn from. */
  public enum Spread {
    /** Normal. */
    NORMAL,
    /** Normal, cut off at two standard deviations. */
    TRUNCATED_NORMAL,
    /** Uniform. */
    UNIFORM
  }

  /**
   * Which axes are which; the rest are the receptive field.
   *
   * @param in of the inputs
   * @param out of the outputs
   * @param batch of independent layers
   */
  public record Axes(Ints in, Ints out, Ints batch) {
    /** Inputs along the last axis but one, outputs along the last. */
    public static final Axes LAST = new Axes(Ints.of(-2), Ints.of(-1), Ints.EMPTY);

    private double size(Ints axes, Shape shape) {
      double size = 1;
      for (int i = 0; i < axes.size(); i++) {
        size *= shape.dim(shape.axis(axes.get(i)));
      }
      return size;
    }

    private double divisor(Fan fan, Shape shape) {
      if (equals(LAST) && shape.rank() < 2) {
        throw new ShapeException(
            "weights of shape "
                + shape
                + " have no axes of inputs and outputs; give at least two, or say which they are"
                + " with Initializers.Axes");
      }
      double ins = size(in, shape);
      double outs = size(out, shape);
      double field = shape.size() / ins / outs / size(batch, shape);
      double fanIn = ins * field;
      double fanOut = outs * field;
      return switch (fan) {
        case IN -> fanIn;
        case OUT -> fanOut;
        case AVERAGE -> (fanIn + fanOut) / 2;
        case GEOMETRIC -> Math.sqrt(fanIn * fanOut);
      };
    }
  }

  private static Array constant(DType dtype, double value) {
    return Array.of(Literal.of(ArrayType.of(dtype), value));
  }

  /** All zeros. */
  public static Initializer zeros() {
    return constant(0);
  }

  /** All ones. */
  public static Initializer ones() {
    return constant(1);
  }

  /** All {@code value}. */
  public static Initializer constant(double value) {
    return (_, shape, dtype) -> Np.full(shape, value, dtype);
  }

  /** Normal of mean 0. */
  public static Initializer normal(double deviation) {
    return (key, shape, dtype) -> Rng.normal(key, shape, dtype).mul(deviation);
  }

  /** Uniform on [0, scale). */
  public static Initializer uniform(double scale) {
    return (key, shape, dtype) -> Rng.uniform(key, shape, dtype).mul(scale);
  }

  /** {@link #truncatedNormal(double, double, double)} cut off at two standard deviations. */
  public static Initializer truncatedNormal(double deviation) {
    return truncatedNormal(deviation, -2, 2);
  }

  /** A standard normal kept between {@code low} and {@code high}, times {@code deviation}. */
  public static Initializer truncatedNormal(double deviation, double low, double high) {
    return (key, shape, dtype) ->
        Rng.truncatedNormal(key, constant(dtype, low), constant(dtype, high), shape, dtype)
            .mul(deviation);
  }

  /** {@link #varianceScaling(double, Fan, Spread, Axes)} with the axes {@link Axes#LAST}. */
  public static Initializer varianceScaling(double scale, Fan fan, Spread spread) {
    return varianceScaling(scale, fan, spread, Axes.LAST);
  }

  /** Of mean 0 and variance {@code scale} over the fan. */
  public static Initializer varianceScaling(double scale, Fan fan, Spread spread, Axes axes) {
    return (key, shape, dtype) -> {
      Array variance = constant(dtype, scale / axes.divisor(fan, shape));
      return switch (spread) {
        case NORMAL -> Rng.normal(key, shape, dtype).mul(variance.sqrt());
        case TRUNCATED_NORMAL ->
            Rng.truncatedNormal(key, constant(dtype, -2), constant(dtype, 2), shape, dtype)
                .mul(variance.sqrt().div(TRUNCATED_DEVIATION));
        case UNIFORM -> Rng.uniform(key, shape, -1, 1, dtype).mul(variance.mul(3).sqrt());
      };
    };
  }

  /** Glorot's (Xavier's) normal: variance 1 over the average fan (Glorot and Bengio 2010). */
  public static Initializer glorotNormal() {
    return glorotNormal(Axes.LAST);
  }

  /** {@link #glorotNormal()} with other axes. */
  public static Initializer glorotNormal(Axes axes) {
    return varianceScaling(1, Fan.AVERAGE, Spread.TRUNCATED_NORMAL, axes);
  }

  /** Glorot's (Xavier's) uniform: variance 1 over the average fan (Glorot and Bengio 2010). */
  public static Initializer glorotUniform() {
    return glorotUniform(Axes.LAST);
  }

  /** {@link #glorotUniform()} with other axes. */
  public static Initializer glorotUniform(Axes axes) {
    return varianceScaling(1, Fan.AVERAGE, Spread.UNIFORM, axes);
  }

  /** LeCun's normal: variance 1 over the fan-in (LeCun et al. 1998). */
  public static Initializer lecunNormal() {
    return lecunNormal(Axes.LAST);
  }

  /** {@link #lecunNormal()} with other axes. */
  public static Initializer lecunNormal(Axes axes) {
    return varianceScaling(1, Fan.IN, Spread.TRUNCATED_NORMAL, axes);
  }

  /** LeCun's uniform: variance 1 over the fan-in (LeCun et al. 1998). */
  public static Initializer lecunUniform() {
    return lecunUniform(Axes.LAST);
  }

  /** {@link #lecunUniform()} with other axes. */
  public static Initializer lecunUniform(Axes axes) {
    return varianceScaling(1, Fan.IN, Spread.UNIFORM, axes);
  }

  /** He's (Kaiming's) normal: variance 2 over the fan-in (He et al. 2015). */
  public static Initializer heNormal() {
    return heNormal(Axes.LAST);
  }

  /** {@link #heNormal()} with other axes. */
  public static Initializer heNormal(Axes axes) {
    return varianceScaling(2, Fan.IN, Spread.TRUNCATED_NORMAL, axes);
  }

  /** He's (Kaiming's) uniform: variance 2 over the fan-in (He et al. 2015). */
  public static Initializer heUniform() {
    return heUniform(Axes.LAST);
  }

  /** {@link #heUniform()} with other axes. */
  public static Initializer heUniform(Axes axes) {
    return varianceScaling(2, Fan.IN, Spread.UNIFORM, axes);
  }

  /** {@link #orthogonal(double, int)} of scale 1 with the last axis as columns. */
  public static Initializer orthogonal() {
    return orthogonal(1, -1);
  }

  /**
   * A random matrix with orthonormal rows or columns, whichever are fewer, times {@code scale}: its
   * columns are along {@code columnAxis}, its rows along all others (Saxe et al. 2014).
   *
   * @throws ShapeException if the shape has fewer than two axes
   */
  public static Initializer orthogonal(double scale, int columnAxis) {
    return (key, shape, dtype) -> {
      if (shape.rank() < 2) {
        throw new ShapeException(
            "orthogonal weights have at least two axes, unlike shape " + shape);
      }
      if (shape.size() == 0) {
        return Np.full(shape, 0, dtype);
      }
      int axis = shape.axis(columnAxis);
      int columns = shape.dim(axis);
      Shape rows = shape.without(Ints.of(axis));
      Array q = Rng.orthogonal(key, rows.size(), columns, Shape.SCALAR, dtype);
      Array filled = Lax.reshape(q, rows.insert(rows.rank(), columns));
      return Np.moveaxis(filled, -1, axis).mul(scale);
    };
  }

  /** {@link #deltaOrthogonal(double, int)} of scale 1 with the last axis as columns. */
  public static Initializer deltaOrthogonal() {
    return deltaOrthogonal(1, -1);
  }

  /**
   * Kernels of convolutions, of shape (spatial…, in, out), that are {@link #orthogonal()} at the
   * centre and 0 elsewhere (Xiao et al. 2018).
   *
   * @throws ShapeException unless there are one to three spatial axes, and at least as many outputs
   *     as inputs
   */
  public static Initializer deltaOrthogonal(double scale, int columnAxis) {
    return (key, shape, dtype) -> {
      int spatial = shape.rank() - 2;
      if (spatial < 1 || spatial > 3 || shape.dim(-1) < shape.dim(-2)) {
        throw new ShapeException(
            "delta-orthogonal weights have one to three spatial axes and at least as many outputs"
                + " as inputs, unlike shape "
                + shape);
      }
      Shape matrix = Shape.of(shape.dim(-2), shape.dim(-1));
      Array centre = orthogonal(scale, columnAxis).init(key, matrix, dtype);
      int[] at = new int[spatial];
      for (int i = 0; i < spatial; i++) {
        at[i] = (shape.dim(i) - 1) / 2;
      }
      return Np.full(shape, 0, dtype).at(at).set(centre);
    };
  }
}
