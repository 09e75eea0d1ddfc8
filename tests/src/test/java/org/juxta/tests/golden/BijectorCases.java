package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.probability.Bijector;

/**
 * bijectors.json: forward and inverse images and log-determinants of bijectors made by Python
 * expressions.
 */
final class BijectorCases implements GoldenCases {
  private final Evaluator evaluator =
      new Evaluator(
          BijectorFunctions.addTo(DistributionFunctions.addTo(LibraryFunctions.create())));

  @Override
  public List<Check> checks(JsonNode test) {
    Bijector b = (Bijector) evaluator.value(test.get("code").asText());
    List<Check> checks = new ArrayList<>();
    test.properties()
        .forEach(
            field -> {
              Function<Array, Array> property = property(field.getKey(), b);
              if (property != null) {
                checks.add(check(test, field.getKey(), property, field.getValue()));
              }
            });
    return checks;
  }

  private static Check check(
      JsonNode test, String name, Function<Array, Array> property, JsonNode expected) {
    Tolerance tolerance =
        new Tolerance(
            test.get("rtol").asDouble(), test.get("atol").asDouble(), false, Tolerance.Types.ANY);
    Array x = Encoded.array(test.get("x"));
    // TFP gives a log-determinant that is the same everywhere without the axes that it is the same
    // along.
    boolean constant = test.path("is_constant_jacobian").asBoolean() && name.contains("ldj");
    JsonNode want = constant ? Encoded.broadcast(expected, property.apply(x).shape()) : expected;
    return Check.of(name, List.of(x), in -> property.apply(in.getFirst()), want, tolerance);
  }

  /** What a field lists, as a function of the point; null for fields that are not values. */
  private static @org.jspecify.annotations.Nullable Function<Array, Array> property(
      String field, Bijector b) {
    return switch (field) {
      case "forward" -> b::forward;
      case "inverse_of_forward" -> x -> b.inverse(b.forward(x));
      case "ildj" -> x -> b.inverseLogDetJacobian(b.forward(x), b.inverseMinEventRank());
      case "forward_log_det", "log_abs_det_jacobian" -> x -> b.forwardLogDetJacobian(x);
      case "inverse_log_det" -> x -> b.inverseLogDetJacobian(b.forward(x));
      case "forward_min_event_ndims", "event_ndims_in" ->
          _ -> Values.array((long) b.forwardMinEventRank());
      case "inverse_min_event_ndims", "event_ndims_out" ->
          _ -> Values.array((long) b.inverseMinEventRank());
      default ->
          field.startsWith("fldj_event_ndims_")
              ? x -> b.forwardLogDetJacobian(x, field.charAt(field.length() - 1) - '0')
              : null;
    };
  }
}
