package org.juxta.tracer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program being recorded. Traces nest: an operation goes to the deepest trace among the current
 * one and those of its operands, and a value of an outer trace, or data, that it uses becomes a
 * capture of the program. A trace belongs to the thread that opened it.
 */
public final class Trace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private final @Nullable Trace parent;
  private final int depth;
  private final Thread owner = Thread.currentThread();
  private final List<Variable> inputs = new ArrayList<>();
  private final Map<Value, Variable> captures = new LinkedHashMap<>();
  private final List<Equation> equations = new ArrayList<>();
  private boolean open = true;

  private Trace(@Nullable Trace parent) {
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  /** A recorded program and, for each of its captures, the value it had. */
  public record Recording(Program program, List<Value> captured) {
    public Recording {
      captured = List.copyOf(captured);
    }
  }

  /** The innermost trace that this thread runs under, if any. */
  public static @Nullable Trace current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /**
   * A new trace under the current one, which stays current: only operations on its values are
   * recorded in it.
   */
  public static Trace open() {
    return new Trace(current());
  }

  /**
   * Records what {@code body} does to inputs of the given types, in a new trace under the current
   * one.
   *
   * @return the program that gives the values which {@code body} returned
   */
  public static Recording record(
      List<ArrayType> inputTypes, Function<List<Value>, List<Value>> body) {
    Trace trace = open();
    try {
      List<Value> inputs = inputTypes.stream().map(trace::input).toList();
      return trace.close(trace.within(() -> body.apply(inputs)));
    } finally {
      trace.open = false;
    }
  }

  /** Runs {@code action} with this trace as the current one. */
  public <T> T within(Supplier<T> action) {
    return ScopedValue.where(CURRENT, this).call(action::get);
  }

  /** A new input of the program. */
  public Value input(ArrayType type) {
    Variable variable = new Variable(type);
    inputs.add(variable);
    return new Value.Traced(this, variable, SourceLine.here());
  }

  /**
   * The trace that an operation on these operands is recorded in, or null if none is open: then it
   * runs at once. A value whose trace has closed is an error.
   */
  public static @Nullable Trace target(List<? extends Value> operands) {
    Trace target = current();
    for (Value operand : operands) {
      if (operand instanceof Value.Traced traced) {
        traced.trace().requireUsable(traced);
        if (target == null || traced.trace().depth > target.depth) {
          target = traced.trace();
        }
      }
    }
    return target;
  }

  private void requireUsable(Value.Traced value) {
    if (!open) {
      throw new TraceException(
          ("a traced value %s made at %s was used after its trace had closed. Return the value from"
                  + " the traced function instead of storing it outside.")
              .formatted(value.type(), value.source()));
    }
    if (!owner.equals(Thread.currentThread())) {
      throw new TraceException(
          ("a traced value %s made at %s by thread %s was used by thread %s. A traced function must"
                  + " do its work on the thread that calls it.")
              .formatted(
                  value.type(), value.source(), owner.getName(), Thread.currentThread().getName()));
    }
  }

  /** Records {@code results = op(operands)}; the types of the results are inferred. */
  public List<Value> record(Op op, List<? extends Value> operands) {
    SourceLine source = SourceLine.here();
    List<Atom> atoms = new ArrayList<>(operands.size());
    List<ArrayType> types = new ArrayList<>(operands.size());
    for (Value operand : operands) {
      atoms.add(atom(operand));
      types.add(operand.type());
    }
    List<Variable> variables = new ArrayList<>();
    List<Value> results = new ArrayList<>();
    for (ArrayType type : op.infer(types)) {
      Variable variable = new Variable(type);
      variables.add(variable);
      results.add(new Value.Traced(this, variable, source));
    }
    equations.add(new Equation(op, atoms, variables, source));
    return results;
  }

  private Atom atom(Value value) {
    return switch (value) {
      case Value.Traced traced when traced.trace() == this -> traced.variable();
      case Literal literal -> literal;
      case Value.Traced traced -> {
        traced.trace().requireUsable(traced);
        requireInScope(traced);
        yield capture(traced);
      }
      case Value.Concrete concrete -> capture(concrete);
    };
  }

  private Variable capture(Value value) {
    return captures.computeIfAbsent(value, v -> new Variable(v.type()));
  }

  private void requireInScope(Value.Traced value) {
    for (Trace t = parent; t != null; t = t.parent) {
      if (t == value.trace()) {
        return;
      }
    }
    throw new TraceException(
        "a traced value %s made at %s is not in scope here: it belongs to another traced function. Pass it as an argument."
            .formatted(value.type(), value.source()));
  }

  /** Ends the recording; the values of this trace can't be used any more. */
  public Recording close(List<? extends Value> outputs) {
    List<Atom> atoms = new ArrayList<>(outputs.size());
    for (Value output : outputs) {
      atoms.add(atom(output));
    }
    open = false;
    Program program = new Program(inputs, List.copyOf(captures.values()), equations, atoms);
    return new Recording(program, List.copyOf(captures.keySet()));
  }
}
