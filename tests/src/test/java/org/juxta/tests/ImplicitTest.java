package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Implicit;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vmap;

/** Derivatives of what an equation tells. */
class ImplicitTest {
  private static final String SEED = "20260802";

  private static void close(Array actual, Array expected) {
    close(actual, expected, 1e-10);
  }

  private static void close(Array actual, Array expected, double tolerance) {
    Arrays.assertClose(List.of(actual), List.of(expected), tolerance);
  }

  /** The x with x³ = c, found by bisection, through which no derivative goes. */
  private static Array root(Array c) {
    return Implicit.customRoot(
        x -> x.mul(x).mul(x).sub(c),
        Np.zerosLike(c),
        (f, guess) ->
            Lax.whileLoop(
                    (Tuple2<Array, Array> s) -> s._2.sub(s._1).gt(1e-14).any(),
                    s -> {
                      Array middle = s._1.add(s._2).mul(0.5);
                      Array below = f.apply(middle).lt(0);
                      return Tuple.of(Np.where(below, middle, s._1), Np.where(below, s._2, middle));
                    },
                    Tuple.of(guess, guess.add(4)))
                ._1,
        (g, y) -> y.div(g.apply(Np.onesLike(y))));
  }

  @Example
  void aRoot() {
    Array c = Np.array(2.0);
    Array third = Np.cbrt(c);
    close(root(c), third);
    close(Grad.of(ImplicitTest::root).apply(c), third.div(c).div(3));
    close(Jvp.of(ImplicitTest::root).apply(c, Np.array(3.0))._2, third.div(c));
    close(Jit.of(Grad.of(ImplicitTest::root)).apply(c), third.div(c).div(3));
    close(Hessian.of(ImplicitTest::root).apply(c), third.div(c).div(c).mul(-2.0 / 9));
    close(
        Grad.of(Grad.of(Grad.of(ImplicitTest::root))).apply(c),
        third.div(c.mul(c).mul(c)).mul(10.0 / 27),
        1e-8);
    Array cs = Np.array(1.0, 8.0, 27.0);
    close(Vmap.of(ImplicitTest::root).apply(cs), Np.array(1.0, 2.0, 3.0));
    Array slopes = Np.array(1.0 / 3, 1.0 / 12, 1.0 / 27);
    close(Vmap.of(Grad.of(ImplicitTest::root)).apply(cs), slopes);
    close(Grad.of((Array v) -> Vmap.of(ImplicitTest::root).apply(v).sum()).apply(cs), slopes);
    close(Grad.of((Array v) -> root(v).sum()).apply(cs), slopes);
  }

  record Point(Array x, Array y) {}

  /** x = a cos y, y = b sin x by iteration; the slope solved by iteration too. */
  private static Array coupled(Array a, Array b) {
    Point p =
        Implicit.customRoot(
            q -> new Point(q.x().sub(q.y().cos().mul(a)), q.y().sub(q.x().sin().mul(b))),
            new Point(Np.array(0.1), Np.array(0.1)),
            (f, q) ->
                Lax.foriLoop(
                    0,
                    80,
                    (_, s) -> {
                      Point r = f.apply(s);
                      return new Point(s.x().sub(r.x()), s.y().sub(r.y()));
                    },
                    q),
            (g, v) -> {
              // g is linear on two numbers: Cramer's rule
              Point one = g.apply(new Point(Np.array(1.0), Np.array(0.0)));
              Point two = g.apply(new Point(Np.array(0.0), Np.array(1.0)));
              Array det = one.x().mul(two.y()).sub(two.x().mul(one.y()));
              return new Point(
                  v.x().mul(two.y()).sub(v.y().mul(two.x())).div(det),
                  v.y().mul(one.x()).sub(v.x().mul(one.y())).div(det));
            });
    return p.x().mul(p.y());
  }

  @Example
  void aRootThatIsATree() {
    Array a = Np.array(0.6);
    Array b = Np.array(0.4);
    Function1<Array, Array> f = v -> coupled(v, b);
    double h = 1e-5;
    Array difference = f.apply(a.add(h)).sub(f.apply(a.sub(h))).div(2 * h);
    close(Grad.of(f).apply(a), difference, 1e-8);
    close(Jvp.of(f).apply(a, Np.array(1.0))._2, difference, 1e-8);
    Function1<Array, Array> slope = Grad.of(f);
    Array second = slope.apply(a.add(h)).sub(slope.apply(a.sub(h))).div(2 * h);
    close(Grad.of(Grad.of(f)).apply(a), second, 1e-7);
  }

  /** The inverse of what the linear function's matrix is, by Richardson iteration. */
  private static Array richardson(Function1<Array, Array> f, Array b) {
    return Lax.whileLoop(
            (Tuple2<Array, Array> s) -> s._2.abs().max().gt(1e-13),
            s -> {
              Array x = s._1.add(s._2);
              return Tuple.of(x, b.sub(f.apply(x)));
            },
            Tuple.of(Np.zerosLike(b), b))
        ._1;
  }

