package org.juxta.probability;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Is told how a long computation gets on. A sampler calls it between blocks of steps: {@link
 * #started} once, {@link #advanced} any number of times, {@link #finished} once, also after a
 * failure. Calls may come from several threads, one at a time.
 */
public interface ProgressListener {
  /** Ignores everything. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void started(long total, String what) {}

        @Override
        public void advanced(long done, String info) {}

        @Override
        public void finished() {}

        @Override
        public String toString() {
          return "ProgressListener.NONE";
        }
      };

  /**
   * The computation begins.
   *
   * @param total the number of steps it will take, over all chains
   * @param what a short name of it, such as "sample"
   */
  void started(long total, String what);

  /**
   * Steps have been made.
   *
   * @param done the number of steps made since the start
   * @param info a short remark, such as the step size and the number of divergences; may be empty
   */
  void advanced(long done, String info);

  /** The computation has ended. */
  void finished();

  /**
   * A progress bar, if standard input and output are a terminal; otherwise {@link #NONE}, so that
   * logs and pipes stay clean.
   */
  static ProgressListener terminal() {
    // Some JDKs have no console, others one that says it is no terminal.
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        ? bar(new PrintStream(new FileOutputStream(FileDescriptor.out), true))
        : NONE;
  }

  /**
   * A progress bar that is redrawn on one line of {@code out}, whether that is a terminal or not.
   */
  static ProgressListener bar(PrintStream out) {
    return new ProgressLine(out);
  }
}
