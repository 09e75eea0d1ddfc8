package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.juxta.Index.index;
import static org.juxta.transforms.Checkify.Check.DIVISION;
import static org.juxta.transforms.Checkify.Check.INDEX;
import static org.juxta.transforms.Checkify.Check.NAN;

import io.vavr.Tuple;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.CallbackException;
import org.juxta.tracer.DTypeException;
import org.juxta.transforms.CheckException;
import org.juxta.transforms.Checked;
import org.juxta.transforms.Checkify;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** Checks of functions, and which of them fails first. */
class CheckifyTest {
  private static final Array THREE = Np.array(1.0, 2.0, 3.0);

  private static Array positive(Array x) {
    Checkify.check(x.gt(0), "{} is not positive", x);
    return x.sqrt();
  }

  private static void assertFails(Checked<?> checked, String... parts) {
    assertThat(checked.failure().message()).isPresent();
    assertThat(checked.failure().message().orElseThrow()).contains(parts);
    assertThatThrownBy(checked::orThrow).isInstanceOf(CheckException.class);
  }

  private static void assertPasses(Checked<?> checked) {
    assertThat(checked.failure().message()).isEmpty();
    checked.orThrow();
  }

  @Test
  void checksOfUsersHaveValuesAndLine() {
    var f = Checkify.of((Array x) -> positive(x));
    assertPasses(f.apply(Np.array(4.0)));
    assertThat(f.apply(Np.array(4.0)).orThrow().toDouble()).isEqualTo(2);
    assertFails(f.apply(Np.array(-4.0)), "-4.0 is not positive", "CheckifyTest.java");
    assertFails(f.apply(Np.array(1.0, -1.0)), "[ 1. -1.] is not positive");
  }

  @Test
  void withoutCheckifyAFailedCheckThrows() {
    assertThat(positive(Np.array(4.0)).toDouble()).isEqualTo(2);
    assertThatThrownBy(() -> positive(Np.array(-4.0)))
        .hasStackTraceContaining("-4.0 is not positive");
    var compiled = Jit.of((Array x) -> positive(x));
    assertThatThrownBy(() -> compiled.apply(Np.array(-4.0)))
        .isInstanceOf(CallbackException.class)
        .hasMessageContaining("-4.0 is not positive");
    assertThatThrownBy(() -> Checkify.check(Np.array(1), "no")).isInstanceOf(DTypeException.class);
  }

  @Test
  void theFirstFailureCounts() {
    ArrayFunction1 f =
        x -> {
          Checkify.check(x.lt(10), "{} is too large", x);
          Checkify.check(x.lt(5), "{} is large", x);
          return x;
        };
    assertFails(Checkify.of(f).apply(Np.array(7.0)), "7.0 is large");
    assertFails(Checkify.of(f).apply(Np.array(12.0)), "12.0 is too large");
  }

  @Test
  void nanNamesTheOperation() {
    var f = Checkify.of((Array x) -> x.mul(2).log().add(1), Set.of(NAN));
    assertPasses(f.apply(Np.array(0.0)));
    assertFails(f.apply(Np.array(-1.0)), "NaN made by log", "CheckifyTest.java");
    ArrayFunction1 derivative = Grad.of((Array x) -> x.sqrt().mul(0).sum())::apply;
    assertFails(Checkify.of(derivative, Checkify.FLOATS).apply(Np.array(-1.0)), "NaN made by");
  }

  @Test
  void divisionsByZeroAreFound() {
    var f = Checkify.of((Array x, Array y) -> x.div(y), Set.of(DIVISION));
    assertPasses(f.apply(Np.array(1.0), Np.array(2.0)));
    assertFails(f.apply(THREE, Np.array(1.0, 0.0, 2.0)), "division by zero");
    var whole = Checkify.of((Array x, Array y) -> x.floorDivide(y), Checkify.ALL);
    assertFails(whole.apply(Np.array(3), Np.array(0)), "division by zero");
  }

  @Test
  void positionsOutsideAreFound() {
    var get = Checkify.of((Array x, Array i) -> x.get(index(i)), Set.of(INDEX));
    assertPasses(get.apply(THREE, Np.array(-1, 2)));
    assertFails(
        get.apply(THREE, Np.array(1, 7, 9)),
        "index 7 is out of bounds for axis 0 with size 3 of F64(3) in gather");
    var slice =
        Checkify.of(
            (Array x, Array i) -> Lax.dynamicSlice(x, org.juxta.tracer.Ints.of(2), i),
            Checkify.AUTOMATIC);
    assertPasses(slice.apply(THREE, Np.array(1)));
    assertFails(slice.apply(THREE, Np.array(2)), "index 2 is out of bounds for axis 0 with size 3");
    var set = Checkify.of((Array x, Array i) -> x.at(index(i)).set(0), Set.of(INDEX));
    assertPasses(set.apply(THREE, Np.array(1, 2)));
    assertFails(set.apply(THREE, Np.array(1, 3)), "out of bounds", "scatter");
    Array matrix = Np.ones(2, 3);
    var rows = Checkify.of((Array x, Array i) -> x.get(index(0), index(i)), Set.of(INDEX));
    assertFails(
        rows.apply(matrix, Np.array(3, 0)), "index 3 is out of bounds for axis 1 with size 3");
  }

