package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * What the distributions share: weak numbers, element types, and the checks of their parameters.
 */
final class Parameters {
  /** Parameters with more elements than this are not looked at: the check must stay cheap. */
  private static final int MOST_CHECKED = 1 << 16;

  private static final ScopedValue<Boolean> UNCHECKED = ScopedValue.newInstance();

  private Parameters() {}

  /** A plain number as an array, which takes the element type of those it meets, unrounded. */
  static Array weak(double value) {
    return Array.of(
        new Literal(
            new ArrayType(DType.F32, Shape.SCALAR, true), Double.doubleToRawLongBits(value)));
  }

  /** The float type that {@code arrays} are computed in together: weak ones give way. */
  static DType real(Array... arrays) {
    boolean strong = false;
    boolean wide = false;
    for (Array array : arrays) {
      ArrayType type = array.type();
      if (type.dtype().isFloat() && !type.weak()) {
        if (type.dtype() == DType.F64) {
          return DType.F64;
        }
        strong = true;
      }
      wide |= type.dtype().bytes() == Double.BYTES;
    }
    return strong || !wide ? DType.F32 : DType.F64;
  }

  /** {@code x} as {@code dtype}; a plain number as that number, not as its F32 rounding. */
  static Array as(Array x, DType dtype) {
    if (x.dtype() == dtype) {
      return x;
    }
    return x.value() instanceof Literal literal
        ? Array.of(literal.as(literal.type().with(dtype)))
        : x.astype(dtype);
  }

  /** The arrays, all of their common {@link #real} type. */
  static Array[] together(Array... arrays) {
    DType dtype = real(arrays);
    Array[] result = new Array[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      result[i] = as(arrays[i], dtype);
    }
    return result;
  }

  /** The sign of a parameter, as {@link #require} words it. */
  static boolean positive(double value) {
    return !(value <= 0);
  }

  /**
   * Checks a parameter whose values are on the host; a traced one can't be checked, and one on a
   * device is not worth the wait. NaN is let through: it gives NaN.
   */
  static void require(
      Class<?> family, String name, Array parameter, String what, DoublePredicate test) {
    if (!isOnHost(parameter) || UNCHECKED.isBound()) {
      return;
    }
    for (double value : parameter.toDoubles()) {
      if (!Double.isNaN(value) && !test.test(value)) {
        throw new DistributionException(
            "%s: %s must be %s, but %s has the value %s"
                .formatted(
                    family.getSimpleName(), name, what, parameter.type(), plain(parameter, value)));
      }
    }
  }

  private static String plain(Array parameter, double value) {
    return parameter.dtype() == DType.F32 ? Float.toString((float) value) : Double.toString(value);
  }

  /** {@link #require} that it is positive. */
  static void requirePositive(Class<?> family, String name, Array parameter) {
    require(family, name, parameter, "positive", Parameters::positive);
  }

  /** Runs {@code body} with {@link #require} off: a sampler may go where a parameter underflows. */
  static <T> T unchecked(Supplier<T> body) {
    return ScopedValue.where(UNCHECKED, true).call(body::get);
  }

  /** The shape that two parameters broadcast to, or an error that names them. */
  static Shape broadcast(Class<?> family, String first, Array a, String second, Array b) {
    try {
      return Np.broadcastShapes(a.shape(), b.shape());
    } catch (ShapeException _) {
      throw new ShapeException(
          "%s: the shapes of %s %s and %s %s do not broadcast: sizes must be equal or 1, counted from the last axis"
              .formatted(family.getSimpleName(), first, a.type(), second, b.type()));
    }
  }

  /** Checks that a value has the event shape and broadcasts with the batch shape. */
  static void checkValue(Distribution distribution, String method, Array value) {
    Shape event = distribution.eventShape();
    Shape batch = distribution.batchShape();
    int outer = value.rank() - event.rank();
    boolean fits = outer >= 0;
    for (int i = 0; fits && i < event.rank(); i++) {
      fits = value.dim(outer + i) == event.dim(i);
    }
    for (int i = 1; fits && i <= Math.min(outer, batch.rank()); i++) {
      int size = value.dim(outer - i);
      fits = size == batch.dim(-i) || size == 1 || batch.dim(-i) == 1;
    }
    if (!fits) {
      throw new ShapeException(
          "%s of %s does not fit the value %s: its shape must end in the event shape and broadcast with the batch shape before that"
              .formatted(method, describe(distribution), value.type()));
    }
  }

  /** Such as {@code Normal(batch (3,), event ())}. */
  static String describe(Distribution distribution) {
    return "%s(batch %s, event %s)"
        .formatted(
            distribution.getClass().getSimpleName(),
            distribution.batchShape(),
            distribution.eventShape());
  }

  /** The shape of {@code x} without its last {@code rank} axes. */
  static Shape front(Shape shape, int rank) {
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank() - rank; i++) {
      dims.add(shape.dim(i));
    }
    return Shape.of(dims.stream().mapToInt(i -> i).toArray());
  }

  /** The last {@code rank} axes of {@code shape}. */
  static Shape back(Shape shape, int rank) {
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = shape.dim(shape.rank() - rank + i);
    }
    return Shape.of(dims);
  }

  /** The sum over the last {@code rank} axes. */
  static Array sumLast(Array x, int rank) {
    if (rank == 0) {
      return x;
    }
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = i - rank;
    }
    return x.sum(axes);
  }

  /** {@code x} repeated to {@code shape} and what it broadcasts with. */
  static Array atLeast(Array x, Shape shape) {
    return x.broadcastTo(Np.broadcastShapes(x.shape(), shape));
  }

  /**
   * Whether its values are at hand: neither traced nor on a device, and not too many to look at.
   */
  static boolean isOnHost(Array x) {
    return x.size() <= MOST_CHECKED
        && (x.value() instanceof HostArray || x.value() instanceof Literal);
  }
}
