package org.juxta.probability;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on one line of a stream. */
final class ProgressLine implements ProgressListener {
  private static final int WIDTH = 100;
  private static final int UPDATE_MILLIS = 200;

  private final PrintStream out;
  private @Nullable ProgressBar bar;

  ProgressLine(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void started(long total, String what) {
    finished();
    bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(total)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setSpeedUnit(ChronoUnit.SECONDS)
            .showSpeed()
            .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
            .build();
  }

  @Override
  public synchronized void advanced(long done, String info) {
    if (bar != null) {
      bar.stepTo(done);
      bar.setExtraMessage(info.isEmpty() ? "" : " " + info);
    }
  }

  @Override
  public synchronized void finished() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
