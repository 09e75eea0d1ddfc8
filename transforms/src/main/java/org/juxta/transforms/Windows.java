package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;

/**
 * Windows at computed starts as the operations themselves have them: starts are clamped, and a
 * negative one does not count from the end, as it does for a user of {@code Lax}.
 */
final class Windows {
  private Windows() {}

  static Array slice(Array x, Ints sizes, List<Array> starts) {
    List<Array> operands = new ArrayList<>(List.of(x));
    operands.addAll(starts);
    return Primitives.bind(new Indexing.DynamicSlice(sizes), operands).getFirst();
  }

  static Array update(Array x, Array update, List<Array> starts) {
    List<Array> operands = new ArrayList<>(List.of(x, update));
    operands.addAll(starts);
    return Primitives.bind(new Indexing.DynamicUpdateSlice(), operands).getFirst();
  }
}
