package org.juxta;

import io.vavr.Tuple;
import io.vavr.Tuple3;
import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Functions of square matrices, and matrices made of others. */
final class MatrixFunctions {
  /** Coefficients of the Padé approximants (Higham 2005), and how large a norm they are for. */
  private static final double[] PADE7 = {17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1};

  private static final double[] PADE13 = {
    64764752532480000.0,
    32382376266240000.0,
    7771770303897600.0,
    1187353796428800.0,
    129060195264000.0,
    10559470521600.0,
    670442572800.0,
    33522128640.0,
    1323241920.0,
    40840800,
    960960,
    16380,
    182,
    1
  };

  private static final double NORM7 = 3.925724783138660;
  private static final double NORM13 = 5.371920351148152;
  private static final int MAX_SQUARINGS = 17;

  private MatrixFunctions() {}

  static Array expm(Array a) {
    Array x = Factors.square("expm", a);
    if (x.size() == 0) {
      return x;
    }
    boolean wide = x.dtype().real() == DType.F64;
    Array norm = x.abs().sum(-2).max(-1);
    Array wanted = Np.log2(norm.div(wide ? NORM13 : NORM7)).floor().add(1);
    Array squarings = Lax.stopGradient(Np.where(norm.gt(0), wanted.maximum(0), 0));
    Array scale = Np.exp2(squarings.neg().maximum(-MAX_SQUARINGS));
    Array scaled = x.mul(scale.expandDims(-1).expandDims(-1));
    Array base = pade(scaled, wide ? PADE13 : PADE7);
    Array times = Lax.convert(squarings, DType.I32);
    Array result = Lax.foriLoop(0, MAX_SQUARINGS, (i, r) -> squaredIf(i.lt(times), r), base);
    Array tooLarge = squarings.gt(MAX_SQUARINGS).expandDims(-1).expandDims(-1);
    return Np.where(tooLarge, Double.NaN, result);
  }

  private static Array squaredIf(Array goesOn, Array r) {
    return goesOn.rank() == 0
        ? Lax.cond(goesOn, () -> r.matmul(r), () -> r)
        : Np.where(goesOn.expandDims(-1).expandDims(-1), r.matmul(r), r);
  }

  private static Array pade(Array x, double[] c) {
    Array eye = Np.eye(x.dim(-1), x.dtype());
    Array x2 = x.matmul(x);
    Array x4 = x2.matmul(x2);
    Array x6 = x4.matmul(x2);
    Array odd = low(c, 1, eye, x2, x4, x6);
    Array even = low(c, 0, eye, x2, x4, x6);
    if (c.length == 14) {
      odd = odd.add(x6.matmul(high(c, 1, x2, x4, x6)));
      even = even.add(x6.matmul(high(c, 0, x2, x4, x6)));
    }
    Array u = x.matmul(odd);
    return LinearSystems.solve(even.sub(u), even.add(u));
  }

  private static Array low(double[] c, int odd, Array eye, Array x2, Array x4, Array x6) {
    Array sum = eye.mul(c[odd]).add(x2.mul(c[2 + odd])).add(x4.mul(c[4 + odd]));
    return sum.add(x6.mul(c[6 + odd]));
  }

  private static Array high(double[] c, int odd, Array x2, Array x4, Array x6) {
    return x2.mul(c[8 + odd]).add(x4.mul(c[10 + odd])).add(x6.mul(c[12 + odd]));
  }

  /** Product form of the Denman–Beavers iteration (Cheng, Higham, Kenney and Laub 2001). */
  static Array sqrtm(Array a) {
    Array x = Factors.square("sqrtm", a);
    if (x.size() == 0) {
      return x;
    }
    Array eye = Np.broadcastTo(Np.eye(x.dim(-1), x.dtype()), x.shape());
    double tolerance = LinearSystems.defaultTolerance(x);
    Tuple3<Array, Array, Array> start = Tuple.of(x, x, Np.array(0));
    return Lax.whileLoop(
            s -> s._3.lt(60).and(s._1.sub(eye).abs().max().gt(tolerance)),
            s -> denmanBeavers(s, eye),
            start)
        ._2;
  }

  private static Tuple3<Array, Array, Array> denmanBeavers(
      Tuple3<Array, Array, Array> s, Array eye) {
    Array inverse = LinearSystems.inv(s._1);
    Array m = eye.add(s._1.add(inverse).mul(0.5)).mul(0.5);
    Array root = s._2.matmul(eye.add(inverse)).mul(0.5);
    return Tuple.of(m, root, s._3.add(1));
  }

