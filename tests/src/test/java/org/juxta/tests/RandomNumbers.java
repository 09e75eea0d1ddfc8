package org.juxta.tests;

import io.vavr.Tuple2;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Fft;
import org.juxta.FftNorm;
import org.juxta.FftOptions;
import org.juxta.Index;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.tests.RandomOps.Entry;
import org.juxta.tracer.DType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Random.RngAlgorithm;
import org.juxta.tracer.Reduction.ArgKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Shape;

/**
 * Random functions of reals through complex numbers, of small numbers through floats of 16 bits, in
 * which all results are exact, and of integers through 64 bits without a sign.
 */
final class RandomNumbers {
  private final RandomOps ops;

  RandomNumbers(RandomOps ops) {
    this.ops = ops;
  }

  List<Supplier<@Nullable Entry>> operations() {
    return List.of(
        this::complex,
        this::complex,
        this::complexArrays,
        this::half,
        this::half,
        this::unsigned,
        this::randomBits,
        this::bitsOfFloats,
        this::neighbours);
  }

  /** Another complex array of the same type. */
  private Array like(Array z) {
    return RandomOps.fit(ops.complex().astype(z.dtype()), z.shape());
  }

  /** One or two elementwise functions, away from their branch cuts. */
  private Entry complex() {
    Array z = ops.complex();
    Array w = like(z);
    Array result = function(z, w, ops.below(FUNCTIONS));
    if (ops.oneIn(2)) {
      result = function(result.mul(0.3), z, ops.below(FUNCTIONS));
    }
    if (ops.kind == RandomProgram.Kind.ANY && ops.oneIn(6)) {
      result = Lax.stopGradient(result);
    }
    return made(result);
  }

  private static Array function(Array z, Array w, int which) {
    return switch (which) {
      case 0 -> z.add(w);
      case 1 -> z.sub(w);
      case 2 -> z.mul(w);
      case 3 -> z.div(w.add(3));
      case 4 -> z.add(3).pow(w.mul(0.5));
      case 5 -> z.exp().mul(0.3);
      case 6 -> z.add(3).log();
      case 7 -> z.add(3).sqrt();
      case 8 -> Np.rsqrt(z.add(3));
      case 9 -> z.sin();
      case 10 -> z.cos();
      case 11 -> z.mul(0.5).tan();
      case 12 -> z.sinh();
      case 13 -> z.cosh();
      case 14 -> z.mul(0.5).tanh();
      case 15 -> Np.conj(z);
      case 16 -> z.neg();
      case 17 -> z.mul(0.3).log1p();
      case 18 -> z.mul(0.5).expm1();
      case 19 -> Np.where(Np.real(w).gt(-100), z, w);
      case 20 -> Np.complex(z.add(3).abs(), Np.imag(w));
      case 21 -> z.add(3).sign();
      case 22 -> z.mul(0.5).sigmoid();
      case 23 -> z.mul(0.4).arcsin();
      case 24 -> z.mul(0.4).arccos();
      case 25 -> z.mul(0.4).arctan();
      case 26 -> z.mul(0.4).arcsinh();
      case 27 -> z.add(3.5).arccosh();
      case 28 -> z.mul(0.4).arctanh();
      default -> Lax.optimizationBarrier(List.of(z, w)).getFirst();
    };
  }

  private static final int FUNCTIONS = 30;

  /** What moves, sums and multiplies complex arrays. */
  private @Nullable Entry complexArrays() {
    Array z = ops.complex();
    if (z.rank() == 0 || z.size() == 0) {
      return null;
    }
    int axis = ops.axis(z);
    Array result =
        switch (ops.below(13)) {
          case 0 -> z.sum(axis).mul(0.3);
          case 1 -> z.prod(axis);
          case 2 -> Lax.cumsum(z, axis, ops.oneIn(2)).mul(0.3);
          case 3 -> Lax.cumprod(z, axis, ops.oneIn(2));
          case 4 -> z.ravel().matmul(Np.flip(z.ravel())).mul(0.1);
          case 5 -> Np.concatenate(List.of(z, Np.flip(z)), axis);
          case 6 -> Lax.transpose(z, ops.permutation(z.rank())).reshape(Shape.of(1, z.size()));
          case 7 -> z.at(0).add(w(z)).mul(0.5);
          case 8 -> z.at(-1).set(w(z));
          case 9 -> Np.take(z, Np.mod(ops.index(), Np.array(z.dim(axis))), axis);
          case 10 -> Fft.fft(z, FftOptions.NONE.axes(axis).norm(FftNorm.ORTHO));
          case 11 -> Fft.ifft(z, FftOptions.NONE.axes(axis).norm(FftNorm.ORTHO));
          default -> Np.where(ops.oneIn(2) ? z.eq(w(z)) : z.ne(w(z)), z, like(z));
        };
    return made(result);
  }

