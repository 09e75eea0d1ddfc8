package org.juxta.tests;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Lax;
import org.juxta.Nn;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** Random elementwise operations. */
final class RandomElementwise {
  private final RandomOps ops;

  RandomElementwise(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return List.of(
        this::unary,
        this::unary,
        this::unary,
        this::unary,
        this::unary,
        this::binary,
        this::binary,
        this::binary,
        this::binary,
        this::binary,
        this::binary,
        this::jump,
        this::draw,
        this::exactUnary,
        this::integers,
        this::integers,
        this::bools,
        this::compare,
        this::where,
        this::select,
        this::convert,
        this::sum,
        this::bits);
  }

  private Entry unary() {
    Array x = ops.floating().array();
    return new Entry(unary(x, ops.below(30)), false);
  }

  /** A smooth function on [-2, 2] with values there. */
  private static Array unary(Array x, int which) {
    return switch (which) {
      case 0 -> x.sin();
      case 1 -> x.cos();
      case 2 -> x.tanh();
      case 3 -> x.sigmoid();
      case 4 -> x.exp().mul(0.25);
      case 5 -> x.expm1().mul(0.25);
      case 6 -> x.mul(x).add(0.5).log();
      case 7 -> x.mul(0.3).log1p();
      case 8 -> x.mul(x).add(0.5).sqrt().mul(0.5);
      case 9 -> Np.rsqrt(x.mul(x).add(0.5));
      case 10 -> x.add(3).cbrt();
      case 11 -> x.mul(0.5).tan();
      case 12 -> x.mul(0.4).arcsin();
      case 13 -> x.mul(0.4).arccos().mul(0.5);
      case 14 -> x.arctan();
      case 15 -> x.sinh().mul(0.5);
      case 16 -> x.cosh().mul(0.5);
      case 17 -> x.arcsinh();
      case 18 -> x.add(3.5).arccosh().mul(0.5);
      case 19 -> x.mul(0.4).arctanh();
      case 20 -> Np.erf(x);
      case 21 -> Np.erfc(x);
      case 22 -> Np.erfInv(x.mul(0.4));
      case 23 -> x.neg();
      case 24 -> x.sub(5).abs().sub(5);
      case 25 -> x.square().mul(0.5);
      case 26 -> Np.reciprocal(x.add(3));
      case 27 -> x.pow(3).mul(0.25);
      case 28 -> Nn.softplus(x).mul(0.5);
      default -> x.mul(0.05).add(0.3).floor().add(x.mul(0.5));
    };
  }

  private Entry exactUnary() {
    Entry entry = ops.exact();
    Array x = entry.array();
    if (!entry.isFloat()) {
      Array same = Lax.stopGradient(x);
      return new Entry(ops.oneIn(4) ? same : x.dtype().isBool() ? x.not() : x.neg(), true);
    }
    return new Entry(
        switch (ops.below(7)) {
          case 0 -> x.sign();
          case 1 -> x.floor();
          case 2 -> x.ceil();
          case 3 -> x.round();
          case 4 -> x.abs();
          case 5 -> Lax.stopGradient(x);
          default -> Nn.relu(x);
        },
        true);
  }

  /** Two operands that can be broadcast together, the second made to fit if it can't. */
  private Array partner(Array x, Entry other, DType dtype) {
    Array y = ops.as(other, dtype);
    if (y.rank() == 0) {
      return y;
    }
    Shape shape = x.shape();
    if (y.shape().equals(shape) && ops.oneIn(3)) {
      return y;
    }
    return switch (ops.below(4)) {
      case 0 -> RandomOps.fit(y, Shape.SCALAR);
      case 1 -> RandomOps.fit(y, shape.rank() > 0 ? shape.with(ops.axis(x), 1) : shape);
      case 2 ->
          shape.rank() > 1 ? RandomOps.fit(y, shape.without(Ints.of(0))) : RandomOps.fit(y, shape);
      default -> RandomOps.fit(y, shape);
    };
  }

  private @Nullable Entry binary() {
    Array x = ops.floating().array();
    Array y = partner(x, ops.pick(), x.dtype());
    Array a = ops.oneIn(2) ? x : y;
    Array b = a == x ? y : x;
    return new Entry(binary(a, b, ops.below(12)), false);
  }

  private static Array binary(Array x, Array y, int which) {
    return switch (which) {
      case 0 -> x.add(y).mul(0.5);
      case 1 -> x.sub(y).mul(0.5);
      case 2, 3 -> x.mul(y).mul(0.5);
      case 4 -> x.div(y.add(3));
      case 5 -> x.mul(x).mul(0.5).add(0.5).pow(y).mul(0.25);
      case 6 -> Np.arctan2(x, y.add(3));
      case 7 -> Np.mod(x.mul(0.2).add(8.5), y.mul(0.1).add(3.4));
      case 8 -> Np.hypot(x.add(3), y).mul(0.3);
      case 9 -> Np.logaddexp(x, y).mul(0.5);
      case 10 -> Np.xlogy(x, y.add(3));
      default -> apart(x, y);
    };
  }

