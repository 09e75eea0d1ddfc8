package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.CustomDerivative;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.CustomVjp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Transformed1;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** Functions with derivatives of their own. */
class CustomDerivativesTest {
  private static final String SEED = "20260713";
  private static final Array X = Np.array(0.3, -0.7, 1.1);
  private static final Array T = Np.array(1.0, 2.0, -0.5);

  /** Sine with twice its slope, so that the rule is seen where it is used. */
  private static final Transformed1<Array, Array> SINE =
      CustomJvp.of(x -> x.sin(), (Array x, Array t) -> Tuple.of(x.sin(), t.mul(x.cos()).mul(2)));

  /** The same by its way back. */
  private static final Transformed1<Array, Array> SINE_BACK =
      CustomVjp.of(
          x -> x.sin(), x -> Tuple.of(x.sin(), x), (Array x, Array ct) -> ct.mul(x.cos()).mul(2));

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  private static Array slope(Array x) {
    return x.cos().mul(2);
  }

  @Example
  void theRuleIsTheDerivative() {
    close(SINE.apply(X), X.sin());
    close(SINE_BACK.apply(X), X.sin());
    close(Jvp.of(SINE).apply(X, T)._2, slope(X).mul(T));
    for (var f : List.of(SINE, SINE_BACK)) {
      Function1<Array, Array> sum = x -> f.apply(x).sum();
      close(Grad.of(sum).apply(X), slope(X));
      close(Vjp.of(f).apply(X)._2.apply(T), slope(X).mul(T));
      close(Jacobian.reverse(f).apply(X), Np.diag(slope(X)));
      close(Grad.of(Jit.of(sum)).apply(X), slope(X));
      close(Jit.of(Grad.of(sum)).apply(X), slope(X));
    }
    close(Jacobian.forward(SINE).apply(X), Np.diag(slope(X)));
  }

  /** A rule is an ordinary function: its derivative is that of its operations. */
  @Example
  void theRuleIsDifferentiated() {
    Array second = X.sin().mul(-2);
    for (var f : List.of(SINE, SINE_BACK)) {
      Function1<Array, Array> sum = x -> f.apply(x).sum();
      close(Hessian.of(sum).apply(X), Np.diag(second));
      close(Jacobian.reverse(Grad.of(sum)).apply(X), Np.diag(second));
    }
    close(Jvp.of((Array x) -> Jvp.of(SINE).apply(x, T)._2).apply(X, T)._2, second.mul(T).mul(T));
    // x.sin() * 2 cos, and in the rule the function itself again
    var own = new ArrayList<Transformed1<Array, Array>>();
    own.add(
        CustomJvp.of(
            x -> x.exp(),
            (Array x, Array t) -> {
              Array y = own.getFirst().apply(x);
              return Tuple.of(y, t.mul(y).mul(3));
            }));
    Function1<Array, Array> triple = own.getFirst();
    close(Grad.of(Grad.of(Grad.of(triple))).apply(Np.array(0.5)), Np.array(27 * Math.exp(0.5)));
  }

  @Example
  void underBatchesLoopsAndBranches() {
    Array rows = Np.stack(X, X.mul(2), X.neg());
    for (var f : List.of(SINE, SINE_BACK)) {
      Function1<Array, Array> sum = x -> f.apply(x).sum();
      close(Vmap.of(f).apply(rows), rows.sin());
      close(Vmap.of(Grad.of(sum)).apply(rows), slope(rows));
      close(Grad.of((Array r) -> Vmap.of(f).apply(r).sum()).apply(rows), slope(rows));
      close(Grad.of((Array r) -> Vmap.of(Vmap.of(f)).apply(r).sum()).apply(rows), slope(rows));
      Function1<Array, Array> twice =
          x -> Lax.scan((Array c, Array s) -> Tuple.of(f.apply(c).add(s), c), x, rows)._1.sum();
      Function1<Array, Array> unrolled =
          x -> {
            Array c = x;
            for (int i = 0; i < 3; i++) {
              c = f.apply(c).add(rows.get(i));
            }
            return c.sum();
          };
      close(Grad.of(twice).apply(X), Grad.of(unrolled).apply(X));
      Function1<Array, Array> branch =
          x -> Lax.cond(x.sum().gt(0), () -> f.apply(x).sum(), () -> x.sum());
      close(Grad.of(branch).apply(X), slope(X));
      close(Vmap.of(Grad.of(branch)).apply(Np.stack(X, X.neg())).get(1), Np.ones(DType.F64, 3));
    }
  }