  private static Array w(Array z) {
    return z.get(0).mul(Np.complex(0.5, -0.5).astype(z.dtype()));
  }

  /** The result, where complex numbers are asked for; else one of its parts. */
  private Entry made(Array z) {
    if (ops.numbers == RandomProgram.Numbers.COMPLEX && ops.oneIn(2)) {
      return new Entry(z.mul(0.6), false);
    }
    return new Entry(ops.oneIn(2) ? Np.real(z) : Np.imag(z), false);
  }

  /** Multiples of 1/4 between -2 and 2: products of two of them have no more than eight bits. */
  private Entry half() {
    Entry entry = ops.exact();
    Array x = entry.isFloat() ? entry.array() : floats(ops.integer().array());
    DType wide = x.dtype();
    DType dtype = ops.oneIn(2) ? DType.BF16 : DType.F16;
    Array a = Np.clip(x.mul(4), -8, 8).round().div(4).astype(dtype);
    Array b = Np.flip(a);
    int axis = a.rank() == 0 ? 0 : ops.axis(a);
    Array result =
        switch (ops.below(a.rank() == 0 || a.size() == 0 ? 15 : 28)) {
          case 0 -> a.add(b);
          case 1 -> a.sub(b);
          case 2 -> a.mul(b);
          case 3 -> a.maximum(b);
          case 4 -> a.minimum(b.neg());
          case 5 -> Np.where(a.lt(b), a, b).abs();
          case 6 -> a.floor().add(b.sign());
          case 7 -> a.astype(DType.I16).astype(dtype).mul(b);
          case 8 -> Lax.bitcastConvert(a, DType.U16).astype(wide).mul(1.0 / 65536);
          case 9 -> Lax.reducePrecision(a, 5, 2);
          case 10 -> Np.where(a.le(b), b, a.ceil());
          case 11 -> Np.where(a.ge(b), a.mul(0.5).round(), b);
          case 12 -> Np.where(a.ne(b), Lax.roundAwayFromZero(a.mul(0.5)), b);
          case 13 -> Lax.nextafter(a.add(3), Np.full(Shape.SCALAR, 8, dtype));
          case 14 -> Np.where(a.gt(b), Lax.stopGradient(a), b);
          case 15 -> Np.sort(a, axis);
          case 16 -> Lax.cummax(a, axis, ops.oneIn(2));
          case 17 -> Lax.cummin(a, axis, ops.oneIn(2));
          case 18 -> a.max(axis);
          case 19 -> a.min(axis);
          case 20 -> a.at(0).set(b.get(0));
          case 21 -> a.at(Np.array(new int[] {0})).max(b.get(0));
          case 22 -> a.at(Np.array(new int[] {0})).min(b.get(0));
          case 23 -> Lax.topK(a, 1, axis)._1;
          case 24 -> Lax.argReduce(ArgKind.MAX, a, axis, DType.I32).astype(dtype);
          case 25 -> Lax.argReduce(ArgKind.MIN, a, axis, DType.I32).astype(dtype);
          case 26 -> window(ops.oneIn(2) ? ReduceKind.MAX : ReduceKind.MIN, a.abs(), axis);
          default -> Np.concatenate(List.of(a, b), axis);
        };
    return new Entry(result.astype(wide).mul(0.5), true);
  }

