package org.juxta.tracer;

/** Rewrites that make a program shorter and keep its meaning, its inputs, captures and outputs. */
public final class Passes {
  private Passes() {}

  /**
   * The program without equations whose results are known already (constants, identities that hold
   * exactly in floating point, repetitions) or not needed, inner programs included. Inner programs
   * also lose the inputs, captures and results that nothing needs. Equal programs give equal
   * results, and a result can't be simplified further. Operations that have an {@link Effect} stay,
   * each of them and in their order; all others are taken to end: a loop that nothing needs is not
   * run.
   *
   * @return the same object if there is nothing to simplify
   */
  public static Program simplify(Program program) {
    Program before;
    Program after = program;
    do {
      before = after;
      after = DeadCode.eliminate(KnownValues.eliminate(before));
    } while (after != before);
    return after;
  }
}
