package org.juxta.tests.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;

/**
 * Something to compute from arrays, and what should come out of it.
 *
 * @param name what of the case it is, such as {@code gradient.x}
 * @param function gives an array, a list or a map of them; may throw {@link NotYetThere}
 * @param runs in which ways it is run
 */
record Check(
    String name,
    List<Array> inputs,
    Function<List<Array>, Object> function,
    JsonNode expected,
    Tolerance tolerance,
    Runs runs) {

  static Check of(
      String name,
      List<Array> inputs,
      Function<List<Array>, Object> function,
      JsonNode expected,
      Tolerance tolerance) {
    return new Check(name, inputs, function, expected, tolerance, Runs.BOTH);
  }

  /** The ways to run a check. */
  enum Runs {
    /** Operation by operation, since it reads arrays on the host. */
    ON_HOST,
    /** Only compiled, since what it does compiles by itself. */
    COMPILED,
    BOTH
  }

  /** A derivative, which would be compiled by itself. */
  static Check derivative(
      String name,
      List<Array> inputs,
      Function<List<Array>, Object> function,
      JsonNode expected,
      Tolerance tolerance) {
    return new Check(name, inputs, function, expected, tolerance, Runs.COMPILED);
  }

  /** One that runs on the host only. */
  static Check host(
      String name, Function<List<Array>, Object> function, JsonNode expected, Tolerance tolerance) {
    return new Check(name, List.of(), function, expected, tolerance, Runs.ON_HOST);
  }

  /** As it holds of compiled programs: XLA takes numbers below the least normal one for zero. */
  Check compiled() {
    return new Check(name, inputs, function, expected, tolerance.atLeast(Double.MIN_NORMAL), runs);
  }

  /** What is wrong with the result; empty if nothing. */
  List<String> differences(Map<String, Array> got) {
    List<String> differences = new ArrayList<>();
    Map<String, JsonNode> leaves = Encoded.leaves(expected);
    if (!leaves.keySet().equals(got.keySet())) {
      return List.of(name + ": has parts " + got.keySet() + ", expected " + leaves.keySet());
    }
    leaves.forEach((path, leaf) -> compare(name + path, got.get(path), leaf, differences));
    return differences;
  }

  private void compare(String what, Array got, JsonNode leaf, List<String> differences) {
    boolean encoded = Encoded.isArray(leaf);
    Array want =
        encoded
            ? Encoded.expected(leaf)
            : Values.array(
                leaf.isIntegralNumber() ? (Object) leaf.asLong() : (Object) Encoded.number(leaf));
    if (!got.shape().equals(want.shape())) {
      differences.add("%s: shape %s, expected %s".formatted(what, got.shape(), want.shape()));
      return;
    }
    if (encoded
        && tolerance.types() != Tolerance.Types.ANY
        && !typeFits(got.dtype(), Values.dtype(leaf.get("dtype").asText()))) {
      differences.add(
          "%s: element type %s, expected %s (%s)"
              .formatted(what, got.dtype(), leaf.get("dtype").asText(), tolerance.types()));
      return;
    }
    HostArray host = got.toHost();
    HostArray other = want.toHost();
    StringJoiner wrong = new StringJoiner("; ");
    for (int i = 0; i < host.size(); i++) {
      if (!fits(host, other, i) && wrong.length() < 300) {
        wrong.add("[%d] got %s, expected %s".formatted(i, text(host, i), text(other, i)));
      }
    }
    if (wrong.length() > 0) {
      differences.add("%s: %s (%s)".formatted(what, wrong, tolerance));
    }
  }

  private boolean fits(HostArray got, HostArray want, int i) {
    if (got.type().dtype().isComplex() || want.type().dtype().isComplex()) {
      double apart =
          Math.hypot(
              got.getDouble(i) - want.getDouble(i), got.getImaginary(i) - want.getImaginary(i));
      double size = Math.hypot(want.getDouble(i), want.getImaginary(i));
      boolean parts =
          tolerance.accepts(got.getDouble(i), want.getDouble(i))
              && tolerance.accepts(got.getImaginary(i), want.getImaginary(i));
      return parts || (Double.isFinite(size) && tolerance.accepts(size + apart, size));
    }
    boolean real = want.type().dtype().isFloat() || got.type().dtype().isFloat();
    return real
        ? tolerance.accepts(got.getDouble(i), want.getDouble(i))
        : got.getLong(i) == want.getLong(i);
  }

  private static String text(HostArray array, int i) {
    if (array.type().dtype().isComplex()) {
      return array.getDouble(i) + " + " + array.getImaginary(i) + "i";
    }
    return array.type().dtype().isFloat()
        ? String.valueOf(array.getDouble(i))
        : String.valueOf(array.getLong(i));
  }

  private boolean typeFits(DType got, DType expected) {
    return switch (tolerance.types()) {
      case ANY -> true;
      case KIND -> expected.isFloat() ? got == expected : kind(got) == kind(expected);
      case STRICT -> got == expected || (expected == DType.I64 && got == DType.I32 && !anyWide());
    };
  }

  private static int kind(DType dtype) {
    return dtype.isBool() ? 0 : dtype.isInteger() ? 1 : dtype.isFloat() ? 2 : 3;
  }

  /**
   * I64 made from nothing that is 64 bits wide is the references' default integer; Juxta's is I32.
   */
  private boolean anyWide() {
    return inputs.stream().anyMatch(input -> input.dtype().bytes() == 8);
  }
}
