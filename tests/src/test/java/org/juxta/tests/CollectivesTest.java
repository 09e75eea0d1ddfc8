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
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.Collective;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceEvaluator;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Variable;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;
import org.juxta.xla.Lowering;

/** Operations across the lanes of batches with a name, against the same by hand. */
class CollectivesTest {
  private static final String SEED = "20260801";
  private static final Array X = Np.array(new double[][] {{1, 2}, {-3, 0.5}, {4, -1}});

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  private static Array named(Function1<Array, Array> f, Array x) {
    return Vmap.named("i").of(f).apply(x);
  }

  private static Array random(int seed, int... dims) {
    return Rng.normal(Key.of(seed), Shape.of(dims), DType.F64);
  }

  private static Array repeated(Array x, int lanes) {
    return Np.broadcastTo(x.expandDims(0), x.shape().insert(0, lanes));
  }

  @Property(tries = 6, seed = SEED, shrinking = ShrinkingMode.OFF)
  void equalWhatIsDoneByHand(
      @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(min = 1, max = 4) int n) {
    Array x = random(seed, n, 2, 3);
    close(named(v -> Lax.psum(v, "i"), x), repeated(x.sum(0), n));
    close(named(v -> Lax.pmean(v, "i"), x), repeated(x.mean(0), n));
    close(named(v -> Lax.pmax(v, "i"), x), repeated(x.max(0), n));
    close(named(v -> Lax.pmin(v, "i"), x), repeated(x.min(0), n));
    close(named(v -> Lax.allGather(v, "i"), x), repeated(x, n));
    close(named(v -> Lax.allGather(v, "i", -1, false), x), repeated(Np.moveaxis(x, 0, -1), n));
    close(
        named(v -> Lax.allGather(v, "i", 1, true), x),
        repeated(Np.moveaxis(x, 0, 1).reshape(2, 3 * n), n));
    close(named(v -> v.mul(Lax.axisIndex("i")), x), x.mul(Np.arange(n).reshape(n, 1, 1)));
    Array square = random(seed + 1, n, n, 2);
    close(named(v -> Lax.psumScatter(v, "i", 0, false), square), square.sum(0));
    Array wide = random(seed + 2, n, 3, 2 * n);
    close(
        named(v -> Lax.psumScatter(v, "i", 1, true), wide),
        Np.moveaxis(wide.sum(0).reshape(3, n, 2), 1, 0));
    close(named(v -> Lax.allToAll(v, "i", 0, 1, false), square), square.transpose(1, 2, 0));
    close(
        named(v -> Lax.allToAll(v, "i", 1, 0, true), wide),
        wide.reshape(n, 3, n, 2).transpose(2, 0, 1, 3).reshape(n, 3 * n, 2));
    int[][] turn = new int[n][];
    for (int i = 0; i < n; i++) {
      turn[i] = new int[] {i, (i + 1) % n};
    }
    close(named(v -> Lax.ppermute(v, "i", turn), x), Np.roll(x, 1, 0));
    int[] back = Np.roll(Np.arange(n), -1, 0).toInts();
    close(named(v -> Lax.pshuffle(v, "i", back), x), Np.roll(x, -1, 0));
    close(named(v -> Lax.pswapaxes(v, "i", 0), square), square.transpose(1, 0, 2));
    close(named(v -> Lax.pbroadcast(v, "i", n - 1), x), repeated(x.get(n - 1), n));
  }

  @Example
  void whatIsTheSameForAllLanes() {
    Array c = Np.array(2.0, 3.0);
    close(named(_ -> Lax.psum(c, "i"), X), repeated(c.mul(3), 3));
    close(named(_ -> Lax.pmean(c, "i"), X), repeated(c, 3));
    close(named(_ -> Lax.pmax(c, "i"), X), repeated(c, 3));
    close(named(_ -> Lax.allGather(c, "i"), X), repeated(repeated(c, 3), 3));
    close(
        Vmap.axes(Vmap.NONE)
            .size(4)
            .named("i")
            .of((Array v) -> v.add(Lax.axisIndex("i")))
            .apply(Np.array(0.5)),
        Np.array(0.5, 1.5, 2.5, 3.5));
    close(
        named(v -> Lax.ppermute(v, "i", new int[] {0, 2}), X),
        Np.array(new double[][] {{0, 0}, {0, 0}, {1, 2}}));
    assertThat(named(v -> Lax.psum(v.gt(0), "i"), X).toLongs()).containsExactly(2, 2, 2, 2, 2, 2);
    close(named(v -> v.mul(Lax.axisSize("i")), X), X.mul(3));
  }