  /** One operand of the batch is the same for all lanes: its cotangent is the sum. */
  @Example
  void batchesOfSomeArguments() {
    var product =
        CustomVjp.of(
            (x, y) -> x.mul(y),
            (x, y) -> Tuple.of(x.mul(y), Tuple.of(x, y)),
            (Tuple2<Array, Array> xy, Array ct) -> Tuple.of(ct.mul(xy._2), ct.mul(xy._1).mul(10)));
    var forward =
        CustomJvp.byArgument(
            (x, y) -> x.mul(y), (t, z, x, y) -> t.mul(y), (t, z, x, y) -> t.mul(x).mul(10));
    Array rows = Np.stack(X, T);
    for (var f : List.of(product, forward)) {
      var g = Grad.all((Array x, Array y) -> Vmap.axes(0, Vmap.NONE).of(f).apply(x, y).sum());
      close(g.apply(rows, X)._1, Np.stack(X, X));
      close(g.apply(rows, X)._2, X.add(T).mul(10));
    }
  }

  /** Loops and branches of a rule may mix tangents with what they are not linear in. */
  @Example
  void rulesWithLoopsAndBranches() {
    var power =
        CustomJvp.of(
            (Array x) -> x.pow(4),
            (Array x, Array t) -> {
              Tuple2<Array, Array> both =
                  Lax.foriLoop(
                      0,
                      4,
                      (i, s) -> Tuple.of(s._1.mul(x), s._2.mul(x).add(s._1.mul(t))),
                      Tuple.of(Np.onesLike(x), Np.zerosLike(x)));
              return Tuple.of(
                  both._1,
                  Lax.cond(x.sum().gt(0), () -> both._2, () -> both._2.mul(Np.array(1.0))));
            });
    close(Grad.of((Array x) -> power.apply(x).sum()).apply(X), X.pow(3).mul(4));
    close(Jvp.of(power).apply(X, T)._2, X.pow(3).mul(4).mul(T));
    close(Hessian.of((Array x) -> power.apply(x).sum()).apply(X), Np.diag(X.square().mul(12)));
  }

  /** A linear function that is its own rule. */
  @Example
  void aRuleThatCallsItsFunctionOnTheTangent() {
    var own = new ArrayList<Transformed1<Array, Array>>();
    own.add(
        CustomJvp.of(
            (Array x) -> x.mul(3),
            (x, t) -> Tuple.of(own.getFirst().apply(x), own.getFirst().apply(t))));
    close(
        Grad.of((Array x) -> own.getFirst().apply(x).sum()).apply(X), Np.ones(DType.F64, 3).mul(3));
    close(Jvp.of(own.getFirst()).apply(X, T)._2, T.mul(3));
  }

  record Pair(Array a, Array b) {}

  record Named(String name, Array a, Array count) {}

  @Example
  void treesAndStaticLeaves() {
    var f =
        CustomJvp.of(
            (Named n) -> new Pair(n.a().mul(n.count()), n.a().sum()),
            (n, t) ->
                Tuple.of(
                    new Pair(n.a().mul(n.count()), n.a().sum()),
                    new Pair(t.a().mul(n.name().length()), t.a().sum())));
    Array count = Np.array(2);
    Array g = Grad.of((Array a) -> f.apply(new Named("seven77", a, count)).a().sum()).apply(X);
    close(g, Np.ones(DType.F64, 3).mul(7));
    var back =
        CustomVjp.of(
            (Array a, Named n) -> a.mul(n.count()).sum(),
            (a, n) -> Tuple.of(a.mul(n.count()).sum(), n),
            (Named n, Array ct) ->
                new Tuple2<Array, Named>(ct.mul(Np.ones(DType.F64, 3).mul(5)), null));
    Named n = new Named("x", T, count);
    close(Grad.of((Array a) -> back.apply(a, n)).apply(X), Np.ones(DType.F64, 3).mul(5));
    close(Grad.of((Array a) -> back.apply(X, new Named("x", a, count))).apply(X), X.mul(0));
  }

  /** Partial derivatives of arguments without a tangent are not computed. */
  @Example
  void rulesByArgument() {
    AtomicInteger second = new AtomicInteger();
    Function1<List<Array>, Array> f =
        x ->
            CustomDerivative.byArgument(
                "product",
                x,
                in -> in.get(0).mul(in.get(1)),
                List.of(
                    (t, y, in) -> t.mul(in.get(1)),
                    (t, y, in) -> {
                      second.incrementAndGet();
                      return t.mul(in.get(0));
                    }));
    close(Grad.of((Array x) -> f.apply(List.of(x, T)).sum()).apply(X), T);
    assertThat(second).hasValue(0);
    close(Grad.of((Array y) -> f.apply(List.of(X, y)).sum()).apply(T), X);
    assertThat(second).hasValue(1);
    close(f.apply(List.of(X, T)), X.mul(T));
  }

