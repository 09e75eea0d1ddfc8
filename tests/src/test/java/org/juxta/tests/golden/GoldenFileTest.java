package org.juxta.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.juxta.Array;
import org.juxta.Np;

/** The runner of the reference cases: that it counts, and that it can fail. */
class GoldenFileTest {
  @TempDir private Path folder;

  private GoldenFile run(String... cases) throws IOException {
    String content = "{\"cases\": [" + String.join(",", cases) + "]}";
    Files.writeString(folder.resolve("numpy_ops.json"), content);
    GoldenFile file = GoldenFile.all(folder).getFirst();
    file.run();
    return file;
  }

  private static String add(String id, String op, String expected, String compare) {
    String one = "{\"shape\": [2], \"dtype\": \"float64\", \"data\": [1.0, 2.0]}";
    return "{\"id\": \"%s\", \"op\": \"%s\", \"args\": [%s, %s], \"kwargs\": {}, \"expected\": %s, \"compare\": %s}"
        .formatted(id, op, one, one, expected, compare);
  }

  private static String floats(String data) {
    return "{\"shape\": [2], \"dtype\": \"float64\", \"data\": [" + data + "]}";
  }

  @Test
  void countsWhatPassedFailedAndIsMissing() throws IOException {
    String exact = "{\"mode\": \"exact\"}";
    GoldenFile file =
        run(
            add("right", "add", floats("2.0, 4.0"), exact),
            add("wrong", "add", floats("2.0, 4.5"), exact),
            add(
                "close",
                "add",
                floats("2.0, 4.5"),
                "{\"mode\": \"close\", \"rtol\": 0.2, \"atol\": 0}"),
            add("type", "equal", floats("1.0, 1.0"), exact),
            add("shape", "outer", floats("1.0, 1.0"), exact),
            add("nan", "add", floats("\"nan\", 4.0"), exact),
            add("absent", "no_such_function", floats("2.0, 4.0"), exact),
            add(
                "typeless",
                "add",
                "{\"shape\": [2], \"dtype\": \"float8_e5m2\", \"data\": []}",
                exact));
    assertThat(file.summary())
        .isEqualTo("goldens numpy_ops.json: 2 passed, 4 failed, 2 not yet there");
    assertThat(file.failures())
        .hasSize(4)
        .anySatisfy(f -> assertThat(f).contains("wrong: add: [1] got 4.0, expected 4.5 (exact)"))
        .anySatisfy(f -> assertThat(f).contains("type: equal: element type BOOL, expected float64"))
        .anySatisfy(f -> assertThat(f).contains("shape: outer: shape (2, 2), expected (2,)"))
        .anySatisfy(f -> assertThat(f).contains("nan: add: [0] got 2.0, expected NaN"));
  }

  @Test
  void anErrorIsAFailure() throws IOException {
    GoldenFile file = run(add("shapes", "tensordot", floats("2.0, 4.0"), "{\"mode\": \"exact\"}"));
    assertThat(file.failures()).singleElement().asString().contains("ShapeException");
  }

  @Test
  void programsAreReadAsPythonReadsThem() {
    Evaluator evaluator =
        new Evaluator(LibraryFunctions.create(), "np.").with("x", Np.array(1.0, 2, 3));
    assertThat(evaluator.value("-2**2 + 7 // 2 * 3 % 4")).isEqualTo(-3L);
    assertThat(evaluator.value("(lambda a, b: a - b)(*[5, 3])")).isEqualTo(2L);
    assertThat(((Array) evaluator.value("x[::-1][:2] @ x[1:]")).toDouble()).isEqualTo(12);
    List<Statement> program =
        PythonParser.program(
            """
            s = 0
            for i in range(len(x)):
                if i == 1:
                    s = s + 10 * x[i]
                else:
                    s += x[i]
            return s\
            """);
    assertThat(((Array) evaluator.run(program)).toDouble()).isEqualTo(24);
  }

  @Test
  void zerosMayHaveSigns() {
    Tolerance signed = new Tolerance(0, 0, true, Tolerance.Types.ANY);
    assertThat(signed.accepts(-0.0, 0.0)).isFalse();
    assertThat(Tolerance.EXACT.accepts(-0.0, 0.0)).isTrue();
    assertThat(Tolerance.close(0.1, 0).accepts(Double.POSITIVE_INFINITY, 1e300)).isFalse();
  }
}
