package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Image;
import org.juxta.Index;
import org.juxta.Linalg;
import org.juxta.Np;
import org.juxta.OutOfBounds;
import org.juxta.Over;
import org.juxta.Overlap;
import org.juxta.PadMode;
import org.juxta.ResizeMethod;
import org.juxta.Segment;
import org.juxta.Signal;
import org.juxta.Unique;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Minimize;
import org.juxta.transforms.Vectorize;

/** Functions and options beyond the reference cases, with the values of JAX 0.10.2 or NumPy. */
class NumpyFunctionsTest {
  private static final Array M = Np.arange(0.0, 6.0, 1.0, DType.F64).reshape(2, 3);
  private static final Array X = Np.array(3.0, 1.0, 2.0, 3.0, 1.0);

  private static void same(Array got, double... expected) {
    double[] values = got.toDoubles();
    assertThat(values).hasSize(expected.length);
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(values[i]).isNaN();
      } else {
        assertThat(values[i])
            .isCloseTo(expected[i], within(1e-12 * Math.abs(expected[i]) + 1e-300));
      }
    }
  }

  private static void same(List<Array> got, double[]... expected) {
    assertThat(got).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      same(got.get(i), expected[i]);
    }
  }

  private static double[] row(double... values) {
    return values;
  }

  @Test
  void sets() {
    Unique rows = Np.uniqueSlices(Np.array(new int[][] {{1, 2}, {0, 5}, {1, 2}}), 0);
    same(rows.values(), 0, 5, 1, 2);
    same(rows.indices(), 1, 0);
    same(rows.inverse(), 1, 0, 1);
    same(rows.counts(), 1, 2);
    Array unknown = Np.array(3, Double.NaN, 1, Double.NaN, 3);
    Unique padded = Np.uniqueAll(unknown, 5);
    same(padded.values(), 1, 3, Double.NaN, 1, 1);
    same(padded.indices(), 2, 0, 1, 2, 2);
    same(padded.inverse(), 1, 2, 0, 2, 1);
    same(padded.counts(), 1, 2, 2, 0, 0);
    same(Jit.of(x -> Np.uniqueAll(x, 2).inverse()).apply(X), 2, 0, 1, 2, 0);
    same(Jit.of(x -> Np.unique(x, 2)).apply(X), 1, 2);
    Array fill = Np.array(-1);
    same(Np.setdiff1d(Np.array(4, 1, 2, 4), Np.array(2, 9), 3, fill), 1, 4, -1);
    same(Np.intersect1d(Np.array(4, 1, 2, 4), Np.array(2, 4, 9), 3, fill), 2, 4, -1);
    same(Np.union1d(Np.array(4, 1), Np.array(2, 4), 5), 1, 2, 4, 1, 1);
    same(Np.setxor1d(Np.array(4, 1, 2), Np.array(2, 9, 9)), 1, 4, 9);
    same(Np.intersect1d(Np.array(5, 1), Np.array(1.0, 2.0)), 1);
    assertThat(Np.unique(Np.zeros(0)).size()).isZero();
    assertThat(Np.setdiff1d(Np.zeros(0), X).size()).isZero();
    same(Np.isin(Np.array(1, 7), Np.zeros(0)), 0, 0);
  }

  @Test
  void positionsWithAStaticSize() {
    same(Np.nonzero(M, 6, -1), row(0, 0, 1, 1, 1, -1), row(1, 2, 0, 1, 2, -1));
    same(Jit.of(x -> Np.argwhere(x, 2, 0)).apply(M), 0, 1, 0, 2);
    same(Np.compress(Np.array(1, 0, 1), M, 1, 3, 9), 0, 2, 9, 3, 5, 9);
    same(Np.extract(M.gt(3), M, 3, -1), 4, 5, -1);
    same(Np.repeat(Np.array(1.0, 2.0, 3.0), Np.array(2, 0, 1), 0, 5), 1, 1, 3, 3, 3);
    same(Np.repeat(Np.array(1.0, 2.0, 3.0), Np.array(2, 0, 1), 0, 2), 1, 1);
    same(Np.place(X, X.gt(1), Np.array(10.0, 20.0)), 10, 1, 20, 10, 1);
    same(Np.put(X, Np.array(0, -1), Np.array(7.0, 8.0)), 7, 1, 2, 3, 8);
    same(Np.put(X, Np.array(9), Np.array(7.0)), 3, 1, 2, 3, 7);
    same(Np.put(X, Np.array(9), Np.array(7.0), OutOfBounds.FILL), 3, 1, 2, 3, 1);
    same(Np.put(X, Np.array(9), Np.array(7.0), OutOfBounds.WRAP), 3, 1, 2, 3, 7);
    List<Array> at = List.of(Np.array(3, -1), Np.array(4, 6));
    same(Np.ravelMultiIndex(at, Shape.of(3, 5), OutOfBounds.WRAP), 4, 11);
    same(Np.ravelMultiIndex(at, Shape.of(3, 5), OutOfBounds.CLIP), 14, 4);
    same(
        Np.unravelIndex(Np.array(-1, 14, 15, -15, -16), Shape.of(3, 5)),
        row(2, 2, 2, 0, 0),
        row(4, 4, 4, 0, 0));
    same(Np.trilIndices(2), row(0, 1, 1), row(0, 0, 1));
    same(Np.triuIndicesFrom(M, 1), row(0, 0, 1), row(1, 2, 2));
  }

  @Test
  void choices() {
    Array x = Np.array(-2.0, 0.0, 1.0, 3.0);
    List<Array> conditions =
        List.of(Np.array(true, true, false, false), Np.array(false, true, true, false));
    same(
        Np.piecewise(x, conditions, List.of(v -> v.mul(10), v -> v.add(100), Array::neg)),
        -20,
        100,
        101,
        -3);
    Array ten = Np.arange(4).mul(10);
    List<Array> choices = List.of(Np.arange(4), ten, ten.mul(10));
    Array which = Np.array(2, 0, 3, -1);
    same(Np.choose(which, choices, OutOfBounds.WRAP), 0, 1, 2, 300);
    same(Np.choose(which, choices, OutOfBounds.CLIP), 0, 1, 200, 3);
  }

  @Test
  void shapes() {
    same(
        Np.insert(Np.arange(5), new int[] {1, 3, 1}, Np.array(10, 20, 30), 0),
        0,
        10,
        30,
        1,
        2,
        20,
        3,
        4);
    same(Np.insert(M, 1, Np.array(7.0, 8.0), 1), 0, 7, 1, 2, 3, 8, 4, 5);
    Array column = Np.array(7.0, 8.0).reshape(2, 1);
    same(Np.insert(M, new int[] {1}, column, 1), 0, 7, 1, 2, 3, 8, 4, 5);
    same(
        Np.block(List.of(List.of(Np.eye(2), Np.zeros(2, 1)), List.of(Np.ones(1, 3)))),
        1,
        0,
        0,
        0,
        1,
        0,
        1,
        1,
        1);
    same(Np.resize(Np.arange(3), 2, 4), 0, 1, 2, 0, 1, 2, 0, 1);
    same(Np.trimZeros(Np.array(0, 0, 1, 0, 2, 0)), 1, 0, 2);
    same(Np.rot90(Np.arange(8).reshape(2, 2, 2), 1, 1, 2), 1, 3, 0, 2, 5, 7, 4, 6);
    same(Np.fillDiagonal(Np.zeros(3, 4), Np.array(1.0, 2.0)), 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0);
    same(Np.roll(M, Np.array(4), 1), 2, 0, 1, 5, 3, 4);
    same(Np.diagonal(Np.arange(8).reshape(2, 2, 2)), 0, 6, 1, 7);
    same(Np.mgrid(Index.range(0, 2), Index.range(1, 4)).get(1), 1, 2, 3, 1, 2, 3);
    assertThat(Np.ogrid(Index.to(2), Index.to(3)).get(1).shape()).isEqualTo(Shape.of(1, 3));
    same(Np.fromfunction((i, j) -> i.mul(2).add(j), 2, 2), 0, 1, 2, 3);
    assertThat(M.toNested()).isEqualTo(new double[][] {{0, 1, 2}, {3, 4, 5}});
    assertThat(Np.delete(Np.arange(3), 0, 2).toInts()).containsExactly(1);
    assertThat(M.expandDims(0, -1).shape()).isEqualTo(Shape.of(1, 2, 3, 1));
  }

  @Test
  void padding() {
    Array x = Np.array(1.0, 2.0, 4.0);
    int[][] seven = {{7, 7}};
    same(
        Np.pad(x, seven, PadMode.REFLECT_ODD),
        -10,
        -8,
        -6,
        -5,
        -4,
        -2,
        0,
        1,
        2,
        4,
        6,
        7,
        8,
        10,
        12,
        13,
        14);
    same(
        Np.pad(x, seven, PadMode.SYMMETRIC_ODD),
        -5,
        -5,
        -4,
        -2,
        -2,
        0,
        1,
        1,
        2,
        4,
        4,
        6,
        7,
        7,
        8,
        10,
        10);
    int[][] ends = {{3, 2}};
    same(Np.pad(Np.array(4, 8), ends, PadMode.linearRamp(0, 1)), 0, 1, 2, 4, 8, 4, 1);
    same(Np.pad(x, ends, PadMode.maximum(2)), 2, 2, 2, 1, 2, 4, 4, 4);
  }

  @Test
  void statistics() {
    same(
        Np.gradient(Np.array(1.0, 4, 9, 20), Np.array(0.0, 1, 3, 4), 0), 3, 17 / 6.0, 49 / 6.0, 11);
    same(Np.trapezoid(M, Np.array(0.0, 2.0), 0), 3, 5, 7);
    Array cov = Np.cov(M, 1, Np.array(1, 2, 3), Np.array(1.0, 0.5, 2.0));
    double expected = 0.6138613861386139;
    same(cov, expected, expected, expected, expected);
    same(Np.logsumexp(M, Over.axes(1).where(M.gt(1))), 2, 5.407605964444381);
    double none = Double.NEGATIVE_INFINITY;
    same(Np.logsumexp(Np.zeros(DType.F64, 0, 2), 0), none, none);
    same(Np.nanvar(Np.array(1.0, Double.NaN, 4.0), Over.all().ddof(1)), 4.5);
    same(Np.var(Np.ones(1), Over.all().ddof(1)), Double.NaN);
    Array unknown = Np.array(new double[][] {{Double.NaN, 1}, {Double.NaN, Double.NaN}});
    same(Np.nanargmax(unknown, 1), 1, -1);
    same(
        Np.unwrap(Np.array(0, 3, 6.5, -1, 2, -3.5), 0),
        0,
        3,
        0.21681469282041377,
        -1,
        2,
        2.7831853071795862);
    Array bins = Np.array(3.0, 2.0, 1.0);
    Array values = Np.array(0.5, 1.0, 2.0, 3.5);
    same(Np.digitize(values, bins, false), 3, 2, 1, 0);
    same(Np.digitize(values, bins, true), 3, 3, 2, 0);
    Array points = Np.array(new double[][] {{0, 0}, {1, 1}, {0.5, 2}, {3, 3}});
    same(
        Np.histogramdd(points, List.of(Np.array(0.0, 1.0, 3.0), Np.array(0.0, 1.0, 2.0))),
        1,
        1,
        0,
        1);
    Array sample = Np.array(0.0, 1.0, 1.0, 2.0, 5.0);
    Array edges = Np.histogramBinEdges(sample, 2, 0, 4);
    same(Np.histogramDensity(Np.histogram(sample, edges), edges), 0.375, 0.125);
    same(
        Np.interp(
            Np.array(-180.0, 0, 170, 365),
            Np.array(190.0, -190, 350, -350),
            Np.array(5.0, 10, 3, 4),
            360),
        7.5,
        3.5,
        10,
        3.75);
    same(Np.bincount(Np.array(1, 1, 3)), 0, 2, 0, 1);
    same(Segment.sum(M, Np.array(1, -1), 2), 0, 0, 0, 0, 1, 2);
    Array ids = Np.array(1, 1, 0, 7);
    Array data = Np.array(2.0, 3.0, 5.0, 9.0);
    double inf = Double.POSITIVE_INFINITY;
    assertThat(Segment.prod(data, ids, 3).toDoubles()).containsExactly(5, 6, 1);
    assertThat(Segment.max(data, ids, 3).toDoubles()).containsExactly(5, 3, -inf);
    assertThat(Segment.min(data, ids, 3).toDoubles()).containsExactly(5, 2, inf);
    same(Np.median(M, Over.axes(1).keepDims()), 1, 4);
  }

  @Test
  void elementwise() {
    same(Np.round(Np.array(2.345, -1.25, 1234.5), 1), 2.3, -1.2, 1234.5);
    same(Np.round(Np.array(1250, 1350, -25), -2), 1200, 1400, 0);
    same(
        Np.spacing(Np.array(1.0, -2.0, 0.0)),
        2.220446049250313e-16,
        -4.440892098500626e-16,
        5e-324);
    same(Np.bitwiseCount(Np.array(0, -7, 255, Integer.MAX_VALUE)), 0, 3, 8, 31);
    same(Np.bitwiseCount(Np.array(Long.MAX_VALUE, 1L << 40, -1L)), 63, 1, 1);
    assertThat(Np.rint(Np.array(3)).dtype()).isEqualTo(DType.F32);
  }

  @Test
  void products() {
    same(Np.cross(Np.array(1.0, 2.0), Np.array(3.0, 5.0)), -1);
    same(Np.cross(Np.array(1.0, 2.0), Np.array(3.0, 5.0, 7.0)), 14, -7, -1);
    same(Np.vecmat(Np.array(1.0, 2.0), M), 6, 9, 12);
    same(Np.poly(Np.array(1.0, 2.0, 3.0)), 1, -6, 11, -6);
    Array batch = Np.array(new double[][][] {{{2, 1}, {1, 3}}, {{0, 4}, {1, 7}}, {{1, 2}, {3, 5}}});
    same(Linalg.det(batch), 5, -4, -1);
    same(Linalg.slogdet(batch).sign(), 1, -1, -1);
    same(Linalg.trace(batch, 0), 5, 7, 6);
    same(Grad.of(m -> Linalg.det(m).sum()).apply(batch), 3, -1, -1, 2, 7, -1, -4, 0, 5, -3, -2, 1);
    Array places = Np.array(0.0, 1, 2, 3);
    Array fitted = Np.polyfit(places, Np.array(1.0, 3, 7, 13), 2);
    assertThat(Np.allclose(fitted, Np.array(1.0, 1, 1), 1e-10, 1e-10).toBoolean()).isTrue();
    var division = Np.polydiv(Np.array(1.0, 5, 6, 9), Np.array(1.0, 2.0));
    same(division._1, 1, 3, 0);
    same(division._2, 0, 0, 0, 9);
    Array a = Np.array(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}});
    Array b = Np.array(new double[][] {{1, -1}, {2, 0.5}});
    same(Signal.correlate2d(a, b, Overlap.VALID), 9.5, 12, 17, 20);
    same(Signal.correlate2d(b, a, Overlap.VALID), 20, 17, 12, 9.5);
    same(
        Signal.correlate2d(b, a, Overlap.FULL),
        10,
        -2,
        -1,
        -7,
        26,
        20,
        17,
        -0.5,
        15,
        12,
        9.5,
        1,
        6,
        5.5,
        3,
        0.5);
    same(Signal.convolve2d(b, a, Overlap.SAME), 5.5, 8, 13, 16.5);
    same(Signal.convolve(Np.array(1.0, 2), Np.array(1.0, 2, 3, 4), Overlap.SAME), 4, 7);
    same(Signal.detrendConstant(M, 1), -1, 0, 1, -1, 0, 1);
    Array line = Np.array(1.0, 2.0, 4.0, 8.0);
    same(Image.resize(line, ResizeMethod.NEAREST, 3), 1, 4, 8);
    same(Image.resize(line, ResizeMethod.LANCZOS3, 2), 1.4018557060973174, 5.782834718599812);
  }

  @Test
  void orderOfContraction() {
    Array[] chain = {M, Np.ones(3, 40), Np.ones(40, 5), Np.ones(5)};
    var path = Np.einsumPath("ij,jk,kl,l->i", chain);
    assertThat(path.steps()).containsExactly(Ints.of(2, 3), Ints.of(1, 2), Ints.of(0, 1));
    assertThat(path.cost()).isEqualTo(2 * (200 + 120 + 6));
    assertThat(path.naiveCost()).isEqualTo(2 * 3 * 40 * 5 * 4);
    assertThat(path.largest()).isEqualTo(40);
    StringBuilder terms = new StringBuilder("ab");
    Array[] many = new Array[12];
    Arrays.fill(many, Np.ones(DType.F64, 2, 2));
    for (int i = 1; i < many.length; i++) {
      terms.append(',').append((char) ('a' + i)).append((char) ('b' + i));
    }
    Array product = Np.einsum(terms + "->am", many);
    same(product, 2048, 2048, 2048, 2048);
    assertThat(Np.einsumPath(terms + "->am", many).largest()).isEqualTo(4);
  }

  @Test
  void functionsOfSmallArrays() {
    Array batch = Np.arange(0.0, 12.0, 1.0, DType.F64).reshape(2, 1, 2, 3);
    Array vectors = Np.ones(DType.F64, 4, 3);
    Array result = Vectorize.of("(m,n),(n)->(m)", (m, v) -> m.matmul(v)).apply(batch, vectors);
    assertThat(result.shape()).isEqualTo(Shape.of(2, 4, 2));
    same(result.get(1, 3), 21, 30);
    same(Vectorize.of((x, y) -> Np.where(x.gt(y), x, y)).apply(M, Np.array(2.0)), 2, 2, 2, 3, 4, 5);
    Array outer = Vectorize.alongAxis(v -> Np.outer(v, v), 0, M);
    assertThat(outer.shape()).isEqualTo(Shape.of(2, 2, 3));
    same(outer.get(Index.all(), Index.all(), Index.index(1)), 1, 4, 4, 16);
    Minimize.Result bowl =
        Minimize.bfgs(x -> x.sub(Np.array(1.0, -2.0)).square().sum(), Np.zeros(DType.F64, 2));
    assertThat(bowl.success().toBoolean()).isTrue();
    assertThat(bowl.status().toInt()).isZero();
    assertThat(bowl.x().toDoubles()[1]).isCloseTo(-2, within(1e-6));
    Minimize.Result stopped = Minimize.bfgs(x -> x.square().square().sum(), Np.ones(3), 1e-12, 2);
    assertThat(stopped.status().toInt()).isEqualTo(1);
  }
}
