package org.juxta;

import java.util.List;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** The bytes of arrays as other element types. */
final class ByteViews {
  private ByteViews() {}

  static Array view(Array x, DType to) {
    if (x.dtype() == to) {
      return x;
    }
    if (x.rank() > 0) {
      return viewOfRows(x, to);
    }
    if (x.dtype().bytes() != to.bytes()) {
      throw new ShapeException("view: the scalar " + x.type() + " can't be " + to);
    }
    return viewOfRows(x.reshape(1), to).reshape();
  }

  private static Array viewOfRows(Array x, DType to) {
    DType from = x.dtype();
    if (from == to) {
      return x;
    }
    if (from.isBool()) {
      return viewOfRows(x.astype(DType.U8), to);
    }
    if (to.isBool()) {
      return viewOfRows(x, DType.U8).ne(0);
    }
    if (from.isComplex()) {
      return viewOfRows(joined(Np.stack(List.of(Np.real(x), Np.imag(x)), -1)), to);
    }
    if (to.isComplex()) {
      Array pairs = parted(viewOfRows(x, to.real()), 2, to);
      return Lax.complex(Lax.indexInDim(pairs, 0, -1, false), Lax.indexInDim(pairs, 1, -1, false));
    }
    if (from.bytes() > to.bytes()) {
      return joined(Lax.bitcastConvert(x, to));
    }
    int parts = to.bytes() / from.bytes();
    return Lax.bitcastConvert(parts == 1 ? x : parted(x, parts, to), to);
  }

  /** The last two axes as one. */
  private static Array joined(Array x) {
    return Lax.collapse(x, x.rank() - 2, x.rank());
  }

  /** The last axis in groups of {@code parts}. */
  private static Array parted(Array x, int parts, DType to) {
    int last = x.rank() - 1;
    if (x.dim(last) % parts != 0) {
      throw new ShapeException(
          "view: the last axis of " + x.type() + " holds no whole number of elements of " + to);
    }
    Ints dims = x.shape().dims().with(last, x.dim(last) / parts).insert(x.rank(), parts);
    return x.reshape(new Shape(dims));
  }
}
