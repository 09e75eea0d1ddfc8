package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;

/**
 * The type of an argument or a result, whose sizes may be {@linkplain SizeExpression expressions}.
 */
record SymbolicType(DType dtype, List<String> dims) {
  private static final int MAX_RANK = 64;

  SymbolicType {
    dims = List.copyOf(dims);
    if (dims.size() > MAX_RANK) {
      throw new ExportException("an array with " + dims.size() + " axes");
    }
    if (areStatic(dims)) {
      ArrayType _ = refined(dtype, dims, Map.of()); // or it is too large for an array
    }
  }

  static SymbolicType of(ArrayType type) {
    return new SymbolicType(
        type.dtype(), type.shape().dims().stream().mapToObj(Integer::toString).toList());
  }

  static List<SymbolicType> of(List<ArrayType> types) {
    return types.stream().map(SymbolicType::of).toList();
  }

  boolean isStatic() {
    return areStatic(dims);
  }

  private static boolean areStatic(List<String> dims) {
    return dims.stream().allMatch(d -> SizeExpression.names(d).isEmpty());
  }

  /** With these values of the names. */
  ArrayType refine(Map<String, Long> names) {
    return refined(dtype, dims, names);
  }

  private static ArrayType refined(DType dtype, List<String> dims, Map<String, Long> names) {
    int[] sizes = new int[dims.size()];
    for (int i = 0; i < sizes.length; i++) {
      long size = SizeExpression.evaluate(dims.get(i), names);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new ExportException("the size " + dims.get(i) + " is " + size);
      }
      sizes[i] = (int) size;
    }
    return ArrayType.of(dtype, Shape.of(sizes));
  }

  /** Whether an array of that type is one of this, whatever values the names have. */
  boolean mayBe(ArrayType type) {
    return dtype == type.dtype() && dims.size() == type.rank();
  }

  /**
   * The values of the names for which arguments have these types, which {@link #mayBe} these: from
   * sizes that are names, then from those that are linear in one that is still open.
   */
  static Map<String, Long> solve(List<SymbolicType> expected, List<ArrayType> types) {
    Map<String, Long> names = new TreeMap<>();
    for (boolean alone : new boolean[] {true, false}) {
      for (int i = 0; i < expected.size(); i++) {
        List<String> dims = expected.get(i).dims;
        for (int k = 0; k < dims.size(); k++) {
          solve(dims.get(k), types.get(i).shape().dim(k), alone, names);
        }
      }
    }
    names.forEach(
        (name, value) -> {
          if (value < 1) {
            throw new ExportException(
                "the symbolic size " + name + " is " + value + "; such sizes are at least 1");
          }
        });
    return names;
  }

  private static void solve(String dim, long size, boolean alone, Map<String, Long> names) {
    List<String> open = new ArrayList<>(SizeExpression.names(dim));
    open.removeAll(names.keySet());
    if (open.size() != 1) {
      return;
    }
    String name = open.getFirst();
    if (dim.strip().equals(name)) {
      names.put(name, size);
    } else if (!alone) {
      long zero = with(dim, name, 0, names);
      long slope = with(dim, name, 1, names) - zero;
      if (slope != 0 && (size - zero) % slope == 0) {
        long value = (size - zero) / slope;
        if (with(dim, name, value, names) == size) {
          names.put(name, value);
        }
      }
    }
  }

  private static long with(String dim, String name, long value, Map<String, Long> names) {
    Map<String, Long> more = new TreeMap<>(names);
    more.put(name, value);
    return SizeExpression.evaluate(dim, more);
  }

  /** Such as {@code F32(b, 3)}. */
  @Override
  public String toString() {
    return dtype + "(" + String.join(", ", dims) + ")";
  }
}
