package org.juxta.tests.golden;

import java.util.List;
import java.util.Map;

/** A function as Python calls it. */
interface Function {
  Object call(List<Object> positional, Map<String, Object> named);
}
