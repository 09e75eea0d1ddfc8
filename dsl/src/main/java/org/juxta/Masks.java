package org.juxta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Indexing.ScatterKind;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;

/** Truth values as indices: they stand for the positions where they hold. */
final class Masks {
  private Masks() {}

  private static boolean isMask(Index index) {
    return index instanceof Index.Positions p && p.positions().dtype().isBool();
  }

  /**
   * {@code indices} with each mask replaced by the positions along its axes, which are read on the
   * host.
   */
  static List<Index> positions(Array x, List<Index> indices) {
    if (indices.stream().noneMatch(Masks::isMask)) {
      return indices;
    }
    int left = x.rank() - indices.stream().mapToInt(Masks::axes).sum();
    List<Index> result = new ArrayList<>();
    int axis = 0;
    for (Index index : indices) {
      if (index instanceof Index.Positions(Array mask) && mask.dtype().isBool()) {
        requireFits(mask, x, axis);
        if (mask.rank() == 0) {
          throw new ShapeException(
              "a mask must have at least one axis: of a single truth value, %s, use Np.where"
                  .formatted(mask.type()));
        }
        nonzero(mask).forEach(along -> result.add(Index.index(along)));
      } else {
        result.add(index);
      }
      axis += index instanceof Index.Ellipsis ? left : axes(index);
    }
    return result;
  }

  /** How many axes of the array an index is for; an ellipsis is for those left over. */
  private static int axes(Index index) {
    return switch (index) {
      case Index.Positions(Array p) when p.dtype().isBool() -> p.rank();
      case Index.Positions _, Index.At _, Index.Range _ -> 1;
      case Index.NewAxis _, Index.Ellipsis _ -> 0;
    };
  }

  private static void requireFits(Array mask, Array x, int axis) {
    int end = axis + mask.rank();
    boolean fits =
        axis >= 0
            && end <= x.rank()
            && x.shape().dims().slice(axis, end).equals(mask.shape().dims());
    if (!fits) {
      throw new ShapeException(
          "a mask %s does not fit axes %d to %d of %s"
              .formatted(mask.type(), axis, end - 1, x.type()));
    }
  }

  static List<Array> nonzero(Array mask) {
    if (!(mask.value() instanceof Value.Concrete concrete)) {
      throw new TraceException(
          "a traced mask %s can't pick elements: how many there are is not known. Use Np.where to choose by a mask."
              .formatted(mask.type()));
    }
    HostArray host = concrete.toHost();
    int[] hits = new int[host.size()];
    int count = 0;
    for (int i = 0; i < hits.length; i++) {
      if (host.getBoolean(i)) {
        hits[count++] = i;
      }
    }
    return Picking.unravelIndex(Np.array(Arrays.copyOf(hits, count)), mask.shape());
  }

  /** Whether one mask over the first axes is all there is, so that an update needs no positions. */
  static boolean only(List<Index> indices) {
    return indices.size() == 1 && isMask(indices.getFirst());
  }

  /**
   * {@code x} updated where the mask over its first axes holds, by a value that is the same for all
   * places.
   */
  static Array update(Array x, Index index, Array value, ScatterKind kind) {
    Array mask = ((Index.Positions) index).positions();
    requireFits(mask, x, 0);
    int rest = x.rank() - mask.rank();
    Array places = mask;
    for (int i = 0; i < rest; i++) {
      places = places.expandDims(-1);
    }
    return Np.where(places, Indexer.combine(kind, x, value), x);
  }
}
