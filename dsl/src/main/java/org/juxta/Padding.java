package org.juxta;

import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.Ints;
import org.juxta.tracer.ShapeException;

/** Elements added at the ends of axes, one axis after the other. */
final class Padding {
  private Padding() {}

  static Array pad(Array x, int[][] widths, Array value) {
    requireWidths(x, widths);
    Ints low = Ints.build(x.rank(), i -> widths[i][0]);
    Ints high = Ints.build(x.rank(), i -> widths[i][1]);
    return Lax.pad(x, value, low, high, Ints.fill(x.rank(), 0));
  }

  static Array pad(Array x, int[][] widths, PadMode mode) {
    requireWidths(x, widths);
    Array padded = x;
    for (int axis = 0; axis < x.rank(); axis++) {
      int low = widths[axis][0];
      int high = widths[axis][1];
      if (low > 0 || high > 0) {
        padded = along(padded, axis, low, high, mode);
      }
    }
    return padded;
  }

  private static Array along(Array x, int axis, int low, int high, PadMode mode) {
    if (x.dim(axis) == 0 && !(mode instanceof PadMode.Constant)) {
      throw new ShapeException(
          "pad: axis " + axis + " of " + x.type() + " is empty; only constants can be added to it");
    }
    return switch (mode) {
      case PadMode.Source source -> fromInside(x, axis, low, high, source);
      case PadMode.Constant(double before, double after) ->
          between(
              x,
              axis,
              full(x, axis, low, Array.scalar(before)),
              full(x, axis, high, Array.scalar(after)));
      case PadMode.Ramp(double before, double after) ->
          between(
              x,
              axis,
              ramp(edge(x, axis, 0), axis, low, before),
              Np.flip(ramp(edge(x, axis, x.dim(axis) - 1), axis, high, after), axis));
      case PadMode.Statistic(PadMode.Kind kind, int length) -> {
        int n = Math.min(length, x.dim(axis));
        Array first = statistic(Lax.sliceAlong(x, 0, n, axis), axis, kind);
        Array last = statistic(Lax.sliceAlong(x, x.dim(axis) - n, x.dim(axis), axis), axis, kind);
        yield between(x, axis, full(x, axis, low, first), full(x, axis, high, last));
      }
    };
  }

  private static Array between(Array x, int axis, Array before, Array after) {
    return Lax.concatenate(List.of(before, x, after), axis);
  }

  private static Array edge(Array x, int axis, int position) {
    return Lax.sliceAlong(x, position, position + 1, axis);
  }

  private static Array full(Array x, int axis, int size, Array value) {
    return Np.broadcastTo(Lax.convert(value, x.dtype()), x.shape().with(axis, size));
  }

  /** From {@code end} to before the edge; of integers rounded down. */
  private static Array ramp(Array edge, int axis, int size, double end) {
    int[] dims = new int[edge.rank()];
    Arrays.fill(dims, 1);
    dims[axis] = size;
    Array steps = Np.arange(size).astype(Promotion.inexact(edge.dtype())).reshape(dims);
    Array ramp = edge.sub(end).mul(steps).div(Math.max(1, size)).add(end);
    return (edge.dtype().isInexact() ? ramp : ramp.floor()).astype(edge.dtype());
  }

  private static Array statistic(Array part, int axis, PadMode.Kind kind) {
    Over over = Over.axes(axis).keepDims();
    Array value =
        switch (kind) {
          case MAXIMUM -> Np.max(part, over);
          case MINIMUM -> Np.min(part, over);
          case MEAN -> Np.mean(part, over);
          case MEDIAN -> Np.median(part, over);
        };
    return part.dtype().isInteger() && value.dtype().isFloat() ? value.round() : value;
  }

  private static Array fromInside(Array x, int axis, int low, int high, PadMode.Source mode) {
    int size = x.dim(axis);
    int[] from = new int[low + size + high];
    Arrays.setAll(from, i -> mode.source(i - low, size));
    Array picked = Picking.pick(x, Np.array(from), axis);
    return mode.isOdd() ? odd(x, picked, axis, low, mode) : picked;
  }

  /**
   * Where the pattern runs backwards, twice the last element less what is picked; and for each
   * period between, twice the rise from the first element to the last.
   */
  private static Array odd(Array x, Array picked, int axis, int low, PadMode.Source mode) {
    int size = x.dim(axis);
    int period = mode.period(size);
    int[] sign = new int[picked.dim(axis)];
    int[] firsts = new int[sign.length];
    int[] lasts = new int[sign.length];
    for (int i = 0; i < sign.length; i++) {
      boolean forward = Math.floorMod(i - low, period) < size;
      int periods = Math.floorDiv(i - low, period);
      sign[i] = forward ? 1 : -1;
      firsts[i] = -2 * periods;
      lasts[i] = 2 * periods + (forward ? 0 : 2);
    }
    Array first = edge(x, axis, 0);
    Array last = edge(x, axis, size - 1);
    return picked
        .mul(column(sign, x, axis))
        .add(first.mul(column(firsts, x, axis)))
        .add(last.mul(column(lasts, x, axis)));
  }

  private static Array column(int[] values, Array x, int axis) {
    Ints dims = Ints.fill(x.rank(), 1).with(axis, values.length);
    return Np.array(values).astype(x.dtype()).reshape(dims.toArray());
  }

  private static void requireWidths(Array x, int[][] widths) {
    boolean fit = widths.length == x.rank();
    for (int[] width : widths) {
      fit = fit && width.length == 2 && width[0] >= 0 && width[1] >= 0;
    }
    if (!fit) {
      throw new ShapeException(
          "pad: the widths "
              + Arrays.deepToString(widths)
              + " must be {before, after}, not negative, for each axis of "
              + x.type());
    }
  }
}
