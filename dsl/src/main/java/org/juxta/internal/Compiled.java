package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Value;
import org.juxta.xla.Lowering;

/** placeholder. */
public final class Compiled {
  private final Program program;

  private Compiled(Program program) {
    this.program = program;
  }

  public static Compiled of(Program program) {
    return new Compiled(program.check());
  }

  public List<Array> run(List<Value.Concrete> captured, List<Array> inputs) {
    List<HostArray> c = captured.stream().map(Value.Concrete::toHost).toList();
    List<HostArray> in = new ArrayList<>();
    for (Array a : inputs) in.add(a.toHost());
    return Primitives.wrap(ReferenceEvaluator.run(program, c, in));
  }

  public static String stableHlo(Program program) {
    return Lowering.lower(program, true);
  }
}
