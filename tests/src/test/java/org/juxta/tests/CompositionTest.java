package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.Tree;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Literal;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.transforms.CacheReport;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.ValueAndGrad;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/**
 * Transformations together, as a user writes them: types inferred, records and containers in and
 * out, closures, caches.
 */
class CompositionTest {
  private static final Array X = Np.array(1.0, 2.0, 3.0);

  @Test
  void fiveLines() {
    Function1<Array, Array> f = x -> x.mul(x).mul(2).add(x.mul(3)).add(2);
    Function1<Array, Array> df = Jit.of(Vmap.of(Grad.of(f)));
    assertThat(df.apply(Np.linspace(0, 1, 5))).hasToString("[3. 4. 5. 6. 7.]");
    assertThat(Hessian.of(f).apply(Np.array(1.0)).toDouble()).isEqualTo(4);
  }

  record Params(Array w, Array b) {}

  record Examples(Array x, Array y) {}

  static Array loss(Params p, Examples e) {
    return e.x().matmul(p.w()).add(p.b()).sub(e.y()).square().mean();
  }

  private static final Params PARAMS = new Params(Np.array(1.0, -1.0), Np.array(0.5));
  private static final Examples EXAMPLES =
      new Examples(Np.array(new double[][] {{1, 2}, {3, 4}, {5, 6}}), Np.array(0.0, 1.0, 2.0));

  @Test
  void typesAreInferred() {
    var grad = Grad.of(x -> x.sin().sum());
    Array cosines = grad.apply(X);
    var two = Jit.of((x, y) -> x.add(y));
    Array sum = two.apply(X, cosines);
    var nest = Vmap.of(Jit.of(Grad.of(x -> x.mul(x))));
    Array slopes = nest.apply(X);
    var typed = Grad.of((Params p) -> p.w().sum().mul(p.b()));
    Params gradient = typed.apply(PARAMS);
    var reference = Grad.of(CompositionTest::loss);
    Params byReference = reference.apply(PARAMS, EXAMPLES);
    Function2<Params, Examples, Params> assigned = Grad.of(CompositionTest::loss);
    var both = ValueAndGrad.of(CompositionTest::loss);
    Tuple2<Array, Params> valueAndGradient = both.apply(PARAMS, EXAMPLES);
    var byAll = Grad.all(CompositionTest::loss).apply(PARAMS, EXAMPLES);
    Examples byExamples = byAll._2;
    Function1<Array, Array> square = x -> x.mul(x);
    var variable = Jit.of(square);
    var three = Jit.of((x, y, z) -> x.add(y).mul(z));
    var vjp = Vjp.of((Params p) -> p.w().mul(p.b()));
    Params pulledBack = vjp.apply(PARAMS)._2.apply(Np.array(1.0, 1.0));
    var jvp = Jvp.of((Params p) -> p.w().mul(p.b()));
    Array pushed = jvp.apply(PARAMS, PARAMS)._2;
    var linear = Linearize.of(x -> x.mul(x)).apply(X)._2;
    var jacobian = Jacobian.of(x -> x.mul(x));

    assertClose(cosines, Math.cos(1), Math.cos(2), Math.cos(3));
    assertClose(sum, 1 + Math.cos(1), 2 + Math.cos(2), 3 + Math.cos(3));
    assertClose(slopes, 2, 4, 6);
    assertClose(gradient.w(), 0.5, 0.5);
    assertClose(gradient.b(), 0);
    Arrays.assertClose(Tree.leaves(assigned.apply(PARAMS, EXAMPLES)), Tree.leaves(byReference), 0);
    Arrays.assertClose(Tree.leaves(valueAndGradient._2), Tree.leaves(byReference), 0);
    Arrays.assertClose(Tree.leaves(byAll._1), Tree.leaves(byReference), 1e-12);
    assertClose(valueAndGradient._1, loss(PARAMS, EXAMPLES).toDouble());
    // residuals -0.5, -1.5, -2.5; the derivative by y is minus two thirds of them
    assertClose(byExamples.y(), 1.0 / 3, 1, 5.0 / 3);
    assertClose(byReference.b(), -3);
    assertClose(variable.apply(X), 1, 4, 9);
    assertClose(three.apply(X, X, X), 2, 8, 18);
    assertClose(pulledBack.w(), 0.5, 0.5);
    assertClose(pulledBack.b(), 0);
    assertClose(pushed, 1, -1);
    assertClose(linear.apply(X), 2, 8, 18);
    assertClose(jacobian.apply(X).sum(0), 2, 4, 6);
  }

