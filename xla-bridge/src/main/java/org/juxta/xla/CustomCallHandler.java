package org.juxta.xla;

/**
 * A Java function that compiled programs call; see {@link CustomCalls}. It runs on whatever thread
 * the engine runs the program on, perhaps on several at once, and the program waits for it.
 */
@FunctionalInterface
public interface CustomCallHandler {
  /**
   * Fills the results of {@code call} from its operands. What it throws becomes the cause of the
   * {@link org.juxta.tracer.CallbackException} that ends the program.
   */
  void handle(CustomCall call);
}