  static Array power(Array a, int n) {
    Array base = n < 0 ? LinearSystems.inv(a) : square(a);
    long left = Math.abs((long) n);
    Array result = null;
    for (; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = result == null ? base : result.matmul(base);
      }
      base = left > 1 ? base.matmul(base) : base;
    }
    return result == null ? Np.broadcastTo(Np.eye(a.dim(-1), a.dtype()), a.shape()) : result;
  }

  private static Array square(Array a) {
    if (a.rank() < 2 || a.dim(-1) != a.dim(-2)) {
      throw new ShapeException("matrixPower: the matrix must be square, not " + a.type());
    }
    return a;
  }

  static Linalg.Polar polar(Array a, boolean left) {
    Linalg.Svd svd = Factors.svd(a, false);
    Array unitary = svd.u().matmul(svd.vh());
    Array side = left ? svd.u() : Factors.adjoint(svd.vh());
    Array positive = side.mul(svd.s().expandDims(-2)).matmul(Factors.adjoint(side));
    return new Linalg.Polar(unitary, positive);
  }

  /** The order of products of a chain that multiplies least, by dynamic programming. */
  static Array multiDot(Array... arrays) {
    int n = arrays.length;
    if (n == 0) {
      throw new ShapeException("multiDot: at least one array is needed");
    }
    for (int i = 0; i < n; i++) {
      boolean end = i == 0 || i == n - 1;
      if (arrays[i].rank() != 2 && !(end && arrays[i].rank() == 1)) {
        throw new ShapeException(
            "multiDot: all must be matrices, the first and last may be vectors; argument "
                + i
                + " is "
                + arrays[i].type());
      }
    }
    int[] sizes = new int[n + 1];
    for (int i = 0; i < n; i++) {
      sizes[i] = arrays[i].rank() == 1 && i == 0 ? 1 : arrays[i].dim(0);
    }
    sizes[n] = arrays[n - 1].rank() == 1 ? 1 : arrays[n - 1].dim(1);
    return chain(arrays, splits(sizes), 0, n - 1);
  }

  private static int[][] splits(int... sizes) {
    int n = sizes.length - 1;
    double[][] cost = new double[n][n];
    int[][] split = new int[n][n];
    for (int length = 2; length <= n; length++) {
      for (int i = 0; i + length <= n; i++) {
        int j = i + length - 1;
        cost[i][j] = Double.POSITIVE_INFINITY;
        for (int k = i; k < j; k++) {
          double products = (double) sizes[i] * sizes[k + 1] * sizes[j + 1];
          double total = cost[i][k] + cost[k + 1][j] + products;
          if (total < cost[i][j]) {
            cost[i][j] = total;
            split[i][j] = k;
          }
        }
      }
    }
    return split;
  }

  private static Array chain(Array[] arrays, int[][] splits, int i, int j) {
    return i == j
        ? arrays[i]
        : chain(arrays, splits, i, splits[i][j]).matmul(chain(arrays, splits, splits[i][j] + 1, j));
  }

  static Array blockDiag(Array... blocks) {
    DType dtype = Promotion.common(List.of(blocks));
    int rows = 0;
    int columns = 0;
    for (Array block : blocks) {
      Array matrix = Np.atleast2d(block);
      rows += matrix.dim(0);
      columns += matrix.dim(1);
    }
    List<Array> bands = new java.util.ArrayList<>();
    int at = 0;
    for (Array block : blocks) {
      Array matrix = Promotion.to(Np.atleast2d(block), dtype);
      if (matrix.rank() != 2) {
        throw new ShapeException("blockDiag: a block is a matrix at most, not " + block.type());
      }
      int after = columns - at - matrix.dim(1);
      bands.add(Lax.pad(matrix, Array.scalar(0), Ints.of(0, at), Ints.of(0, after), Ints.of(0, 0)));
      at += matrix.dim(1);
    }
    return Lax.reshape(Lax.concatenate(bands, 0), Shape.of(rows, columns));
  }

  static Array toeplitz(Array c, Array r) {
    if (c.rank() != 1 || r.rank() != 1) {
      throw new ShapeException("toeplitz: vectors are needed: " + c.type() + ", " + r.type());
    }
    DType dtype = Promotion.common(c.type(), r.type());
    int rows = c.dim(0);
    int columns = r.dim(0);
    if (rows == 0 || columns == 0) {
      return Np.zeros(dtype, rows, columns);
    }
    Array above = Np.flip(Lax.sliceAlong(Promotion.to(r, dtype), 1, columns, 0), 0);
    Array all = Lax.concatenate(List.of(above, Promotion.to(c, dtype)), 0);
    Array row = Np.arange(rows).expandDims(-1);
    return Np.take(all, row.sub(Np.arange(columns)).add(columns - 1), 0);
  }

  /** Rotations of the rows, one after the other, with the vector. */
  static Array choleskyUpdate(Array r, Array w) {
    Array factor = Factors.square("choleskyUpdate", r);
    if (r.rank() != 2 || w.rank() != 1 || w.dim(0) != r.dim(0)) {
      throw new ShapeException(
          "choleskyUpdate: a factor and a vector are needed: " + r.type() + ", " + w.type());
    }
    Array vector = Promotion.to(w, factor.dtype());
    return Lax.scan(
            (Array v, io.vavr.Tuple2<Array, Array> row) -> {
              Array diagonal = Lax.dynamicIndex(row._1, row._2, 0);
              Array other = Lax.dynamicIndex(v, row._2, 0);
              Array length = Np.hypot(diagonal, other);
              Array turned = row._1.mul(diagonal).add(v.mul(other)).div(length);
              Array rest = v.mul(diagonal).sub(row._1.mul(other)).div(length);
              return Tuple.of(rest, turned);
            },
            vector,
            Tuple.of(factor, Np.arange(r.dim(0))))
        ._2;
  }
}
