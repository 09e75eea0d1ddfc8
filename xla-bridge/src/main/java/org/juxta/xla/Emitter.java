package org.juxta.xla;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;

/**
 * Writes one module of MLIR text: functions, each after the one that first asks for it; operations
 * in single assignment, numbered from 0 in each function; constants, once in each region. Values
 * are handed around by their names.
 */
final class Emitter {
  private record Constant(DType dtype, long bits, long imaginaryBits, Shape shape) {}

  private final boolean locations;
  private final boolean guarded;
  private boolean callsJava = false;
  private final StringBuilder out = new StringBuilder(4096);
  private final Map<Variable, String> names = new HashMap<>();
  private final Map<Variable, Literal> literals = new HashMap<>();
  private Map<Constant, String> constants = new HashMap<>();
  private int values = 0;
  private String indent = "";

  private final Map<Object, String> functions = new HashMap<>();
  private final Set<String> functionNames = new HashSet<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  private final Map<String, String> lines = new LinkedHashMap<>();
  private String location = "";

  /**
   * @param locations whether functions keep their names, and operations their lines of source
   * @param guarded see {@link Lowering#lowerGuarded}
   */
  Emitter(boolean locations, boolean guarded) {
    this.locations = locations;
    this.guarded = guarded;
  }

  /** For an engine that can call Java, and so LAPACK. */
  Emitter callingJava() {
    callsJava = true;
    return this;
  }

  /** Whether the engine can call the Java functions of {@link CustomCalls}. */
  boolean callsJava() {
    return callsJava;
  }

  /** Whether factorisations are custom calls of {@link Lapack}. */
  boolean callsLapack() {
    return callsJava && Lapack.isThere();
  }

  boolean isGuarded() {
    return guarded;
  }

  // Modules and functions

  /**
   * The module of {@code main}, which writes the function of that name, and of the functions that
   * it asks for.
   */
  String module(Runnable main) {
    functionNames.add("main");
    out.append("module {\n");
    main.run();
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
    out.append("}\n");
    lines.forEach((line, name) -> out.append(name).append(" = ").append(line).append('\n'));
    return out.toString();
  }

  /**
   * The name of the private function that {@code key} stands for. On the first request {@code body}
   * is put in line to write the function under the name that it gets, which is like {@code wish} in
   * text for reading.
   */
  String function(Object key, String wish, Consumer<String> body) {
    String known = functions.get(key);
    if (known != null) {
      return known;
    }
    String base = locations ? MlirText.identifier(wish) : "f";
    String name = base;
    for (int i = functions.size(); !functionNames.add(name); i++) {
      name = base + "_" + i;
    }
    String unique = name;
    functions.put(key, unique);
    waiting.add(() -> body.accept(unique));
    return unique;
  }

  /** Begins a function; the names of its arguments. */
  List<String> beginFunction(
      String visibility, String name, List<ArrayType> arguments, List<ArrayType> results) {
    return beginFunction(visibility, name, arguments, results, List.of());
  }

