package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.List;
import java.util.Map;
import org.juxta.tracer.JuxtaException;

/**
 * edges.json: expressions at the edges of their functions. Those that Juxta refuses say in {@code
 * raises} what the error's message has; those with a shape that depends on data run on the host.
 */
final class EdgeCases implements GoldenCases {
  private final JaxOpsCases values = new JaxOpsCases();
  private final RandomCases draws = new RandomCases();
  private final Evaluator evaluator = new Evaluator(LibraryFunctions.create());

  @Override
  public List<Check> checks(JsonNode test) {
    if (test.has("sampler")) {
      return draws.checks(test);
    }
    if (test.has("raises")) {
      return List.of(Check.host("raises", _ -> refused(test), BooleanNode.TRUE, Tolerance.EXACT));
    }
    List<Check> checks = values.checks(test);
    return test.path("host").asBoolean() ? checks.stream().map(EdgeCases::onHost).toList() : checks;
  }

  private static Check onHost(Check c) {
    return new Check(
        c.name(), c.inputs(), c.function(), c.expected(), c.tolerance(), Check.Runs.ON_HOST);
  }

  private boolean refused(JsonNode test) {
    String message = test.get("raises").asText();
    Map<String, Object> inputs = Encoded.values(test.get("inputs"));
    try {
      Object value = evaluator.with(inputs).run(PythonParser.program(test.get("code").asText()));
      throw new IllegalStateException("gave " + value + ", expected an error: " + message);
    } catch (JuxtaException e) {
      if (e.getMessage().contains(message)) {
        return true;
      }
      throw new IllegalStateException("expected an error with: " + message, e);
    }
  }
}
