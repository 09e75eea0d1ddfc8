package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple2;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.DType;

/**
 * Checks of derivatives against central differences, for tests of one's own functions and rules. As
 * {@code jax.test_util}. Each check is along one random direction, always the same one, so a few
 * calls of the function do. Functions and arguments may be any trees of floats; a function of
 * several arguments takes them as one tuple. A derivative that is wrong is a {@link
 * DerivativeException}.
 *
 * {@snippet class="org.juxta.tests.snippets.TransformSnippets" region="checkGrads"}
 */
public final class CheckGrads {
  private CheckGrads() {}

  /**
   * How close is close enough. A value may differ by {@code absolute + relative |value|}, times the
   * number of elements of its array.
   *
   * @param step the step of the differences along a direction of standard normal numbers
   */
  public record Tolerance(double absolute, double relative, double step) {
    /**
     * What {@code jax.test_util} takes: steps of 1e-4 and tolerances of 1e-5 in F64, 2e-3 in F32,
     * 1e-2 in F16, 1e-1 in BF16.
     */
    public static Tolerance of(DType dtype) {
      double tolerance =
          switch (dtype.real()) {
            case BF16 -> 1e-1;
            case F16 -> 1e-2;
            case F32 -> 2e-3;
            case F64, BOOL, I8, I16, I32, I64, U8, U16, U32, U64, C64, C128 -> 1e-5;
          };
      return new Tolerance(tolerance, tolerance, 1e-4);
    }
  }

  /**
   * Checks the derivatives of {@code f} at {@code x} up to {@code order}, forward and reverse and
   * each of the other. As {@code jax.test_util.check_grads}.
   *
   * @throws DerivativeException that says which derivative is wrong, where and by how much
   */
  public static <A, R> void check(Function1<A, R> f, A x, int order) {
    check(f, x, order, null);
  }

  /**
   * {@link #check(Function1, Object, int)} with a tolerance; null stands for that of each array's
   * element type.
   */
  public static <A, R> void check(
      Function1<A, R> f, A x, int order, @Nullable Tolerance tolerance) {
    checkAll("f", f, x, order, tolerance);
  }

  private static <A, R> void checkAll(
      String name, Function1<A, R> f, A x, int order, @Nullable Tolerance tolerance) {
    if (order < 1) {
      return;
    }
    jvp("the forward derivative of " + name, f, Jvp.of(f), x, tolerance);
    vjp("the reverse derivative of " + name, f, Vjp.of(f), x, tolerance);
    Function1<Tuple2<A, A>, Tuple2<R, R>> forward = in -> Jvp.of(f).apply(in._1, in._2);
    checkAll("jvp(" + name + ")", forward, new Tuple2<>(x, x), order - 1, tolerance);
    Function1<A, A> reverse =
        in -> {
          Tuple2<R, Transformed1<R, A>> both = Vjp.of(f).apply(in);
          return both._2.apply(both._1);
        };
    checkAll("vjp(" + name + ")", reverse, x, order - 1, tolerance);
  }

  /**
   * Checks {@code jvp}, from x and a tangent to the result and its tangent, against differences of
   * {@code f}. As {@code jax.test_util.check_jvp}.
   *
   * @throws DerivativeException if they differ
   */
  public static <A, R> void checkJvp(
      Function1<A, R> f, Function2<A, A, Tuple2<R, R>> jvp, A x, @Nullable Tolerance tolerance) {
    jvp("the forward derivative", f, jvp, x, tolerance);
  }

  /**
   * Checks {@code vjp}, from x to the result and the function from its cotangent to that of x,
   * against differences of {@code f}. As {@code jax.test_util.check_vjp}.
   *
   * @throws DerivativeException if they differ
   */
  public static <A, R> void checkVjp(
      Function1<A, R> f,
      Function1<A, ? extends Tuple2<R, ? extends Function1<R, A>>> vjp,
      A x,
      @Nullable Tolerance tolerance) {
    vjp("the reverse derivative", f, vjp, x, tolerance);
  }

