package org.juxta.transforms;

import io.vavr.Function8;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;
import org.juxta.xla.Cost;
import org.juxta.xla.Device;

/**
 * A transformed function of eight arguments. Called outside any transformation it is traced and
 * compiled once for each signature of its arguments and kept; called inside one it becomes part of
 * that. Safe for use by many threads.
 */
public final class Transformed8<A, B, C, D, E, F, G, H, R>
    implements Function8<A, B, C, D, E, F, G, H, R> {
  private static final long serialVersionUID = 1L;

  private final transient Staged staged;

  Transformed8(Staged staged) {
    this.staged = staged;
  }

  @Override
  public R apply(A a, B b, C c, D d, E e, F f, G g, H h) {
    return Fn.cast(staged.apply(a, b, c, d, e, f, g, h));
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
  public Transformed8<A, B, C, D, E, F, G, H, R> donating(int... arguments) {
    return new Transformed8<>(staged.donating(8, arguments));
  }

  /**
   * The same function, run on that device: arrays that nobody has put on a device go there, and the
   * results are committed to it; an argument committed to another device is an error. Inside a
   * transformation this means nothing.
   */
  public Transformed8<A, B, C, D, E, F, G, H, R> on(Device device) {
    return new Transformed8<>(staged.on(device));
  }

  /** The program for these arguments, as it is compiled. */
  public Program program(A a, B b, C c, D d, E e, F f, G g, H h) {
    return staged.program(a, b, c, d, e, f, g, h);
  }

  /**
   * The types of the arrays of the result for these arguments, in order. Nothing is compiled or
   * run. As {@code jax.eval_shape}.
   */
  public List<ArrayType> resultTypes(A a, B b, C c, D d, E e, F f, G g, H h) {
    return staged.program(a, b, c, d, e, f, g, h).outputTypes();
  }

  /** The StableHLO text for these arguments, with the user's source lines as locations. */
  public String stableHlo(A a, B b, C c, D d, E e, F f, G g, H h) {
    return staged.stableHlo(a, b, c, d, e, f, g, h);
  }

  /**
   * The program for these arguments as the compiler left it, in HLO's text form.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public String optimizedHlo(A a, B b, C c, D d, E e, F f, G g, H h) {
    return staged.optimizedHlo(a, b, c, d, e, f, g, h);
  }

  /**
   * What the compiler expects a call with these arguments to take.
   *
   * @throws org.juxta.xla.EngineException if the engine can't tell
   */
  public Cost cost(A a, B b, C c, D d, E e, F f, G g, H h) {
    return staged.cost(a, b, c, d, e, f, g, h);
  }

  /** What has been compiled so far, and why. */
  public CacheReport cache() {
    return staged.report();
  }
}
