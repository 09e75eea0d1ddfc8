package org.juxta.transforms;

import io.vavr.Function1;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of one argument. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed1<A, R> implements Function1<A, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed1(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a) {
    return Fn.cast(staged.apply(a));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a) {
    return staged.program(a);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a) {
    return staged.stableHlo(a);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a) {
    return staged.optimizedHlo(a);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a) {
    return staged.cost(a);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
