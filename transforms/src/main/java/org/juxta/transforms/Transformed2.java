package org.juxta.transforms;

import io.vavr.Function2;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of two arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed2<A, B, R> implements Function2<A, B, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed2(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b) {
    return Fn.cast(staged.apply(a, b));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b) {
    return staged.program(a, b);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b) {
    return staged.stableHlo(a, b);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b) {
    return staged.optimizedHlo(a, b);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b) {
    return staged.cost(a, b);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