  private static void assertClose(Array actual, double... expected) {
    Shape shape = actual.rank() == 0 ? Shape.SCALAR : Shape.of(expected.length);
    Arrays.assertClose(
        List.of(actual), List.of(Np.array(expected).reshape(shape).astype(actual.dtype())), 1e-12);
  }

  enum Activation {
    TANH,
    NONE
  }

  /** A record with static parts. */
  record Layer(Array w, Activation activation, int times) {
    Array apply(Array x) {
      Array y = x;
      for (int i = 0; i < times; i++) {
        y = activation == Activation.TANH ? y.mul(w).tanh() : y.mul(w);
      }
      return y;
    }
  }

  @Test
  void recordsGoInAndOutOfEveryTransformation() {
    Layer layer = new Layer(Np.array(2.0), Activation.NONE, 3);
    Layer scaled =
        Jit.of((Layer l) -> new Layer(l.w().mul(2), l.activation(), l.times())).apply(layer);
    assertThat(scaled.activation()).isEqualTo(Activation.NONE);
    assertThat(scaled.times()).isEqualTo(3);
    assertClose(scaled.w(), 4);
    Layer gradient = Grad.of((Layer l) -> l.apply(Np.array(1.0))).apply(layer);
    assertClose(gradient.w(), 12);
    assertThat(gradient.times()).isEqualTo(3);
    Layer many = new Layer(X, Activation.NONE, 2);
    assertClose(Vmap.of((Layer l) -> l.apply(Np.array(1.0))).apply(many), 1, 4, 9);
    Layer slopes = Vmap.of(Grad.of((Layer l) -> l.apply(Np.array(1.0)))).apply(many);
    assertClose(slopes.w(), 2, 4, 6);
    Params lanes =
        Vmap.axes(Vmap.NONE, 0)
            .of((Params p, Array x) -> new Params(p.w().mul(x), x))
            .apply(PARAMS, X);
    assertThat(lanes.w().shape()).isEqualTo(Shape.of(3, 2));
    assertClose(lanes.b(), 1, 2, 3);
    Params carried =
        Lax.foriLoop(0, 3, (Array i, Params p) -> new Params(p.w().mul(2), p.b().add(i)), PARAMS);
    assertClose(carried.w(), 8, -8);
    assertClose(carried.b(), 3.5);
  }

  @Test
  void staticPartsAreKeysOfTheCache() {
    var jit = Jit.of((Layer l, Array x) -> l.apply(x));
    Array w = Np.array(0.5);
    assertClose(jit.apply(new Layer(w, Activation.NONE, 1), X), 0.5, 1, 1.5);
    assertClose(jit.apply(new Layer(w.add(1), Activation.NONE, 1), X), 1.5, 3, 4.5);
    assertThat(jit.cache().entries())
        .singleElement()
        .satisfies(e -> assertThat(e.calls()).isEqualTo(2));
    assertClose(jit.apply(new Layer(w, Activation.NONE, 2), X), 0.25, 0.5, 0.75);
    assertClose(
        jit.apply(new Layer(w, Activation.TANH, 1), X),
        Math.tanh(0.5),
        Math.tanh(1),
        Math.tanh(1.5));
    assertThat(jit.cache().entries()).hasSize(3);
    List<String> reasons = jit.cache().entries().stream().map(CacheReport.Entry::reason).toList();
    assertThat(reasons)
        .anyMatch(String::isEmpty)
        .anyMatch(r -> r.contains("times") && r.contains("1") && r.contains("2"));
    assertThat(reasons).anyMatch(r -> r.contains("activation") && r.contains("TANH"));
  }

