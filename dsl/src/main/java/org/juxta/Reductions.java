package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.ShapeException;

/** Sums, extremes, means and spreads, with NumPy's options, also without NaN. */
final class Reductions {
  private Reductions() {}

  private static Array floats(Array x) {
    return Promotion.to(x, Promotion.inexact(x.dtype()));
  }

  /** Of sums and products: integers of 8 and 16 bits become I32 and U32. */
  private static Array summed(Array x) {
    if (!x.dtype().isInteger() || x.dtype().bytes() >= Integer.BYTES) {
      return Np.number(x);
    }
    return Promotion.to(x, x.dtype().isUnsigned() ? DType.U32 : DType.I32);
  }

  /** Means of BF16 and F16 are taken in F32. */
  private static Array wide(Array x) {
    DType dtype = Promotion.inexact(x.dtype());
    return Promotion.to(x, dtype.bytes() < Float.BYTES ? DType.F32 : dtype);
  }

  static Array sum(Array x, Over over) {
    over.require("sum", true, true, false);
    Array values = over.hide(summed(x), Array.scalar(0));
    Array total = Lax.reduce(ReduceKind.SUM, values, over.of(x));
    return over.shape(over.start(total, Np::add), x);
  }

  static Array prod(Array x, Over over) {
    over.require("prod", true, true, false);
    Array values = over.hide(summed(x), Array.scalar(1));
    Array total = Lax.reduce(ReduceKind.PROD, values, over.of(x));
    return over.shape(over.start(total, Np::multiply), x);
  }

  static Array max(Array x, Over over) {
    over.require("max", true, true, false);
    return over.shape(extreme("max", ReduceKind.MAX, x, over, Np::maximum), x);
  }

  static Array min(Array x, Over over) {
    over.require("min", true, true, false);
    return over.shape(extreme("min", ReduceKind.MIN, x, over, Np::minimum), x);
  }

  private static Array extreme(
      String what, ReduceKind kind, Array x, Over over, ArrayFunction2 combine) {
    Array values = over.hideByStart(what, x);
    Ints axes = over.of(x);
    if (!over.hasStart()) {
      requireElements(x, axes);
    }
    return over.start(Lax.reduce(kind, values, axes), combine);
  }

  private static void requireElements(Array x, Ints axes) {
    for (int i = 0; i < axes.size(); i++) {
      if (x.dim(axes.get(i)) == 0) {
        throw new ShapeException(
            "the greatest or least of no elements: axis "
                + axes.get(i)
                + " of "
                + x.type()
                + " has size 0");
      }
    }
  }

  static Array all(Array x, Over over) {
    over.require("all", true, false, false);
    Array values = over.hide(Np.truth(x), Np.array(true));
    return over.shape(Lax.reduce(ReduceKind.AND, values, over.of(x)), x);
  }

  static Array any(Array x, Over over) {
    over.require("any", true, false, false);
    Array values = over.hide(Np.truth(x), Np.array(false));
    return over.shape(Lax.reduce(ReduceKind.OR, values, over.of(x)), x);
  }

  static Array mean(Array x, Over over) {
    over.require("mean", true, false, false);
    Array total = sum(wide(x), over);
    Array mean = over.hasMask() ? total.div(over.countMasked(x)) : total.div(over.count(x));
    return Promotion.to(mean, Promotion.inexact(x.dtype()));
  }

  static Array var(Array x, Over over) {
    over.require("var", true, false, true);
    Array values = wide(x);
    Array deviation = values.sub(mean(values, over.masked()));
    Array total = sum(squared(deviation), over.ddof(0));
    return Promotion.to(spread(x, total, over), Promotion.real(x.dtype()));
  }

  /** The squares of magnitudes. */
  private static Array squared(Array x) {
    return x.dtype().isComplex() ? Np.square(Np.real(x)).add(Np.square(Np.imag(x))) : x.mul(x);
  }

  private static Array spread(Array x, Array total, Over over) {
    if (over.hasMask()) {
      return perDegree(total, over.countMasked(x), over.ddof());
    }
    double degrees = over.count(x) - over.ddof();
    return total.div(degrees > 0 ? degrees : Double.NaN);
  }

  /** NaN where there are no degrees of freedom, as in JAX. */
  private static Array perDegree(Array total, Array count, double ddof) {
    Array degrees = Promotion.to(count, total.dtype()).sub(ddof);
    return total.div(Np.where(degrees.gt(0), degrees, Double.NaN));
  }