  @Example
  void forwardModeThroughAWayBackIsAnError() {
    assertThatThrownBy(() -> Jvp.of(SINE_BACK).apply(X, T))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("forward-mode")
        .hasMessageContaining("CustomVjp")
        .hasMessageContaining("CustomDerivativesTest");
    assertThatThrownBy(() -> Jacobian.forward(SINE_BACK).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("CustomVjp");
  }

  @Example
  void rulesThatDoNotFit() {
    var shape = CustomJvp.of(x -> x.sin(), (Array x, Array t) -> Tuple.of(x.sin(), t.sum()));
    assertThatThrownBy(() -> Jvp.of(shape).apply(X, T))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the tangent that the custom rule of")
        .hasMessageContaining("F64(3), not F64()");
    var dtype = CustomJvp.of(x -> x.sin(), (Array x, Array t) -> Tuple.of(x.astype(DType.F32), t));
    assertThatThrownBy(() -> Grad.of((Array x) -> dtype.apply(x).sum()).apply(X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("the result that the custom rule of")
        .hasMessageContaining("F64(3), not F32(3)");
    var tree =
        CustomJvp.of((Array x) -> List.of(x, x), (x, t) -> Tuple.of(List.of(x, x), List.of(t)));
    assertThatThrownBy(() -> Jvp.of(tree).apply(X, T))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("has another structure");
    var back =
        CustomVjp.of(
            (x, y) -> x.mul(y),
            (x, y) -> Tuple.of(x.mul(y), y),
            (Array y, Array ct) -> Tuple.of(ct.mul(y), ct.sum()));
    assertThatThrownBy(() -> Grad.all((x, y) -> back.apply(x, y).sum()).apply(X, T))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("argument 2")
        .hasMessageContaining("F64(3), not F64()");
  }

  @Example
  void whatTheFunctionTakesFromOutside() {
    Function1<Array, Array> f =
        x ->
            CustomJvp.of((Array y) -> y.mul(x), (Array y, Array t) -> Tuple.of(y, t))
                .apply(T)
                .sum();
    assertThatThrownBy(() -> Grad.of(f).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("takes from outside")
        .hasMessageContaining("pass the value as one");
    Function1<Array, Array> data =
        x ->
            CustomJvp.of((Array y) -> y.mul(T), (Array y, Array t) -> Tuple.of(y.mul(T), t.mul(T)))
                .apply(x)
                .sum();
    close(Grad.of(data).apply(X), T);
  }

  @Provide
  Arbitrary<RandomProgram> smooth() {
    return RandomProgram.arbitrary(Kind.SMOOTH, 6);
  }

  /** A rule that is the derivative changes nothing. */
  @Property(tries = 10, seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void rulesThatAreTheDerivative(@ForAll("smooth") RandomProgram p) {
    Array k = p.arguments().get(2);
    List<Array> x = p.arguments().subList(0, 2);
    Function1<List<Array>, List<Array>> f = in -> p.apply(in.get(0), in.get(1), k);
    var jvp = CustomJvp.of(f, (in, t) -> Jvp.of(f).apply(in, t));
    var vjp =
        CustomVjp.of(
            f,
            in -> Tuple.of(f.apply(in), in),
            (List<Array> in, List<Array> ct) -> Vjp.of(f).apply(in)._2.apply(ct));
    List<ArrayType> types = x.stream().map(Array::type).toList();
    List<Array> t = RandomProgram.tangents(types, p.seed());
    Arrays.assertClose(Jvp.of(jvp).apply(x, t)._2, Jvp.of(f).apply(x, t)._2, 1e-9);
    List<Array> y = f.apply(x);
    List<Array> ct = RandomProgram.tangents(y.stream().map(Array::type).toList(), ~p.seed());
    List<Array> expected = Vjp.of(f).apply(x)._2.apply(ct);
    List<Array> rows = x.stream().map(a -> Np.stack(a, a.mul(0.5))).toList();
    for (var g : List.of(jvp, vjp)) {
      var at = Vjp.of(g).apply(x);
      at._2.program(ct).check();
      Arrays.assertClose(at._1, y, 1e-12);
      Arrays.assertClose(at._2.apply(ct), expected, 1e-9);
      Function1<List<Array>, List<Array>> back = in -> Vjp.of(g).apply(in)._2.apply(ct);
      Function1<List<Array>, List<Array>> plain = in -> Vjp.of(f).apply(in)._2.apply(ct);
      Arrays.assertClose(Vmap.of(back).apply(rows), Vmap.of(plain).apply(rows), 1e-9);
    }
  }
}
