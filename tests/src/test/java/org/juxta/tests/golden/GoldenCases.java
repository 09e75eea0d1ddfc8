package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How the cases of one kind of file are run. */
interface GoldenCases {
  /**
   * What a case asks for. Throws {@link NotYetThere} if Juxta lacks something that it needs as a
   * whole.
   */
  List<Check> checks(JsonNode test);
}
