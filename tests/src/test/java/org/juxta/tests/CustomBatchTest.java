package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.List;
import net.jqwik.api.Example;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
import org.juxta.transforms.CustomGradient;
import org.juxta.transforms.CustomVmap;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.Transformed1;
import org.juxta.transforms.Transformed2;
import org.juxta.transforms.Vmap;

/** Batching rules and ways back of functions' own, and what linearising gives beside. */
class CustomBatchTest {
  private static final Array X = Np.array(0.3, -0.7, 1.1);
  private static final Array ROWS = Np.stack(X, X.mul(2), X.neg());

  private static void close(Array actual, Array expected) {
    Arrays.assertClose(List.of(actual), List.of(expected), 1e-12);
  }

  /** Adds 100 where its rule is used. */
  private static final Transformed2<Array, Array, Array> PRODUCT =
      CustomVmap.of(
          (x, y) -> x.mul(y),
          (CustomVmap.Batch batch, Array x, Array y) -> {
            assertThat(batch.size()).isEqualTo(3);
            assertThat(batch.batched()).containsExactly(true, y.rank() == 2);
            return x.mul(y).add(100);
          });

  @Example
  void batchingRules() {
    close(PRODUCT.apply(X, X), X.mul(X));
    close(Jit.of((Array x) -> PRODUCT.apply(x, x)).apply(X), X.mul(X));
    close(Vmap.of(PRODUCT).apply(ROWS, ROWS), ROWS.mul(ROWS).add(100));
    close(Vmap.axes(1, Vmap.NONE).of(PRODUCT).apply(ROWS.transpose(), X), ROWS.mul(X).add(100));
    // derivatives before the batch are those of the function, afterwards of the rule
    Function1<Array, Array> loss = x -> PRODUCT.apply(x, X).mul(x).sum();
    close(Vmap.of(Grad.of(loss)).apply(ROWS), ROWS.mul(X).mul(2));
    close(
        Grad.of((Array r) -> Vmap.of(loss).apply(r).sum()).apply(ROWS),
        ROWS.mul(X).mul(2).add(100));
    close(
        Jvp.of((Array r) -> Vmap.of(loss).apply(r)).apply(ROWS, ROWS)._2,
        ROWS.mul(X).mul(2).add(100).mul(ROWS).sum(1));
    close(Vmap.of(CustomVmap.sequential(x -> x.sum())).apply(ROWS), ROWS.sum(1));
  }

  @Example
  void batchingRulesOfBadShape() {
    Transformed1<Array, Array> bad =
        CustomVmap.of(x -> x, (CustomVmap.Batch b, Array x) -> x.sum());
    assertThatThrownBy(() -> Vmap.of(bad).apply(ROWS))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("custom batching rule of CustomBatchTest")
        .hasMessageContaining("F64(3, 3)");
    assertThatThrownBy(
            () ->
                Vmap.of(
                        (Array y) ->
                            CustomVmap.of((Array x) -> x.mul(y), (CustomVmap.Batch b, Array x) -> x)
                                .apply(y))
                    .apply(ROWS))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("from outside");
  }

  @Example
  void waysBack() {
    Function1<Array, Array> root =
        CustomGradient.of(
            (Array x) -> {
              Array y = x.sqrt();
              return Tuple.of(y, ct -> ct.div(y));
            });
    Array x = Np.array(4.0, 9.0);
    close(root.apply(x), Np.array(2.0, 3.0));
    close(Grad.of((Array v) -> root.apply(v).sum()).apply(x), Np.array(0.5, 1.0 / 3));
    close(Vmap.of(Grad.of(root)).apply(x), Np.array(0.5, 1.0 / 3));
    close(Grad.of((Array v) -> Vmap.of(root).apply(v).sum()).apply(x), Np.array(0.5, 1.0 / 3));
    // the way back is differentiated: (1 / y)' = -y' / y² with y' that of the root inside
    close(Grad.of(Grad.of(root)).apply(Np.array(4.0)), Np.array(-1.0 / 16));
    Function1<Tuple2<Array, Array>, Array> pair =
        CustomGradient.of(
            (Tuple2<Array, Array> t) ->
                Tuple.of(
                    t._1.mul(t._2),
                    (Function1<Array, Tuple2<Array, Array>>)
                        ct -> Tuple.of(ct.mul(t._2).mul(2), Np.zerosLike(t._2))));
    Tuple2<Array, Array> back = Grad.of(pair).apply(Tuple.of(Np.array(3.0), Np.array(5.0)));
    close(back._1, Np.array(10.0));
    close(back._2, Np.array(0.0));
    assertThatThrownBy(() -> Jvp.of(root).apply(x, x))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("CustomVjp");
    Function1<Array, Array> bad = CustomGradient.of((Array v) -> Tuple.of(v, ct -> ct.sum()));
    assertThatThrownBy(() -> Grad.of((Array v) -> bad.apply(v).sum()).apply(x))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("cotangent");
  }

  @Example
  void linearizeWithAux() {
    var at =
        Linearize.withAux((Array x) -> Tuple.of(x.sin().sum(), Tuple.of("kept", x.mul(2))))
            .apply(X);
    close(at._1, X.sin().sum());
    close(at._2.apply(X), X.cos().mul(X).sum());
    assertThat(at._3._1).isEqualTo("kept");
    close(at._3._2, X.mul(2));
  }
}
