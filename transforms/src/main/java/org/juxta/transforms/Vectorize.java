package org.juxta.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.Np;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/**
 * Functions of small arrays applied to large ones, whose first axes are broadcast. A signature such
 * as {@code "(m,n),(n)->(m)"} names the last axes of each argument and of the result, which the
 * function sees; without one it sees scalars. As {@code jax.numpy.vectorize}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="vectorize"}
 */
public final class Vectorize {
  private Vectorize() {}

  /** A function of scalars. */
  public static ArrayFunction1 of(ArrayFunction1 f) {
    return of("()->()", f);
  }

  /** A function of two scalars. */
  public static ArrayFunction2 of(ArrayFunction2 f) {
    return of("(),()->()", f);
  }

  /** A function of three scalars. */
  public static ArrayFunction3 of(ArrayFunction3 f) {
    return of("(),(),()->()", f);
  }

  /**
   * A function of one array.
   *
   * @throws ShapeException if the signature is not one of one argument
   */
  public static ArrayFunction1 of(String signature, ArrayFunction1 f) {
    Signature s = Signature.of(signature, 1);
    return x -> apply(s, xs -> f.apply(xs[0]), x);
  }

  /**
   * A function of two arrays.
   *
   * @throws ShapeException if the signature is not one of two arguments
   */
  public static ArrayFunction2 of(String signature, ArrayFunction2 f) {
    Signature s = Signature.of(signature, 2);
    return (x, y) -> apply(s, xs -> f.apply(xs[0], xs[1]), x, y);
  }

  /**
   * A function of three arrays.
   *
   * @throws ShapeException if the signature is not one of three arguments
   */
  public static ArrayFunction3 of(String signature, ArrayFunction3 f) {
    Signature s = Signature.of(signature, 3);
    return (x, y, z) -> apply(s, xs -> f.apply(xs[0], xs[1], xs[2]), x, y, z);
  }

  /**
   * {@code f} of each vector along {@code axis}; the axes of its result take the place of that one.
   * As {@code jax.numpy.apply_along_axis}.
   */
  public static Array alongAxis(ArrayFunction1 f, int axis, Array x) {
    int a = x.shape().axis(axis);
    int others = x.rank() - 1;
    ArrayFunction1 mapped = f;
    for (int i = 0; i < others; i++) {
      ArrayFunction1 inner = mapped;
      mapped = rows -> Vmap.of(inner).apply(rows);
    }
    Array result = mapped.apply(Np.moveaxis(x, a, -1));
    int added = result.rank() - others;
    return Np.moveaxis(
        result, Ints.range(others, others + added).toArray(), Ints.range(a, a + added).toArray());
  }

  /** The names of the last axes of each argument and of the result. */
  private record Signature(String text, List<List<String>> inputs, List<String> output) {
    static Signature of(String text, int arguments) {
      String compact = text.replace(" ", "");
      String list = "\\((\\w+(,\\w+)*)?\\)";
      if (!compact.matches(list + "(," + list + ")*->" + list)) {
        throw new ShapeException(
            "vectorize: '" + text + "' is not a signature such as (n),(n)->()");
      }
      String[] sides = compact.split("->", -1);
      List<List<String>> inputs =
          Arrays.stream(sides[0].split("(?<=\\)),", -1)).map(Signature::names).toList();
      if (inputs.size() != arguments) {
        throw new ShapeException(
            "vectorize: '"
                + text
                + "' describes "
                + inputs.size()
                + " arguments, not "
                + arguments);
      }
      return new Signature(text, inputs, names(sides[1]));
    }

    private static List<String> names(String group) {
      String inside = group.substring(1, group.length() - 1);
      return inside.isEmpty() ? List.of() : List.of(inside.split(",", -1));
    }

    /** The sizes by name, or an error that names the one that differs. */
    Map<String, Integer> sizes(Array... arrays) {
      Map<String, Integer> sizes = new HashMap<>();
      for (int i = 0; i < arrays.length; i++) {
        List<String> names = inputs.get(i);
        if (arrays[i].rank() < names.size()) {
          throw new ShapeException(
              "vectorize '%s': argument %d, %s, has fewer axes than the signature"
                  .formatted(text, i + 1, arrays[i].type()));
        }
        for (int j = 0; j < names.size(); j++) {
          require(sizes, names.get(j), arrays[i].dim(j - names.size()));
        }
      }
      return sizes;
    }

    void require(Map<String, Integer> sizes, String name, int size) {
      boolean number = name.chars().allMatch(Character::isDigit);
      int known = number ? Integer.parseInt(name) : sizes.getOrDefault(name, size);
      sizes.put(name, known);
      if (known != size) {
        throw new ShapeException(
            "vectorize '" + text + "': axis '" + name + "' has sizes " + known + " and " + size);
      }
    }
  }

  private interface Core {
    Array apply(Array... arguments);
  }

  private static Array apply(Signature s, Core f, Array... arrays) {
    Map<String, Integer> sizes = s.sizes(arrays);
    List<Shape> leading = new ArrayList<>();
    for (int i = 0; i < arrays.length; i++) {
      leading.add(head(arrays[i], s.inputs().get(i).size()));
    }
    Shape common = Np.broadcastShapes(leading.toArray(Shape[]::new));
    Array[] flat = new Array[arrays.length];
    boolean[] mapped = new boolean[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      mapped[i] = leading.get(i).rank() > 0;
      Shape tail = tail(arrays[i], s.inputs().get(i).size());
      flat[i] =
          mapped[i]
              ? Np.broadcastTo(arrays[i], common.concat(tail))
                  .reshape(Shape.of(common.size()).concat(tail))
              : arrays[i];
    }
    Core checked = xs -> check(s, sizes, f.apply(xs));
    if (common.rank() == 0) {
      return checked.apply(flat);
    }
    Array result = lanes(checked, flat, mapped);
    return result.reshape(common.concat(tail(result, result.rank() - 1)));
  }

  private static Shape head(Array x, int core) {
    return new Shape(x.shape().dims().slice(0, x.rank() - core));
  }

  private static Shape tail(Array x, int core) {
    return new Shape(x.shape().dims().slice(x.rank() - core, x.rank()));
  }

  private static Array check(Signature s, Map<String, Integer> sizes, Array result) {
    if (result.rank() != s.output().size()) {
      throw new ShapeException(
          "vectorize '%s': the result %s has %d axes, not %d"
              .formatted(s.text(), result.type(), result.rank(), s.output().size()));
    }
    for (int i = 0; i < result.rank(); i++) {
      s.require(sizes, s.output().get(i), result.dim(i));
    }
    return result;
  }

  /** Over the first axis of those that have lanes. */
  private static Array lanes(Core f, Array[] arrays, boolean[] mapped) {
    List<Array> over = new ArrayList<>();
    for (int i = 0; i < arrays.length; i++) {
      if (mapped[i]) {
        over.add(arrays[i]);
      }
    }
    return Vmap.of(
            (List<Array> lane) -> {
              Array[] all = arrays.clone();
              int next = 0;
              for (int i = 0; i < all.length; i++) {
                all[i] = mapped[i] ? lane.get(next++) : arrays[i];
              }
              return f.apply(all);
            })
        .apply(over);
  }
}