  @Example
  void treesAndSeveralNames() {
    Array cube = random(3, 2, 3, 4);
    Function1<Array, Array> inner =
        v ->
            Vmap.named("j")
                .of(
                    (Array w) ->
                        Lax.psum(w, "i", "j")
                            .add(Lax.psum(w, "j").mul(10))
                            .add(Lax.pmean(w, "i").mul(100))
                            .add(Lax.axisIndex("i", "j").mul(1000)))
                .apply(v);
    Array expected =
        cube.sum(0)
            .sum(0)
            .add(cube.sum(1).expandDims(1).mul(10))
            .add(cube.mean(0).mul(100))
            .add(Np.arange(6).reshape(2, 3, 1).mul(1000));
    close(named(inner, cube), expected);
    close(Jit.of((Array x) -> named(inner, x)).apply(cube), expected);
    Tuple2<Array, Array> both =
        Vmap.named("i")
            .of((Tuple2<Array, Array> t) -> Lax.psum(t, "i"))
            .apply(Tuple.of(X, X.mul(2)));
    close(both._2, repeated(X.sum(0).mul(2), 3));
    // an inner batch of the same name hides the outer one
    close(named(v -> named(w -> Lax.psum(w, "i"), v), X), repeatedRows(X.sum(1)));
  }

  private static Array repeatedRows(Array x) {
    return Np.stack(x, x).transpose();
  }

  @Example
  void derivativesInsideOfTheBatch() {
    // As in JAX: every lane has a result, and all of them depend on each lane.
    Array x = Np.array(1.0, 2.0, 3.0);
    close(named(Grad.of((Array v) -> Lax.psum(v.mul(v), "i")), x), x.mul(6));
    close(named(Grad.of((Array v) -> Lax.pmean(v.mul(v), "i")), x), x.mul(2));
    close(named(Grad.of((Array v) -> Lax.pmax(v, "i").mul(v)), x), Np.array(3.0, 3.0, 9.0));
    close(
        named(Grad.of((Array v) -> Lax.ppermute(v.mul(v), "i", new int[] {0, 1})), x),
        Np.array(2.0, 0.0, 0.0));
    close(
        named(
            (Array v) -> Jvp.of((Array w) -> Lax.psum(w.mul(w), "i")).apply(v, v.mul(0).add(1))._2,
            x),
        Np.array(12.0, 12.0, 12.0));
  }

  @Property(tries = 3, seed = SEED, shrinking = ShrinkingMode.OFF)
  void derivativesOfTheBatch(@ForAll @IntRange(max = 1000) int seed) {
    Array x = random(seed, 3, 3, 2);
    Array weights = random(seed + 1, 3, 3, 2);
    for (Function1<Array, Array> f :
        List.<Function1<Array, Array>>of(
            v -> Lax.psum(v.sin(), "i"),
            v -> Lax.pmax(v, "i").mul(v),
            v -> Lax.psumScatter(v.mul(v), "i", 0, false).mul(v),
            v -> Lax.allGather(v.sum(0), "i").mul(v),
            v -> Lax.allToAll(v.mul(v), "i", 0, 0, false),
            v -> Lax.ppermute(v.mul(v), "i", new int[] {0, 2}, new int[] {2, 1}))) {
      Function1<Array, Array> g = y -> named(f, y).mul(weights).sum();
      Array slope = Grad.of(g).apply(x);
      Array t = random(seed + 2, 3, 3, 2);
      double h = 1e-5;
      Array numeric = g.apply(x.add(t.mul(h))).sub(g.apply(x.sub(t.mul(h)))).div(2 * h);
      Arrays.assertClose(List.of(slope.mul(t).sum()), List.of(numeric), 1e-7);
      close(Jvp.of(g).apply(x, t)._2, slope.mul(t).sum());
      // transposing inside of the batch or outside is the same
      Array inside =
          Vmap.named("i")
              .of((Array v, Array ct) -> Vjp.of(f).apply(v)._2.apply(ct))
              .apply(x, weights);
      close(inside, slope);
    }
  }

