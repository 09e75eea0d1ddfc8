package org.juxta.tracer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A program made ready for {@link ReferenceEvaluator} to run many times: variables have become
 * places in an array. Immutable, so many threads may run it at once.
 */
public final class ReferenceProgram {
  private final Program program;
  private final List<Step> steps;
  private final Ints outputs;
  private final List<ArrayType> outputTypes;

  /** The values at the start of a run: literals in their places. */
  private final @Nullable HostArray[] literals;

  /**
   * An equation with places for names.
   *
   * @param dead the places that nothing reads after this step
   */
  private record Step(
      Op op,
      List<ArrayType> types,
      List<ReferenceProgram> programs,
      Ints operands,
      Ints results,
      Ints dead) {}

  private ReferenceProgram(
      Program program, List<Step> steps, Ints outputs, @Nullable HostArray[] literals) {
    this.program = program;
    this.steps = steps;
    this.outputs = outputs;
    this.outputTypes = program.outputTypes();
    this.literals = literals;
  }

  public static ReferenceProgram of(Program program) {
    return new Builder(program, new HashMap<>()).build();
  }

  static List<ReferenceProgram> of(List<Program> programs) {
    return programs.isEmpty() ? List.of() : programs.stream().map(ReferenceProgram::of).toList();
  }

  /** How many captured values a run takes. */
  int captures() {
    return program.captures().size();
  }

  int inputs() {
    return program.inputs().size();
  }

  /** The outputs, with the types that the program declares. */
  public List<HostArray> run(List<HostArray> captures, List<HostArray> inputs) {
    @Nullable HostArray[] values = literals.clone();
    enter(values, 0, "captured value", program.captures(), captures);
    enter(values, captures.size(), "input", program.inputs(), inputs);
    for (Step step : steps) {
      run(step, values);
    }
    HostArray[] results = new HostArray[outputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = retyped(Objects.requireNonNull(values[outputs.get(i)]), outputTypes.get(i));
    }
    return List.of(results);
  }

  private static void enter(
      @Nullable HostArray[] values,
      int first,
      String what,
      List<Variable> variables,
      List<HostArray> given) {
    if (given.size() != variables.size()) {
      throw new ShapeException(
          "the program takes " + variables.size() + " " + what + "s, not " + given.size());
    }
    for (int i = 0; i < given.size(); i++) {
      ArrayType type = variables.get(i).type();
      if (!type.sameAs(given.get(i).type())) {
        throw new ShapeException(
            what
                + " "
                + i
                + " of the program: expected "
                + type
                + ", found "
                + given.get(i).type());
      }
      values[first + i] = retyped(given.get(i), type);
    }
  }

  private static void run(Step step, @Nullable HostArray[] values) {
    HostArray[] operands = new HostArray[step.operands.size()];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = Objects.requireNonNull(values[step.operands.get(i)]);
    }
    List<HostArray> results =
        ReferenceEvaluator.evaluate(step.op, List.of(operands), step.types, step.programs);
    for (int i = 0; i < step.results.size(); i++) {
      values[step.results.get(i)] = results.get(i);
    }
    for (int i = 0; i < step.dead.size(); i++) {
      values[step.dead.get(i)] = null;
    }
  }

  /** The same data as a type that may differ in weakness. */
  static HostArray retyped(HostArray x, ArrayType type) {
    return x.type().equals(type) ? x : x.as(type);
  }

  private static final class Builder {
    private final Program program;
    private final Map<Program, ReferenceProgram> done;
    private final Map<Atom, Integer> places = new HashMap<>();
    private final List<@Nullable HostArray> literals = new ArrayList<>();

    Builder(Program program, Map<Program, ReferenceProgram> done) {
      this.program = program;
      this.done = done;
    }

    ReferenceProgram build() {
      program.captures().forEach(this::place);
      program.inputs().forEach(this::place);
      List<Ints> operands = new ArrayList<>();
      List<Ints> results = new ArrayList<>();
      for (Equation equation : program.equations()) {
        operands.add(places(equation.operands()));
        results.add(places(equation.results()));
      }
      Ints outputs = places(program.outputs());
      List<Ints> dead = dead(operands, results, outputs);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        Equation equation = program.equations().get(i);
        List<ArrayType> types = equation.results().stream().map(Variable::type).toList();
        List<ReferenceProgram> inner = equation.op().programs().stream().map(this::inner).toList();
        steps.add(
            new Step(equation.op(), types, inner, operands.get(i), results.get(i), dead.get(i)));
      }
      return new ReferenceProgram(
          program, steps, outputs, literals.toArray(new @Nullable HostArray[0]));
    }

    private ReferenceProgram inner(Program inner) {
      ReferenceProgram ready = done.get(inner);
      if (ready == null) {
        ready = new Builder(inner, done).build();
        done.put(inner, ready);
      }
      return ready;
    }

    private int place(Atom atom) {
      Integer place = places.get(atom);
      if (place == null) {
        place = places.size();
        places.put(atom, place);
        literals.add(atom instanceof Literal literal ? literal.toHost() : null);
      }
      return place;
    }

    private Ints places(List<? extends Atom> atoms) {
      return Ints.build(atoms.size(), i -> place(atoms.get(i)));
    }

    /** For each step the variables whose last reader it is, or that it makes and nobody reads. */
    private List<Ints> dead(List<Ints> operands, List<Ints> results, Ints outputs) {
      boolean[] needed = new boolean[places.size()];
      outputs.stream().forEach(place -> needed[place] = true);
      List<Ints> dead = new ArrayList<>();
      for (int i = operands.size() - 1; i >= 0; i--) {
        Ints last =
            Ints.of(
                results.get(i).concat(operands.get(i)).stream()
                    .filter(place -> !needed[place])
                    .distinct()
                    .toArray());
        last.stream().forEach(place -> needed[place] = true);
        dead.add(last);
      }
      return dead.reversed();
    }
  }
}
