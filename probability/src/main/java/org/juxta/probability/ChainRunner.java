package org.juxta.probability;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.HostArray;

/** Runs one chain, or several as one, block by block. */
final class ChainRunner {
  /**
   * A block shall take about so long: often enough for a progress bar, seldom enough to cost
   * nothing.
   */
  private static final double BLOCK_SECONDS = 0.1;

  /** Room for so many steps, or for so many numbers where positions are long. */
  private static final int CAPACITY = 256;

  private static final int FIRST_BLOCK = 16;

  private static final int CAPACITY_NUMBERS = 1 << 22;

  private final ChainProgram program;
  private final McmcSettings settings;
  private final Space space;
  private final DrawStore store;
  private final RunProgress progress;
  private final int[] chains;
  private final boolean many;
  private final int capacity;
  private final Key stepKey;
  private final Key[] searchKeys;
  private ChainState state;
  private int blockSize;
  private int searches;
  private double warmupSeconds;
  private double drawSeconds;
  private long warmupLeapfrogs;

  ChainRunner(
      ChainProgram program,
      McmcSettings settings,
      Space space,
      DrawStore store,
      RunProgress progress,
      int[] chains,
      List<ChainState> states,
      List<Key[]> keys) {
    this.program = program;
    this.settings = settings;
    this.space = space;
    this.store = store;
    this.progress = progress;
    this.chains = chains;
    this.many = settings.vectorized;
    this.capacity = Math.clamp(CAPACITY_NUMBERS / Math.max(1, space.size()), 1, CAPACITY);
    this.blockSize = Math.min(capacity, settings.blockSize > 0 ? settings.blockSize : FIRST_BLOCK);
    this.searchKeys = keys.stream().map(k -> k[2]).toArray(Key[]::new);
    List<Key> steps = keys.stream().map(k -> k[1]).toList();
    this.stepKey = many ? stack(steps) : steps.getFirst();
    this.state = many ? stack(states) : states.getFirst();
  }

  private static <T> T stack(List<T> trees) {
    return Tree.<T>mapN(arrays -> Np.stack(arrays, 0), trees);
  }

  double warmupSeconds() {
    return warmupSeconds;
  }

  double drawSeconds() {
    return drawSeconds;
  }

  long warmupLeapfrogs() {
    return warmupLeapfrogs;
  }

  /** Compiles the block, by one of no steps, before threads all want it. */
  void prepare() {
    apply(0, false, false);
  }

  void run() {
    long start = System.nanoTime();
    Adaptation adaptation = program.kernel.adaptation();
    if (settings.warmup > 0 && adaptation.adaptsStepSize() && adaptation.heuristicStepSize()) {
      eachChain((s, c) -> s.restartedAt(reasonable(s, c)));
    }
    for (WarmupSchedule.Window window : WarmupSchedule.of(settings.warmup).windows()) {
      warmUp(window, adaptation);
    }
    eachChain((s, _) -> s.endWarmup(adaptation));
    long warm = System.nanoTime();
    warmupSeconds = (warm - start) / 1e9;
    for (int made = 0; made < settings.draws && !progress.isStopped(); ) {
      int steps = Math.min(blockSize, settings.draws - made);
      ChainProgram.Block block = block(steps, false, false);
      for (int lane = 0; lane < chains.length; lane++) {
        store.put(chains[lane], many ? lane : -1, made, steps, block.sites(), block.infos());
      }
      made += steps;
    }
    drawSeconds = (System.nanoTime() - warm) / 1e9;
  }

  private void warmUp(WarmupSchedule.Window window, Adaptation adaptation) {
    boolean mass = window.adaptsMass() && adaptation.adaptsMass();
    for (int at = window.start(); at <= window.end() && !progress.isStopped(); ) {
      int steps = Math.min(blockSize, window.end() + 1 - at);
      ChainProgram.Block block = block(steps, adaptation.adaptsStepSize(), mass);
      warmupLeapfrogs += (long) sum(block.infos(), StepInfo.LEAPFROGS, steps);
      at += steps;
    }
    if (mass && !progress.isStopped()) {
      eachChain((s, _) -> s.endWindow(adaptation));
    }
    if (window.adaptsMass() && adaptation.adaptsStepSize() && adaptation.heuristicStepSize()) {
      eachChain((s, c) -> s.restartedAt(reasonable(s, c)));
    }
  }

  private Array reasonable(ChainState chain, int lane) {
    Key key = searchKeys[lane].fold(searches);
    return program.reasonable.apply(chain, key, space);
  }

  /** Something done on the host to each chain. */
  @FunctionalInterface
  private interface Change {
    ChainState of(ChainState state, int lane);
  }

  private void eachChain(Change change) {
    if (!many) {
      state = change.of(state, 0);
    } else {
      List<ChainState> changed = new ArrayList<>();
      for (int lane = 0; lane < chains.length; lane++) {
        int at = lane;
        changed.add(change.of(Tree.map(a -> a.get(at), state), lane));
      }
      state = stack(changed);
    }
    searches++;
  }

  private ChainProgram.Block block(int steps, boolean adaptsStepSize, boolean adaptsMass) {
    long start = System.nanoTime();
    ChainProgram.Block block = apply(steps, adaptsStepSize, adaptsMass);
    state = block.state();
    progress.advance(
        steps * chains.length,
        (int) sum(block.infos(), StepInfo.DIVERGENT, steps),
        block.infos().toHost().getDouble((steps - 1) * StepInfo.VALUES + StepInfo.STEP_SIZE));
    chooseBlockSize(steps, (System.nanoTime() - start) / 1e9);
    return block;
  }

  private ChainProgram.Block apply(int steps, boolean adaptsStepSize, boolean adaptsMass) {
    ChainProgram.Controls controls =
        ChainProgram.Controls.of(steps, adaptsStepSize, adaptsMass, capacity);
    return (many ? program.blocks : program.block).apply(state, stepKey, controls, space);
  }

  /** The sum of one value over the first steps of a block. */
  private double sum(Array infos, int value, int steps) {
    HostArray host = infos.toHost();
    double sum = 0;
    for (int lane = 0; lane < chains.length; lane++) {
      for (int i = 0; i < steps; i++) {
        sum += host.getDouble((lane * capacity + i) * StepInfo.VALUES + value);
      }
    }
    return sum;
  }

  private void chooseBlockSize(int steps, double seconds) {
    if (settings.blockSize == 0) {
      double fitting = steps * BLOCK_SECONDS / Math.max(seconds, 1e-6);
      blockSize = (int) Math.clamp(Math.min(fitting, 4.0 * steps), 1, capacity);
    }
  }
}
