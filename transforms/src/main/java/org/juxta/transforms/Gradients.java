package org.juxta.transforms;

import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.ShapeException;

/**
 * What gradients share: the function is linearised at its arguments and the map transposed at
 * cotangent one.
 */
final class Gradients {
  private Gradients() {}

  /** How the pieces of a gradient become a result. */
  @FunctionalInterface
  interface Shape {
    @Nullable Object of(Fn f, @Nullable Object[] arguments);
  }

  static Staged staged(String what, Object f, Fn fn, Shape shape) {
    return Staged.inline(what, f, x -> shape.of(fn, x));
  }

  static @Nullable Object gradient(Fn f, @Nullable Object[] arguments) {
    return Pullback.of(f, arguments, 1, false).gradients()[0];
  }

  /** By all arguments, as a tuple. */
  static Object gradients(Fn f, @Nullable Object[] arguments) {
    return Tuples.of(Pullback.of(f, arguments, arguments.length, false).gradients());
  }

  static Object valueAndGradient(Fn f, @Nullable Object[] arguments) {
    Pullback pullback = Pullback.of(f, arguments, 1, false);
    return new Tuple2<>(pullback.results().getFirst(), pullback.gradients()[0]);
  }

  static Object valueAndGradientWithAux(Fn f, @Nullable Object[] arguments) {
    Pullback pullback = Pullback.of(f, arguments, 1, true);
    return new Tuple2<>(
        pullback.structure().unflatten(pullback.results()), pullback.gradients()[0]);
  }

  /** A function linearised by its first arguments. */
  private record Pullback(
      List<Tree.Flat> arguments, int wrt, TreeDef structure, Linearization.Linearized linearized) {
    static Pullback of(Fn f, @Nullable Object[] arguments, int wrt, boolean aux) {
      List<Tree.Flat> flats = new ArrayList<>();
      List<Array> leaves = new ArrayList<>();
      for (Object argument : arguments) {
        flats.add(Tree.flatten(argument));
        leaves.addAll(flats.getLast().leaves());
      }
      TreeDef structure = Tree.flattenArguments(arguments).def();
      boolean[] active = new boolean[leaves.size()];
      int count = flats.subList(0, wrt).stream().mapToInt(a -> a.leaves().size()).sum();
      for (int i = 0; i < count; i++) {
        active[i] = true;
      }
      Linearization.requireFloats(structure, Tracing.types(leaves.subList(0, count)));
      Tracing tracing = Tracing.of(f, structure, Tracing.types(leaves));
      requireScalar(tracing, aux);
      return new Pullback(
          flats,
          wrt,
          tracing.results(),
          Linearization.at(tracing.program(), tracing.captures(), leaves, active));
    }

    List<Array> results() {
      return linearized.results();
    }

    @Nullable Object[] gradients() {
      List<Tangent> one = new ArrayList<>();
      for (Array result : results()) {
        one.add(Tangent.zero(result.type()));
      }
      one.set(0, Tangent.of(Np.ones(results().getFirst().dtype())));
      List<Array> cotangents = Linearization.transpose(linearized, one);
      @Nullable Object[] gradients = new @Nullable Object[wrt];
      int at = 0;
      for (int i = 0; i < wrt; i++) {
        Tree.Flat argument = arguments.get(i);
        int end = at + argument.leaves().size();
        gradients[i] = argument.def().unflatten(cotangents.subList(at, end));
        at = end;
      }
      return gradients;
    }
  }

  private static void requireScalar(Tracing tracing, boolean aux) {
    List<ArrayType> types = tracing.program().outputTypes();
    boolean one = aux ? !types.isEmpty() : types.size() == 1;
    if (!one || !types.getFirst().shape().isScalar()) {
      throw new ShapeException(
          "a gradient is of a function that gives a scalar; this one gives "
              + (types.size() == 1 ? types.getFirst() : types)
              + ". Reduce it with sum() or mean(), or use Jacobian");
    }
    if (!types.getFirst().dtype().isFloat()) {
      throw new DTypeException(
          "a gradient is of a function that gives a float; this one gives " + types.getFirst());
    }
  }
}
