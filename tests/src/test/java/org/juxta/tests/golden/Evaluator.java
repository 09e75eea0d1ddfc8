package org.juxta.tests.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.At;
import org.juxta.Index;
import org.juxta.tracer.DType;

/** Runs the part of Python that the cases are written in, on arrays. */
final class Evaluator {
  /** The names that the libraries' modules are used under, and ours in the table of functions. */
  private static final Map<String, String> MODULES =
      Map.of(
          "jax.numpy.",
          "np.",
          "jnp.",
          "np.",
          "jax.scipy.",
          "scipy.",
          "jsp.",
          "scipy.",
          "jax.nn.",
          "nn.",
          "jax.lax.",
          "lax.");

  private final Functions functions;
  private final List<String> prefixes;
  private final Map<String, Object> variables = new HashMap<>();

  /** Names without a module are looked up under each of {@code prefixes}. */
  Evaluator(Functions functions, String... prefixes) {
    this.functions = functions;
    this.prefixes = List.of(prefixes);
  }

  /** The same names, none of them changed by what is assigned here. */
  private Evaluator(Evaluator outer) {
    this.functions = outer.functions;
    this.prefixes = outer.prefixes;
    this.variables.putAll(outer.variables);
  }

  Evaluator with(String name, Object value) {
    Evaluator inner = new Evaluator(this);
    inner.variables.put(name, value);
    return inner;
  }

  Evaluator with(Map<String, ?> values) {
    Evaluator inner = new Evaluator(this);
    inner.variables.putAll(values);
    return inner;
  }

  Object value(String expression) {
    return value(PythonParser.expression(expression));
  }

  /** What the program, or the one expression it may be, returns. */
  Object run(List<Statement> program) {
    Object returned = new Evaluator(this).execute(program);
    if (returned == null) {
      throw new IllegalArgumentException("the program returns nothing: " + program);
    }
    return returned;
  }

  private @Nullable Object execute(List<Statement> statements) {
    for (Statement statement : statements) {
      Object returned = execute(statement);
      if (returned != null) {
        return returned;
      }
    }
    return null;
  }

  private @Nullable Object execute(Statement statement) {
    return switch (statement) {
      case Statement.Return(Expr value) -> value(value);
      case Statement.Evaluate(Expr value) -> {
        value(value);
        yield null;
      }
      case Statement.Assign(List<String> names, Expr value) -> {
        assign(names, value(value));
        yield null;
      }
      case Statement.If(Expr test, List<Statement> body, List<Statement> otherwise) ->
          execute(Values.truth(value(test)) ? body : otherwise);
      case Statement.While(Expr test, List<Statement> body) -> {
        Object returned = null;
        while (returned == null && Values.truth(value(test))) {
          returned = execute(body);
        }
        yield returned;
      }
      case Statement.For(String name, Expr source, List<Statement> body) -> {
        Object returned = null;
        for (Object item : items(value(source))) {
          variables.put(name, item);
          returned = returned == null ? execute(body) : returned;
        }
        yield returned;
      }
    };
  }

  private void assign(List<String> names, Object value) {
    if (names.size() == 1) {
      variables.put(names.getFirst(), value);
      return;
    }
    List<?> items = items(value);
    for (int i = 0; i < names.size(); i++) {
      variables.put(names.get(i), items.get(i));
    }
  }

  private static List<?> items(Object value) {
    return switch (value) {
      case List<?> list -> list;
      case Array array ->
          LongStream.range(0, array.dim(0)).mapToObj(i -> array.get((int) i)).toList();
      default -> throw new NotYetThere("the items of " + value);
    };
  }

  private Object value(Expr expr) {
    return switch (expr) {
      case Expr.Constant(Object value) -> value;
      case Expr.Name(String name) -> name(name);
      case Expr.Attribute attribute -> attribute(attribute);
      case Expr.Call call -> call(call);
      case Expr.Subscript(Expr target, Expr index) -> subscript(value(target), index);
      case Expr.Slice slice ->
          new Index.Range(bound(slice.start()), bound(slice.stop()), step(slice));
      case Expr.Sequence(List<Expr> items) -> {
        List<Object> values = new ArrayList<>();
        items.forEach(item -> values.add(value(item)));
        yield values;
      }
      case Expr.Unary(String operator, Expr operand) -> Operators.unary(operator, value(operand));
      case Expr.Binary binary -> binary(binary);
      case Expr.Conditional(Expr test, Expr then, Expr otherwise) ->
          value(Values.truth(value(test)) ? then : otherwise);
      case Expr.Lambda(List<String> parameters, Expr body) -> lambda(parameters, body);
      case Expr.Comprehension(Expr item, String name, Expr source) -> {
        List<Object> values = new ArrayList<>();
        items(value(source)).forEach(v -> values.add(with(name, v).value(item)));
        yield values;
      }
    };
  }

