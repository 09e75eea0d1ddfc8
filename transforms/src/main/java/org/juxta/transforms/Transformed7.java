package org.juxta.transforms;

import io.vavr.Function7;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;

/**
 * A transformed function of seven arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed7<A, B, C, D, E, F, G, R>
    implements Function7<A, B, C, D, E, F, G, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed7(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b, C c, D d, E e, F f, G g) {
    return Fn.cast(staged.apply(a, b, c, d, e, f, g));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b, C c, D d, E e, F f, G g) {
    return staged.program(a, b, c, d, e, f, g);
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b, C c, D d, E e, F f, G g) {
    return staged.stableHlo(a, b, c, d, e, f, g);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b, C c, D d, E e, F f, G g) {
    return staged.optimizedHlo(a, b, c, d, e, f, g);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b, C c, D d, E e, F f, G g) {
    return staged.cost(a, b, c, d, e, f, g);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