  /** Derivatives are taken in F64 only. */
  private Array floats(Array integers) {
    return integers.astype(ops.kind == RandomProgram.Kind.ANY ? DType.F32 : DType.F64);
  }

  private Entry unsigned() {
    Array x = ops.integer().array().astype(DType.U64);
    Array y = Np.flip(x).add(Np.array(3).astype(DType.U64));
    Array result =
        switch (ops.below(14)) {
          case 0 -> x.mul(y);
          case 1 -> x.sub(y);
          case 2 -> Lax.div(x, y);
          case 3 -> Lax.rem(x, y);
          case 4 -> x.and(y);
          case 5 -> x.or(y);
          case 6 -> x.xor(y);
          case 7 -> Np.leftShift(x, Lax.rem(y, Np.array(70).astype(DType.U64)));
          case 8 -> Lax.shiftRightLogical(x, Lax.rem(y, Np.array(70).astype(DType.U64)));
          case 9 -> Lax.populationCount(x);
          case 10 -> Lax.clz(x);
          case 11 -> x.maximum(y);
          case 12 -> x.rank() == 0 ? x.not() : Np.sort(x, ops.axis(x));
          default -> Np.where(x.gt(y), x, y);
        };
    return new Entry(result.astype(ops.oneIn(2) ? DType.I64 : DType.U8), true);
  }

  /** Bits, or the next state, of a generator whose state is made of integers. */
  private Entry randomBits() {
    Array state = RandomOps.fit(ops.integer().array().astype(DType.U64), Shape.of(2));
    DType[] dtypes = {DType.U8, DType.U16, DType.U32, DType.U64};
    RngAlgorithm[] algorithms = RngAlgorithm.values();
    Tuple2<Array, Array> drawn =
        Lax.rngBitGenerator(
            state,
            Shape.of(1 + ops.below(3), 2),
            dtypes[ops.below(dtypes.length)],
            algorithms[ops.below(algorithms.length)]);
    Array chosen = ops.oneIn(3) ? drawn._1 : drawn._2;
    return new Entry(chosen.astype(ops.oneIn(2) ? DType.I64 : DType.U8), true);
  }

  private Entry bitsOfFloats() {
    Entry entry = ops.exact();
    Array x = entry.isFloat() ? entry.array() : floats(entry.array());
    Array bits = Lax.bitcastConvert(x, x.dtype() == DType.F32 ? DType.I32 : DType.I64);
    if (ops.oneIn(2)) {
      Array words = Lax.bitcastConvert(bits, DType.I16);
      return new Entry(words.get(Index.ellipsis(), Index.index(-1)), true);
    }
    Array low = ops.oneIn(2) ? Lax.clz(bits) : Lax.populationCount(bits);
    return new Entry(low.astype(DType.I32), true);
  }

  /** What is nearly the identity, and reductions of what is no float. */
  private @Nullable Entry neighbours() {
    Entry entry = ops.exact();
    Array x = entry.array();
    if (entry.isFloat()) {
      return switch (ops.below(3)) {
        case 0 -> new Entry(Lax.nextafter(x, x.neg()), true);
        case 1 -> new Entry(Lax.reducePrecision(x, 8, 3), true);
        default -> new Entry(Lax.roundAwayFromZero(x), true);
      };
    }
    if (x.rank() == 0) {
      return null;
    }
    List<ReduceKind> kinds =
        x.dtype().isBool()
            ? List.of(ReduceKind.AND, ReduceKind.OR, ReduceKind.XOR, ReduceKind.MAX, ReduceKind.MIN)
            : List.of(ReduceKind.values());
    ReduceKind kind = kinds.get(ops.below(kinds.size()));
    int axis = ops.axis(x);
    return new Entry(
        ops.oneIn(2) ? Lax.reduce(kind, x, Ints.of(axis)) : window(kind, x, axis), true);
  }

  /** Of two elements along an axis. */
  private static Array window(ReduceKind kind, Array x, int axis) {
    Ints ones = Ints.fill(x.rank(), 1);
    Ints none = Ints.fill(x.rank(), 0);
    return Lax.reduceWindow(kind, x, ones.with(axis, 2), ones, none, none.with(axis, 1));
  }
}
