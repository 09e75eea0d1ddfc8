package org.juxta;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Functions that take each element from one of several arrays. */
final class Choosing {
  private Choosing() {}

  static Array select(List<Array> conditions, List<Array> choices, Array otherwise) {
    if (conditions.size() != choices.size() || conditions.isEmpty()) {
      throw new ShapeException(
          "select: "
              + conditions.size()
              + " conditions for "
              + choices.size()
              + " choices; there must be as many, and at least one");
    }
    List<Array> all = new ArrayList<>(choices);
    all.add(otherwise);
    DType dtype = Promotion.common(all);
    Array result = Promotion.to(otherwise, dtype);
    for (int i = conditions.size() - 1; i >= 0; i--) {
      result = Np.where(conditions.get(i), choices.get(i), result);
    }
    return result;
  }

  static Array piecewise(Array x, List<Array> conditions, List<ArrayFunction1> functions) {
    int n = conditions.size();
    if (functions.size() != n && functions.size() != n + 1) {
      throw new ShapeException(
          "piecewise: %d conditions need %d or %d functions, not %d"
              .formatted(n, n, n + 1, functions.size()));
    }
    Array result =
        functions.size() > n ? Lax.convert(functions.get(n).apply(x), x.dtype()) : Np.zerosLike(x);
    for (int i = 0; i < n; i++) {
      Array value = Lax.convert(functions.get(i).apply(x), x.dtype());
      result = Np.where(conditions.get(i), value, result);
    }
    return result;
  }

  static Array choose(Array which, List<Array> choices, OutOfBounds mode) {
    if (choices.isEmpty()) {
      throw new ShapeException("choose: there must be at least one choice");
    }
    List<Array> all = new ArrayList<>(choices);
    all.add(which);
    Shape shape = Np.broadcastShapes(all.stream().map(Array::shape).toArray(Shape[]::new));
    DType dtype = Promotion.common(choices);
    List<Array> layers =
        choices.stream().map(c -> Np.broadcastTo(Promotion.to(c, dtype), shape)).toList();
    Array index = inside("choose", which, choices.size(), mode);
    Array picked =
        Np.takeAlongAxis(Np.stack(layers, 0), Np.broadcastTo(index, shape).expandDims(0), 0);
    return picked.get(0);
  }

  /** Positions from 0 to before {@code size}. */
  static Array inside(String what, Array positions, int size, OutOfBounds mode) {
    return switch (mode) {
      case CLIP -> Np.clip(positions, 0L, Math.max(0L, size - 1L));
      case WRAP -> positions.mod(size);
      case FILL ->
          throw new ShapeException(what + ": positions outside can be clipped or wrapped only");
    };
  }
}