  @Test
  void loopsCarryTheFirstFailure() {
    ArrayFunction1 sum =
        xs ->
            Lax.scan(
                    (Array c, Array x) -> {
                      Checkify.check(x.gt(0), "{} after {}", x, c);
                      return Tuple.of(c.add(x), c.add(x));
                    },
                    Np.array(0.0),
                    xs)
                ._1;
    assertPasses(Checkify.of(sum).apply(THREE));
    Checked<Array> failed = Checkify.of(sum).apply(Np.array(1.0, 2.0, -3.0, -4.0));
    assertFails(failed, "-3.0 after 3.0");
    assertThat(failed.value().toDouble()).isEqualTo(-4);
    ArrayFunction1 down =
        x ->
            Lax.whileLoop(
                (Array y) -> {
                  Checkify.check(y.lt(4), "condition of {}", y);
                  return y.gt(0);
                },
                (Array y) -> {
                  Checkify.check(y.ne(1), "body of {}", y);
                  return y.sub(1);
                },
                x);
    assertFails(Checkify.of(down).apply(Np.array(5.0)), "condition of 5.0");
    assertFails(Checkify.of(down).apply(Np.array(3.0)), "body of 1.0");
    assertPasses(Checkify.of(down).apply(Np.array(0.5)));
  }

  @Test
  void onlyTheBranchTakenIsChecked() {
    ArrayFunction1 f =
        x ->
            Lax.cond(
                x.gt(0),
                () -> positive(x.sub(1)),
                () -> {
                  Checkify.check(x.gt(-5), "too low: {}", x);
                  return x;
                });
    assertPasses(Checkify.of(f).apply(Np.array(2.0)));
    assertFails(Checkify.of(f).apply(Np.array(0.5)), "-0.5 is not positive");
    assertPasses(Checkify.of(f).apply(Np.array(-1.0)));
    assertFails(Checkify.of(f).apply(Np.array(-6.0)), "too low: -6.0");
  }

  @Test
  void transformationsInsideAndOutside() {
    ArrayFunction1 f = CheckifyTest::positive;
    Array mixed = Np.array(4.0, -1.0, 9.0, -2.0);
    assertFails(Checkify.of(Jit.of(f)).apply(Np.array(-1.0)), "-1.0 is not positive");
    var compiled = Jit.of((Array x) -> Checkify.of(f).apply(x));
    assertFails(compiled.apply(Np.array(-1.0)), "-1.0 is not positive");
    assertFails(Checkify.of(Vmap.of(f)).apply(mixed), "-1.0 is not positive");
    Checked<Array> lanes = Vmap.of((Array x) -> Checkify.of(f).apply(x)).apply(mixed);
    assertFails(lanes, "lane 1: -1.0 is not positive", "lane 3: -2.0 is not positive");
    assertFails(Checkify.of(Grad.of(f)).apply(Np.array(-1.0)), "-1.0 is not positive");
    assertFails(Checkify.of(Checkpoint.of(f)).apply(Np.array(-1.0)), "-1.0 is not positive");
    ArrayFunction1 value = x -> Checkify.of(f).apply(x).value();
    assertThat(Grad.of(value).apply(Np.array(4.0)).toDouble()).isEqualTo(0.25);
  }

  @Test
  void functionsWithTheirOwnRulesKeepThem() {
    var f = CustomJvp.of((Array x) -> positive(x), (x, t) -> Tuple.of(positive(x), t.mul(100)));
    ArrayFunction1 value = x -> Checkify.of(f).apply(x).value();
    assertThat(Grad.of(value).apply(Np.array(4.0)).toDouble()).isEqualTo(100);
    assertFails(Checkify.of(f).apply(Np.array(-1.0)), "-1.0 is not positive");
  }

  @Test
  void failuresAreAskedForAgain() {
    ArrayFunction1 f =
        x -> {
          Checked<Array> inner = Checkify.of((Array y) -> positive(y)).apply(x);
          Checkify.check(inner.failure());
          return inner.value();
        };
    assertPasses(Checkify.of(f).apply(Np.array(4.0)));
    assertFails(Checkify.of(f).apply(Np.array(-4.0)), "-4.0 is not positive");
  }

  @Test
  void checksThatAreNotEnabledAreLeftOut() {
    ArrayFunction2 f =
        (x, i) -> {
          Checkify.check(i.lt(0), "never");
          return x.get(index(i)).log();
        };
    assertPasses(Checkify.of(f, Set.of()).apply(THREE, Np.array(5)));
    assertPasses(Checkify.of(Jit.of(f), Set.of()).apply(THREE, Np.array(5)));
    assertFails(Checkify.of(f).apply(THREE, Np.array(5)), "never");
    assertFails(Checkify.of(f, Checkify.AUTOMATIC).apply(THREE, Np.array(5)), "index 5");
  }
}
