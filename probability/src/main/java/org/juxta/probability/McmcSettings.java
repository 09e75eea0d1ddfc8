package org.juxta.probability;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.juxta.xla.Device;

/** The settings of {@link Mcmc}: not changed once {@link #with} has given them away. */
final class McmcSettings {
  int warmup = 1000;
  int draws = 1000;
  int chains = 1;

  /** 0: as many as there are processors. */
  int threads;

  boolean vectorized;

  /** None: where the arrays of the start and the data are. */
  List<Device> devices = List.of();

  /** 0: as many as take a short time. */
  int blockSize;

  Start start = Start.DEFAULT;
  Optional<ProgressListener> progress = Optional.empty();
  DrawsListener listener = (chain, first, sites) -> {};
  BooleanSupplier cancelled = () -> false;

  /** A copy with a change. */
  McmcSettings with(Consumer<McmcSettings> change) {
    McmcSettings copy = new McmcSettings();
    copy.warmup = warmup;
    copy.draws = draws;
    copy.chains = chains;
    copy.threads = threads;
    copy.vectorized = vectorized;
    copy.devices = devices;
    copy.blockSize = blockSize;
    copy.start = start;
    copy.progress = progress;
    copy.listener = listener;
    copy.cancelled = cancelled;
    change.accept(copy);
    return copy;
  }
}
