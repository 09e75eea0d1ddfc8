package org.juxta.tracer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes programs as text: variables are numbered in the order of their definition, inner programs
 * are indented.
 */
final class ProgramPrinter {
  private final StringBuilder out = new StringBuilder();
  private final Map<Variable, String> names = new HashMap<>();

  static String print(Program program) {
    ProgramPrinter printer = new ProgramPrinter();
    printer.program(program, "");
    return printer.out.toString();
  }

  private void program(Program program, String indent) {
    out.append("{ (").append(define(program.inputs())).append(')');
    if (!program.captures().isEmpty()) {
      out.append(" captures (").append(define(program.captures())).append(')');
    }
    out.append('\n');
    for (Equation equation : program.equations()) {
      equation(equation, indent + "  ");
    }
    out.append(indent).append("  return ").append(use(program.outputs())).append('\n');
    out.append(indent).append("}\n");
  }

  private void equation(Equation equation, String indent) {
    Op op = equation.op();
    String operands = use(equation.operands());
    String results = define(equation.results());
    out.append(indent).append(results).append(results.isEmpty() ? "" : " = ").append(op.name());
    if (!op.parameters().isEmpty()) {
      out.append('[').append(op.parameters()).append(']');
    }
    out.append(operands.isEmpty() ? "" : " " + operands);
    if (!equation.source().equals(SourceLine.UNKNOWN)) {
      out.append("    # ").append(equation.source());
    }
    out.append('\n');
    for (Program inner : op.programs()) {
      out.append(indent).append("  ");
      program(inner, indent + "  ");
    }
  }

  private String define(List<Variable> variables) {
    return variables.stream()
        .map(
            v -> {
              names.put(v, "%" + names.size());
              return names.get(v) + ":" + v.type();
            })
        .collect(Collectors.joining(", "));
  }

  private String use(List<Atom> atoms) {
    return atoms.stream()
        .map(
            a ->
                switch (a) {
                  case Variable v -> names.getOrDefault(v, "%?");
                  case Literal l -> l.toString();
                })
        .collect(Collectors.joining(", "));
  }
}
