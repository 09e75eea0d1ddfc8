package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.juxta.Index.all;
import static org.juxta.Index.index;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.TreeException;
import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.TraceException;
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
 * What bad input gets: an error of ours that names what was asked, shapes and element types, and
 * the user's line, which {@link #here} marks.
 */
class BadInputTest {
  private static final Array TWO = Np.array(1f, 2f);
  private static final Array THREE = Np.array(1f, 2f, 3f);
  private static final Array INTS = Np.array(1, 2, 3);
  private static final Array BOOLS = Np.array(true, false);
  private static final Array MATRIX = Np.array(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Array EMPTY = Np.zeros(DType.F64, 0, 2);
  private static final Array ONE = Np.array(1.0);

  private int line;

  /** {@code value}, on the line that the error must name. */
  private <T> T here(T value) {
    line =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).findFirst().orElseThrow())
            .getLineNumber();
    return value;
  }

  private void rejects(
      Class<? extends JuxtaException> type, ThrowingCallable action, String... fragments) {
    line = 0;
    Throwable thrown = catchThrowable(action);
    assertThat(thrown).isExactlyInstanceOf(type).hasMessageContainingAll(fragments);
    assertThat(line).as("a marked line").isPositive();
    assertThat(thrown).hasMessageContaining("(BadInputTest.java:" + line + ")");
  }

  @Test
  void shapesThatDoNotFit() {
    rejects(ShapeException.class, () -> TWO.add(here(THREE)), "add", "F32(2)", "F32(3)");
    rejects(ShapeException.class, () -> MATRIX.mul(here(TWO)), "mul", "F64(2, 3)", "F32(2)");
    rejects(ShapeException.class, () -> MATRIX.matmul(here(MATRIX)), "matmul", "F64(2, 3)");
    rejects(
        ShapeException.class, () -> TWO.dot(here(THREE)), "inner dimensions", "F32(2)", "F32(3)");
    rejects(
        ShapeException.class,
        () -> Np.tensordot(MATRIX, here(MATRIX), 1),
        "tensordot",
        "F64(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).reshape(4, 2), "F64(2, 3)", "8");
    rejects(ShapeException.class, () -> here(MATRIX).reshape(4, -1), "F64(2, 3)", "[4, -1]");
    rejects(ShapeException.class, () -> here(MATRIX).reshape(-1, -1), "-1");
    rejects(ShapeException.class, () -> here(MATRIX).transpose(0, 0), "repeated", "(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).transpose(0), "F64(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).sum(2), "axis 2", "(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).sum(0, -2), "repeated", "(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).squeeze(0), "axis 0", "F64(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).expandDims(4), "axis 4", "F64(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).broadcastTo(2, 2), "F64(2, 3)", "(2, 2)");
    rejects(
        ShapeException.class,
        () -> Np.concatenate(List.of(TWO, here(MATRIX)), 0),
        "concatenate",
        "F64(2, 3)");
    rejects(ShapeException.class, () -> Np.concatenate(here(List.of()), 0), "concatenate");
    rejects(ShapeException.class, () -> Np.stack(TWO, here(THREE)), "stack", "F32(2)", "F32(3)");
    rejects(
        ShapeException.class, () -> Np.where(BOOLS, here(THREE), 0), "where", "BOOL(2)", "F32(3)");
    rejects(ShapeException.class, () -> Np.zeros(here(-1)), "negative", "-1");
    rejects(ShapeException.class, () -> Np.zeros(here(1 << 20), 1 << 20), "2^31");
    rejects(ShapeException.class, () -> here(MATRIX).toDouble(), "F64(2, 3)");
    rejects(ShapeException.class, () -> Np.array(here(new float[][] {{1}, {1, 2}})), "");
    rejects(
        ShapeException.class,
        () -> Lax.scan((Array c, Array x) -> Tuple.of(c, x), ONE, here(ONE)),
        "scan",
        "F64()");
    Function2<Array, List<Array>, Tuple2<Array, Array>> body = (c, _) -> Tuple.of(c, c);
    rejects(
        ShapeException.class,
        () -> Lax.scan(body, ONE, here(List.of(TWO, THREE))),
        "scan",
        "F32(2)",
        "F32(3)");
    rejects(
        ShapeException.class,
        () -> Lax.slice(here(MATRIX), Ints.of(0, 0), Ints.of(3, 3), Ints.of(1, 1)),
        "slice",
        "F64(2, 3)");
    rejects(
        ShapeException.class,
        () -> Lax.dynamicSlice(here(MATRIX), Ints.of(3, 1), INTS.get(0), INTS.get(0)),
        "dynamic_slice",
        "F64(2, 3)");
  }

  @Test
  void indicesThatDoNotFit() {
    rejects(ShapeException.class, () -> here(MATRIX).get(2), "index 2", "axis 0", "(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).get(0, -4), "index -4", "axis 1", "(2, 3)");
    rejects(ShapeException.class, () -> here(MATRIX).get(0, 0, 0), "3 axes", "(2, 3)");
    rejects(ShapeException.class, () -> MATRIX.at(0).set(here(TWO)), "F64(2)", "(3,)");
    rejects(DTypeException.class, () -> MATRIX.get(here(TWO)), "F32(2)");
    rejects(TraceException.class, () -> Jit.of(b -> MATRIX.get(here(b))).apply(BOOLS), "BOOL(2)");
    rejects(ShapeException.class, () -> THREE.at(here(BOOLS)).set(1), "mask", "BOOL(2)", "F32(3)");
    rejects(ShapeException.class, () -> MATRIX.get(all(), index(here(BOOLS))), "mask", "F64(2, 3)");
    rejects(ShapeException.class, () -> THREE.get(here(BOOLS)), "mask", "BOOL(2)", "F32(3)");
    rejects(DTypeException.class, () -> MATRIX.at(all(), index(here(TWO))).add(1), "F32(2)");
  }

  @Test
  void elementTypesThatDoNotFit() {
    rejects(DTypeException.class, () -> TWO.and(here(TWO)), "and", "F32(2)");
    rejects(DTypeException.class, () -> here(TWO).not(), "not", "F32(2)");
    rejects(DTypeException.class, () -> BOOLS.sub(here(BOOLS)), "sub", "BOOL(2)");
    rejects(DTypeException.class, () -> Np.leftShift(TWO, here(TWO)), "shift_left", "F32(2)");
    rejects(DTypeException.class, () -> Lax.select(here(TWO), TWO, TWO), "select", "F32(2)");
    rejects(
        DTypeException.class,
        () -> Lax.bitcastConvert(here(TWO), DType.C64),
        "bitcast_convert",
        "F32(2)");
    rejects(
        DTypeException.class,
        () -> Lax.dotGeneral(THREE, here(INTS), Ints.of(0), Ints.of(0), Ints.EMPTY, Ints.EMPTY),
        "dot_general",
        "F32(3)",
        "I32(3)");
    rejects(
        DTypeException.class,
        () -> Lax.dynamicSlice(here(TWO), Ints.of(1), ONE),
        "dynamic_slice",
        "F64()");
  }

  @Test
  void nothingToChooseFrom() {
    rejects(ShapeException.class, () -> here(EMPTY).max(), "F64(0, 2)", "axis 0");
    rejects(ShapeException.class, () -> here(EMPTY).min(0), "F64(0, 2)");
    rejects(ShapeException.class, () -> here(EMPTY).argmax(0), "F64(0, 2)");
    rejects(ShapeException.class, () -> here(EMPTY).argmin(), "no elements");
    rejects(ShapeException.class, () -> Jit.of(x -> here(x).max()).apply(EMPTY), "F64(0, 2)");
  }

  @Test
  void gradientsOfWhatHasNone() {
    rejects(
        ShapeException.class,
        () -> Grad.of(x -> x.mul(2)).apply(here(TWO)),
        "scalar",
        "F32(2)",
        "Jacobian");
    rejects(
        ShapeException.class,
        () -> ValueAndGrad.of(x -> x.mul(2)).apply(here(MATRIX)),
        "scalar",
        "F64(2, 3)");
    rejects(
        ShapeException.class, () -> Hessian.of(x -> x.mul(2)).apply(here(TWO)), "scalar", "F32(2)");
    rejects(
        DTypeException.class,
        () -> Grad.of(x -> x.sum()).apply(here(INTS)),
        "argument 1",
        "I32(3)",
        "float");
    rejects(
        DTypeException.class,
        () -> Grad.of((x, y) -> x.mul(y).sum()).apply(here(BOOLS), TWO),
        "argument 1",
        "BOOL(2)");
    rejects(
        DTypeException.class,
        () -> Grad.all((x, y) -> x.sum().add(y)).apply(TWO, here(INTS)),
        "argument 2",
        "I32(3)");
    rejects(
        DTypeException.class,
        () -> Grad.of(x -> x.sum().astype(DType.I32)).apply(here(TWO)),
        "I32()");
    rejects(
        DTypeException.class,
        () -> Grad.of((Tuple2<Array, Array> x) -> x._1.sum()).apply(here(Tuple.of(TWO, INTS))),
        "argument 1",
        "_2",
        "I32(3)");
    rejects(DTypeException.class, () -> Vjp.of(x -> x.sum()).apply(here(INTS)), "I32(3)");
    rejects(DTypeException.class, () -> Linearize.of(x -> x.sum()).apply(here(INTS)), "I32(3)");
    rejects(
        DTypeException.class, () -> Jacobian.forward(x -> x.mul(2)).apply(here(INTS)), "I32(3)");
    rejects(
        DTypeException.class, () -> Jacobian.reverse(x -> x.mul(2)).apply(here(INTS)), "I32(3)");
    rejects(
        DTypeException.class,
        () -> Jacobian.reverse(x -> x.astype(DType.I32)).apply(here(TWO)),
        "I32(2)");
    rejects(
        DTypeException.class,
        () -> Jacobian.forward(x -> x.astype(DType.I32)).apply(here(TWO)),
        "I32(2)");
  }

  @Test
  void tangentsOfOtherTypes() {
    rejects(
        ShapeException.class,
        () -> Jvp.of(x -> x.sin()).apply(TWO, here(THREE)),
        "tangent",
        "F32(3)",
        "F32(2)");
    rejects(
        ShapeException.class,
        () -> Jvp.of(x -> x.sin()).apply(ONE, here(Np.array(1f))),
        "tangent",
        "F32()",
        "F64()");
    rejects(
        ShapeException.class,
        () -> Jvp.of((List<Array> x) -> x.getFirst()).apply(List.of(TWO), here(List.of(TWO, TWO))),
        "tangent");
    var vjp = Vjp.of(x -> x.sum(0)).apply(MATRIX)._2;
    rejects(ShapeException.class, () -> vjp.apply(here(TWO)), "cotangent", "F64(3)", "F32(2)");
    var map = Linearize.of(x -> x.sum(0)).apply(MATRIX)._2;
    rejects(ShapeException.class, () -> map.apply(here(THREE)), "tangent", "F64(2, 3)", "F32(3)");
  }

  @Test
  void reverseModeThroughLoopsOfUnknownLength() {
    rejects(
        JuxtaException.class,
        () -> Grad.of(x -> Lax.whileLoop(s -> s.lt(9), s -> s.mul(2), here(x))).apply(ONE),
        "whileLoop",
        "Lax.scan",
        "Lax.foriLoop",
        "Jvp");
    rejects(
        JuxtaException.class,
        () ->
            Vjp.of(x -> Lax.foriLoop(Np.array(0), Np.array(3), (_, s) -> s.mul(2), here(x)))
                .apply(ONE)
                ._2
                .apply(ONE),
        "whileLoop");
  }

  @Test
  void readingATracedValue() {
    rejects(
        TraceException.class,
        () -> Jit.of(x -> x.mul(here(x).toDouble())).apply(ONE),
        "F64()",
        "Lax.cond",
        "Np.where");
    rejects(TraceException.class, () -> Grad.of(x -> x.mul(here(x).toInt())).apply(ONE), "F64()");
    rejects(
        TraceException.class,
        () -> Vmap.of(x -> here(x).gt(0).toBoolean() ? x : x.neg()).apply(TWO),
        "BOOL()");
    rejects(
        TraceException.class,
        () -> Jit.of(x -> Np.array(here(x).toDoubles())).apply(MATRIX),
        "F64(2, 3)");
    rejects(
        TraceException.class,
        () -> Lax.foriLoop(0, 3, (i, s) -> s.add(here(i).toLong()), ONE),
        "I32()");
  }

  @Test
  void aTracedValueOutsideItsTrace() {
    List<Array> leaked = new ArrayList<>();
    int[] made = new int[1];
    Jit.of(
            x -> {
              leaked.add(here(x).mul(3));
              made[0] = line;
              return x;
            })
        .apply(TWO);
    rejects(
        TraceException.class,
        () -> here(leaked.getFirst()).add(1),
        "F32(2)",
        "closed",
        "BadInputTest.java:" + made[0] + ")");
    rejects(
        TraceException.class,
        () -> Jit.of(x -> x.add(here(leaked.getFirst()))).apply(TWO),
        "F32(2)",
        "closed");
    rejects(
        TraceException.class,
        () -> Jit.of(x -> x).apply(here(leaked.getFirst())),
        "F32(2)",
        "closed");
    rejects(
        TraceException.class,
        () -> Grad.of(x -> x.sum()).apply(here(leaked.getFirst())),
        "F32(2)",
        "closed");
    rejects(TraceException.class, () -> here(leaked.getFirst()).toFloats(), "F32(2)");
  }

  @Test
  void aTracedValueOnAnotherThread() {
    Throwable[] thrown = new Throwable[1];
    Jit.of(
            x -> {
              Thread other =
                  Thread.ofPlatform()
                      .name("worker")
                      .start(() -> thrown[0] = catchThrowable(() -> here(x).add(1)));
              try {
                other.join();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return x;
            })
        .apply(TWO);
    assertThat(thrown[0])
        .isExactlyInstanceOf(TraceException.class)
        .hasMessageContainingAll(
            "F32(2)",
            "worker",
            Thread.currentThread().getName(),
            "BadInputTest.java:" + line + ")");
  }

  @Test
  void carriesThatChange() {
    rejects(
        ShapeException.class,
        () -> Lax.scan((Array c, Array x) -> Tuple.of(c.astype(DType.F32), x), ONE, here(TWO)),
        "scan",
        "F64()",
        "F32()",
        "astype");
    rejects(
        ShapeException.class,
        () -> Lax.whileLoop(s -> s.sum().lt(9), s -> Np.concatenate(List.of(s, s), 0), here(TWO)),
        "whileLoop",
        "F32(2)",
        "F32(4)");
    rejects(
        ShapeException.class,
        () -> Lax.foriLoop(0, 2, (i, s) -> s.sum().add(i), here(MATRIX)),
        "F64(2, 3)",
        "F64()");
    Function1<List<Array>, List<Array>> longer = s -> List.of(s.get(0), s.get(0));
    rejects(
        ShapeException.class,
        () -> Lax.whileLoop(s -> s.get(0).lt(1), longer, here(List.of(ONE))),
        "whileLoop",
        "structure");
    rejects(
        ShapeException.class,
        () -> Lax.whileLoop(s -> here(s).lt(9), s -> s.add(1), TWO),
        "condition",
        "BOOL(2)");
    rejects(
        DTypeException.class,
        () -> Lax.whileLoop(s -> here(s), s -> s.add(1), ONE),
        "condition",
        "F64()");
  }

  @Test
  void branchesThatDiffer() {
    Array yes = Np.array(true);
    rejects(
        ShapeException.class,
        () -> Lax.cond(here(yes), () -> TWO, () -> THREE),
        "cond",
        "F32(2)",
        "F32(3)");
    rejects(
        ShapeException.class,
        () -> Lax.cond(here(yes), () -> ONE, () -> INTS.sum()),
        "cond",
        "F64()",
        "I32()");
    rejects(
        ShapeException.class,
        () -> Lax.<List<Array>>cond(here(yes), () -> List.of(ONE, ONE), () -> List.of(ONE)),
        "cond");
    rejects(
        ShapeException.class,
        () -> Lax.cond(here(BOOLS), () -> ONE, () -> ONE),
        "scalar",
        "BOOL(2)");
    rejects(
        ShapeException.class,
        () -> Lax.switchCase(here(INTS), List.of(() -> ONE)),
        "scalar",
        "I32(3)");
    rejects(
        ShapeException.class,
        () -> Lax.<Array>switchCase(here(INTS.sum()), List.of()),
        "at least one branch");
    rejects(DTypeException.class, () -> Lax.switchCase(here(ONE), List.of(() -> ONE)), "F64()");
  }

  @Test
  void axesOfVmap() {
    rejects(
        ShapeException.class,
        () -> Vmap.of((x, y) -> x.add(y)).apply(TWO, here(THREE)),
        "vmap",
        "argument 1",
        "F32(2)",
        "argument 2",
        "F32(3)");
    rejects(
        ShapeException.class,
        () -> Vmap.of(x -> x).apply(here(ONE)),
        "vmap",
        "argument 1",
        "F64()",
        "Vmap.NONE");
    rejects(
        ShapeException.class,
        () -> Vmap.axes(2).of(x -> x).apply(here(MATRIX)),
        "vmap",
        "axis 2",
        "F64(2, 3)");
    rejects(
        ShapeException.class,
        () -> Vmap.axes(0).out(2).of(x -> x.sum()).apply(here(MATRIX)),
        "axis 2");
    rejects(ShapeException.class, () -> Vmap.axes(Vmap.NONE).of(x -> x).apply(here(TWO)), "vmap");
    rejects(ShapeException.class, () -> Vmap.axes(here(0), 0).of(x -> x), "1", "[0, 0]");
    rejects(
        ShapeException.class,
        () -> Vmap.of(x -> x.add(here(THREE))).apply(MATRIX.transpose()),
        "F64(2)",
        "F32(3)");
  }

  /** A class without fields that can be compared. */
  private static final class Unknown {
    private final double[] numbers = {1};

    double first() {
      return numbers[0];
    }
  }

  @Test
  void argumentsThatAreNoTrees() {
    var jit = Jit.of((Tuple2<Array, Object> x) -> x._1);
    rejects(
        TreeException.class,
        () -> jit.apply(Tuple.of(ONE, here(new float[] {1}))),
        "argument 1",
        "_2",
        "float[]");
    rejects(
        TreeException.class, () -> jit.apply(Tuple.of(ONE, here(new Unknown()))), "_2", "Unknown");
    rejects(
        TreeException.class,
        () -> Jit.of((Array x) -> here(new Unknown())).apply(ONE).first(),
        "Unknown");
    rejects(
        TreeException.class,
        () -> Jit.of((Unknown u) -> Np.array(u.first())).apply(here(new Unknown())),
        "Unknown");
  }

  @Test
  void errorsInsideTransformationsNameTheLineInside() {
    rejects(
        ShapeException.class, () -> Jit.of(x -> x.add(here(THREE))).apply(TWO), "F32(2)", "F32(3)");
    rejects(
        ShapeException.class,
        () -> Grad.of(x -> x.add(here(THREE)).sum()).apply(TWO),
        "F32(2)",
        "F32(3)");
    rejects(
        ShapeException.class,
        () -> Lax.map(x -> x.add(here(THREE)), Np.zeros(4, 2)),
        "F32(2)",
        "F32(3)");
    rejects(
        ShapeException.class,
        () ->
            Jit.of(
                    Vmap.of(
                        Grad.of(
                            x ->
                                Lax.foriLoop(0, 2, (i, s) -> s.reshape(here(Shape.of(3))), x)
                                    .sum())))
                .apply(Np.zeros(2, 2)),
        "F32(2)");
  }
}
