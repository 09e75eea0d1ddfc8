package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Convolutions with paddings by name, and what is made of them. */
final class Convolutions {
  private Convolutions() {}

  static Array convGeneralDilated(Array lhs, Array rhs, ConvOptions options) {
    return Primitives.bindOne(options.op(lhs.rank(), around(lhs, rhs, options)), lhs, rhs);
  }

  private static ConvPadding.Explicit around(Array lhs, Array rhs, ConvOptions options) {
    ConvDimensionNumbers n = options.axes(lhs.rank());
    return switch (options.padding()) {
      case ConvPadding.Explicit explicit -> explicit;
      case ConvPadding.Kind kind -> {
        requireAxes(lhs, rhs, n);
        Ints dilation = options.lhsDilation();
        if (dilation != null && dilation.stream().anyMatch(d -> d != 1)) {
          throw new ShapeException(
              "convGeneralDilated: with the array spread out by "
                  + dilation
                  + " the padding must be given in numbers, not "
                  + kind
                  + "; or use convTranspose");
        }
        int space = n.rank() - 2;
        Ints strides = ConvOptions.orOnes(options.strides(), space);
        Ints window = reach(rhs, n, options.rhsDilation());
        yield padtypeToPads(lhs.shape().dims().at(n.lhsSpace()), window, strides, kind);
      }
    };
  }

  private static void requireAxes(Array lhs, Array rhs, ConvDimensionNumbers n) {
    int rank = lhs.rank();
    if (rank < 2
        || rhs.rank() != rank
        || n.rank() != rank
        || !n.lhs().areDistinctBelow(rank)
        || !n.rhs().areDistinctBelow(rank)) {
      throw new ShapeException(
          "convolution: array and kernel must have the same number of axes, at least two, as many"
              + " as are named: "
              + lhs.type()
              + ", "
              + rhs.type()
              + " with "
              + n);
    }
  }

  /** The kernel's sizes along the axes of space, spread out. */
  private static Ints reach(Array rhs, ConvDimensionNumbers n, @Nullable Ints dilation) {
    Ints window = rhs.shape().dims().at(n.rhsSpace());
    Ints apart = ConvOptions.orOnes(dilation, window.size());
    requireSame("dilations", apart, window);
    return Ints.build(window.size(), i -> Convolution.dilated(window.get(i), apart.get(i)));
  }

  private static void requireSame(String what, Ints values, Ints sizes) {
    if (values.size() != sizes.size()) {
      throw new ShapeException(
          "convolution: " + what + " " + values + " are not one for each of the sizes " + sizes);
    }
  }

  static ConvPadding.Explicit padtypeToPads(
      Ints sizes, Ints window, Ints strides, ConvPadding padding) {
    requireSame("window sizes", window, sizes);
    requireSame("strides", strides, sizes);
    if (strides.stream().anyMatch(s -> s < 1)) {
      throw new ShapeException("convolution: strides must be positive: " + strides);
    }
    Ints total =
        Ints.build(
            sizes.size(),
            i -> {
              int stride = strides.get(i);
              int places = (sizes.get(i) + stride - 1) / stride;
              return Math.max(0, (places - 1) * stride + window.get(i) - sizes.get(i));
            });
    Ints half = total.map(t -> t / 2);
    Ints rest = total.map(t -> t - t / 2);
    Ints none = Ints.fill(sizes.size(), 0);
    return switch (padding) {
      case ConvPadding.Kind.SAME -> new ConvPadding.Explicit(half, rest);
      case ConvPadding.Kind.SAME_LOWER -> new ConvPadding.Explicit(rest, half);
      case ConvPadding.Kind.VALID -> new ConvPadding.Explicit(none, none);
      case ConvPadding.Explicit explicit -> explicit;
    };
  }

  static Array convTranspose(
      Array lhs, Array rhs, ConvOptions options, boolean transposeKernel, boolean consistent) {
    int rank = lhs.rank();
    ConvDimensionNumbers n = options.numbers() == null ? channelsLast(rank) : options.numbers();
    requireAxes(lhs, rhs, n);
    Ints strides = ConvOptions.orOnes(options.strides(), rank - 2);
    Ints reach = reach(rhs, n, options.rhsDilation());
    requireSame("strides", strides, reach);
    Array kernel = rhs;
    if (transposeKernel) {
      kernel = Lax.reverse(kernel, n.rhsSpace());
      kernel = Np.swapaxes(kernel, n.rhs().get(0), n.rhs().get(1));
    }
    ConvOptions spread =
        options
            .numbers(n)
            .strides(Ints.fill(rank - 2, 1).toArray())
            .lhsDilation(strides.toArray())
            .padding(transposed(options.padding(), reach, strides, consistent));
    return convGeneralDilated(lhs, kernel, spread);
  }

  private static ConvDimensionNumbers channelsLast(int rank) {
    if (rank < 2) {
      throw new ShapeException("convTranspose: at least two axes are needed, not " + rank);
    }
    Ints space = Ints.range(0, rank - 2);
    Ints data = Ints.range(1, rank - 1).insert(0, rank - 1).insert(0, 0);
    return new ConvDimensionNumbers(data, space.insert(0, rank - 2).insert(0, rank - 1), data);
  }

  /** The padding that makes of the convolution back to the array's size. */
  private static ConvPadding transposed(
      ConvPadding padding, Ints reach, Ints strides, boolean consistent) {
    if (padding instanceof ConvPadding.Explicit explicit) {
      if (!consistent) {
        return explicit;
      }
      requireSame("paddings", explicit.low(), reach);
      requireSame("paddings", explicit.high(), reach);
      return new ConvPadding.Explicit(
          Ints.build(reach.size(), i -> reach.get(i) - explicit.low().get(i) - 1),
          Ints.build(reach.size(), i -> reach.get(i) - explicit.high().get(i) - 1));
    }
    if (padding.equals(ConvPadding.SAME_LOWER)) {
      throw new ShapeException("convTranspose: the padding must be SAME, VALID or in numbers");
    }
    boolean same = padding.equals(ConvPadding.SAME);
    Ints low =
        Ints.build(
            reach.size(),
            i -> {
              int k = reach.get(i);
              int s = strides.get(i);
              return same && s <= k - 1 ? (k + s - 1) / 2 : k - 1;
            });
    Ints high =
        Ints.build(
            reach.size(),
            i -> {
              int k = reach.get(i);
              int s = strides.get(i);
              return k + s - 2 + (same ? 0 : Math.max(k - s, 0)) - low.get(i);
            });
    return new ConvPadding.Explicit(low, high);
  }

  static Array patches(Array x, Ints filter, ConvOptions options) {
    int rank = x.rank();
    ConvDimensionNumbers n = options.axes(rank);
    if (filter.size() != rank - 2 || n.rank() != rank || !n.lhs().areDistinctBelow(rank)) {
      throw new ShapeException(
          "convGeneralDilatedPatches: a filter size is needed for each axis of space of "
              + x.type()
              + ", not "
              + filter);
    }
    int size = new Shape(filter).size();
    int channels = x.dim(n.lhs().get(1));
    Array each = Np.eye(size, x.dtype()).expandDims(0);
    Array all = Np.broadcastTo(each, Shape.of(channels, size, size));
    // In the order output features, input features, space in the order of the kernel's axes.
    Array kernel = all.reshape(new Shape(filter.insert(0, 1).insert(0, channels * size)));
    Array placed =
        Np.moveaxis(kernel, new int[] {0, 1}, new int[] {n.rhs().get(0), n.rhs().get(1)});
    return convGeneralDilated(x, placed, options.featureGroups(channels));
  }
}
