package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.snippets.CustomOpSnippets.Cube;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.CustomOp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Transpose;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** Transposes, blocks of derivatives, what functions give beside their result, own operations. */
class LinearMapsTest {
  private static final Array X = Np.array(0.3, -0.7, 1.1);
  private static final Array T = Np.array(1.0, 2.0, -0.5);

  record Pair(Array a, Array b) {}

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  @Test
  void transposes() {
    Function1<Pair, Pair> f =
        p ->
            new Pair(
                Lax.foriLoop(0, 3, (i, s) -> s.mul(2).add(p.b()), p.a()),
                Jit.of((Array x) -> x.mul(X).sum()).apply(p.a()));
    Pair x = new Pair(T, Np.array(0.5));
    Pair y = new Pair(Np.array(3.0, 1.0, -2.0), Np.array(0.25));
    Pair back = Transpose.of(f, x).apply(y);
    Pair there = f.apply(x);
    Array left = there.a().mul(y.a()).sum().add(there.b().mul(y.b()));
    close(back.a().mul(x.a()).sum().add(back.b().mul(x.b())), left);
    close(
        Vmap.of(Transpose.of((Array v) -> v.mul(T), X)).apply(Np.stack(X, T)),
        Np.stack(X.mul(T), T.mul(T)));
  }

  @Test
  void jacobiansOfProductsAreTheirMatrices() {
    Array a = Np.array(new double[][] {{1, 2, Double.POSITIVE_INFINITY}, {-3, 0.5, 1e300}});
    close(Jacobian.forward((Array x) -> a.matmul(x)).apply(X), a);
    close(Jacobian.reverse((Array x) -> x.matmul(a)).apply(Np.array(1.0, 2.0)), a.transpose());
    Function1<Array, Array> squares =
        x -> a.get(1).mul(1e-300).dot(x.mul(x)).add(x.dot(T).square());
    Array outer = T.reshape(3, 1).mul(T);
    close(Hessian.of(squares).apply(X), outer.add(Np.diag(a.get(1).mul(1e-300))).mul(2));
    assertThat(Jacobian.forward((Array x) -> a.matmul(x)).program(X).toString())
        .doesNotContain("dot_general");
  }

  @Test
  void transposesOfWhatIsNotLinear() {
    assertThatThrownBy(() -> Transpose.of(x -> x.sin(), X).apply(X))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("linear");
    assertThatThrownBy(() -> Transpose.of(x -> x.mul(2), Np.array(1, 2)))
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("I32(2)");
    assertThatThrownBy(() -> Transpose.of(x -> x.mul(2), X).apply(Np.array(1.0)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("F64(3), not F64()");
  }

  @Test
  void blocks() {
    Function1<Pair, Pair> f = p -> new Pair(p.a().mul(p.b()), p.a().sum().mul(p.b().square()));
    Pair x = new Pair(X, Np.array(2.0));
    for (var jacobian : List.of(Jacobian.blocks(f), Jacobian.forwardBlocks(f))) {
      jacobian.program(x).check();
      var d = jacobian.apply(x);
      close(d.of(Pair::a).a(), Np.eye(3, X.dtype()).mul(2));
      close(d.of(Pair::a).b(), X);
      close(d.of(Pair::b).a(), Np.onesLike(X).mul(4));
      close(d.of(Pair::b).b(), X.sum().mul(4));
      assertThatThrownBy(() -> d.of(p -> p.a().mul(2))).isInstanceOf(ShapeException.class);
    }
    var h = Jit.of((Pair p) -> Hessian.blocks((Pair q) -> f.apply(q).b()).apply(p)).apply(x);
    close(h.of(Pair::a).b(), Np.onesLike(X).mul(4));
    close(h.of(Pair::b).a(), Np.onesLike(X).mul(4));
    close(h.of(Pair::b).b(), X.sum().mul(2));
  }

  @Test
  void whatFunctionsGiveBeside() {
    Function1<Array, Tuple2<Array, Pair>> f =
        x -> Tuple.of(x.sin(), new Pair(x.cos(), Np.array(7)));
    var jvp = Jvp.withAux(f).apply(X, T);
    close(jvp._1, X.sin());
    close(jvp._2, X.cos().mul(T));
    close(jvp._3.a(), X.cos());
    assertThat(jvp._3.b().toInt()).isEqualTo(7);
    var vjp = Vjp.withAux(f).apply(X);
    close(vjp._1, X.sin());
    close(vjp._2.apply(T), X.cos().mul(T));
    close(vjp._3.a(), X.cos());
    assertThatThrownBy(() -> vjp._2.apply(Np.array(1.0))).isInstanceOf(ShapeException.class);
  }

  @Test
  void ownOperations() {
    var cube = CustomOp.of(new Cube());
    Function1<Array, Array> f = x -> cube.apply(List.of(x)).getFirst();
    Function1<Array, Array> sum = x -> f.apply(x).sum();
    close(f.apply(X), X.pow(3));
    close(Jit.of(f).apply(X), X.pow(3));
    assertThat(Jit.of(f).program(X).check().toString()).contains("= cube ");
    close(Grad.of(sum).apply(X), X.square().mul(3));
    close(Jvp.of(f).apply(X, T)._2, X.square().mul(3).mul(T));
    close(Hessian.of(sum).apply(X), Np.diag(X.mul(6)));
    close(Vmap.of(Grad.of(sum)).apply(Np.stack(X, T)), Np.stack(X, T).square().mul(3));
    close(
        Grad.of((Array r) -> Vmap.of(sum).apply(r).sum()).apply(Np.stack(X, T)),
        Np.stack(X, T).square().mul(3));
  }
}
