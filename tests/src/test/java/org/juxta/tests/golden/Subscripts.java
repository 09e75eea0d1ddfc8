package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Index;

/** Python's square brackets as Juxta's indices. */
final class Subscripts {
  private Subscripts() {}

  /** {@code x.at}, whose brackets give the place for an update. */
  record Place(Array array) {
    At at(Index... indices) {
      return array.at(indices);
    }
  }

  /** The indices that the value between the brackets stands for. */
  static Index[] indices(Object value) {
    List<Index> indices = new ArrayList<>();
    for (Object entry : value instanceof List<?> list ? list : List.of(value)) {
      indices.add(index(entry));
    }
    return indices.toArray(Index[]::new);
  }

  private static Index index(Object entry) {
    return switch (entry) {
      case Index index -> index;
      case Long position -> Index.index(Math.toIntExact(position));
      case None _ -> Index.newAxis();
      case Array array -> Index.index(array);
      case List<?> list -> Index.index(Values.array(list));
      default -> throw new NotYetThere("an index " + entry);
    };
  }
}
