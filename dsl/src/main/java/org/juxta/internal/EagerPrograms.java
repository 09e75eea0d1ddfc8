package org.juxta.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Value;
import org.juxta.tracer.Variable;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;

/** Programs of one operation, compiled for operations that run at once on large arrays. */
final class EagerPrograms {
  /**
   * What tells one program from another: programs inside an operation are told apart by identity.
   */
  private record Key(Op op, List<ArrayType> types) {}

  /** So many are kept: those run last. */
  private static final int CAPACITY = 512;

  @SuppressWarnings("serial") // never written
  private static final Map<Key, Executable> CACHE =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Executable> eldest) {
              return size() > CAPACITY;
            }
          });

  private EagerPrograms() {}

  static List<? extends Value> run(Op op, List<ArrayType> types, List<Value.Concrete> operands) {
    if (!op.programs().isEmpty()) {
      // Inner programs are new objects at every call; the engine finds an equal one by its text.
      return Engines.current().compile(program(op, types)).execute(operands);
    }
    Key key = new Key(op, types);
    Executable executable = CACHE.get(key);
    if (executable == null) {
      executable = Engines.current().compile(program(op, types));
      CACHE.put(key, executable);
    }
    return executable.execute(operands);
  }

  private static Program program(Op op, List<ArrayType> types) {
    List<Variable> inputs = variables(types);
    List<Variable> results = variables(op.infer(types));
    Equation equation = new Equation(op, new ArrayList<>(inputs), results, SourceLine.here());
    return new Program(inputs, List.of(), List.of(equation), results);
  }

  private static List<Variable> variables(List<ArrayType> types) {
    return types.stream().map(Variable::new).toList();
  }
}
