package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;

/**
 * Whether an operation's computed positions lie outside.
 *
 * @param outside whether one does
 * @param place the first that does: the position, its axis and the axis's size, of I64
 */
record CheckedIndex(Array outside, Array place) {
  static CheckedIndex of(Indexing op, List<Array> x) {
    return switch (op) {
      case Indexing.DynamicSlice o -> starts(x, x.subList(1, x.size()), o.sizes());
      case Indexing.DynamicUpdateSlice _ ->
          starts(x, x.subList(2, x.size()), x.get(1).shape().dims());
      case Indexing.Gather o -> vectors(x, o.startAxes(), o.sliceSizes());
      case Indexing.Scatter o -> vectors(x, o.startAxes(), windows(o, x));
    };
  }

  /** The size of an update's window on each axis. */
  private static Ints windows(Indexing.Scatter op, List<Array> x) {
    Ints single = op.insertedAxes().concat(op.operandBatchAxes());
    Ints sizes = x.get(2).shape().dims().at(op.windowAxes());
    Ints axes = Ints.range(0, x.getFirst().rank()).without(single);
    return Ints.build(
        x.getFirst().rank(), i -> single.contains(i) ? 1 : sizes.get(axes.indexOf(i)));
  }

  private static CheckedIndex starts(List<Array> x, List<Array> starts, Ints sizes) {
    if (starts.isEmpty()) {
      return new CheckedIndex(Np.array(false), Np.zeros(DType.I64, 3));
    }
    List<Array> wide = starts.stream().map(s -> s.astype(DType.I64)).toList();
    Ints axes = Ints.range(0, starts.size());
    return of(x.getFirst(), Np.stack(wide.toArray(Array[]::new)), axes, sizes);
  }

  private static CheckedIndex vectors(List<Array> x, Ints axes, Ints sizes) {
    return of(x.getFirst(), x.get(1).astype(DType.I64), axes, sizes);
  }

  /** Of positions with the axes that they are on last. */
  private static CheckedIndex of(Array x, Array positions, Ints axes, Ints sizes) {
    if (positions.size() == 0) {
      return new CheckedIndex(Np.array(false), Np.zeros(DType.I64, 3));
    }
    Ints last = Ints.build(axes.size(), i -> x.dim(axes.get(i)) - sizes.get(axes.get(i)));
    Array bad = positions.lt(0).or(positions.gt(longs(last)));
    Array first = Np.argmax(bad.ravel().astype(DType.I32), 0);
    Array entry = first.mod(axes.size());
    List<Array> place = new ArrayList<>();
    place.add(Np.take(positions.ravel(), first, 0));
    place.add(Np.take(longs(axes), entry, 0));
    place.add(Np.take(longs(x.shape().dims().at(axes)), entry, 0));
    return new CheckedIndex(Np.any(bad), Np.stack(place.toArray(Array[]::new)));
  }

  private static Array longs(Ints values) {
    return Np.array(values.stream().asLongStream().toArray());
  }
}
