package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.Atom;
import org.juxta.tracer.Equation;
import org.juxta.tracer.JvpRule;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Variable;

/**
 * Goes through a program and carries tangents along. With tangents in a linear trace, operations on
 * primal values land in the surrounding trace and those that touch a tangent in the linear one:
 * that is linearisation.
 */
final class Forward {
  private final @Nullable Trace linear;
  private final Set<Object> rules;

  private Forward(@Nullable Trace linear, Set<Object> rules) {
    this.linear = linear;
    this.rules = rules;
  }

  /** Primal values and tangents side by side. */
  static Forward jvp() {
    return new Forward(null, Set.of());
  }

  /** Tangents are values of {@code linear}. */
  static Forward linearize(Trace linear) {
    return new Forward(linear, Set.of());
  }

  /** The linear trace, or null if primal values and tangents go side by side. */
  @Nullable Trace linear() {
    return linear;
  }

  /** Goes through what a custom rule did. */
  Forward within(JvpRule rule) {
    Set<Object> more = new HashSet<>(rules);
    more.add(rule.origin());
    return new Forward(linear, more);
  }

  /** Whether this goes through what {@code rule} did, perhaps for another call. */
  boolean isWithin(JvpRule rule) {
    return rules.contains(rule.origin());
  }

  JvpRules.Result run(
      Program program,
      List<Array> captures,
      List<Tangent> captureTangents,
      List<Array> inputs,
      List<Tangent> inputTangents) {
    Inline primals = new Inline();
    Map<Variable, Tangent> tangents = new HashMap<>();
    primals.put(program.captures(), captures);
    primals.put(program.inputs(), inputs);
    put(tangents, program.captures(), captureTangents);
    put(tangents, program.inputs(), inputTangents);
    for (Equation equation : program.equations()) {
      step(equation, primals, tangents);
    }
    return new JvpRules.Result(primals.get(program.outputs()), get(tangents, program.outputs()));
  }

  private void step(Equation equation, Inline primals, Map<Variable, Tangent> tangents) {
    List<Array> x = primals.get(equation.operands());
    List<Tangent> t = get(tangents, equation.operands());
    if (t.stream().allMatch(Tangent::isZero)) {
      primals.evaluate(equation);
    } else {
      equation
          .source()
          .derivativeOf(equation.op())
          .run(
              () -> {
                JvpRules.Result result = JvpRules.apply(equation.op(), x, t, this);
                primals.put(equation.results(), result.primals());
                put(tangents, equation.results(), result.tangents());
              });
    }
  }

  private static void put(
      Map<Variable, Tangent> tangents, List<Variable> variables, List<Tangent> values) {
    for (int i = 0; i < variables.size(); i++) {
      if (!values.get(i).isZero()) {
        tangents.put(variables.get(i), values.get(i));
      }
    }
  }

  private static List<Tangent> get(Map<Variable, Tangent> tangents, List<Atom> atoms) {
    List<Tangent> values = new ArrayList<>(atoms.size());
    for (Atom atom : atoms) {
      Tangent tangent = atom instanceof Variable v ? tangents.get(v) : null;
      values.add(tangent == null ? Tangent.zero(atom.type()) : tangent);
    }
    return values;
  }
}