  /**
   * Begins a function; the names of its arguments.
   *
   * @param aliases for each argument the result whose memory it may be, or -1; none if empty
   */
  List<String> beginFunction(
      String visibility,
      String name,
      List<ArrayType> arguments,
      List<ArrayType> results,
      List<Integer> aliases) {
    values = 0;
    constants = new HashMap<>();
    indent = "    ";
    out.append("  func.func ").append(visibility).append(" @").append(name).append('(');
    List<String> argumentNames = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      String argument = "%arg" + i;
      argumentNames.add(argument);
      out.append(i == 0 ? "" : ", ").append(argument).append(": ");
      out.append(MlirText.type(arguments.get(i)));
      if (!aliases.isEmpty() && aliases.get(i) >= 0) {
        out.append(" {tf.aliasing_output = ").append(aliases.get(i)).append(" : i32}");
      }
    }
    out.append(") -> (").append(MlirText.types(results)).append(") {\n");
    return argumentNames;
  }

  void endFunction(List<String> results, List<ArrayType> types) {
    location = "";
    end("func.return", results, types);
    out.append("  }\n");
  }

  private void end(String terminator, List<String> results, List<ArrayType> types) {
    line(
        results.isEmpty()
            ? terminator
            : terminator + " " + String.join(", ", results) + " : " + MlirText.types(types));
  }

  /** The line of source that the next operations come from. */
  void at(SourceLine source) {
    if (locations) {
      location =
          source.equals(SourceLine.UNKNOWN)
              ? ""
              : " loc("
                  + lines.computeIfAbsent(MlirText.location(source), _ -> "#loc" + lines.size())
                  + ")";
    }
  }

  // Operations

  /** Writes {@code %n = text} and gives {@code %n}. */
  String emit(String text) {
    String name = "%" + values++;
    line(name + " = " + text);
    return name;
  }

  /** Writes an operation with that many results and gives their names. */
  List<String> emit(int results, String text) {
    String name = "%" + values++;
    line((results == 1 ? name : name + ":" + results) + " = " + text);
    return results(name, results);
  }

  /** An operation whose operands and result are of one type. */
  String emit(String op, String operands, ArrayType type) {
    return emit(op + " " + operands + " : " + MlirText.type(type));
  }

  /** An operation with a signature: {@code types} of the operands, with commas between them. */
  String emit(String op, String operands, String types, ArrayType result) {
    return emit(op + " " + operands + " : (" + types + ") -> " + MlirText.type(result));
  }

  private void line(String text) {
    out.append(indent).append(text).append(location).append('\n');
  }

  private static List<String> results(String name, int count) {
    if (count == 1) {
      return List.of(name);
    }
    List<String> results = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      results.add(name + "#" + i);
    }
    return results;
  }

  /**
   * An operation with regions: {@code text} stands before the first, {@code last} after the last.
   */
  List<String> emit(int results, String text, List<Region> regions, String last) {
    String name = "%" + values++;
    String outerLocation = location;
    out.append(indent).append(results == 1 ? name : name + ":" + results);
    out.append(" = ").append(text);
    for (Region region : regions) {
      out.append(region.before()).append('\n');
      region(region);
      out.append(indent).append(region.after());
    }
    location = outerLocation;
    out.append(last).append(location).append('\n');
    return results(name, results);
  }

  /**
   * Operations within an operation.
   *
   * @param before the text that opens the region
   * @param after the text that closes it
   * @param body writes the operations and gives the values that the region returns
   */
  record Region(String before, String after, List<ArrayType> types, Body body) {}

  @FunctionalInterface
  interface Body {
    List<String> write();
  }

  private void region(Region region) {
    Map<Constant, String> outerConstants = constants;
    String outerIndent = indent;
    constants = new HashMap<>();
    indent = outerIndent + "  ";
    List<String> results = region.body().write();
    location = "";
    end("stablehlo.return", results, region.types());
    constants = outerConstants;
    indent = outerIndent;
  }

  /** New names, for the arguments of a region. */
  List<String> fresh(int count) {
    List<String> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add("%" + values++);
    }
    return result;
  }

  // Names

  void bind(List<Variable> variables, List<String> valueNames) {
    for (int i = 0; i < variables.size(); i++) {
      names.put(variables.get(i), valueNames.get(i));
      literals.remove(variables.get(i));
    }
  }

  /** Lets the captures of an inner program stand for what surrounds it. */
  void substitute(List<Variable> captures, List<Atom> operands) {
    for (int i = 0; i < captures.size(); i++) {
      Literal literal = literal(operands.get(i));
      if (literal != null) {
        literals.put(captures.get(i), literal);
      } else {
        literals.remove(captures.get(i));
        names.put(captures.get(i), value(operands.get(i)));
      }
    }
  }

  /** The literal that an atom is or, as a capture, stands for. */
  @Nullable Literal literal(Atom atom) {
    return switch (atom) {
      case Literal literal -> literal;
      case Variable variable -> literals.isEmpty() ? null : literals.get(variable);
    };
  }

  String value(Atom atom) {
    return value(atom, atom.type().shape());
  }

  List<String> values(List<? extends Atom> atoms) {
    List<String> result = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      result.add(value(atom));
    }
    return result;
  }

  /** A value of that shape, or a scalar repeated to it. */
  String value(Atom atom, Shape shape) {
    Literal literal = literal(atom);
    DType dtype = atom.type().dtype();
    if (literal != null) {
      return constant(literal, shape);
    }
    String name = names.get(atom);
    if (name == null) {
      throw new IllegalStateException("a variable of type " + atom.type() + " is not in scope");
    }
    return atom.type().shape().equals(shape)
        ? name
        : broadcast(name, atom.type(), ArrayType.of(dtype, shape), Ints.EMPTY);
  }

  String broadcast(String value, ArrayType from, ArrayType to, Ints axes) {
    return emit("stablehlo.broadcast_in_dim", value + ", dims = " + axes, MlirText.type(from), to);
  }

  // Constants

  /** An array filled with one real number, given by the bits of a literal. */
  String constant(DType dtype, long bits, Shape shape) {
    return constant(dtype, bits, 0, shape);
  }

  /** An array filled with one number. */
  String constant(Literal literal, Shape shape) {
    return constant(literal.type().dtype(), literal.bits(), literal.imaginaryBits(), shape);
  }

  private String constant(DType dtype, long bits, long imaginaryBits, Shape shape) {
    Constant key = new Constant(dtype, bits, imaginaryBits, shape);
    String known = constants.get(key);
    if (known == null) {
      known =
          emit(
              "stablehlo.constant dense<"
                  + MlirText.element(dtype, bits, imaginaryBits)
                  + "> : "
                  + MlirText.type(dtype, shape));
      constants.put(key, known);
    }
    return known;
  }

  String zeros(ArrayType type) {
    return constant(type.dtype(), 0, type.shape());
  }
}
