package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Value;

/** A compiled program, loaded and ready to run on any thread. */
public interface Executable {
  /** The types of the arguments: those of the program's captures, then those of its inputs. */
  List<ArrayType> inputTypes();

  /** The types of the results. */
  List<ArrayType> outputTypes();

  /**
   * Runs the program. Arrays on the host are transferred for this call only; who passes one often
   * transfers it once.
   *
   * @param arguments the values of the captures, then those of the inputs
   * @return the results, perhaps still being computed
   * @throws EngineException if an argument has another type than expected or was closed
   */
  List<Buffer> execute(List<? extends Value.Concrete> arguments);
}
