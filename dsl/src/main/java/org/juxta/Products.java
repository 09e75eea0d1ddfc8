package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** Matrix products as contractions. */
final class Products {
  private Products() {}

  static Array matmul(Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      throw new ShapeException("matmul: a scalar is not a matrix: " + x.type() + " x " + y.type());
    }
    if (x.rank() <= 2 && y.rank() <= 2) {
      return dot(x, y);
    }
    Array a = x.rank() == 1 ? x.expandDims(0) : x;
    Array b = y.rank() == 1 ? y.expandDims(1) : y;
    requireInner("matmul", x, y, a.dim(-1), b.dim(-2));
    Shape batch = Np.broadcastShapes(leading(a), leading(b));
    Array product =
        leading(b).rank() == 0 ? contract(a, b, a.rank() - 1, 0, 0) : batched(a, b, batch);
    Array rows = x.rank() == 1 ? product.squeeze(-2) : product;
    return y.rank() == 1 ? rows.squeeze(-1) : rows;
  }

  private static Array batched(Array a, Array b, Shape batch) {
    Array left = Np.broadcastTo(a, batch.concat(Shape.of(a.dim(-2), a.dim(-1))));
    Array right = Np.broadcastTo(b, batch.concat(Shape.of(b.dim(-2), b.dim(-1))));
    return contract(left, right, batch.rank() + 1, batch.rank(), batch.rank());
  }

  private static Shape leading(Array x) {
    return new Shape(x.shape().dims().slice(0, x.rank() - 2));
  }

  static Array dot(Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      return x.mul(y);
    }
    int axis = Math.max(0, y.rank() - 2);
    requireInner(x.rank() <= 2 && y.rank() <= 2 ? "matmul" : "dot", x, y, x.dim(-1), y.dim(axis));
    return contract(x, y, x.rank() - 1, axis, 0);
  }

  static Array tensordot(Array x, Array y, int axes) {
    if (axes < 0 || axes > x.rank() || axes > y.rank()) {
      throw new ShapeException("tensordot: " + axes + " axes of " + x.type() + " and " + y.type());
    }
    int[] last = Ints.range(x.rank() - axes, x.rank()).toArray();
    return tensordot(x, y, last, Ints.range(0, axes).toArray());
  }

  static Array tensordot(Array x, Array y, int[] xAxes, int[] yAxes) {
    Ints left = x.shape().axes(Ints.of(xAxes));
    Ints right = y.shape().axes(Ints.of(yAxes));
    if (left.size() != right.size()
        || !x.shape().dims().at(left).equals(y.shape().dims().at(right))) {
      throw new ShapeException(
          "tensordot: axes "
              + left
              + " of "
              + x.type()
              + " and "
              + right
              + " of "
              + y.type()
              + " differ in size");
    }
    return sumOver(x, y, left, right);
  }

  private static Array sumOver(Array x, Array y, Ints left, Ints right) {
    DType common = Promotion.common(x.type(), y.type());
    DType dtype = common.isBool() ? DType.I32 : common;
    Array product =
        Lax.dotGeneral(
            Promotion.to(x, dtype), Promotion.to(y, dtype), left, right, Ints.EMPTY, Ints.EMPTY);
    return common.isBool() ? product.ne(0) : product;
  }

  static Array kron(Array x, Array y) {
    int rank = Math.max(x.rank(), y.rank());
    Ints left = raised(x, rank);
    Ints right = raised(y, rank);
    Ints apart = Ints.build(2 * rank, i -> i % 2 == 0 ? left.get(i / 2) : 1);
    Ints blocks = Ints.build(2 * rank, i -> i % 2 == 0 ? 1 : right.get(i / 2));
    Array products = x.reshape(apart.toArray()).mul(y.reshape(blocks.toArray()));
    return products.reshape(Ints.build(rank, i -> left.get(i) * right.get(i)).toArray());
  }

  private static Ints raised(Array x, int rank) {
    int added = rank - x.rank();
    return Ints.build(rank, i -> i < added ? 1 : x.dim(i - added));
  }

  static Array cross(Array x, Array y) {
    boolean fit = x.rank() > 0 && y.rank() > 0;
    if (!fit || !isPlaneOrSpace(x.dim(-1)) || !isPlaneOrSpace(y.dim(-1))) {
      throw new ShapeException(
          "cross: the last axes must have size 2 or 3: " + x.type() + ", " + y.type());
    }
    if (x.dim(-1) == 2 && y.dim(-1) == 2) {
      return part(x, 0).mul(part(y, 1)).sub(part(x, 1).mul(part(y, 0)));
    }
    Array a = inSpace(x);
    Array b = inSpace(y);
    return turned(a, 1).mul(turned(b, 2)).sub(turned(a, 2).mul(turned(b, 1)));
  }

  private static boolean isPlaneOrSpace(int size) {
    return size == 2 || size == 3;
  }

  private static Array part(Array x, int i) {
    return x.get(Index.ellipsis(), Index.index(i));
  }

  private static Array inSpace(Array x) {
    if (x.dim(-1) == 3) {
      return x;
    }
    Ints zeros = Ints.fill(x.rank(), 0);
    return Lax.pad(x, Array.scalar(0), zeros, zeros.with(x.rank() - 1, 1), zeros);
  }

  private static Array turned(Array x, int places) {
    return Rearranging.roll(x, -places, -1);
  }

  static Array vecdot(Array x, Array y) {
    requireVectors("vecdot", x, y);
    requireInner("vecdot", x, y, x.dim(-1), y.dim(-1));
    return matmul(Np.conj(x).expandDims(-2), y.expandDims(-1)).squeeze(-1, -2);
  }

  static Array matvec(Array x, Array y) {
    requireVectors("matvec", x, y);
    requireInner("matvec", x, y, x.dim(-1), y.dim(-1));
    return matmul(x, y.expandDims(-1)).squeeze(-1);
  }

  static Array vecmat(Array x, Array y) {
    requireVectors("vecmat", x, y);
    requireInner("vecmat", x, y, x.dim(-1), y.rank() < 2 ? -1 : y.dim(-2));
    return matmul(Np.conj(x).expandDims(-2), y).squeeze(-2);
  }

  private static void requireVectors(String what, Array x, Array y) {
    if (x.rank() == 0 || y.rank() == 0) {
      throw new ShapeException(what + ": a scalar is not a vector: " + x.type() + ", " + y.type());
    }
  }

  private static Array contract(Array a, Array b, int lhs, int rhs, int batch) {
    DType common = Promotion.common(a.type(), b.type());
    DType dtype = common.isBool() ? DType.I32 : common;
    Ints axes = Ints.range(0, batch);
    Array product =
        Lax.dotGeneral(
            Promotion.to(a, dtype), Promotion.to(b, dtype), Ints.of(lhs), Ints.of(rhs), axes, axes);
    return common.isBool() ? product.ne(0) : product;
  }

  private static void requireInner(String what, Array x, Array y, int left, int right) {
    if (left != right) {
      throw new ShapeException(
          what
              + ": inner dimensions differ, "
              + left
              + " and "
              + right
              + ": "
              + x.type()
              + " x "
              + y.type());
    }
  }
}