  /** Maxima and minima whose operands are far apart, now the one and now the other the greater. */
  private static Array apart(Array x, Array y) {
    if (x.dtype().bytes() < Float.BYTES) {
      return apart(x.astype(DType.F32), y.astype(DType.F32)).astype(x.dtype());
    }
    Shape shape = Np.broadcastShapes(x.shape(), y.shape());
    Array number = Lax.iota(DType.I32, Shape.of(shape.size()), 0).reshape(shape);
    Array far =
        Np.where(Np.mod(number, Np.array(3)).eq(0), Np.full(Shape.SCALAR, 10, x.dtype()), -10);
    Array greater = x.maximum(y.mul(0.5).add(far)).sub(Np.where(far.gt(0), far, 0));
    Array less = x.minimum(y.mul(0.5).add(far)).sub(Np.where(far.lt(0), far, 0));
    return greater.add(less.mul(0.5)).mul(0.5);
  }

  /** Sums that stay exact. */
  private Entry sum() {
    Entry x = ops.exact();
    Entry y = ops.exact();
    if (!x.isFloat() || !y.isFloat()) {
      return new Entry(x.array().ravel(), x.exact());
    }
    Array other = partner(x.array(), y, x.dtype());
    Array sum = ops.oneIn(2) ? x.array().add(other) : x.array().sub(other);
    return new Entry(sum.mul(0.5), true);
  }

  /** Maxima, minima and clipping of exact values. */
  private Entry jump() {
    Entry x = ops.exact();
    if (x.dtype().isBool()) {
      Array other = partner(x.array(), x, DType.BOOL);
      return new Entry(ops.oneIn(2) ? x.array().maximum(other) : x.array().minimum(other), true);
    }
    Array y = partner(x.array(), x.isFloat() ? x : ops.integer(), x.dtype());
    return new Entry(
        switch (ops.below(3)) {
          case 0 -> x.array().maximum(y);
          case 1 -> x.array().minimum(y);
          default -> Np.clip(x.array(), y, y.add(1).maximum(y));
        },
        true);
  }

  private Entry integers() {
    Entry entry = ops.integer();
    Array x = entry.array();
    Array y = partner(x, ops.integer(), ops.oneIn(3) ? DType.I64 : x.dtype());
    return new Entry(
        switch (ops.below(13)) {
          case 0 -> x.add(y);
          case 1 -> x.sub(y);
          case 2 -> x.mul(y);
          case 3 -> x.floorDivide(y);
          case 4 -> x.mod(y);
          case 5 -> x.and(y);
          case 6 -> x.or(y);
          case 7 -> x.xor(y);
          case 8 -> Np.leftShift(x, y);
          case 9 -> Np.rightShift(x, y);
          case 10 -> x.pow(2);
          case 11 -> x.not();
          default -> x.maximum(y).sub(x.minimum(y)).abs();
        },
        true);
  }

  private Entry bools() {
    Array x = ops.bool().array();
    Array y = partner(x, ops.bool(), DType.BOOL);
    return new Entry(
        switch (ops.below(4)) {
          case 0 -> x.and(y);
          case 1 -> x.or(y);
          case 2 -> x.xor(y);
          default -> x.not();
        },
        true);
  }

  private Entry compare() {
    if (ops.oneIn(6)) {
      return new Entry(Np.isfinite(ops.floating().array()), true);
    }
    Entry x = ops.exact();
    Array a = x.array();
    Array b = partner(a, x.isFloat() ? x : ops.integer(), a.dtype());
    return new Entry(
        switch (ops.below(6)) {
          case 0 -> a.eq(b);
          case 1 -> a.ne(b);
          case 2 -> a.lt(b);
          case 3 -> a.le(b);
          case 4 -> a.gt(b);
          default -> a.ge(b);
        },
        true);
  }

  private Entry where() {
    Entry x = ops.pick();
    Entry y = ops.pick();
    Array other = partner(x.array(), y, x.dtype());
    Array test = partner(x.array(), ops.bool(), DType.BOOL);
    boolean swap = ops.oneIn(2);
    return new Entry(
        Np.where(test, swap ? other : x.array(), swap ? x.array() : other), x.exact() && y.exact());
  }

  /** A scalar condition, or scalar choices. */
  private Entry select() {
    Entry x = ops.pick();
    Array test =
        ops.oneIn(2)
            ? ops.bool().array().any()
            : RandomOps.fit(ops.bool().array(), x.array().shape());
    Array scalar = RandomOps.fit(x.array(), Shape.SCALAR);
    return new Entry(
        ops.oneIn(2) ? Lax.select(test, x.array(), scalar) : Lax.select(test, scalar, x.array()),
        x.exact());
  }

  private Entry convert() {
    Entry x = ops.pick();
    DType to = ops.elementType();
    return new Entry(ops.as(x, to), x.exact() && !(to == DType.F32 && x.dtype() == DType.F64));
  }

  /** Random numbers from a key that depends on the pool. */
  private Entry draw() {
    Key key = Key.of(7).fold(ops.index());
    return new Entry(Rng.uniform(key, Shape.of(2), DType.F64).mul(2).sub(1), true);
  }

  private Entry bits() {
    Array x = ops.integer().array();
    return new Entry(
        switch (x.dtype()) {
          case I32 -> Lax.bitcastConvert(x, DType.U32);
          case U32 -> Lax.bitcastConvert(x, DType.I32);
          case I8, I16, I64, U8, U16, U64 -> ops.oneIn(2) ? Lax.populationCount(x) : Lax.clz(x);
          case BF16, F16, F32, F64, C64, C128, BOOL -> x.not();
        },
        true);
  }
}
