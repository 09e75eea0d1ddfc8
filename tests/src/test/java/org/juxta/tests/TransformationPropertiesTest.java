package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import io.vavr.Tuple2;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tests.RandomProgram.Numbers;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Hessian;
import org.juxta.transforms.Jacobian;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Jvp;
import org.juxta.transforms.Linearize;
import org.juxta.transforms.Vjp;
import org.juxta.transforms.Vmap;

/** What must hold of the transformations for every function, on random ones. */
class TransformationPropertiesTest {
  private static final String SEED = "20260711";

  @Provide
  Arbitrary<RandomProgram> any() {
    return RandomProgram.arbitrary(Kind.ANY, 14);
  }

  @Provide
  Arbitrary<RandomProgram> forward() {
    return RandomProgram.arbitrary(Kind.FORWARD, 12);
  }

  @Provide
  Arbitrary<RandomProgram> smooth() {
    return RandomProgram.arbitrary(Kind.SMOOTH, 12);
  }

  @Provide
  Arbitrary<RandomProgram> real() {
    return RandomProgram.arbitrary(Kind.SMOOTH, Numbers.REAL, 12);
  }

  @Provide
  Arbitrary<RandomProgram> small() {
    return RandomProgram.arbitrary(Kind.SMOOTH, Numbers.REAL, 6);
  }

  @Provide
  Arbitrary<RandomProgram> halves() {
    return RandomProgram.arbitrary(Kind.ANY, Numbers.HALF, 4);
  }

  @Provide
  Arbitrary<RandomProgram> reverse() {
    return RandomProgram.arbitrary(Kind.REVERSE, 8);
  }

  /** A function of the two arguments that have derivatives. */
  private static Function1<List<Array>, List<Array>> function(RandomProgram p) {
    Array k = p.arguments().get(2);
    return in -> p.apply(in.get(0), in.get(1), k);
  }

  private static List<Array> floats(RandomProgram p) {
    return p.arguments().subList(0, 2);
  }

  private static List<ArrayType> types(List<Array> arrays) {
    return arrays.stream().map(Array::type).toList();
  }