  @Example
  void inLoopsBranchesAndCalls() {
    Array total = X.sum(0);
    Function1<Array, Array> scanned =
        v ->
            Lax.scan(
                    (Array c, Array s) ->
                        Tuple.of(c.add(Lax.psum(s, "i")).add(Lax.axisIndex("i")), c),
                    Np.array(0.0),
                    v)
                ._1;
    close(named(scanned, X), total.sum().add(Np.arange(3).mul(2)));
    close(named(Jit.of(scanned), X), total.sum().add(Np.arange(3).mul(2)));
    // nothing in the loop has lanes but the number of the lane
    close(
        named(_ -> Lax.foriLoop(0, 3, (i, s) -> s.add(Lax.axisIndex("i")), Np.array(0.0)), X),
        Np.array(0.0, 3.0, 6.0));
    Function1<Array, Array> whiled =
        v ->
            Lax.whileLoop(
                s -> Lax.psum(s, "i").sum().lt(100), s -> s.mul(2).add(Lax.axisIndex("i")), v);
    Array s = X;
    while (s.sum().lt(100).toBoolean()) {
      s = s.mul(2).add(Np.arange(3).reshape(3, 1));
    }
    close(named(whiled, X), s);
    Function1<Array, Array> chosen =
        v -> Lax.cond(Lax.psum(v, "i").sum().gt(0), () -> Lax.psum(v, "i"), () -> v);
    close(named(chosen, X), repeated(total, 3));
    Function1<Array, Array> own =
        v -> Lax.cond(Lax.axisIndex("i").eq(1), () -> Lax.psum(v, "i"), () -> v);
    close(named(own, X), Np.stack(X.get(0), total, X.get(2)));
    Function1<Array, Array> again =
        v -> Checkpoint.of((Array w) -> Lax.psum(w.sin(), "i")).apply(v);
    close(named(again, X), repeated(X.sin().sum(0), 3));
    close(
        Grad.of((Array x) -> named(again, x).sum()).apply(X),
        Grad.of((Array x) -> x.sin().sum().mul(3)).apply(X));
  }

  /** The rule runs after the batch is gone through; the name is known there. */
  @Example
  void inCustomRules() {
    Function1<Array, Array> sum =
        CustomJvp.of(
            v -> Lax.psum(v, "i"),
            (Array v, Array t) -> Tuple.of(Lax.psum(v, "i"), Lax.psum(t, "i").mul(2)));
    Function1<Array, Array> back =
        CustomVjp.of(
            v -> Lax.psum(v, "i"),
            v -> Tuple.of(Lax.psum(v, "i"), v),
            (Array v, Array ct) -> Lax.psum(ct, "i").mul(2));
    Array x = Np.array(1.0, 2.0, 3.0);
    for (Function1<Array, Array> f : List.of(sum, back)) {
      close(named(f, x), Np.full(Shape.of(3), 6.0, DType.F64));
      close(Grad.of((Array y) -> named(f, y).sum()).apply(x), Np.full(Shape.of(3), 6.0, DType.F64));
      close(named(Grad.of(f), x), Np.full(Shape.of(3), 6.0, DType.F64));
    }
  }

  /** Neither an evaluator nor a compiler can do anything with one. */
  @Example
  void noneIsRun() {
    Collective sum = new Collective.AllReduce(Collective.Kind.SUM, "i", 3);
    Variable x = new Variable(X.type());
    Variable y = new Variable(X.type());
    Program program =
        new Program(
            List.of(x),
            List.of(),
            List.of(new Equation(sum, List.of(x), List.of(y), SourceLine.UNKNOWN)),
            List.of(y));
    assertThat(program.check().toString()).contains("psum[i:3]");
    assertThatThrownBy(() -> ReferenceEvaluator.run(program, List.of(), List.of(X.toHost())))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("psum over the axis `i`");
    assertThatThrownBy(() -> Lowering.lower(program, false))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("outside of the Vmap");
  }

  @Example
  void errors() {
    assertThatThrownBy(() -> Lax.psum(X, "i"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("`i`")
        .hasMessageContaining("no axis has a name");
    assertThatThrownBy(() -> named(v -> Lax.psum(v, "batch"), X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("`batch`")
        .hasMessageContaining("`i` of 3 lanes");
    assertThatThrownBy(
            () -> named(v -> Lax.ppermute(v, "i", new int[] {0, 1}, new int[] {0, 2}), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("each named once");
    assertThatThrownBy(() -> named(v -> Lax.ppermute(v, "i", new int[] {0, 3}), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("0 to 2");
    assertThatThrownBy(() -> named(v -> Lax.ppermute(v, "i", new int[] {0, 1, 2}), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[0, 1, 2]");
    assertThatThrownBy(() -> named(v -> Lax.pshuffle(v, "i", 0, 1), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("2 sources for the 3 lanes");
    assertThatThrownBy(() -> named(v -> Lax.pbroadcast(v, "i", 3), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("no lane 3");
    assertThatThrownBy(() -> named(v -> Lax.psumScatter(v, "i", 0, false), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("must have 3 elements");
    assertThatThrownBy(() -> named(v -> Lax.allToAll(v, "i", 1, 0, true), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("out of bounds");
    assertThatThrownBy(() -> named(v -> Lax.allGather(v, "i", 3, false), X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("out of bounds");
    assertThatThrownBy(() -> Vmap.named("i").size(4).of((Array v) -> v).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("4 of VmapAxes.size");
    assertThatThrownBy(() -> Vmap.axes(Vmap.NONE).of((Array v) -> v).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("VmapAxes.size");
  }
}
