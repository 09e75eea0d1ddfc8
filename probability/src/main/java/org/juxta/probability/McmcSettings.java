package org.juxta.probability;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The settings of {@link Mcmc}; threads and blockSize are 0 where it is to choose. */
record McmcSettings(
    int warmup,
    int draws,
    int chains,
    int threads,
    boolean vectorized,
    int blockSize,
    Start start,
    Optional<ProgressListener> progress,
    DrawsListener listener,
    BooleanSupplier cancelled) {
  static final McmcSettings DEFAULT =
      new McmcSettings(
          1000,
          1000,
          1,
          0,
          false,
          0,
          Start.DEFAULT,
          Optional.empty(),
          (chain, first, sites) -> {},
          () -> false);
}