  @Test
  void theCacheTellsWhyItCompiled() {
    var jit = Jit.of((x, y) -> x.mul(2).add(y));
    jit.apply(X, X);
    jit.apply(X.add(1), X);
    jit.apply(X, X.get(0));
    jit.apply(X.astype(DType.F32), X);
    jit.apply(X, X);
    assertThat(jit.cache().entries()).hasSize(3);
    assertThat(jit.cache().entries().stream().mapToLong(CacheReport.Entry::calls).sum())
        .isEqualTo(5);
    assertThat(jit.cache())
        .asString()
        .contains("3 calls", "argument 2 is F64(), was F64(3)", "argument 1 is F32(3), was F64(3)");
  }

  @Test
  void containersGoInAndOut() {
    var jit =
        Jit.of(
            (Tuple2<Seq<Array>, Map<String, Array>> in) ->
                Map.of(
                    "sum",
                    in._1.reduce(Array::add),
                    "product",
                    in._2.get("a").mul(in._2.get("b"))));
    Map<String, Array> out = jit.apply(Tuple.of(Vector.of(X, X, X), Map.of("b", X, "a", X.add(1))));
    assertClose(out.get("sum"), 3, 6, 9);
    assertClose(out.get("product"), 2, 6, 12);
    var options =
        Jit.of(
            (Option<Array> o, Optional<Array> p) ->
                Tuple.of(
                    o.map(a -> a.mul(2)),
                    p.map(a -> a.mul(3)),
                    List.of(o.isEmpty() ? X : X.neg())));
    var some = options.apply(Option.of(X), Optional.empty());
    assertClose(some._1.get(), 2, 4, 6);
    assertThat(some._2).isEmpty();
    assertClose(some._3.getFirst(), -1, -2, -3);
    var none = options.apply(Option.none(), Optional.of(X));
    assertThat(none._1.isEmpty()).isTrue();
    assertClose(none._2.orElseThrow(), 3, 6, 9);
    assertClose(none._3.getFirst(), 1, 2, 3);
    var nested =
        Grad.of((Map<String, List<Array>> m) -> m.get("x").get(0).mul(m.get("x").get(1)).sum());
    List<Array> gradient = nested.apply(Map.of("x", List.of(X, X.mul(2)))).get("x");
    assertClose(gradient.get(0), 2, 4, 6);
    assertClose(gradient.get(1), 1, 2, 3);
    Array[] array =
        Jit.of((Array[] a) -> new Array[] {a[1], a[0]}).apply(new Array[] {X, X.add(1)});
    assertClose(array[0], 2, 3, 4);
  }

  @Test
  void closuresCaptureArrays() {
    Array offset = Np.array(10.0, 20.0, 30.0);
    var jit = Jit.of(x -> x.add(offset));
    assertThat(jit.program(X).captures()).hasSize(1);
    assertClose(jit.apply(X), 11, 22, 33);
    assertClose(
        Lax.scan((Array c, Array x) -> Tuple.of(c.add(x.mul(offset)), c), Np.zeros(DType.F64, 3), X)
            ._1,
        60,
        120,
        180);
    var nested =
        Jit.of(
            x ->
                Vmap.of(y -> Lax.cond(y.gt(1.5), () -> x.sum().mul(y), () -> offset.sum()))
                    .apply(x));
    assertClose(nested.apply(X), 60, 12, 18);
    var second = Grad.of(x -> Grad.of(y -> x.mul(y).mul(y)).apply(x));
    assertClose(second.apply(Np.array(3.0)), 12);
  }

