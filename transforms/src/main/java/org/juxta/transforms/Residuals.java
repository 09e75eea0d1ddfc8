package org.juxta.transforms;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Variable;

/**
 * What a reverse-mode derivative of a function keeps from the way forward for the way back; see
 * {@link Checkpoint} for keeping less. As {@code jax.ad_checkpoint.print_saved_residuals}.
 *
 * {@snippet class="org.juxta.tests.snippets.CustomSnippets" region="residuals"}
 *
 * @param all one for each array that is kept
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public record Residuals(List<Residual> all) {
  /** Copies the list. */
  public Residuals {
    all = List.copyOf(all);
  }

  /**
   * An array that is kept.
   *
   * @param origin the argument that it is, or the operation that made it with its line of source
   */
  public record Residual(ArrayType type, String origin) {
    @Override
    public String toString() {
      return type + " " + origin;
    }
  }

  /** Of a function of one array, at arrays of the type of {@code x}. */
  public static Residuals of(ArrayFunction1 f, Array x) {
    return at(Fn.of(f), x);
  }

  /**
   * Of a function of one argument, which may be a tree, at arguments like {@code x}. The derivative
   * is by all of its floats and complex numbers.
   */
  public static <A, R> Residuals of(Function1<A, R> f, A x) {
    return at(Fn.of(f), x);
  }

  private static Residuals at(Fn f, @Nullable Object x) {
    Tree.Flat flat = Tree.flattenArguments(new @Nullable Object[] {x});
    List<ArrayType> types = Tracing.types(flat.leaves());
    Tracing tracing = Tracing.of(f, flat.def(), types);
    boolean[] active = new boolean[types.size()];
    for (int i = 0; i < active.length; i++) {
      active[i] = JvpRules.differentiable(types.get(i));
    }
    Trace.Recording forward =
        Trace.record(
            types,
            in -> {
              Linearization.Linearized linearized =
                  Linearization.at(
                      tracing.program(), tracing.captures(), Primitives.wrap(in), active);
              return ControlJvp.values(linearized.residuals());
            });
    return of(Passes.simplify(forward.program()), flat.def());
  }

  /** Of a program whose outputs are kept. */
  private static Residuals of(Program forward, TreeDef arguments) {
    Map<Variable, String> origins = new HashMap<>();
    for (int i = 0; i < forward.inputs().size(); i++) {
      origins.put(forward.inputs().get(i), "from " + arguments.path(i));
    }
    forward.captures().forEach(v -> origins.put(v, "from outside the function"));
    for (Equation equation : forward.equations()) {
      String origin = "made by " + equation.op().name() + " at " + equation.source();
      equation.results().forEach(v -> origins.put(v, origin));
    }
    List<Residual> all = new ArrayList<>();
    for (Atom kept : forward.outputs().stream().distinct().toList()) {
      switch (kept) {
        case Variable v -> all.add(new Residual(v.type(), origins.get(v)));
        case Literal _ -> {} // written into the way back
      }
    }
    return new Residuals(all);
  }

  /** A line for each. */
  @Override
  public String toString() {
    return all.stream().map(Residual::toString).collect(Collectors.joining("\n"));
  }
}
