package org.juxta.transforms;

import io.vavr.Function3;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of three arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed3<A, B, C, R> implements Function3<A, B, C, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed3(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b, C c) {
    return Fn.cast(staged.apply(a, b, c));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b, C c) {
    return staged.program(a, b, c);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b, C c) {
    return staged.stableHlo(a, b, c);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b, C c) {
    return staged.optimizedHlo(a, b, c);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b, C c) {
    return staged.cost(a, b, c);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
