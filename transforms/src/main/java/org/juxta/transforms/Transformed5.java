package org.juxta.transforms;

import io.vavr.Function5;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of five arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed5<A, B, C, D, E, R> implements Function5<A, B, C, D, E, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed5(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b, C c, D d, E e) {
    return Fn.cast(staged.apply(a, b, c, d, e));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b, C c, D d, E e) {
    return staged.program(a, b, c, d, e);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b, C c, D d, E e) {
    return staged.stableHlo(a, b, c, d, e);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b, C c, D d, E e) {
    return staged.optimizedHlo(a, b, c, d, e);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b, C c, D d, E e) {
    return staged.cost(a, b, c, d, e);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
