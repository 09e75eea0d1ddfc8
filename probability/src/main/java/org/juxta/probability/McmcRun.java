package org.juxta.probability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Tree;
import org.juxta.tracer.JuxtaException;
import org.juxta.xla.Device;

/** One run: the chains are made, spread over threads, and their draws collected. */
final class McmcRun {
  /** As many random starts are tried before a chain is given up. */
  private static final int ATTEMPTS = 100;

  private final ChainProgram program;
  private final McmcSettings settings;
  private final Space space;
  private final DrawStore store;
  private final RunProgress progress;
  private final Map<Device, Space> spaces = new HashMap<>();

  McmcRun(ChainProgram program, McmcSettings settings, List<@Nullable Object> data) {
    this.program = program;
    this.settings = settings;
    this.space = program.kernel.target().bind(data, settings.start);
    this.store = new DrawStore(settings.chains, settings.draws, settings.listener);
    ProgressListener listener = settings.progress.orElseGet(ProgressListener::terminal);
    this.progress = new RunProgress(listener, settings);
  }

  /** The keys of a chain: for its start, its steps, and the search for a step size. */
  private static Key[] keys(Key key, int chain) {
    return key.fold(chain).split(3);
  }

  Draws run(Key key) {
    long begin = System.nanoTime();
    List<ChainRunner> runners = runners(key);
    runners.getFirst().prepare();
    long start = System.nanoTime();
    progress.start();
    try {
      runAll(runners);
    } finally {
      progress.finish();
    }
    int complete = store.complete();
    if (complete == 0) {
      throw new JuxtaException("Mcmc: cancelled before every chain had a draw");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double preparing = (start - begin) / 1e9;
    double warmup = runners.stream().mapToDouble(ChainRunner::warmupSeconds).sum();
    double drawing = runners.stream().mapToDouble(ChainRunner::drawSeconds).sum();
    long leapfrogs = runners.stream().mapToLong(ChainRunner::warmupLeapfrogs).sum();
    return new Draws(
        store.sites(complete),
        store.infos(complete),
        program.kernel.maxTreeDepth(),
        new Draws.Timing(preparing, seconds, warmup, drawing, leapfrogs));
  }

  /** One for each chain, or one for all. */
  private List<ChainRunner> runners(Key key) {
    List<ChainState> states = new ArrayList<>();
    List<Key[]> keys = new ArrayList<>();
    for (int c = 0; c < settings.chains; c++) {
      keys.add(keys(key, c));
      HmcState point = begin(keys.get(c)[0], c);
      states.add(ChainState.of(point, program.kernel.adaptation()));
    }
    List<ChainRunner> runners = new ArrayList<>();
    if (settings.vectorized) {
      int[] all = IntStream.range(0, settings.chains).toArray();
      runners.add(runner(all, states, keys));
    } else {
      for (int c = 0; c < settings.chains; c++) {
        runners.add(runner(new int[] {c}, states.subList(c, c + 1), keys.subList(c, c + 1)));
      }
    }
    return runners;
  }

  private ChainRunner runner(int[] chains, List<ChainState> states, List<Key[]> keys) {
    List<Device> devices = settings.devices;
    if (devices.isEmpty()) {
      return new ChainRunner(program, settings, space, store, progress, chains, states, keys);
    }
    Device device = devices.get(chains[0] % devices.size());
    Space there = spaces.computeIfAbsent(device, d -> on(d, space));
    return new ChainRunner(
        program, settings, there, store, progress, chains, on(device, states), on(device, keys));
  }

  private static <T> T on(Device device, T tree) {
    return Tree.map(array -> array.to(device), tree);
  }

  /** The first start whose density and gradient are finite. */
  private HmcState begin(Key key, int chain) {
    boolean random =
        settings.start instanceof Start.Uniform || settings.start instanceof Start.Prior;
    int attempts = random ? ATTEMPTS : 1;
    for (int i = 0; ; i++) {
      Key k = i == 0 ? key : key.fold(i);
      Array position = space.start(settings.start, k, chain);
      HmcState state = program.begin.apply(position, space);
      if (isFinite(state.potential()) && isFinite(state.gradient())) {
        return state;
      }
      if (i + 1 == attempts) {
        throw space.cannotStart(state, attempts);
      }
    }
  }

  private static boolean isFinite(Array x) {
    for (double value : x.toDoubles()) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private void runAll(List<ChainRunner> runners) {
    int wanted =
        settings.threads > 0 ? settings.threads : Runtime.getRuntime().availableProcessors();
    int threads = Math.min(wanted, runners.size());
    if (threads == 1) {
      runners.forEach(ChainRunner::run);
      return;
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> futures = new ArrayList<>();
      for (ChainRunner runner : runners) {
        futures.add(pool.submit(runner::run));
      }
      await(futures);
    }
  }

  private void await(List<Future<?>> futures) {
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      progress.stop();
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (e.getCause() instanceof Error problem) {
        throw problem;
      }
      throw new JuxtaException("Mcmc: a chain failed", e.getCause());
    } catch (InterruptedException e) {
      progress.stop();
      Thread.currentThread().interrupt();
      throw new JuxtaException("Mcmc: interrupted", e);
    }
  }
}
