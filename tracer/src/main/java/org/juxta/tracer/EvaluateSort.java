package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/** Orders along an axis: the elements of each line are sorted by keys that are plain longs. */
final class EvaluateSort {
  private EvaluateSort() {}

  static List<HostArray> sort(Reduction.Sort op, List<HostArray> operands) {
    Shape shape = operands.getFirst().type().shape();
    Ints axis = Ints.of(op.axis());
    int[] firsts =
        EvaluateReduction.offsets(shape, EvaluateIndexing.complement(shape.rank(), axis));
    int[] line = EvaluateReduction.offsets(shape, axis);
    List<long[]> keys = operands.subList(0, op.keys()).stream().map(SortKeys::ascending).toList();
    List<HostArray> results = new ArrayList<>();
    operands.forEach(x -> results.add(HostArray.allocate(x.type())));
    for (int first : firsts) {
      int[] order = SortKeys.identity(line.length);
      for (long[] key : keys.reversed()) {
        order = SortKeys.sort(along(key, first, line, order), order);
      }
      int[] from = Strided.pick(line, Ints.of(order));
      for (int i = 0; i < operands.size(); i++) {
        Object data = operands.get(i).data();
        EvaluateIndexing.copy(data, first, from, results.get(i).data(), first, line);
      }
    }
    return results;
  }

  /** The keys of one line in the given order. */
  private static long[] along(long[] keys, int first, int[] line, int[] order) {
    long[] result = new long[line.length];
    for (int i = 0; i < line.length; i++) {
      result[i] = keys[first + line[order[i]]];
    }
    return result;
  }

  static List<HostArray> topK(Reduction.TopK op, HostArray x, List<ArrayType> types) {
    Shape shape = x.type().shape();
    Ints axis = Ints.of(op.axis());
    Ints others = EvaluateIndexing.complement(shape.rank(), axis);
    int[] firsts = EvaluateReduction.offsets(shape, others);
    int[] line = EvaluateReduction.offsets(shape, axis);
    HostArray values = HostArray.allocate(types.get(0));
    HostArray indices = HostArray.allocate(types.get(1));
    int[] targets = EvaluateReduction.offsets(types.get(0).shape(), others);
    int[] to = EvaluateReduction.offsets(types.get(0).shape(), axis);
    long[] keys = SortKeys.descending(x);
    for (int i = 0; i < firsts.length; i++) {
      int[] identity = SortKeys.identity(line.length);
      int[] order = SortKeys.sort(along(keys, firsts[i], line, identity), identity);
      int[] from = new int[op.k()];
      for (int j = 0; j < from.length; j++) {
        from[j] = line[order[j]];
        indices.set(targets[i] + to[j], (long) order[j]);
      }
      EvaluateIndexing.copy(x.data(), firsts[i], from, values.data(), targets[i], to);
    }
    return List.of(values, indices);
  }
}
