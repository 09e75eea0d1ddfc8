package org.juxta.tracer;

/** A Java function that a program called has failed; the cause is what it threw. */
public final class CallbackException extends JuxtaException {
  private static final long serialVersionUID = 1L;

  private final String what;

  /**
   * With a message that names the function and the cause.
   *
   * @param what the function, such as {@code the function of Callback.pure}
   */
  public CallbackException(String what, Throwable cause) {
    super(what + " failed: " + cause, cause);
    this.what = what;
  }

  /** Which function failed. */
  public String what() {
    return what;
  }
}
