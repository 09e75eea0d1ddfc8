package org.juxta.transforms;

import io.vavr.Function4;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of four arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed4<A, B, C, D, R> implements Function4<A, B, C, D, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed4(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b, C c, D d) {
    return Fn.cast(staged.apply(a, b, c, d));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b, C c, D d) {
    return staged.program(a, b, c, d);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b, C c, D d) {
    return staged.stableHlo(a, b, c, d);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b, C c, D d) {
    return staged.optimizedHlo(a, b, c, d);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b, C c, D d) {
    return staged.cost(a, b, c, d);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
