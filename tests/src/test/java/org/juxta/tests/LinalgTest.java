package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.Function1;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tracer.DType;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Jit;

/**
 * What factorisations promise, on the plain-Java evaluator and compiled: factors multiply to the
 * matrix, have their form, and solve systems. Batches, sizes 0 and 1, lost ranks, NaN.
 */
class LinalgTest {
  private static final int[][] SHAPES = {{1, 1}, {6, 6}, {6, 3}, {1, 4}, {2, 3, 5}, {2, 1, 3, 3}};

  /** Runs a function on one engine. */
  record Way(String name, boolean compiled, DType dtype) {
    Array run(Function1<Array, Array> f, Array x) {
      return compiled ? Jit.of(f).apply(x) : f.apply(x);
    }

    double tolerance(Array x) {
      double size = x.size() == 0 ? 1 : 1 + x.abs().max().toDouble();
      return size * 100 * (dtype == DType.F64 ? Math.ulp(1.0) : Math.ulp(1.0f));
    }

    void assertEqual(Function1<Array, Array> f, Array x, Array expected) {
      assertEqual(f, x, expected, 1);
    }

    void assertEqual(Function1<Array, Array> f, Array x, Array expected, double factor) {
      Array got = run(f, x);
      assertThat(got.shape()).isEqualTo(expected.shape());
      assertThat(got.dtype()).isEqualTo(dtype);
      if (got.size() > 0) {
        assertThat(got.sub(expected).abs().max().toDouble())
            .as(name + " " + x.type())
            .isLessThan(factor * tolerance(x));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      ways.add(new Way("evaluated " + dtype, false, dtype));
      ways.add(new Way("compiled " + dtype, true, dtype));
    }
    return ways.stream();
  }

  private static Array random(int seed, DType dtype, int... dims) {
    return Rng.normal(Key.of(seed), Shape.of(dims), dtype);
  }

  private static List<Array> matrices(DType dtype) {
    List<Array> matrices = new ArrayList<>();
    for (int[] shape : SHAPES) {
      matrices.add(random(matrices.size(), dtype, shape));
    }
    return matrices;
  }

  private static List<Array> squares(DType dtype) {
    return matrices(dtype).stream().filter(x -> x.dim(-1) == x.dim(-2)).toList();
  }

  private static Array transposed(Array x) {
    return Linalg.matrixTranspose(x);
  }

  private static Array eye(Array like, int n) {
    Shape batch = new Shape(like.shape().dims().slice(0, like.rank() - 2));
    return Np.broadcastTo(Np.eye(n, like.dtype()), batch.concat(Shape.of(n, n)));
  }