  @Test
  void derivativesOfDifferentLevelsAreNotConfused() {
    Array one = Np.array(1.0);
    assertClose(Grad.of(x -> x.mul(Grad.of(y -> x.add(y)).apply(one))).apply(Np.array(5.0)), 1);
    assertClose(Grad.of(x -> x.mul(Grad.of(y -> x.mul(y)).apply(one))).apply(Np.array(5.0)), 10);
    Function1<Array, Array> inner = x -> x.mul(Jvp.of(y -> x.mul(y)).apply(one, one)._2);
    assertClose(Jvp.of(inner).apply(Np.array(5.0), one)._2, 10);
    assertClose(Grad.of(x -> Jvp.of(y -> y.mul(x).mul(x)).apply(x, x)._2).apply(Np.array(2.0)), 12);
  }

  @Test
  void derivativesToAnyOrder() {
    Function1<Array, Array> f = Array::sin;
    var third = Grad.of(Grad.of(Grad.of(f)));
    assertClose(third.apply(Np.array(0.3)), -Math.cos(0.3));
    var mixed = Jit.of(Vmap.of(Grad.of(x -> Jvp.of(Grad.of(f)).apply(x, Np.array(1.0))._2)));
    assertClose(mixed.apply(X), -Math.cos(1), -Math.cos(2), -Math.cos(3));
    Array hessian =
        Hessian.of(x -> Lax.foriLoop(0, 3, (i, s) -> s.mul(x.sum()), x.prod())).apply(X);
    // of p s³ with p = x y z and s = x + y + z
    assertClose(hessian.get(0), 1512, 1836, 1512);
  }

  @Test
  void plainNumbersInLoopsTakeTheTypeTheyMeet() {
    Array weak = Array.of(Literal.of(new ArrayType(DType.F32, Shape.SCALAR, true), 0.1));
    Array sum = Lax.foriLoop(0, 3, (i, s) -> s.add(X.get(0)), weak);
    assertThat(sum.dtype()).isEqualTo(DType.F64);
    Array whole = Array.of(Literal.of(new ArrayType(DType.I32, Shape.SCALAR, true), 0L));
    Array wide = Lax.whileLoop(s -> s.lt(4), s -> s.add(X.get(0).astype(DType.F32)), whole);
    assertThat(wide.dtype()).isEqualTo(DType.F32);
    assertClose(wide, 4);
    Tuple2<Tuple2<Array, Array>, Array> both =
        Lax.scan(
            (Tuple2<Array, Array> c, Array x) -> Tuple.of(Tuple.of(c._2, c._1.add(x)), c._1),
            Tuple.of(whole, whole),
            X);
    assertThat(both._1._1.dtype()).isEqualTo(DType.F64);
    assertThat(both._1._2.dtype()).isEqualTo(DType.F64);
    assertClose(both._1._1, 2);
    assertClose(both._1._2, 4);
    assertClose(Lax.cond(X.get(0).gt(0), () -> whole, () -> X.get(0)), 0);
  }

  @Test
  void programsCanBeRead() {
    var jit = Jit.of(Grad.of(x -> x.sin().mul(2).sum()));
    assertThat(jit.program(X).check()).asString().contains("cos", "CompositionTest.java:");
    assertThat(jit.stableHlo(X)).contains("stablehlo.cosine", "CompositionTest.java");
  }

  private static Array alongX(Array start, int unroll) {
    return Lax.scan(
            (Array c, Array x) -> Tuple.of(c.mul(x).sin(), c), start, X, X.dim(0), true, unroll)
        ._1;
  }

  @Test
  void loopsOfDerivativesAreUnrolledAsTheirs() {
    Array start = Np.array(0.3);
    var gradient = Grad.of((Array c) -> alongX(c, 2));
    assertClose(gradient.apply(start), Grad.of((Array c) -> alongX(c, 1)).apply(start).toDouble());
    assertThat(gradient.program(start).toString().split("unroll=2", -1)).hasSize(3);
    assertThatThrownBy(() -> alongX(start, 0))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("at least 1 step, not 0");
  }
}
