package org.juxta.tracer;

import java.util.List;

/**
 * A Java function that a program calls while it runs, on whatever thread it runs on. It must not
 * write to its arguments. Two calls are taken to be of the same function if {@code equals} says so:
 * for a lambda, if it is the same object.
 */
@FunctionalInterface
public interface HostFunction {
  /** The results, of the types that the {@link Call.HostCall} declares. */
  List<HostArray> apply(List<HostArray> arguments);
}
