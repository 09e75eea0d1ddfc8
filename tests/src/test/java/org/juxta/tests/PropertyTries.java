package org.juxta.tests;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs properties as often as the system property {@code juxta.property.tries} says, if it is set.
 */
final class PropertyTries implements AroundPropertyHook {
  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Integer tries = Integer.getInteger("juxta.property.tries");
    if (tries != null) {
      context.attributes().setTries(tries);
    }
    return property.execute();
  }
}