  private Object binary(Expr.Binary binary) {
    return switch (binary.operator()) {
      case "and" -> Values.truth(value(binary.left())) && Values.truth(value(binary.right()));
      case "or" -> Values.truth(value(binary.left())) || Values.truth(value(binary.right()));
      default -> Operators.binary(binary.operator(), value(binary.left()), value(binary.right()));
    };
  }

  private Function lambda(List<String> parameters, Expr body) {
    return (positional, named) -> {
      Evaluator inner = with(named);
      for (int i = 0; i < positional.size(); i++) {
        inner.variables.put(parameters.get(i), positional.get(i));
      }
      return inner.value(body);
    };
  }

  private Object name(String name) {
    Object variable = variables.get(name);
    if (variable != null) {
      return variable;
    }
    for (String prefix : prefixes) {
      if (functions.has(prefix + name)) {
        return functions.get(prefix + name);
      }
    }
    return functions.get(name);
  }

  /** {@code a.b.c} as text if it starts at a module, else null. */
  private @Nullable String dotted(Expr expr) {
    return switch (expr) {
      case Expr.Name(String name) when !variables.containsKey(name) -> name;
      case Expr.Attribute(Expr target, String name) -> {
        String path = dotted(target);
        yield path == null ? null : path + "." + name;
      }
      default -> null;
    };
  }

  private Object attribute(Expr.Attribute attribute) {
    String path = dotted(attribute);
    if (path != null) {
      for (var module : MODULES.entrySet()) {
        if (path.startsWith(module.getKey())) {
          return functions.get(module.getValue() + path.substring(module.getKey().length()));
        }
      }
      return functions.get(path);
    }
    Object target = value(attribute.target());
    String owner = target instanceof At ? "at." : ".";
    Function method = functions.function(owner + attribute.name());
    return switch (attribute.name()) {
      case "T",
          "mT",
          "shape",
          "ndim",
          "dtype",
          "at",
          "size",
          "real",
          "imag",
          "nbytes",
          "itemsize" ->
          method.call(List.of(target), Map.of());
      default ->
          (Function)
              (positional, named) -> {
                List<Object> all = new ArrayList<>(List.of(target));
                all.addAll(positional);
                return method.call(all, named);
              };
    };
  }

  private Object call(Expr.Call call) {
    Object function = value(call.function());
    List<Object> positional = new ArrayList<>();
    Map<String, Object> named = new LinkedHashMap<>();
    for (Expr.Argument argument : call.arguments()) {
      Object value = value(argument.value());
      if (argument.starred()) {
        positional.addAll(items(value));
      } else if (argument.name() == null) {
        positional.add(value);
      } else {
        named.put(argument.name(), value);
      }
    }
    if (function instanceof Function f) {
      return f.call(positional, named);
    }
    if (function instanceof DType dtype && positional.size() == 1) {
      return Values.array(positional.getFirst()).astype(dtype);
    }
    throw new NotYetThere("a call of " + function);
  }

  private Object subscript(Object target, Expr index) {
    Object entry = value(index);
    return switch (target) {
      case Array array -> array.get(Subscripts.indices(entry));
      case Subscripts.Place place -> place.at(Subscripts.indices(entry));
      case List<?> list when entry instanceof Long i -> list.get(Math.floorMod(i, list.size()));
      case List<?> list
          when entry instanceof Index.Range(Integer start, Integer stop, int step) && step == 1 ->
          list.subList(start == null ? 0 : start, stop == null ? list.size() : stop);
      default -> throw new NotYetThere("[" + entry + "] of " + target);
    };
  }

  private @Nullable Integer bound(@Nullable Expr expr) {
    return expr == null || value(expr) == None.NONE ? null : Math.toIntExact((Long) value(expr));
  }

  private int step(Expr.Slice slice) {
    Integer step = bound(slice.step());
    return step == null ? 1 : step;
  }
}
