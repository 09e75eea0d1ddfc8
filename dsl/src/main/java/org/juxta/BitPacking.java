package org.juxta;

import org.juxta.tracer.DType;
import org.juxta.tracer.DTypeException;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Eight truth values as one byte, and back. */
final class BitPacking {
  private BitPacking() {}

  /** How far each bit is from the right. */
  private static Array places(boolean little) {
    Array up = Lax.iota(DType.U8, Shape.of(8), 0);
    return little ? up : Lax.reverse(up, Ints.of(0));
  }

  static Array pack(Array x, int axis, boolean little) {
    if (!x.dtype().isInteger() && !x.dtype().isBool()) {
      throw new DTypeException("packbits: integers or truth values are needed, not " + x.type());
    }
    int at = x.shape().axis(axis);
    Array last = Np.moveaxis(x.ne(0), at, -1).astype(DType.U8);
    int bytes = Math.ceilDiv(x.dim(at), 8);
    Ints none = Ints.fill(x.rank(), 0);
    Ints filled = none.with(x.rank() - 1, 8 * bytes - x.dim(at));
    Array whole = Lax.pad(last, Array.scalar(0), none, filled, none);
    Ints dims = whole.shape().dims();
    Array bits = whole.reshape(new Shape(dims.with(x.rank() - 1, bytes).insert(x.rank(), 8)));
    Array shifted = Np.leftShift(bits, places(little));
    return Np.moveaxis(Np.sum(shifted, -1).astype(DType.U8), -1, at);
  }

  static Array unpack(Array x, int axis, boolean little) {
    if (x.dtype() != DType.U8) {
      throw new DTypeException("unpackbits: U8 is needed, not " + x.type());
    }
    int at = x.shape().axis(axis);
    Array bytes = Np.moveaxis(x, at, -1).expandDims(-1);
    Array bits = Np.rightShift(bytes, places(little)).and(Array.scalar(1));
    Ints dims = bits.shape().dims();
    Ints merged = dims.slice(0, x.rank()).with(x.rank() - 1, 8 * x.dim(at));
    return Np.moveaxis(bits.reshape(new Shape(merged)), -1, at);
  }
}
