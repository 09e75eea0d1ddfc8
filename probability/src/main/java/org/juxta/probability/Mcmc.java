package org.juxta.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.juxta.Key;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.CacheReport;
import org.juxta.xla.Device;

/**
 * Runs the chains of a kernel: warm-up, draws, several chains, on threads or vectorised. The
 * settings make a new object each; all of those that come from one {@link #of} share their compiled
 * programs, so that other data of the same shapes, another key or another number of draws compile
 * nothing. As NumPyro's {@code MCMC}.
 *
 * <p>A chain's draws depend on the key, its own number and the settings of the kernel and the
 * warm-up alone: not on the number of chains and threads, and not on the size of the blocks of
 * steps in which they are made.
 *
 * {@snippet class="org.juxta.tests.snippets.ModelSnippets" region="mcmc"}
 */
public final class Mcmc {
  private final ChainProgram program;
  private final McmcSettings settings;

  private Mcmc(ChainProgram program, McmcSettings settings) {
    this.program = program;
    this.settings = settings;
  }

  /** For a kernel: one chain, 1000 steps of warm-up and 1000 draws unless set otherwise. */
  public static Mcmc of(HmcKernel<?> kernel) {
    return new Mcmc(new ChainProgram(kernel), new McmcSettings());
  }

  /** The number of steps that are not kept, during which the kernel adapts. */
  public Mcmc warmup(int steps) {
    require(steps >= 0, "the number of warm-up steps must not be negative, not " + steps);
    return with(s -> s.warmup = steps);
  }

  /** The number of draws of each chain, at least one. */
  public Mcmc draws(int number) {
    require(number > 0, "the number of draws must be at least 1, not " + number);
    return with(s -> s.draws = number);
  }

  /** The number of chains, at least one. */
  public Mcmc chains(int number) {
    require(number > 0, "the number of chains must be at least 1, not " + number);
    return with(s -> s.chains = number);
  }

  /** The number of threads that run chains; by default as many as there are processors. */
  public Mcmc threads(int number) {
    require(number > 0, "the number of threads must be at least 1, not " + number);
    return with(s -> s.threads = number);
  }

  /**
   * Whether all chains are one program that makes a step of each at once, as suits an accelerator.
   * The draws are the same but for rounding, which in the long run makes other draws of the same
   * posterior.
   */
  public Mcmc vectorized(boolean vectorized) {
    return with(s -> s.vectorized = vectorized);
  }

  /**
   * The devices that run the chains, one after the other for chain after chain; all chains are on
   * the first if they are {@linkplain #vectorized vectorised}. The draws are the same as on one
   * device. Each device is best given a thread of its own, see {@link #threads}.
   *
   * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="chains"}
   */
  public Mcmc devices(Device... devices) {
    require(devices.length > 0, "there must be at least 1 device");
    return with(s -> s.devices = List.of(devices));
  }

  /**
   * The greatest number of steps between two looks at the clock, at the progress and at whether to
   * stop; by default as many as take about a tenth of a second.
   */
  public Mcmc blockSize(int steps) {
    require(steps > 0, "a block must have at least 1 step, not " + steps);
    return with(s -> s.blockSize = steps);
  }

  /** Where the chains begin; by default {@link Start#DEFAULT}. */
  public Mcmc start(Start start) {
    return with(s -> s.start = start);
  }

  /** {@link Start.At} a position, the same for all chains. */
  public Mcmc startAt(Object position) {
    return start(new Start.At(position));
  }

  /** {@link Start.Each} of positions, one for each chain. */
  public Mcmc startEach(Object positions) {
    return start(new Start.Each(positions));
  }

  /** Is told of the progress; by default {@link ProgressListener#terminal}. */
  public Mcmc progress(ProgressListener listener) {
    return with(s -> s.progress = Optional.of(listener));
  }

  /** Is given the draws as they are made. */
  public Mcmc onDraws(DrawsListener listener) {
    return with(s -> s.listener = listener);
  }

  /**
   * Asked between blocks: once it says true the chains end, with as many draws as all of them have.
   */
  public Mcmc cancelWhen(BooleanSupplier cancelled) {
    return with(s -> s.cancelled = cancelled);
  }

  private Mcmc with(Consumer<McmcSettings> change) {
    return new Mcmc(program, settings.with(change));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new JuxtaException("Mcmc: " + message);
    }
  }

  /**
   * Runs all chains.
   *
   * @param key where all random numbers come from
   * @param data the arguments of the model, or of the log density after its position
   * @throws JuxtaException if a chain can't start, since the density or its gradient is not finite
   *     there, or if all chains are cancelled before the first draw
   */
  public Draws run(Key key, @Nullable Object... data) {
    List<@Nullable Object> arguments = Collections.unmodifiableList(Arrays.asList(data.clone()));
    return new McmcRun(program, settings, arguments).run(key);
  }

  /** What has been compiled for the blocks of steps, and why. */
  public CacheReport cache() {
    List<CacheReport.Entry> entries = new ArrayList<>(program.block.cache().entries());
    entries.addAll(program.blocks.cache().entries());
    return new CacheReport(entries);
  }
}
