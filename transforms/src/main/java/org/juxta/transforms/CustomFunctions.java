package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.tracer.VjpRule;

/** Functions of trees that are recorded as a call with something beside their program. */
final class CustomFunctions {
  private CustomFunctions() {}

  /** A call of one function: its name, its arguments' structures, its program. */
  record Site(String name, List<Tree.Flat> arguments, TreeDef structure, Tracing traced) {
    @Nullable Object[] arguments(List<Array> leaves) {
      return structure.unflatten(leaves);
    }
  }

  /** The function, recorded as the operation that {@code op} makes for a call. */
  static Staged staged(String what, Object f, Fn fn, Function<Site, Call> op) {
    return Staged.inline(
        what,
        f,
        x -> {
          List<Tree.Flat> arguments = new ArrayList<>();
          for (Object argument : x) {
            arguments.add(Tree.flatten(argument));
          }
          Tree.Flat flat = Tree.flattenArguments(x);
          Tracing traced = Tracing.of(fn, flat.def(), Tracing.types(flat.leaves()));
          Site site = new Site(Staged.functionName(f), arguments, flat.def(), traced);
          List<Array> operands = new ArrayList<>(traced.captures());
          operands.addAll(flat.leaves());
          return traced.results().unflatten(Primitives.bind(op.apply(site), operands));
        });
  }

  /**
   * @param rule from the arguments and their tangents, each as one value, to the result and its
   *     tangent
   */
  static Staged jvp(Object f, Fn fn, Fn rule) {
    return staged(
        "custom_jvp",
        f,
        fn,
        site ->
            new Call.CustomJvpCall(
                site.name(),
                site.traced().program(),
                JvpRule.of(rule, (x, t) -> derivative(site, rule, Primitives.wrap(x), t))));
  }