  private static List<Array> plus(List<Array> x, List<Array> t, double by) {
    List<Array> moved = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      moved.add(x.get(i).add(t.get(i).mul(by)));
    }
    return moved;
  }

  /** The real part of the sum of the products: of a transpose it is the same. */
  private static double dot(List<Array> a, List<Array> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).dtype().isInexact()) {
        sum += Np.real(a.get(i).mul(b.get(i)).sum()).toDouble();
      }
    }
    return sum;
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void compiledEqualsOneOperationAtATime(@ForAll("any") RandomProgram p) {
    List<Array> x = p.arguments();
    List<Array> eager = p.apply(x.get(0), x.get(1), x.get(2));
    var jit = Jit.of((Array a, Array b, Array c) -> p.apply(a, b, c));
    jit.program(x.get(0), x.get(1), x.get(2)).check();
    Arrays.assertClose(jit.apply(x.get(0), x.get(1), x.get(2)), eager, 1e-4);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void jvpEqualsDifferences(@ForAll("forward") RandomProgram p) {
    Function1<List<Array>, List<Array>> f = function(p);
    List<Array> x = floats(p);
    List<Array> t = RandomProgram.tangents(types(x), p.seed());
    var jvp = Jvp.of(f);
    jvp.program(x, t).check();
    Tuple2<List<Array>, List<Array>> result = jvp.apply(x, t);
    Arrays.assertClose(result._1, f.apply(x), 1e-12);
    double h = 5e-4;
    List<List<Array>> at = new ArrayList<>();
    for (int i : new int[] {-2, -1, 1, 2}) {
      at.add(f.apply(plus(x, t, i * h)));
    }
    for (int i = 0; i < result._2.size(); i++) {
      Array expected = Np.zerosLike(result._2.get(i));
      if (result._2.get(i).dtype().isInexact()) {
        Array near = at.get(2).get(i).sub(at.get(1).get(i)).mul(8);
        Array far = at.get(3).get(i).sub(at.get(0).get(i));
        expected = near.sub(far).div(12 * h);
      }
      Arrays.assertClose(List.of(result._2.get(i)), List.of(expected), 1e-5);
    }
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vjpIsTheTransposeOfJvp(@ForAll("smooth") RandomProgram p) {
    Function1<List<Array>, List<Array>> f = function(p);
    List<Array> x = floats(p);
    List<Array> t = RandomProgram.tangents(types(x), p.seed());
    List<Array> jt = Jvp.of(f).apply(x, t)._2;
    var linearized = Linearize.of(f).apply(x);
    Arrays.assertClose(linearized._1, f.apply(x), 1e-12);
    linearized._2.program(t).check();
    Arrays.assertClose(linearized._2.apply(t), jt, 1e-9);
    List<Array> ct = RandomProgram.tangents(types(jt), ~p.seed());
    var vjp = Vjp.of(f).apply(x);
    vjp._2.program(ct).check();
    List<Array> jct = vjp._2.apply(ct);
    assertThat(types(jct)).isEqualTo(types(x));
    assertThat(dot(jct, t)).isCloseTo(dot(ct, jt), Arrays.within(dot(ct, jt), 1e-9));
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void gradEqualsVjp(@ForAll("smooth") RandomProgram p) {
    Array k = p.arguments().get(2);
    List<Array> x = floats(p);
    var grad = Grad.of((List<Array> in) -> p.scalar(in.get(0), in.get(1), k));
    grad.program(x).check();
    var vjp = Vjp.of((List<Array> in) -> p.scalar(in.get(0), in.get(1), k)).apply(x);
    Arrays.assertClose(grad.apply(x), vjp._2.apply(Np.array(1.0)), 1e-10);
    var both = Grad.all((Array a, Array b) -> p.scalar(a, b, k)).apply(x.get(0), x.get(1));
    Arrays.assertClose(List.of(both._1, both._2), grad.apply(x), 1e-10);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void gradEqualsDifferencesAlsoOfRulesForReverseModeOnly(@ForAll("reverse") RandomProgram p) {
    Array k = p.arguments().get(2);
    List<Array> x = floats(p);
    List<Array> t = RandomProgram.tangents(types(x), p.seed());
    Function1<List<Array>, Array> f = in -> p.scalar(in.get(0), in.get(1), k);
    var grad = Grad.of(f);
    grad.program(x).check();
    double expected = slope(v -> f.apply(v).toDouble(), x, t);
    assertThat(dot(grad.apply(x), t)).isCloseTo(expected, Arrays.within(expected, 1e-6));
    List<Array> ct = RandomProgram.tangents(types(x), ~p.seed());
    Function1<List<Array>, Array> along = in -> product(grad.apply(in), ct);
    double curvature = slope(v -> along.apply(v).toDouble(), x, t);
    assertThat(dot(Grad.of(along).apply(x), t))
        .isCloseTo(curvature, Arrays.within(curvature, 1e-5));
  }

  /** The derivative along {@code t}, by differences. */
  private static double slope(Function1<List<Array>, Double> f, List<Array> x, List<Array> t) {
    double h = 5e-4;
    double near = f.apply(plus(x, t, h)) - f.apply(plus(x, t, -h));
    double far = f.apply(plus(x, t, 2 * h)) - f.apply(plus(x, t, -2 * h));
    return (8 * near - far) / (12 * h);
  }

  private static Array product(List<Array> a, List<Array> b) {
    Array sum = Np.array(0.0);
    for (int i = 0; i < a.size(); i++) {
      sum = sum.add(Np.real(a.get(i).mul(b.get(i)).sum()));
    }
    return sum;
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vmapEqualsTheLoop(@ForAll("any") RandomProgram p) {
    Batch batch = Batch.of(p, 3);
    List<Array> x = batch.arguments();
    var vmap = batch.axes().of((Array a, Array b, Array c) -> p.apply(a, b, c));
    vmap.program(x.get(0), x.get(1), x.get(2)).check();
    List<Array> all = vmap.apply(x.get(0), x.get(1), x.get(2));
    Arrays.assertClose(all, batch.loop(p), 1e-4);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vmapOfFloatsOf16BitsEqualsTheLoop(@ForAll("halves") RandomProgram p) {
    Batch batch = Batch.of(p, 3);
    List<Array> x = batch.arguments();
    var vmap = batch.axes().of((Array a, Array b, Array c) -> p.apply(a, b, c));
    vmap.program(x.get(0), x.get(1), x.get(2)).check();
    List<Array> all = vmap.apply(x.get(0), x.get(1), x.get(2));
    Arrays.assertClose(all, batch.loop(p), RandomProgram.HALF_TOLERANCE);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vmapOfVmapEqualsTheLoops(@ForAll("any") RandomProgram p) {
    Batch inner = Batch.of(p, 2);
    List<Array> rows = new ArrayList<>();
    for (Array x : inner.arguments()) {
      rows.add(Np.stack(List.of(x, Np.flip(x)), 0));
    }
    var vmap =
        Vmap.of(
            (Array a, Array b, Array c) ->
                inner.axes().of((Array d, Array e, Array f) -> p.apply(d, e, f)).apply(a, b, c));
    vmap.program(rows.get(0), rows.get(1), rows.get(2)).check();
    List<Array> all = vmap.apply(rows.get(0), rows.get(1), rows.get(2));
    List<List<Array>> lanes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int row = i;
      lanes.add(inner.with(rows.stream().map(r -> r.get(row)).toList()).loop(p));
    }
    List<Array> expected = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      expected.add(Np.stack(List.of(lanes.get(0).get(i), lanes.get(1).get(i)), 0));
    }
    Arrays.assertClose(all, expected, 1e-4);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vmapOfZeroLanesHasTheRightTypes(@ForAll("any") RandomProgram p) {
    List<Array> x = new ArrayList<>();
    for (ArrayType type : p.types()) {
      x.add(Np.zeros(type.dtype(), type.shape().insert(0, 0).dims().toArray()));
    }
    List<Array> none =
        Vmap.of((Array a, Array b, Array c) -> p.apply(a, b, c))
            .apply(x.get(0), x.get(1), x.get(2));
    List<Array> one = p.apply(p.arguments().get(0), p.arguments().get(1), p.arguments().get(2));
    for (int i = 0; i < one.size(); i++) {
      assertThat(none.get(i).shape()).isEqualTo(one.get(i).shape().insert(0, 0));
      assertThat(none.get(i).dtype()).isEqualTo(one.get(i).dtype());
    }
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void vmapOfGradEqualsTheLoop(@ForAll("smooth") RandomProgram p) {
    Batch batch = Batch.of(p, 2);
    List<Array> x = batch.arguments();
    var grad = Grad.of((Array a, Array b, Array c) -> p.scalar(a, b, c));
    var vmap = batch.axes().of((Array a, Array b, Array c) -> List.of(grad.apply(a, b, c)));
    vmap.program(x.get(0), x.get(1), x.get(2)).check();
    List<Array> all = vmap.apply(x.get(0), x.get(1), x.get(2));
    Arrays.assertClose(all, batch.loop((a, b, c) -> List.of(grad.apply(a, b, c))), 1e-9);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void jvpOfVmapEqualsVmapOfJvp(@ForAll("forward") RandomProgram p) {
    Array k = p.arguments().get(2);
    List<Array> x = new ArrayList<>();
    for (Array a : floats(p)) {
      x.add(Np.stack(List.of(a, a.mul(0.5), Np.flip(a)), 0));
    }
    List<Array> t = RandomProgram.tangents(types(x), p.seed());
    Function1<List<Array>, List<Array>> f = in -> p.apply(in.get(0), in.get(1), k);
    var outer = Jvp.of(Vmap.of(f));
    var inner = Vmap.of(Jvp.of(f));
    outer.program(x, t).check();
    inner.program(x, t).check();
    Tuple2<List<Array>, List<Array>> a = outer.apply(x, t);
    Tuple2<List<Array>, List<Array>> b = inner.apply(x, t);
    Arrays.assertClose(a._1, b._1, 1e-10);
    Arrays.assertClose(a._2, b._2, 1e-9);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void gradOfVmapOfJitEqualsTheSumOfGrads(@ForAll("smooth") RandomProgram p) {
    List<Array> x = p.arguments();
    Array rows = Np.stack(List.of(x.get(0), Np.flip(x.get(0))), 0);
    var jit = Jit.of((Array a, Array b, Array c) -> p.scalar(a, b, c));
    var vmap = Vmap.axes(0, Vmap.NONE, Vmap.NONE).of(jit);
    var grad = Grad.all((Array a, Array b) -> vmap.apply(a, b, x.get(2)).sum());
    grad.program(rows, x.get(1)).check();
    Tuple2<Array, Array> all = grad.apply(rows, x.get(1));
    var one = Grad.all((Array a, Array b) -> jit.apply(a, b, x.get(2)));
    Tuple2<Array, Array> first = one.apply(rows.get(0), x.get(1));
    Tuple2<Array, Array> second = one.apply(rows.get(1), x.get(1));
    Arrays.assertClose(
        List.of(all._1, all._2),
        List.of(Np.stack(first._1, second._1), first._2.add(second._2)),
        1e-9);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void hessiansAgree(@ForAll("small") RandomProgram p) {
    List<Array> x = p.arguments();
    Function1<Array, Array> f = a -> p.scalar(a, x.get(1), x.get(2));
    var forwardOverReverse = Hessian.of(f);
    forwardOverReverse.program(x.get(0)).check();
    Array hessian = forwardOverReverse.apply(x.get(0));
    assertThat(hessian.shape()).isEqualTo(x.get(0).shape().concat(x.get(0).shape()));
    List<Array> expected = List.of(hessian);
    Arrays.assertClose(
        List.of(Jacobian.reverse(Jacobian.forward(f)).apply(x.get(0))), expected, 1e-7);
    Arrays.assertClose(List.of(Jacobian.reverse(Grad.of(f)).apply(x.get(0))), expected, 1e-7);
    Arrays.assertClose(
        List.of(Jacobian.forward(Jacobian.forward(f)).apply(x.get(0))), expected, 1e-7);
    int n = x.get(0).size();
    Array square = hessian.reshape(Shape.of(n, n));
    List<Array> t = RandomProgram.tangents(types(List.of(x.get(0))), p.seed());
    List<Array> u = RandomProgram.tangents(types(List.of(x.get(0))), ~p.seed());
    Function1<List<Array>, Double> slopes = v -> dot(List.of(Grad.of(f).apply(v.getFirst())), u);
    double curvature = slope(slopes, List.of(x.get(0)), t);
    Array flat = square.matmul(t.getFirst().ravel());
    assertThat(dot(List.of(flat), List.of(u.getFirst().ravel())))
        .isCloseTo(curvature, Arrays.within(curvature, 1e-5));
    Arrays.assertClose(List.of(square.transpose()), List.of(square), 1e-7);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void jacobiansAgree(@ForAll("real") RandomProgram p) {
    List<Array> x = p.arguments();
    Function1<Array, Array> f =
        a -> {
          List<Array> results =
              p.apply(a, x.get(1), x.get(2)).stream().filter(r -> r.dtype().isFloat()).toList();
          return results.isEmpty() ? a.mul(2) : results.getLast();
        };
    Array forward = Jacobian.forward(f).apply(x.get(0));
    Array reverse = Jacobian.reverse(f).apply(x.get(0));
    assertThat(forward.shape()).isEqualTo(f.apply(x.get(0)).shape().concat(x.get(0).shape()));
    Arrays.assertClose(List.of(forward), List.of(reverse), 1e-9);
  }

  @Property(seed = SEED, shrinking = ShrinkingMode.BOUNDED)
  void gradOfScanOfGrad(@ForAll("small") RandomProgram p) {
    List<Array> x = p.arguments();
    Array xs = Np.stack(List.of(x.get(1), Np.flip(x.get(1)), x.get(1).mul(0.5)), 0);
    var inner = Grad.of((Array a, Array b) -> p.scalar(a, b, x.get(2)));
    Function1<Array, Array> descent =
        start ->
            Lax.scan(
                    (Array c, Array slice) -> {
                      Array next = c.sub(inner.apply(c, slice).mul(0.1));
                      return new Tuple2<>(next, next.sum());
                    },
                    start,
                    xs)
                ._2
                .sum();
    Function1<Array, Array> unrolled =
        start -> {
          Array c = start;
          Array sum = Np.zeros(start.dtype());
          for (int i = 0; i < 3; i++) {
            c = c.sub(inner.apply(c, xs.get(i)).mul(0.1));
            sum = sum.add(c.sum());
          }
          return sum;
        };
    Array rows = Np.stack(List.of(x.get(0), Np.flip(x.get(0))), 0);
    Array expected =
        Np.stack(Grad.of(unrolled).apply(rows.get(0)), Grad.of(unrolled).apply(rows.get(1)));
    Arrays.assertClose(List.of(Vmap.of(Grad.of(descent)).apply(rows)), List.of(expected), 1e-8);
    var jit = Vmap.of(Jit.of(descent));
    Function1<Array, Array> total = r -> jit.apply(r).sum();
    Arrays.assertClose(List.of(Grad.of(total).apply(rows)), List.of(expected), 1e-8);
  }
}
