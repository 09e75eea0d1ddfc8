package org.juxta.probability;

/** The steps of all chains together, as a listener is told of them. */
final class RunProgress {
  private final ProgressListener listener;
  private final McmcSettings settings;
  private long done;
  private long divergences;
  private volatile boolean stopped;

  RunProgress(ProgressListener listener, McmcSettings settings) {
    this.listener = listener;
    this.settings = settings;
  }

  void start() {
    long steps = (long) settings.warmup + settings.draws;
    listener.started(steps * settings.chains, "sample");
  }

  synchronized void advance(int steps, int divergent, double stepSize) {
    done += steps;
    divergences += divergent;
    listener.advanced(done, "step size %.2g, %d divergences".formatted(stepSize, divergences));
  }

  void finish() {
    listener.finished();
  }

  /** Ends all chains before their next block. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped || Thread.currentThread().isInterrupted() || settings.cancelled.getAsBoolean();
  }
}
