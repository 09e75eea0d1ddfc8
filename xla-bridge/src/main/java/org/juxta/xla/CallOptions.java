package org.juxta.xla;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.SourceLine;

/**
 * How a compiled program is to be run once.
 *
 * @param device where; null for the device that holds the arguments, or the engine's first if they
 *     are all on the host
 * @param caller the line that asks for it, which errors about donated arguments name
 */
public record CallOptions(@Nullable Device device, SourceLine caller) {
  /** Where the arguments are, for a caller that is not known. */
  public static final CallOptions DEFAULT = new CallOptions(null, SourceLine.UNKNOWN);

  /** On that device. */
  public static CallOptions on(Device device) {
    return new CallOptions(device, SourceLine.UNKNOWN);
  }

  /** For the caller at that line. */
  public static CallOptions from(SourceLine caller) {
    return new CallOptions(null, caller);
  }
}
