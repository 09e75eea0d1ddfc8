package org.juxta.transforms;

/**
 * What a function gave, and which of its checks failed, if one did; see {@link Checkify}.
 *
 * @param value the result, as it is without checks
 */
public record Checked<R>(R value, Failure failure) {
  /**
   * The result, if no check has failed.
   *
   * @throws CheckException with the message of the one that did
   */
  public R orThrow() {
    failure.orThrow();
    return value;
  }
}
