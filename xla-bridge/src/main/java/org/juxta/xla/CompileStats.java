package org.juxta.xla;

/**
 * What an engine has compiled.
 *
 * @param compiles programs that went through the compiler, or came from the cache on disk
 * @param hits requests that an earlier compile answered
 * @param nanos time spent on the compiles
 */
public record CompileStats(long compiles, long hits, long nanos) {
  /** {@link #nanos} in seconds. */
  public double seconds() {
    return nanos * 1e-9;
  }
}
