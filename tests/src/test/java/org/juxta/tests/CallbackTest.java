package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vavr.Tuple2;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.Callback;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.CallbackException;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Shape;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.VmapMethod;
import org.juxta.transforms.Checkpoint;
import org.juxta.transforms.CustomJvp;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.Vmap;
import org.juxta.xla.Engines;

/** Java functions called from compiled programs. */
class CallbackTest {
  private static final ArrayType F64_SCALAR = ArrayType.of(DType.F64);

  private static Array twice(Array x) {
    return Np.array(x.toDoubles()).mul(2.0).reshape(x.shape().dims().toArray());
  }

  /** Values */
  @Test
  void aPureFunctionGivesItsValueAtOnceAndCompiled() {
    ArrayType type = ArrayType.of(DType.F64, 3);
    ArrayFunction1 f = x -> Callback.pure(CallbackTest::twice, type, x.add(1.0)).mul(10.0);
    Array x = Np.array(1.0, 2.0, 3.0);
    assertThat(f.apply(x).toDoubles()).containsExactly(40, 60, 80);
    assertThat(Jit.of(f).apply(x).toDoubles()).containsExactly(40, 60, 80);
    assertThat(Jit.of(Jit.of(f)).apply(x).toDoubles()).containsExactly(40, 60, 80);
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyElementTypeGoesThereAndBack(DType dtype) {
    for (Shape shape :
        List.of(Shape.SCALAR, Shape.of(5), Shape.of(2, 3), Shape.of(0), Shape.of(2, 0))) {
      ArrayType type = ArrayType.of(dtype, shape);
      Array x = Lax.convert(Np.arange(shape.size()).reshape(shape.dims().toArray()), dtype);
      ArrayFunction1 f =
          Jit.of(
                  a ->
                      Callback.pure(
                          v -> {
                            assertThat(v.type()).isEqualTo(type);
                            return v;
                          },
                          type,
                          a))
              ::apply;
      HostArray y = f.apply(x).toHost();
      assertThat(y.type()).isEqualTo(type);
      for (int i = 0; i < y.size(); i++) {
        assertThat(y.getDouble(i)).isEqualTo(dtype.isBool() ? Math.min(i, 1) : i);
      }
    }
  }

  @Test
  void manyArraysGoInAndOut() {
    List<ArrayType> types =
        List.of(ArrayType.of(DType.F32, 2), ArrayType.of(DType.I32), ArrayType.of(DType.F64, 0));
    var f =
        Jit.of(
            (Array x, Array n) ->
                Callback.pure(
                    a -> List.of(a.get(0).add(a.get(1)), a.get(1).mul(2), Np.zeros(DType.F64, 0)),
                    types,
                    VmapMethod.SEQUENTIAL,
                    List.of(x, n)));
    List<Array> out = f.apply(Np.array(1f, 2f), Np.array(3));
    assertThat(out.get(0).toFloats()).containsExactly(4, 5);
    assertThat(out.get(1).toInt()).isEqualTo(6);
    assertThat(out.get(2).shape()).isEqualTo(Shape.of(0));
  }

  @Test
  void layoutsAreRowMajorWhateverTheProgramPrefers() {
    ArrayType type = ArrayType.of(DType.F64, 3, 2);
    var f = Jit.of(x -> Callback.pure(v -> v, type, x.transpose()).transpose().sum(0));
    Array x = Np.array(0.0, 1.0, 2.0, 3.0, 4.0, 5.0).reshape(2, 3);
    assertThat(f.apply(x).toDoubles()).containsExactly(3, 5, 7);
  }

  /** Errors */
  @Test
  void whatTheFunctionThrowsIsTheCause() {
    IllegalStateException thrown = new IllegalStateException("out of luck");
    ArrayFunction1 f =
        x ->
            Callback.pure(
                _ -> {
                  throw thrown;
                },
                F64_SCALAR,
                x);
    for (ArrayFunction1 each : List.of(f, (ArrayFunction1) Jit.of(f)::apply)) {
      assertThatThrownBy(() -> each.apply(Np.array(1.0)))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("Callback.pure at CallbackTest")
          .hasMessageContaining("out of luck")
          .hasCause(thrown);
    }
  }

  @Test
  void anErrorIsCaughtToo() {
    var f =
        Jit.of(
            x ->
                Callback.pure(
                    _ -> {
                      throw new AssertionError("not so");
                    },
                    F64_SCALAR,
                    x));
    assertThatThrownBy(() -> f.apply(Np.array(1.0)))
        .isInstanceOf(CallbackException.class)
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void aResultOfAnotherTypeThanDeclaredIsAnError() {
    var f = Jit.of(x -> Callback.pure(_ -> Np.array(1f, 2f), F64_SCALAR, x));
    assertThatThrownBy(() -> f.apply(Np.array(1.0)))
        .isInstanceOf(CallbackException.class)
        .hasMessageContaining("expected F64()")
        .hasMessageContaining("found F32(2)");
  }

  /** Derivatives */
  @Test
  void thereIsNoDerivative() {
    ArrayFunction1 f = x -> Callback.pure(CallbackTest::twice, F64_SCALAR, x).mul(x);
    assertThatThrownBy(() -> Grad.of(f).apply(Np.array(3.0)))
        .isInstanceOf(JuxtaException.class)
        .hasMessageContaining("Callback.pure")
        .hasMessageContaining("CustomJvp");
    assertThatThrownBy(() -> Jvp.of(f).apply(Np.array(3.0), Np.array(1.0)))
        .hasMessageContaining("CustomJvp");
  }

  @Test
  void constantsAndIntegersNeedNoDerivative() {
    var stopped =
        Grad.of(x -> Callback.pure(CallbackTest::twice, F64_SCALAR, Lax.stopGradient(x)).mul(x));
    assertThat(stopped.apply(Np.array(3.0)).toDouble()).isEqualTo(6);
    var rounded =
        Grad.of(
            x ->
                Callback.pure(
                        v -> Np.array((int) Math.round(v.toDouble())), ArrayType.of(DType.I32), x)
                    .mul(x));
    assertThat(rounded.apply(Np.array(2.6)).toDouble()).isEqualTo(3);
  }

  @Test
  void aRuleGivesTheDerivative() {
    ArrayFunction1 cube =
        x -> Callback.pure(v -> v.mul(v).mul(v), F64_SCALAR, VmapMethod.BROADCAST_ALL, x);
    var f =
        CustomJvp.of(
            cube,
            (x, t) -> {
              Array slope = Callback.pure(v -> v.mul(v).mul(3.0), F64_SCALAR, x);
              return new Tuple2<>(cube.apply(x), t.mul(slope));
            });
    assertThat(f.apply(Np.array(2.0)).toDouble()).isEqualTo(8);
    assertThat(Grad.of(f).apply(Np.array(2.0)).toDouble()).isEqualTo(12);
    assertThat(Vmap.of(f).apply(Np.array(1.0, 2.0)).toDoubles()).containsExactly(1, 8);
    assertThat(Vmap.of(Grad.of(f)).apply(Np.array(1.0, 2.0)).toDoubles()).containsExactly(3, 12);
  }

  @Test
  void aCheckpointRunsTwiceAndSoTakesPureFunctionsOnly() {
    AtomicInteger calls = new AtomicInteger();
    ArrayFunction1 pure =
        x ->
            Callback.pure(
                    v -> v.add(calls.incrementAndGet() > 0 ? 1.0 : 0.0),
                    F64_SCALAR,
                    Lax.stopGradient(x))
                .mul(x.sin());
    double slope = Grad.of(Checkpoint.of(pure)).apply(Np.array(2.0)).toDouble();
    assertThat(slope).isCloseTo(3 * Math.cos(2), within(1e-14));
    assertThat(calls.get()).isPositive();
    ArrayFunction1 io = x -> Callback.io((Array v) -> v, F64_SCALAR, Lax.stopGradient(x)).mul(x);
    assertThat(Checkpoint.of(io).apply(Np.array(2.0)).toDouble()).isEqualTo(4);
    assertThatThrownBy(() -> Grad.of(Checkpoint.of(io)).apply(Np.array(2.0)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Callback.io");
  }

  @Test
  void aLoopWithIoHasAForwardDerivativeOnly() {
    AtomicInteger calls = new AtomicInteger();
    ArrayFunction1 loop =
        x ->
            Lax.whileLoop(
                v -> v.lt(10.0),
                v -> {
                  Callback.io((Array _) -> calls.incrementAndGet(), v);
                  return v.mul(x);
                },
                x);
    assertThat(Jvp.of(loop).apply(Np.array(3.0), Np.array(1.0))._2.toDouble()).isEqualTo(27);
    assertThat(calls.get()).isEqualTo(2);
    assertThatThrownBy(() -> Linearize.of(loop).apply(Np.array(3.0)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Callback.io");
  }

  /** Batching */
  @Test
  void lanesAreCalledOneAfterTheOther() {
    List<Double> seen = Collections.synchronizedList(new ArrayList<>());
    ArrayFunction1 f =
        x ->
            Callback.pure(
                v -> {
                  seen.add(v.toDouble());
                  return v.mul(2.0);
                },
                F64_SCALAR,
                x);
    assertThat(Vmap.of(f).apply(Np.array(1.0, 2.0, 3.0)).toDoubles()).containsExactly(2, 4, 6);
    assertThat(seen).containsExactly(1.0, 2.0, 3.0);
    Array matrix = Np.array(0.0, 1.0, 2.0, 3.0, 4.0, 5.0).reshape(2, 3);
    assertThat(Vmap.of(Vmap.of(f)).apply(matrix).ravel().toDoubles())
        .containsExactly(0, 2, 4, 6, 8, 10);
    assertThat(Vmap.of(f).apply(Np.array(new double[0])).size()).isZero();
  }

  @Test
  void allLanesAreCalledAtOnce() {
    List<String> shapes = Collections.synchronizedList(new ArrayList<>());
    for (VmapMethod method : List.of(VmapMethod.EXPAND_DIMS, VmapMethod.BROADCAST_ALL)) {
      var f =
          Vmap.of(
              (Array x) ->
                  Callback.pure(
                      (a, b) -> {
                        shapes.add(a.shape() + " " + b.shape());
                        return a.add(b);
                      },
                      ArrayType.of(DType.F64, 2),
                      method,
                      x,
                      Np.array(10.0, 20.0)));
      Array y = f.apply(Np.array(0.0, 1.0, 2.0, 3.0, 4.0, 5.0).reshape(3, 2));
      assertThat(y.ravel().toDoubles()).containsExactly(10, 21, 12, 23, 14, 25);
    }
    assertThat(shapes).containsExactly("(3, 2) (1, 2)", "(3, 2) (3, 2)");
  }

  @Test
  void orderedCallsHaveNoLanes() {
    var f = Vmap.of(x -> Callback.ioOrdered(a -> a, List.of(F64_SCALAR), List.of(x)).getFirst());
    assertThatThrownBy(() -> f.apply(Np.array(1.0, 2.0)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Callback.io");
  }

  @Test
  void whatOnlySomeLanesAskForCantBeIo() {
    var branch =
        Vmap.of(
            x ->
                Lax.cond(
                    x.gt(0.0), () -> Callback.io((Array v) -> v, F64_SCALAR, x), () -> x.neg()));
    assertThatThrownBy(() -> branch.apply(Np.array(1.0, -2.0)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Callback.io");
    var loop =
        Vmap.of(
            x ->
                Lax.whileLoop(
                    v -> v.lt(10.0), v -> Callback.io((Array u) -> u, F64_SCALAR, v.add(x)), x));
    assertThatThrownBy(() -> loop.apply(Np.array(1.0, 2.0)))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("Callback.io");
  }

  /** Effects */
  @Test
  void ioStaysThoughNothingNeedsIt() {
    AtomicInteger calls = new AtomicInteger();
    var f =
        Jit.of(
            x -> {
              Callback.io((Array _) -> calls.incrementAndGet(), x);
              Callback.io((Array _) -> calls.incrementAndGet(), Np.array(1.0));
              return x.add(1.0);
            });
    assertThat(f.apply(Np.array(1.0)).toDouble()).isEqualTo(2);
    assertThat(calls.get()).isEqualTo(2);
    f.apply(Np.array(2.0));
    assertThat(calls.get()).isEqualTo(4);
  }

  @Test
  void equalIoCallsAreNotMergedAndPureOnesNobodyNeedsAreNotMade() {
    AtomicInteger calls = new AtomicInteger();
    ArrayFunction1 count = v -> v.add(calls.incrementAndGet());
    var f =
        Jit.of(
            x -> {
              Callback.pure(
                  _ -> {
                    throw new IllegalStateException("nobody needs it");
                  },
                  F64_SCALAR,
                  x);
              Array a = x;
              for (int i = 0; i < 2; i++) {
                a = a.add(Callback.io(count, F64_SCALAR, x));
              }
              return a;
            });
    assertThat(f.apply(Np.array(0.0)).toDouble()).isEqualTo(3);
    assertThat(calls.get()).isEqualTo(2);
  }

  /** What happens in order, in a program with every kind of inner program. */
  @Test
  void callsHappenInProgramOrder() {
    List<Integer> log = Collections.synchronizedList(new ArrayList<>());
    var f =
        Jit.of(
            (Array n) -> {
              note(log, Np.array(-1));
              Lax.foriLoop(
                  0,
                  3,
                  (i, s) -> {
                    note(log, i);
                    Lax.foriLoop(0, 2, (j, t) -> noted(log, i.mul(10).add(j).add(100), t), s);
                    Lax.cond(i.eq(1), () -> noted(log, Np.array(-2), s), () -> s);
                    return s;
                  },
                  n);
              Array end =
                  Lax.whileLoop(i -> i.lt(n), i -> noted(log, i.add(1000), i.add(1)), n.sub(2));
              Jit.of(x -> noted(log, x, x)).apply(end);
              note(log, Np.array(-3));
              return end;
            });
    for (int i = 0; i < 20; i++) {
      log.clear();
      assertThat(f.apply(Np.array(5)).toInt()).isEqualTo(5);
      assertThat(log)
          .containsExactly(-1, 0, 100, 101, 1, 110, 111, -2, 2, 120, 121, 1003, 1004, 5, -3);
    }
  }

  private static void note(List<Integer> log, Array x) {
    Callback.io(v -> log.add(v.toInt()), x);
  }

  private static Array noted(List<Integer> log, Array x, Array result) {
    note(log, x);
    return result;
  }

  @Test
  void aConditionMayCallToo() {
    List<Integer> log = Collections.synchronizedList(new ArrayList<>());
    var f =
        Jit.of(
            (Array n) ->
                Lax.whileLoop(
                    i -> noted(log, i, i.lt(n)), i -> noted(log, i.add(100), i.add(1)), n.sub(2)));
    assertThat(f.apply(Np.array(2)).toInt()).isEqualTo(2);
    assertThat(log).containsExactly(0, 100, 1, 101, 2);
    log.clear();
    var pure =
        Jit.of(
            (Array n) ->
                Lax.whileLoop(
                    i -> Callback.pure(v -> Np.array(v.toInt() < 7), ArrayType.of(DType.BOOL), i),
                    i -> i.add(Callback.pure(_ -> Np.array(3), ArrayType.of(DType.I32), n)),
                    n));
    assertThat(pure.apply(Np.array(0)).toInt()).isEqualTo(9);
  }

  @Test
  void scansCarryWhatFunctionsGive() {
    var f =
        Jit.of(
            (Array xs) ->
                Lax.scan(
                    (Array c, Array x) -> {
                      Array y = Callback.io((Array v) -> v.mul(2.0), F64_SCALAR, x);
                      return new Tuple2<>(c.add(y), y);
                    },
                    Np.array(0.0),
                    xs));
    var result = f.apply(Np.array(1.0, 2.0, 3.0));
    assertThat(result._1.toDouble()).isEqualTo(12);
    assertThat(result._2.toDoubles()).containsExactly(2, 4, 6);
  }

  /** Threads and memory */
  @Test
  void aFunctionMayRunOtherPrograms() {
    var inner = Jit.of(x -> x.mul(x).add(1.0));
    var f =
        Jit.of(
            x ->
                Callback.pure(
                    v -> Jit.of(u -> inner.apply(u).mul(2.0)).apply(inner.apply(v)),
                    F64_SCALAR,
                    x.add(1.0)));
    for (int i = 0; i < 5; i++) {
      double squared = (i + 1.0) * (i + 1) + 1;
      assertThat(f.apply(Np.array((double) i)).toDouble()).isEqualTo(2 * (squared * squared + 1));
    }
  }

  @Test
  void manyThreadsCallAtOnce() throws InterruptedException, ExecutionException {
    var f = Jit.of(x -> Callback.pure(CallbackTest::twice, ArrayType.of(DType.F64, 4), x).sum());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Double>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        Array x = Np.full(Shape.of(4), i, DType.F64);
        results.add(threads.submit(() -> f.apply(x).toDouble()));
      }
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(8.0 * i);
      }
    }
  }

  /** A function made anew each time is not kept, and the program for it not compiled anew. */
  @Test
  void functionsOfALoopAreCollectedAndCompiledOnce() throws InterruptedException {
    Array x = Np.array(1.0);
    List<WeakReference<Object>> functions = new ArrayList<>();
    long compiles = -1;
    for (int i = 0; i < 50; i++) {
      double factor = i;
      ArrayFunction1 scale = v -> v.mul(factor);
      functions.add(new WeakReference<>(scale));
      var f = Jit.of(a -> Callback.pure(scale, F64_SCALAR, a).add(0.125));
      assertThat(f.apply(x).toDouble()).isEqualTo(factor + 0.125);
      compiles = i == 0 ? Engines.current().stats().compiles() : compiles;
    }
    if (Engines.current().callsJava()) {
      assertThat(Engines.current().stats().compiles()).isEqualTo(compiles);
    }
    for (int i = 0; i < 50 && functions.stream().anyMatch(r -> r.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(functions.subList(0, 49)).allMatch(r -> r.get() == null);
  }
}