  private static Array positive(Array x) {
    return x.matmul(transposed(x)).add(Np.eye(x.dim(-1), x.dtype()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void choleskyFactorsMultiply(Way way) {
    for (Array x : squares(way.dtype)) {
      Array a = positive(x);
      way.assertEqual(
          y -> {
            Array l = Linalg.cholesky(y);
            return l.matmul(transposed(l)).add(Np.triu(l, 1));
          },
          a,
          a);
      way.assertEqual(
          y -> transposed(Linalg.choleskyUpper(y)).matmul(Linalg.choleskyUpper(y)), a, a);
      Array half = Np.triu(a, 0);
      way.assertEqual(y -> Linalg.cholesky(y, false), half, Linalg.choleskyUpper(a));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void luFactorsMultiply(Way way) {
    for (Array x : matrices(way.dtype)) {
      way.assertEqual(
          y -> {
            Linalg.Lu lu = Linalg.lu(y);
            return lu.p().matmul(lu.l()).matmul(lu.u());
          },
          x,
          x);
      way.assertEqual(
          y -> {
            Linalg.LuFactors lu = Linalg.luFactor(y);
            Array order = Linalg.luPivotsToPermutation(lu.pivots(), y.dim(-2));
            return Lax.convert(order.sub(lu.permutation()), y.dtype());
          },
          x,
          Np.zeros(
              x.dtype(),
              x.shape().without(org.juxta.tracer.Ints.of(x.rank() - 1)).dims().toArray()));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void qrFactorsMultiply(Way way) {
    for (Array x : matrices(way.dtype)) {
      for (boolean full : new boolean[] {false, true}) {
        int inner = full ? x.dim(-2) : Math.min(x.dim(-1), x.dim(-2));
        way.assertEqual(y -> Linalg.qr(y, full).q().matmul(Linalg.qr(y, full).r()), x, x);
        way.assertEqual(
            y -> transposed(Linalg.qr(y, full).q()).matmul(Linalg.qr(y, full).q()),
            x,
            eye(x, inner));
        Array r = Linalg.qr(x, full).r();
        way.assertEqual(y -> Linalg.qr(y, full).r(), x, Np.triu(r, 0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void eigenvectorsDiagonalize(Way way) {
    for (Array x : squares(way.dtype)) {
      Array a = x.add(transposed(x));
      way.assertEqual(
          y -> {
            Linalg.Eigh eigh = Linalg.eigh(y);
            Array v = eigh.eigenvectors();
            return v.mul(eigh.eigenvalues().expandDims(-2)).matmul(transposed(v));
          },
          a,
          a);
      way.assertEqual(
          y -> transposed(Linalg.eigh(y).eigenvectors()).matmul(Linalg.eigh(y).eigenvectors()),
          a,
          eye(a, a.dim(-1)));
      Array w = Linalg.eigvalsh(a);
      way.assertEqual(Linalg::eigvalsh, a, w);
      way.assertEqual(y -> Linalg.eigh(y, false).eigenvalues(), Np.triu(a, 0), w);
      way.assertEqual(y -> Linalg.eigh(y, true).eigenvalues(), Np.tril(a, 0), w);
      Array steps = Np.diff(way.run(Linalg::eigvalsh, a), 1, -1);
      assertThat(steps.ge(0).all().toBoolean()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void singularVectorsRebuild(Way way) {
    List<Array> all = new ArrayList<>(matrices(way.dtype));
    all.add(Np.zeros(way.dtype, 4, 3));
    all.add(Np.ones(way.dtype, 3, 5));
    all.add(random(3, way.dtype, 6, 2).matmul(random(4, way.dtype, 2, 5)));
    for (Array x : all) {
      rebuild(way, x);
    }
  }

  private static void rebuild(Way way, Array x) {
    int rank = Math.min(x.dim(-1), x.dim(-2));
    Array s = Linalg.svdvals(x);
    way.assertEqual(Linalg::svdvals, x, s);
    assertThat(Np.diff(way.run(Linalg::svdvals, x), 1, -1).le(0).all().toBoolean()).isTrue();
    for (boolean full : new boolean[] {false, true}) {
      way.assertEqual(
          y -> {
            Linalg.Svd svd = Linalg.svd(y, full);
            Array u = Lax.sliceAlong(svd.u(), 0, rank, -1);
            return u.mul(svd.s().expandDims(-2)).matmul(Lax.sliceAlong(svd.vh(), 0, rank, -2));
          },
          x,
          x);
      way.assertEqual(
          y -> transposed(Linalg.svd(y, full).u()).matmul(Linalg.svd(y, full).u()),
          x,
          eye(x, full ? x.dim(-2) : rank));
      way.assertEqual(
          y -> Linalg.svd(y, full).vh().matmul(transposed(Linalg.svd(y, full).vh())),
          x,
          eye(x, full ? x.dim(-1) : rank));
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void systemsAreSolved(Way way) {
    for (Array x : squares(way.dtype)) {
      Array a = x.add(Np.eye(x.dim(-1), way.dtype).mul(3));
      Array b = random(9, way.dtype, x.dim(-1), 2);
      Array sides = a.matmul(Np.broadcastTo(b, x.shape().with(x.rank() - 1, 2)));
      Array expected = Np.broadcastTo(b, sides.shape());
      double factor = Linalg.cond(a).max().toDouble();
      way.assertEqual(y -> Linalg.solve(y, sides), a, expected, factor);
      way.assertEqual(y -> Linalg.inv(y).matmul(y), a, eye(a, a.dim(-1)), factor);
      way.assertEqual(y -> Linalg.luSolve(Linalg.luFactor(y), sides), a, expected, factor);
      Array turned = transposed(a).matmul(expected);
      way.assertEqual(y -> Linalg.luSolve(Linalg.luFactor(y), turned, true), a, expected, factor);
      Array p = positive(x);
      Array right = p.matmul(expected);
      double worse = Linalg.cond(p).max().toDouble();
      for (boolean lower : new boolean[] {false, true}) {
        way.assertEqual(
            y -> Linalg.choSolve(Linalg.choFactor(y, lower), right), p, expected, worse);
      }
      way.assertEqual(y -> Linalg.solvePositive(y, right), p, expected, worse);
    }
  }

  /** What JAX 0.10 gives on a CPU. */
  @ParameterizedTest
  @MethodSource("ways")
  void inversesOfSingularMatricesAreJaxs(Way way) {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    double[][][][] cases = {
      {{{0, 0}, {0, 0}}, {{nan, nan}, {nan, inf}}},
      {{{1, 2}, {2, 4}}, {{-inf, inf}, {inf, -inf}}},
      {{{0, 0}, {0, 1}}, {{inf, nan}, {0, 1}}},
      {{{inf, 0}, {0, 1}}, {{0, 0}, {0, 1}}},
      {{{1, inf}, {4, 1}}, {{0, 0.25}, {0, 0}}},
      {{{1, 0, 0}, {0, 0, 0}, {0, 0, 2}}, {{nan, nan, nan}, {nan, inf, nan}, {0, 0, 0.5}}},
      {{{1, 2, 3}, {2, 4, 6}, {1, 0, 1}}, {{nan, nan, nan}, {-inf, inf, nan}, {inf, -inf, nan}}},
    };
    for (double[][][] c : cases) {
      Array got = way.run(Linalg::inv, Np.array(c[0]).astype(way.dtype));
      Array expected = Np.array(c[1]).astype(way.dtype);
      assertThat(Np.arrayEqualNan(got, expected).toBoolean())
          .as("%s of %s", got, Np.array(c[0]))
          .isTrue();
    }
  }

  /** The singular one of a batch does not disturb the others; zeros are not negative. */
  @ParameterizedTest
  @MethodSource("ways")
  void inversesOfABatch(Way way) {
    Array a = Np.array(new double[][][] {{{2, 1}, {1, 1}}, {{0, 0}, {0, 0}}, {{1, 1}, {0, 4}}});
    Array eye = Np.eye(3, way.dtype);
    assertThat(way.run(Linalg::inv, eye)).hasToString(eye.toString());
    Array inverse = way.run(Linalg::inv, a.astype(way.dtype));
    assertThat(inverse.get(0)).hasToString("[[ 1. -1.]\n [-1.  2.]]");
    assertThat(Np.isfinite(inverse.get(1)).any().toBoolean()).isFalse();
    assertThat(inverse.get(2)).hasToString("[[ 1.   -0.25]\n [ 0.    0.25]]");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void trianglesAreSolved(Way way) {
    for (Array x : squares(way.dtype)) {
      Array a = x.add(Np.eye(x.dim(-1), way.dtype).mul(4));
      Array b = random(8, way.dtype, x.shape().with(x.rank() - 1, 3).dims().toArray());
      for (int code = 0; code < 16; code++) {
        boolean left = (code & 8) == 0;
        var triangle = new Linalg.Triangle((code & 1) > 0, (code & 2) > 0, (code & 4) > 0);
        Array sides = left ? b : transposed(b);
        Array t = triangle.lower() ? Np.tril(a, 0) : Np.triu(a, 0);
        int n = a.dim(-1);
        Array eye = Np.eye(n, way.dtype);
        Array unit = triangle.unitDiagonal() ? Np.where(eye.eq(1), eye, t) : t;
        Array matrix = triangle.transposed() ? transposed(unit) : unit;
        double factor = 1 + Linalg.cond(matrix).max().toDouble();
        way.assertEqual(
            y -> {
              Array solution = Linalg.triangularSolve(y, sides, left, triangle);
              return left ? matrix.matmul(solution) : solution.matmul(matrix);
            },
            a,
            sides,
            factor);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void emptyMatrices(Way way) {
    DType d = way.dtype;
    for (int[] dims : new int[][] {{0, 0}, {0, 3}, {3, 0}, {0, 3, 3}, {2, 0, 0}}) {
      Array x = Np.zeros(d, dims);
      int rows = x.dim(-2);
      int columns = x.dim(-1);
      way.assertEqual(y -> Linalg.qr(y).q().matmul(Linalg.qr(y).r()), x, x);
      way.assertEqual(y -> Linalg.qr(y, true).q(), x, eye(x, rows));
      way.assertEqual(y -> Linalg.svd(y).u(), x, eye(x, rows));
      way.assertEqual(y -> Linalg.svd(y).vh(), x, eye(x, columns));
      way.assertEqual(y -> Linalg.lu(y).p(), x, eye(x, rows));
      way.assertEqual(Linalg::pinv, x, transposed(x));
      if (rows == columns) {
        way.assertEqual(Linalg::cholesky, x, x);
        way.assertEqual(Linalg::inv, x, x);
        way.assertEqual(y -> Linalg.eigh(y).eigenvectors(), x, x);
        way.assertEqual(Linalg::expm, x, x);
        Array ones = Linalg.det(x);
        assertThat(ones.eq(1).all().toBoolean()).isTrue();
        way.assertEqual(y -> Linalg.slogdet(y).logabsdet(), x, ones.mul(0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whereThereIsNoFactor(Way way) {
    Array indefinite = Np.array(new double[][] {{1, 2}, {2, 1}}).astype(way.dtype);
    assertThat(way.run(Linalg::cholesky, indefinite).toDoubles())
        .containsExactly(Double.NaN, 0, Double.NaN, Double.NaN);
    Array both = Np.stack(indefinite, Np.eye(2, way.dtype));
    assertThat(way.run(Linalg::cholesky, both).toDoubles())
        .containsExactly(Double.NaN, 0, Double.NaN, Double.NaN, 1, 0, 0, 1);
    Array singular = Np.array(new double[][] {{1, 2}, {2, 4}}).astype(way.dtype);
    assertThat(Np.isfinite(way.run(Linalg::inv, singular)).any().toBoolean()).isFalse();
    assertThat(way.run(Linalg::det, singular).toDouble()).isZero();
    Array zeros = Np.zeros(way.dtype, 3, 3);
    assertThat(way.run(y -> Linalg.slogdet(y).sign(), zeros).toDouble()).isZero();
    assertThat(way.run(y -> Linalg.slogdet(y).logabsdet(), zeros).toDouble())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    Array broken = Np.array(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}).astype(way.dtype);
    for (Function1<Array, Array> f :
        List.<Function1<Array, Array>>of(
            Linalg::cholesky,
            Linalg::eigvalsh,
            y -> Linalg.eigh(y).eigenvectors(),
            Linalg::svdvals,
            y -> Linalg.svd(y).u(),
            Linalg::inv)) {
      Array got = way.run(f, broken);
      assertThat(Np.isnan(got).any().toBoolean()).isTrue();
    }
    Array infinite =
        Np.array(new double[][] {{1, 0}, {0, Double.POSITIVE_INFINITY}}).astype(way.dtype);
    assertThat(Np.isnan(way.run(Linalg::svdvals, infinite)).all().toBoolean()).isTrue();
  }

  @Test
  void scaleDoesNotMatter() {
    for (double scale : new double[] {1e-160, 1e-3, 1e160}) {
      Array x = random(1, DType.F64, 5, 3).mul(scale);
      Array expected = Linalg.svdvals(random(1, DType.F64, 5, 3));
      for (Array s : List.of(Linalg.svdvals(x), Jit.of((Array y) -> Linalg.svdvals(y)).apply(x))) {
        assertThat(s.div(scale).sub(expected).abs().max().toDouble()).isLessThan(1e-13);
      }
    }
  }

  @Test
  void tridiagonalSystemsNeedExchanges() {
    Array below = Np.array(7.0, 1, 2, -3, 1);
    Array diagonal = Np.array(0.0, 1, 0, 2, 1);
    Array above = Np.array(2.0, 1, 4, 1, 7);
    Array b = random(2, DType.F64, 5, 2);
    Array dense =
        Np.diag(diagonal)
            .add(Np.diag(Lax.sliceAlong(below, 1, 5, 0), -1))
            .add(Np.diag(Lax.sliceAlong(above, 0, 4, 0), 1));
    Array x = Linalg.tridiagonalSolve(below, diagonal, above, b);
    assertThat(dense.matmul(x).sub(b).abs().max().toDouble()).isLessThan(1e-12);
    Array one =
        Linalg.tridiagonalSolve(
            Np.ones(DType.F64, 1),
            Np.full(Shape.of(1), 2, DType.F64),
            Np.ones(DType.F64, 1),
            Np.ones(DType.F64, 1, 1));
    assertThat(one.toDoubles()).containsExactly(0.5);
  }

  @Test
  void functionsOfMatrices() {
    Array a = random(5, DType.F64, 2, 4, 4);
    Array p = positive(a);
    Array root = Linalg.sqrtm(p);
    assertThat(root.matmul(root).sub(p).abs().max().toDouble()).isLessThan(1e-11);
    Array product = Linalg.expm(a).matmul(Linalg.expm(a.neg()));
    assertThat(product.sub(eye(a, 4)).abs().max().toDouble()).isLessThan(1e-11);
    Linalg.Polar polar = Linalg.polar(a);
    Array again = polar.unitary().matmul(polar.positive());
    assertThat(again.sub(a).abs().max().toDouble()).isLessThan(1e-13);
    Linalg.Polar left = Linalg.polarLeft(a);
    assertThat(left.positive().matmul(left.unitary()).sub(a).abs().max().toDouble())
        .isLessThan(1e-13);
    assertThat(Linalg.matrixPower(p, -2).matmul(p).matmul(p).sub(eye(a, 4)).abs().max().toDouble())
        .isLessThan(1e-10);
    Array r = Linalg.choleskyUpper(p.get(0));
    Array w = random(6, DType.F64, 4);
    Array updated = Linalg.choleskyUpdate(r, w);
    Array expected = p.get(0).add(Np.outer(w, w));
    assertThat(transposed(updated).matmul(updated).sub(expected).abs().max().toDouble())
        .isLessThan(1e-12);
    Array x = random(7, DType.F64, 3, 5);
    Array y = random(8, DType.F64, 5, 2);
    Array z = random(9, DType.F64, 2, 6);
    assertThat(Linalg.multiDot(x, y, z).sub(x.matmul(y).matmul(z)).abs().max().toDouble())
        .isLessThan(1e-13);
  }

  @Test
  void householderProductsGiveQ() {
    Array a = random(4, DType.F64, 2, 5, 3);
    Linalg.PackedQr packed = Linalg.geqrf(a);
    Array q = Linalg.householderProduct(packed.a(), packed.taus());
    assertThat(q.sub(Linalg.qr(a).q()).abs().max().toDouble()).isLessThan(1e-14);
  }
}
