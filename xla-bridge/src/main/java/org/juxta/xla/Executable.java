package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Value;

/** A compiled program, loaded and ready to run on any thread and on any device of its engine. */
public interface Executable {
  /** The types of the arguments: those of the program's captures, then those of its inputs. */
  List<ArrayType> inputTypes();

  /** The types of the results. */
  List<ArrayType> outputTypes();

  /**
   * Runs the program where its arguments are. Arrays on the host are transferred for this call
   * only; who passes one often transfers it once.
   *
   * @param arguments the values of the captures, then those of the inputs
   * @return the results, perhaps still being computed
   * @throws EngineException if an argument has another type than expected, was closed or donated,
   *     belongs to another engine, or lies on another device than the others
   */
  default List<Buffer> execute(List<? extends Value.Concrete> arguments) {
    return execute(arguments, CallOptions.DEFAULT);
  }

  /** Runs the program as {@link #execute(List)} does, as {@code options} say. */
  List<Buffer> execute(List<? extends Value.Concrete> arguments, CallOptions options);

  /**
   * What the compiler expects a run to take.
   *
   * @throws EngineException if the engine can't tell
   */
  Cost cost();

  /**
   * The program as the compiler left it, in HLO's text form.
   *
   * @throws EngineException if the engine can't tell
   */
  String optimizedHlo();
}
