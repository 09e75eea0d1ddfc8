package org.juxta.transforms;

import io.vavr.Tuple3;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.Program;

/** A function linearised at an argument: its result, and the linear map both ways. */
final class LinearMap {
  private final Object function;
  private final TreeDef argument;
  private final TreeDef structure;
  private final List<Array> results;
  private final Linearization.Linearized linearized;

  private LinearMap(
      Object function,
      TreeDef argument,
      TreeDef structure,
      List<Array> results,
      Linearization.Linearized linearized) {
    this.function = function;
    this.argument = argument;
    this.structure = structure;
    this.results = results;
    this.linearized = linearized;
  }

  /** Linearises one function at many arguments; the work at each is compiled. */
  @FunctionalInterface
  interface Maker {
    LinearMap at(@Nullable Object argument);
  }

  /**
   * What tracing learns beside the arrays; static, so that it comes out of the compiled function's
   * cache.
   */
  private record Shape(Program map, TreeDef structure) {}

  /** A static value that is equal only to itself. */
  private static final class Held {
    final Shape shape;

    Held(Shape shape) {
      this.shape = shape;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  static Maker of(String what, Object f, Fn fn) {
    Staged staged = Staged.inline(what, f, x -> parts(fn, x));
    return x -> {
      Tuple3<List<Array>, List<Array>, Held> parts = Fn.cast(staged.apply(x));
      Shape shape = parts._3.shape;
      return new LinearMap(
          f,
          Tree.structure(x),
          shape.structure(),
          parts._1,
          new Linearization.Linearized(parts._1, shape.map(), parts._2));
    };
  }

  private static Object parts(Fn f, @Nullable Object[] arguments) {
    Tree.Flat flat = Tree.flattenArguments(arguments);
    Linearization.requireFloats(flat.def(), Tracing.types(flat.leaves()));
    Tracing tracing = Tracing.of(f, flat.def(), Tracing.types(flat.leaves()));
    Linearization.Linearized linearized =
        Linearization.at(
            tracing.program(),
            tracing.captures(),
            flat.leaves(),
            Dependence.filled(flat.leaves().size(), true));
    Held held = new Held(new Shape(linearized.map(), tracing.results()));
    return new Tuple3<>(linearized.results(), linearized.residuals(), held);
  }

  @Nullable Object result() {
    return structure.unflatten(results);
  }

  /** From a tangent of the argument to that of the result. */
  Staged pushforward() {
    return pushforward(result());
  }

  /**
   * From a tangent of the argument to that of a part of the result.
   *
   * @param part the result, or what comes first in it
   */
  Staged pushforward(@Nullable Object part) {
    Tree.Flat of = Tree.flatten(part);
    return Staged.inline(
        "pushforward",
        function,
        x -> {
          Tree.Flat tangent = Tree.flatten(x[0]);
          Tracing.requireLike("a tangent", argument, linearized.map().inputTypes(), tangent);
          List<Array> all = Inline.run(linearized.map(), linearized.residuals(), tangent.leaves());
          return of.def().unflatten(all.subList(0, of.leaves().size()));
        });
  }

  /**
   * From a cotangent to that of the argument.
   *
   * @param part what the cotangent is of: the result, or what comes first in it
   */
  Staged pullback(@Nullable Object part) {
    Tree.Flat of = Tree.flatten(part);
    return Staged.inline(
        "pullback",
        function,
        x -> {
          Tree.Flat cotangent = Tree.flatten(x[0]);
          Tracing.requireLike("a cotangent", of.def(), Tracing.types(of.leaves()), cotangent);
          List<Tangent> given = tangents(cotangent.leaves());
          given.addAll(Linearization.zeros(results.subList(given.size(), results.size())));
          return argument.unflatten(Linearization.transpose(linearized, given));
        });
  }

  /** Those of floats; others have none. */
  static List<Tangent> tangents(List<Array> arrays) {
    List<Tangent> tangents = new ArrayList<>();
    for (Array array : arrays) {
      tangents.add(
          JvpRules.differentiable(array.type()) ? Tangent.of(array) : Tangent.zero(array.type()));
    }
    return tangents;
  }
}
