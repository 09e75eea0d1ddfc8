package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** A buffer that an executable of {@code engine} can't take, because another one holds it. */
  static EngineException foreign(int i, Buffer buffer, Engine engine) {
    return new EngineException(
        "argument "
            + i
            + " of the compiled program, "
            + buffer
            + ", belongs to another engine than "
            + engine.name()
            + ", which runs the program; move it with array.to(device), or"
            + " engine.transfer(array.toHost())");
  }

  /** A buffer on another device than the call takes place on. */
  static EngineException elsewhere(int i, Buffer buffer, Device device) {
    return new EngineException(
        "argument "
            + i
            + " of the compiled program, "
            + buffer
            + ", is not on "
            + device
            + ", where the call's other arguments are or the call is to run; move it with"
            + " array.to(device), or engine.copy(buffer, device)");
  }

  static EngineException noDevice(Device device, Engine engine) {
    return new EngineException(
        device
            + " is no device of the engine "
            + engine.name()
            + ": it has "
            + engine.devices()
            + "; the system property juxta.devices sets how many a CPU plugin shows");
  }

  /** The positions of donated arguments, checked. */
  static Set<Integer> donated(Program program, Set<Integer> donated) {
    int count = program.captures().size() + program.inputs().size();
    for (int i : donated) {
      if (i < 0 || i >= count) {
        throw new EngineException(
            "argument " + i + " can't be donated: the program takes " + count + " arrays");
      }
    }
    return Set.copyOf(donated);
  }

  /** Throws if an array that a call takes over is passed to it twice. */
  @SuppressWarnings("ReferenceEquality") // of the same memory only
  static void checkDonatedOnce(Set<Integer> donated, List<? extends Value.Concrete> arguments) {
    for (int i : donated) {
      for (int j = 0; j < arguments.size(); j++) {
        if (j != i && arguments.get(j) == arguments.get(i)) {
          throw new EngineException(
              "the array that argument "
                  + i
                  + " donates is argument "
                  + j
                  + " of the same call too; pass a copy");
        }
      }
    }
  }

  static EngineException unknowable(Engine engine, String what) {
    return new EngineException(
        "the engine "
            + engine.name()
            + " can't tell "
            + what
            + " of a program; a PJRT plugin can (see Engines.pjrt)");
  }

  static EngineException closed(ArrayType type) {
    return new EngineException(
        "the memory of this "
            + type
            + " array was given back, by close() or at the end of a MemoryScope; keep it with"
            + " scope.keep(array)");
  }
}