  private static <A, R> void jvp(
      String what,
      Function1<A, R> f,
      Function2<A, A, Tuple2<R, R>> jvp,
      A x,
      @Nullable Tolerance tolerance) {
    A tangent = randomLike(1, x);
    Tuple2<R, R> both = jvp.apply(x, tangent);
    requireClose(what + ", its value", both._1, f.apply(x), tolerance);
    requireClose(what, both._2, differences(f, x, tangent, tolerance), tolerance);
  }

  private static <A, R> void vjp(
      String what,
      Function1<A, R> f,
      Function1<A, ? extends Tuple2<R, ? extends Function1<R, A>>> vjp,
      A x,
      @Nullable Tolerance tolerance) {
    Tuple2<R, ? extends Function1<R, A>> both = vjp.apply(x);
    requireClose(what + ", its value", both._1, f.apply(x), tolerance);
    A tangent = randomLike(1, x);
    R cotangent = randomLike(2, both._1);
    A back = both._2.apply(Tree.map(Np::conj, cotangent));
    Array found = product(Tree.map(Np::conj, back), tangent);
    Array expected = product(cotangent, differences(f, x, tangent, tolerance));
    requireClose(what + ", its projection on a direction", found, expected, tolerance);
  }

  private static <T> T randomLike(long seed, T tree) {
    Tree.Flat flat = Tree.flatten(tree);
    Key[] keys = Key.of(seed).split(Math.max(1, flat.leaves().size()));
    return flat.def()
        .unflatten(
            IntStream.range(0, flat.leaves().size())
                .mapToObj(i -> randomLike(keys[i], flat.leaves().get(i)))
                .toList());
  }

  private static Array randomLike(Key key, Array x) {
    return x.dtype().isInexact() ? Rng.normal(key, x.shape(), x.dtype()) : Np.zerosLike(x);
  }

  /** (f(x + h t) - f(x - h t)) / 2h. */
  private static <A, R> R differences(
      Function1<A, R> f, A x, A tangent, @Nullable Tolerance tolerance) {
    double step = tolerance == null ? Tolerance.of(DType.F64).step() : tolerance.step();
    R after = f.apply(Tree.map2((a, t) -> a.add(t.mul(step).astype(a.dtype())), x, tangent));
    R before = f.apply(Tree.map2((a, t) -> a.sub(t.mul(step).astype(a.dtype())), x, tangent));
    return Tree.map2(
        (a, b) ->
            // Infinities that stay where they are have no slope.
            Np.where(a.eq(b), Np.zerosLike(a), a.sub(b)).mul(0.5 / step).astype(a.dtype()),
        after,
        before);
  }

  /** The sum over all arrays of the real part of their products, a's conjugated. */
  private static Array product(@Nullable Object a, @Nullable Object b) {
    List<Array> left = Tree.leaves(a);
    List<Array> right = Tree.leaves(b);
    Array sum = Np.real(Np.vdot(left.getFirst(), right.getFirst()));
    for (int i = 1; i < left.size(); i++) {
      sum = sum.add(Np.real(Np.vdot(left.get(i), right.get(i))));
    }
    return sum;
  }

  private static void requireClose(
      String what, @Nullable Object found, @Nullable Object expected, @Nullable Tolerance given) {
    TreeDef structure = Tree.structure(found);
    List<Array> a = Tree.leaves(found);
    List<Array> b = Tree.leaves(expected);
    Tracing.requireLike(what, Tree.structure(expected), Tracing.types(b), Tree.flatten(found));
    for (int i = 0; i < a.size(); i++) {
      Tolerance t = given == null ? Tolerance.of(b.get(i).dtype()) : given;
      long size = Math.max(1, b.get(i).size());
      Array close =
          Np.iscloseEqualNan(a.get(i), b.get(i), t.relative() * size, t.absolute() * size);
      if (!close.all().toBoolean()) {
        String path = structure.path(i);
        throw new DerivativeException(
            what
                + (path.isEmpty() ? "" : " at " + path)
                + " is "
                + a.get(i)
                + ", by differences "
                + b.get(i));
      }
    }
  }
}
