package org.juxta.tracer;

/**
 * What stands behind an array in a user's hands: data, or a name in a trace that is being recorded.
 */
public sealed interface Value permits Value.Concrete, Value.Traced {
  ArrayType type();

  /** Data, on the host or on a device. */
  non-sealed interface Concrete extends Value {
    /** The data on the host; waits for it where it is still being computed. */
    HostArray toHost();
  }

  /** A variable of a trace. Two are equal only if the same. */
  final class Traced implements Value {
    private final Trace trace;
    private final Variable variable;
    private final SourceLine source;

    Traced(Trace trace, Variable variable, SourceLine source) {
      this.trace = trace;
      this.variable = variable;
      this.source = source;
    }

    public Trace trace() {
      return trace;
    }

    public Variable variable() {
      return variable;
    }

    /** The line that made this value. */
    public SourceLine source() {
      return source;
    }

    @Override
    public ArrayType type() {
      return variable.type();
    }

    @Override
    public String toString() {
      return "Traced<" + type() + ">";
    }
  }
}