  static Array ptp(Array x, Over over) {
    over.require("ptp", false, false, false);
    return max(x, over).sub(min(x, over));
  }

  static Array countNonzero(Array x, Over over) {
    over.require("countNonzero", false, false, false);
    return sum(Np.truth(x), over);
  }

  /** {@code x} with {@code instead} for NaN. */
  static Array without(Array x, double instead) {
    return x.dtype().isInexact() ? Np.where(Np.isnan(x), Array.scalar(instead), x) : x;
  }

  static Array nansum(Array x, Over over) {
    return sum(without(x, 0), over);
  }

  static Array nanprod(Array x, Over over) {
    return prod(without(x, 1), over);
  }

  static Array nanmin(Array x, Over over) {
    return unlessUnknown(x, min(without(x, Double.POSITIVE_INFINITY), over), over);
  }

  static Array nanmax(Array x, Over over) {
    return unlessUnknown(x, max(without(x, Double.NEGATIVE_INFINITY), over), over);
  }

  private static Array unlessUnknown(Array x, Array result, Over over) {
    return over.hasStart() || !x.dtype().isFloat()
        ? result
        : Np.where(all(Np.isnan(x), over.plain()), Array.scalar(Double.NaN), result);
  }

  /** How many elements are not NaN. */
  private static Array known(Array x, Over over) {
    return sum(over.hide(Np.logicalNot(Np.isnan(x)), Np.array(false)), over.plain());
  }

  static Array nanmean(Array x, Over over) {
    over.require("nanmean", true, false, false);
    Array values = floats(x);
    return Np.divide(nansum(values, over), known(values, over));
  }

  static Array nanvar(Array x, Over over) {
    over.require("nanvar", true, false, true);
    Array values = wide(x);
    Array mean = nanmean(values, over.masked());
    Array deviation = Np.where(Np.isnan(values), Array.scalar(0), values.sub(mean));
    Array total = sum(squared(deviation), over.ddof(0));
    return Promotion.to(
        perDegree(total, known(values, over), over.ddof()), Promotion.real(x.dtype()));
  }

  static Array arg(ArgKind kind, Array x, Over over) {
    over.require(kind == ArgKind.MAX ? "argmax" : "argmin", false, false, false);
    Ints axes = over.of(x);
    if (axes.size() != 1 && axes.size() != x.rank()) {
      throw new ShapeException("argmax, argmin: one axis or all are needed, not " + axes);
    }
    Array flat = axes.size() == 1 ? x : x.ravel();
    int axis = axes.size() == 1 ? axes.get(0) : 0;
    return over.shape(Lax.argReduce(kind, flat, axis, DType.I32), x);
  }

  /** The position among elements that are not NaN, -1 if there is none. */
  static Array nanarg(ArgKind kind, Array x, Over over) {
    if (!x.dtype().isFloat()) {
      return arg(kind, x, over);
    }
    double last = kind == ArgKind.MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    Array position = arg(kind, without(x, last), over);
    return Np.where(all(Np.isnan(x), over), Array.scalar(-1), position);
  }

  /** Shifted by the greatest exponent; of no elements it is -inf. */
  static Array logsumexp(Array x, @Nullable Array factors, Over over) {
    over.require("logsumexp", true, false, false);
    DType dtype =
        Promotion.inexact(factors == null ? x.dtype() : Promotion.common(x.type(), factors.type()));
    Array hidden = over.hide(Promotion.to(x, dtype), Array.scalar(Double.NEGATIVE_INFINITY));
    Array exponents =
        factors == null ? hidden : Np.where(factors.ne(0), hidden, Double.NEGATIVE_INFINITY);
    Over axes = Over.axes(over.of(exponents).toArray());
    Over kept = axes.keepDims();
    boolean none = exponents.size() == 0;
    Array max = max(exponents, none ? kept.initial(Double.NEGATIVE_INFINITY) : kept);
    Array shift = Lax.stopGradient(Np.where(Np.isfinite(max), max, Array.scalar(0)));
    Array terms = Np.exp(exponents.sub(shift));
    Array sum = sum(factors == null ? terms : Promotion.to(factors, dtype).mul(terms), kept);
    Array result = Np.log(sum).add(shift);
    return over.shape(Lax.reshape(result, result.shape().without(axes.of(exponents))), exponents);
  }
}
