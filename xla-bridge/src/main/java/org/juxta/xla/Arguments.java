package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;
import org.juxta.tracer.Value;

/** What every engine asks of the arguments of a compiled program. */
final class Arguments {
  private Arguments() {}

  /** The types of a program's captures, then of its inputs. */
  static List<ArrayType> types(Program program) {
    List<ArrayType> types = new ArrayList<>(program.captureTypes());
    types.addAll(program.inputTypes());
    return List.copyOf(types);
  }

  static void checkCount(List<ArrayType> expected, List<? extends Value.Concrete> arguments) {
    if (expected.size() != arguments.size()) {
      throw new EngineException(
          "the compiled program takes " + expected.size() + " arrays, not " + arguments.size());
    }
  }

  static void check(List<ArrayType> expected, int i, Value.Concrete argument) {
    ArrayType type = expected.get(i);
    if (!argument.type().sameAs(type)) {
      throw new EngineException(
          "argument "
              + i
              + " of the compiled program is to be "
              + type
              + ", not "
              + argument.type());
    }
  }

  static EngineException closed(ArrayType type) {
    return new EngineException(
        "the memory of this "
            + type
            + " array was given back, by close() or at the end of a MemoryScope; keep it with"
            + " scope.keep(array)");
  }
}
