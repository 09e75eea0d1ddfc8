package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Program;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Loops whose number of steps is computed, in reverse. */
class BoundedLoopTest {
  private static final String SEED = "20260803";
  private static final Array X = Np.array(0.3, -0.7, 1.1);

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  private static Array step(Array s, Array c) {
    return s.sin().mul(1.5).add(c.mul(0.1));
  }

  /** As many steps as {@code count} says, of at most {@code most}. */
  private static Array loop(Array x, Array count, int most) {
    return Lax.whileLoop(
            (Tuple2<Array, Array> s) -> s._1.lt(count),
            s -> Tuple.of(s._1.add(1), step(s._2, x)),
            Tuple.of(Np.array(0), x),
            most)
        ._2;
  }

  private static Array scanned(Array x, int steps) {
    return Lax.foriLoop(0, steps, (_, s) -> step(s, x), x);
  }

  @Property(tries = 5, seed = SEED, shrinking = ShrinkingMode.OFF)
  void equalsAScan(
      @ForAll @IntRange(max = 12) int steps, @ForAll @IntRange(min = 1, max = 20) int most) {
    int done = Math.min(steps, most);
    Array count = Np.array(steps);
    close(loop(X, count, most), scanned(X, done));
    close(
        Grad.of((Array x) -> loop(x, count, most).sum()).apply(X),
        Grad.of((Array x) -> scanned(x, done).sum()).apply(X));
    close(
        Jvp.of((Array x) -> loop(x, count, most)).apply(X, X)._2,
        Jvp.of((Array x) -> scanned(x, done)).apply(X, X)._2);
  }

  @Example
  void secondOrderAndBatches() {
    Array count = Np.array(3);
    close(
        Hessian.of((Array x) -> loop(x, count, 5).sum()).apply(X),
        Hessian.of((Array x) -> scanned(x, 3).sum()).apply(X));
    Array counts = Np.array(0, 2, 5);
    Array rows = Np.stack(X, X.mul(2), X.neg());
    Function1<Array, Array> each =
        r -> Vmap.of((Array x, Array n) -> loop(x, n, 5)).apply(r, counts);
    Function1<Array, Array> byHand =
        r -> Np.stack(scanned(r.get(0), 0), scanned(r.get(1), 2), scanned(r.get(2), 5));
    close(each.apply(rows), byHand.apply(rows));
    close(
        Grad.of((Array r) -> each.apply(r).sum()).apply(rows),
        Grad.of((Array r) -> byHand.apply(r).sum()).apply(rows));
  }

  /** Three scans in each other, and a way back that holds far fewer states than there are steps. */
  @Example
  void manySteps() {
    Function1<Array, Array> f =
        x -> Lax.whileLoop(s -> s.gt(-1), s -> s.mul(0.999).add(x.mul(0.001)), x.mul(2), 5000);
    Array x = Np.array(1.0);
    double decay = Math.pow(0.999, 5000);
    Array slope = Grad.of(f).apply(x);
    Arrays.assertClose(List.of(slope), List.of(Np.array(2 * decay + (1 - decay))), 1e-10);
    Program program = Jit.of(Grad.of(f)).program(x);
    assertThat(program.toString()).doesNotContain("(5000").contains("length=18");
  }

  @Example
  void numbersAndTypes() {
    Array half = Lax.whileLoop(s -> s.gt(1), s -> s.div(2), Np.array(5f), 10);
    assertThat(half.dtype()).isEqualTo(DType.F32);
    assertThat(half.toDouble()).isEqualTo(0.625);
    close(Lax.whileLoop(s -> s.lt(100), s -> s.add(1), Np.array(0.5), 0), Np.array(0.5));
    close(Lax.whileLoop(s -> s.lt(100), s -> s.add(1), Np.array(0.5), 1), Np.array(1.5));
    assertThatThrownBy(() -> Lax.whileLoop(s -> s.lt(1), s -> s, X.get(0), -1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("-1 steps");
    assertThatThrownBy(
            () ->
                Grad.of((Array x) -> Lax.whileLoop(s -> s.lt(9), s -> s.mul(2), x))
                    .apply(Np.array(1.0)))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("the largest number of steps");
  }

  @Example
  void scansOfCheckpoints() {
    Function1<Array, Array> f =
        x ->
            Lax.scan(
                    (Array c, Array s) ->
                        Tuple.of(Checkpoint.of((Array v) -> step(v, s)).apply(c), c),
                    x,
                    Np.stack(X, X.mul(2), X.neg()))
                ._1
                .sum();
    Function1<Array, Array> plain =
        x -> {
          Array c = x;
          for (Array s : List.of(X, X.mul(2), X.neg())) {
            c = step(c, s);
          }
          return c.sum();
        };
    close(Grad.of(f).apply(X), Grad.of(plain).apply(X));
  }
}