  private static Array solve(Array a, Array b) {
    return Implicit.customLinearSolve(
        x -> a.matmul(x), b, ImplicitTest::richardson, ImplicitTest::richardson);
  }

  private static Array symmetric(Array a, Array b) {
    return Implicit.customLinearSolve(
        x -> a.add(a.transpose()).matmul(x).mul(0.5), b, ImplicitTest::richardson, true);
  }

  /** Near the identity, so that the iteration converges. */
  private static Array matrix(int seed) {
    return Np.eye(3, DType.F64)
        .add(Rng.uniform(Key.of(seed), Shape.of(3, 3), DType.F64).sub(0.5).mul(0.3));
  }

  @Property(tries = 3, seed = SEED, shrinking = ShrinkingMode.OFF)
  void linearSystems(@ForAll @IntRange(max = 1000) int seed) {
    Array a = matrix(seed);
    Array b = Rng.normal(Key.of(seed + 1), Shape.of(3), DType.F64);
    Array w = Rng.normal(Key.of(seed + 2), Shape.of(3), DType.F64);
    Array t = Rng.normal(Key.of(seed + 3), Shape.of(3, 3), DType.F64);
    for (Function2<Array, Array, Array> s :
        List.<Function2<Array, Array, Array>>of(ImplicitTest::solve, ImplicitTest::symmetric)) {
      boolean general = s.apply(a, b).sub(solve(a, b)).abs().max().lt(1e-9).toBoolean();
      if (general) {
        close(a.matmul(s.apply(a, b)), b);
      }
      Function1<Array, Array> byMatrix = m -> s.apply(m, b).mul(w).sum();
      Function1<Array, Array> bySide = v -> s.apply(a, v).mul(w).sum();
      double h = 1e-5;
      Array difference =
          byMatrix.apply(a.add(t.mul(h))).sub(byMatrix.apply(a.sub(t.mul(h)))).div(2 * h);
      close(Jvp.of(byMatrix).apply(a, t)._2, difference, 1e-7);
      close(Grad.of(byMatrix).apply(a).mul(t).sum(), difference, 1e-7);
      close(
          Grad.of(bySide).apply(b),
          Jacobian.forward((Array v) -> s.apply(a, v)).apply(b).transpose().matmul(w));
      // second order, both ways round
      Function1<Array, Array> slope = m -> Grad.of(byMatrix).apply(m).mul(t).sum();
      Array second = slope.apply(a.add(t.mul(h))).sub(slope.apply(a.sub(t.mul(h)))).div(2 * h);
      close(Jvp.of(slope).apply(a, t)._2, second, 1e-6);
      close(Grad.of(slope).apply(a).mul(t).sum(), second, 1e-6);
    }
  }

  @Example
  void linearSystemsInBatches() {
    Array as = Np.stack(matrix(1), matrix(2));
    Array bs = Rng.normal(Key.of(5), Shape.of(2, 3), DType.F64);
    for (Function2<Array, Array, Array> s :
        List.<Function2<Array, Array, Array>>of(ImplicitTest::solve, ImplicitTest::symmetric)) {
      Array each = Np.stack(s.apply(as.get(0), bs.get(0)), s.apply(as.get(1), bs.get(1)));
      close(Vmap.of(s).apply(as, bs), each);
      Function2<Array, Array, Array> loss = (m, v) -> s.apply(m, v).sin().sum();
      Array slopes =
          Np.stack(
              Grad.of(loss).apply(as.get(0), bs.get(0)), Grad.of(loss).apply(as.get(1), bs.get(1)));
      close(Vmap.of(Grad.of(loss)).apply(as, bs), slopes);
      close(Grad.of((Array m) -> Vmap.of(s).apply(m, bs).sin().sum()).apply(as), slopes);
      close(
          Vmap.axes(Vmap.NONE, 0).of(s).apply(as.get(0), bs),
          Np.stack(s.apply(as.get(0), bs.get(0)), s.apply(as.get(0), bs.get(1))));
      close(Jit.of(s).apply(as.get(0), bs.get(0)), each.get(0));
    }
  }

  @Example
  void errors() {
    Array b = Np.array(1.0, 2.0);
    Function1<Array, Array> oneWay =
        v -> Implicit.customLinearSolve(x -> x.mul(2), v, (f, y) -> y.mul(0.5)).sum();
    close(Jvp.of(oneWay).apply(b, b)._2, Np.array(1.5));
    assertThatThrownBy(() -> Grad.of(oneWay).apply(b))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("transposeSolve");
    assertThatThrownBy(() -> Implicit.customLinearSolve(x -> x.sum(), b, (f, y) -> y, true))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("matvec of customLinearSolve");
    assertThatThrownBy(() -> Implicit.customRoot(x -> x, b, (f, y) -> y.sum(), (g, y) -> y))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("solve of customRoot");
    assertThatThrownBy(() -> Implicit.customRoot(x -> x, Np.array(1), (f, y) -> y, (g, y) -> y))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("I32");
    assertThat(oneWay.apply(b).toDouble()).isEqualTo(1.5);
  }
}