  private static JvpRule.Derivative derivative(
      Site site, Fn rule, List<Array> x, List<@Nullable Value> t) {
    List<Array> tangents = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Value tangent = t.get(i);
      tangents.add(tangent == null ? Tangent.zero(x.get(i).type()).array() : Array.of(tangent));
    }
    Tuple2<?, ?> both =
        Fn.cast(
            rule.apply(
                new @Nullable Object[] {one(site.arguments(x)), one(site.arguments(tangents))}));
    List<Value> results = like("result", site, both._1);
    return new JvpRule.Derivative(results, new ArrayList<>(like("tangent", site, both._2)));
  }

  private static @Nullable Object one(@Nullable Object[] arguments) {
    return arguments.length == 1 ? arguments[0] : Tuples.of(arguments);
  }

  /** What a rule gave as the function's result, or its tangent. */
  private static List<Value> like(String what, Site site, @Nullable Object tree) {
    Tree.Flat flat = Tree.flatten(tree);
    Tracing.requireLike(
        "the " + what + " that the custom rule of " + site.name() + " gives",
        site.traced().results(),
        site.traced().program().outputTypes(),
        flat);
    return ControlJvp.values(flat.leaves());
  }

  /**
   * @param partials for each argument what its tangent adds to the result's, from that tangent, the
   *     result and all arguments; null if nothing
   */
  static Staged jvpByArgument(Object f, Fn fn, List<@Nullable Fn> partials) {
    List<Staged> self = new ArrayList<>();
    self.add(
        staged(
            "custom_jvp",
            f,
            fn,
            site ->
                new Call.CustomJvpCall(
                    site.name(),
                    site.traced().program(),
                    JvpRule.of(
                        partials,
                        (x, t) -> sum(site, self.getFirst(), partials, Primitives.wrap(x), t)))));
    return self.getFirst();
  }

  private static JvpRule.Derivative sum(
      Site site,
      Staged function,
      List<@Nullable Fn> partials,
      List<Array> x,
      List<@Nullable Value> t) {
    @Nullable Object[] arguments = site.arguments(x);
    Object result = function.apply(arguments);
    List<Value> results = like("result", site, result);
    List<Tangent> sums = new ArrayList<>();
    results.forEach(r -> sums.add(Tangent.zero(r.type())));
    int at = 0;
    for (int i = 0; i < arguments.length; i++) {
      TreeDef argument = site.arguments().get(i).def();
      int end = at + argument.leafCount();
      Fn partial = partials.get(i);
      if (partial != null && t.subList(at, end).stream().anyMatch(v -> v != null)) {
        List<Array> tangent = new ArrayList<>();
        for (int j = at; j < end; j++) {
          Value value = t.get(j);
          tangent.add(value == null ? Tangent.zero(x.get(j).type()).array() : Array.of(value));
        }
        List<@Nullable Object> in = new ArrayList<>();
        in.add(argument.unflatten(tangent));
        in.add(result);
        in.addAll(Arrays.asList(arguments));
        List<Value> more = like("tangent", site, partial.apply(in.toArray()));
        for (int j = 0; j < more.size(); j++) {
          sums.set(j, sums.get(j).plus(Tangent.of(Array.of(more.get(j)))));
        }
      }
      at = end;
    }
    List<@Nullable Value> tangents = new ArrayList<>();
    sums.forEach(s -> tangents.add(s.isZero() ? null : s.array().value()));
    return new JvpRule.Derivative(results, tangents);
  }

  /**
   * @param forward from the arguments to the result and the residuals
   * @param backward from the residuals and the result's cotangent to those of the arguments, as one
   *     value
   */
  static Staged vjp(Object f, Fn fn, Fn forward, Fn backward) {
    return staged(
        "custom_vjp",
        f,
        fn,
        site ->
            new Call.CustomVjpCall(
                site.name(),
                site.traced().program(),
                x -> pass(site, forward, backward, Primitives.wrap(x))));
  }

  private static VjpRule.Pass pass(Site site, Fn forward, Fn backward, List<Array> x) {
    Tuple2<?, ?> both = Fn.cast(forward.apply(site.arguments(x)));
    Tree.Flat residuals = Tree.flatten(both._2);
    return new VjpRule.Pass(
        like("result", site, both._1),
        ControlJvp.values(residuals.leaves()),
        (known, ct) -> {
          Object kept = residuals.def().unflatten(Primitives.wrap(known));
          Object cotangent = site.traced().results().unflatten(Primitives.wrap(ct));
          return cotangents(site, backward.apply(new @Nullable Object[] {kept, cotangent}));
        });
  }

  private static List<@Nullable Value> cotangents(Site site, @Nullable Object back) {
    List<@Nullable Value> all = new ArrayList<>();
    int count = site.arguments().size();
    for (int i = 0; i < count; i++) {
      Tree.Flat argument = site.arguments().get(i);
      Object part = count == 1 ? back : part(site, back, count, i);
      if (part == null) {
        argument.leaves().forEach(_ -> all.add(null));
        continue;
      }
      Tree.Flat flat = Tree.flatten(part);
      List<ArrayType> types = Tracing.types(argument.leaves());
      Tracing.requireLike(
          "the cotangent that the custom rule of " + site.name() + " gives for argument " + (i + 1),
          argument.def(),
          types,
          flat);
      for (int j = 0; j < types.size(); j++) {
        all.add(JvpRules.differentiable(types.get(j)) ? flat.leaves().get(j).value() : null);
      }
    }
    return all;
  }

  private static @Nullable Object part(Site site, @Nullable Object back, int count, int i) {
    if (back instanceof Tuple tuple && tuple.arity() == count) {
      return tuple.toSeq().get(i);
    }
    throw new ShapeException(
        "the custom rule of "
            + site.name()
            + " must give a tuple of the cotangents of its "
            + count
            + " arguments, not "
            + back);
  }

  /**
   * @param f from the argument to the result and the function from the result's cotangent to the
   *     argument's
   */
  static Staged gradient(Object given, Fn f) {
    return staged(
        "custom_gradient",
        given,
        x -> Fn.<Tuple2<?, ?>>cast(f.apply(x))._1,
        site ->
            new Call.CustomVjpCall(
                site.name(), site.traced().program(), x -> pass(site, f, Primitives.wrap(x))));
  }

  /** What the function of the cotangent takes from the way forward are the residuals. */
  private static VjpRule.Pass pass(Site site, Fn f, List<Array> x) {
    Tuple2<?, Function1<@Nullable Object, @Nullable Object>> both =
        Fn.cast(f.apply(site.arguments(x)));
    List<Value> results = like("result", site, both._1);
    boolean[] given = new boolean[x.size()];
    Trace.Recording back =
        Trace.record(
            results.stream().map(r -> r.type().strong()).toList(),
            in -> {
              Object ct = site.traced().results().unflatten(Primitives.wrap(in));
              List<@Nullable Value> all = cotangents(site, both._2.apply(ct));
              List<Value> present = new ArrayList<>();
              for (int i = 0; i < given.length; i++) {
                Value value = all.get(i);
                given[i] = value != null;
                if (value != null) {
                  present.add(value);
                }
              }
              return present;
            });
    return new VjpRule.Pass(
        results,
        back.captured(),
        (known, ct) -> {
          List<Array> made =
              Inline.run(back.program(), Primitives.wrap(known), Primitives.wrap(ct));
          List<@Nullable Value> all = new ArrayList<>();
          int next = 0;
          for (boolean is : given) {
            all.add(is ? made.get(next++).value() : null);
          }
          return all;
        });
  }

  /**
   * @param rule from the batch and the arguments, as {@link CustomVmap} says, to the result for all
   *     lanes
   */
  static Staged vmap(Object f, Fn fn, Fn rule) {
    return staged(
        "custom_vmap",
        f,
        fn,
        site ->
            new Call.CustomVmapCall(
                site.name(),
                site.traced().program(),
                (size, batched, x) -> lanes(site, rule, size, batched, Primitives.wrap(x))));
  }

  private static List<Value> lanes(
      Site site, Fn rule, int size, List<Boolean> batched, List<Array> x) {
    List<@Nullable Object> in = new ArrayList<>();
    in.add(new CustomVmap.Batch(size, batched));
    in.addAll(Arrays.asList(site.arguments(x)));
    Tree.Flat flat = Tree.flatten(rule.apply(in.toArray()));
    Tracing.requireLike(
        "what the custom batching rule of " + site.name() + " gives for all lanes",
        site.traced().results(),
        site.traced().program().outputTypes().stream()
            .map(t -> t.with(t.shape().insert(0, size)))
            .toList(),
        flat);
    return ControlJvp.values(flat.leaves());
  }
}
