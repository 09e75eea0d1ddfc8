package org.juxta.transforms;

import io.vavr.Function2;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;
import org.juxta.xla.Device;

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

  /**
   * The same function, of which each call takes over the arrays of these arguments, counted from 0:
   * their memory serves for results of the same types, and any later use of them is a {@link
   * org.juxta.xla.DonatedException}. Inside a transformation this means nothing. As {@code
   * donate_argnums} of {@code jax.jit}.
   *
   * <p>A call that is given a donated array twice, or whose function captures it, is refused.
   *
   * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="donating"}
   */
  public Transformed2<A, B, R> donating(int... arguments) {
    return new Transformed2<>(staged.donating(2, arguments));
  }

  /**
   * The same function, run on that device: arrays that nobody has put on a device go there, and the
   * results are committed to it; an argument committed to another device is an error. Inside a
   * transformation this means nothing.
   */
  public Transformed2<A, B, R> on(Device device) {
    return new Transformed2<>(staged.on(device));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b) {
    return staged.program(a, b);
  }

  /**
   * The types of the arrays of the result for these arguments, in order. Nothing is compiled or
   * run. As {@code jax.eval_shape}.
   */
  public List<ArrayType> resultTypes(A a, B b) {
    return staged.program(a, b).outputTypes();
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
