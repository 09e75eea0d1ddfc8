package org.juxta.tracer;

import java.util.List;

/**
 * An operation of the intermediate representation: a value that knows its own parameters and the
 * types of its results, and nothing else. What it means to evaluate, lower, differentiate,
 * transpose or batch it stands in one table for each, an exhaustive switch over this sealed type;
 * adding an operation does not compile until every table has its rule.
 */
public sealed interface Op
    permits Elementwise,
        Structural,
        Indexing,
        Reduction,
        Contraction,
        Decomposition,
        Random,
        Collective,
        Control,
        Call {

  /** The name in printed programs and errors, in snake case. */
  String name();

  /** The parameters as printed after the name; empty if there are none. */
  default String parameters() {
    return "";
  }

  /**
   * The types of the results for operands of the given types, or the error that tells why they do
   * not fit.
   */
  List<ArrayType> infer(List<ArrayType> operands);

  /** What running the operation does besides giving results. */
  default Effect effect() {
    Effect effect = Effect.NONE;
    for (Program program : programs()) {
      effect = effect.and(program.effect());
    }
    return effect;
  }

  /** The programs that the operation runs, in order. */
  default List<Program> programs() {
    return List.of();
  }
}
