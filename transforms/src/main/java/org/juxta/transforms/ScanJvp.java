package org.juxta.transforms;

import java.util.List;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Reduction.Cumulative;
import org.juxta.tracer.Reduction.CumulativeKind;
import org.juxta.tracer.Reduction.ReduceKind;
import org.juxta.tracer.Reduction.ReduceWindow;
import org.juxta.transforms.JvpRules.Result;

/**
 * Derivatives of running combinations and those in windows. A sum is linear; any other is done
 * again on pairs of a value and its tangent, which combine associatively as values do.
 */
final class ScanJvp {
  private ScanJvp() {}

  /** A value and its tangent. */
  private record Dual(Array value, Array tangent) {}

  static Result cumulative(Cumulative op, Array x, Tangent t) {
    Array y = Primitives.bindOne(op, x);
    if (t.isZero()) {
      return Result.constant(List.of(y));
    }
    if (op.kind() == CumulativeKind.SUM) {
      return Result.of(y, Primitives.bindOne(op, t.array()));
    }
    Dual running =
        Lax.associativeScan(
            (a, b) ->
                switch (op.kind()) {
                  case SUM -> throw new IllegalStateException("linear");
                  case PROD -> product(a, b);
                  case MAX -> extreme(a, b, a.value().gt(b.value()), b.value().gt(a.value()));
                  case MIN -> extreme(a, b, a.value().lt(b.value()), b.value().lt(a.value()));
                  case LOGSUMEXP -> logSumExp(a, b);
                },
            new Dual(x, t.array()),
            op.reverse(),
            op.axis());
    return Result.of(y, running.tangent());
  }

  private static Dual product(Dual a, Dual b) {
    return new Dual(
        a.value().mul(b.value()), a.tangent().mul(b.value()).add(b.tangent().mul(a.value())));
  }

  /** Of equal ones half of each tangent. */
  private static Dual extreme(Dual a, Dual b, Array first, Array second) {
    Array half = a.tangent().add(b.tangent()).mul(0.5);
    Array tangent = Lax.select(first, a.tangent(), Lax.select(second, b.tangent(), half));
    Array either = Lax.select(first, a.value(), b.value());
    Array value = Lax.select(Np.isnan(a.value()), a.value(), either);
    return new Dual(value, tangent);
  }

  private static Dual logSumExp(Dual a, Dual b) {
    Array distance = b.value().sub(a.value());
    Array same = a.value().eq(b.value());
    Array weight = Lax.select(same, Np.fullLike(distance, 0.5), Np.sigmoid(distance));
    Array tangent = a.tangent().mul(weight.neg().add(1)).add(b.tangent().mul(weight));
    return new Dual(Np.logaddexp(a.value(), b.value()), tangent);
  }

  static Result reduceWindow(ReduceWindow op, Array x, Tangent t) {
    Array y = Primitives.bindOne(op, x);
    if (t.isZero()) {
      return Result.constant(List.of(y));
    }
    return switch (op.kind()) {
      case SUM -> Result.of(y, Primitives.bindOne(op, t.array()));
      case PROD -> Result.of(y, inWindows(op, x, t, 1));
      case MAX -> Result.of(y, inWindows(op, x, t, Double.NEGATIVE_INFINITY));
      case MIN -> Result.of(y, inWindows(op, x, t, Double.POSITIVE_INFINITY));
      case AND, OR, XOR -> Result.constant(List.of(y));
    };
  }

  /** Of equal extremes the first one's tangent. */
  private static Array inWindows(ReduceWindow op, Array x, Tangent t, double none) {
    Dual init = new Dual(Np.array(none).astype(x.dtype()), Np.zeros(x.dtype()));
    return Lax.reduceWindow(
            new Dual(x, t.array()),
            init,
            (a, b) -> op.kind() == ReduceKind.PROD ? product(a, b) : first(op.kind(), a, b),
            op.window(),
            op.strides(),
            op.low(),
            op.high(),
            op.baseDilation(),
            op.windowDilation())
        .tangent();
  }

  private static Dual first(ReduceKind kind, Dual a, Dual b) {
    Array reached = kind == ReduceKind.MAX ? a.value().ge(b.value()) : a.value().le(b.value());
    Array keep = reached.or(Np.isnan(a.value()));
    return new Dual(
        Lax.select(keep, a.value(), b.value()), Lax.select(keep, a.tangent(), b.tangent()));
  }

  /**
   * The sums over the windows that each element was in: windows over the cotangent, with holes
   * where windows did not start.
   */
  static Array transposeWindows(ReduceWindow op, ArrayType x, Array ct) {
    int rank = x.rank();
    Ints reach = Ints.build(rank, i -> (op.window().get(i) - 1) * op.windowDilation().get(i));
    Ints base = Ints.build(rank, i -> spread(x.shape().dim(i), op.baseDilation().get(i)));
    Ints low = Ints.build(rank, i -> reach.get(i) - op.low().get(i));
    Ints high =
        Ints.build(
            rank,
            i -> base.get(i) + reach.get(i) - low.get(i) - spread(ct.dim(i), op.strides().get(i)));
    Array spread = Lax.pad(ct, Np.zeros(ct.dtype()), low, high, op.strides().map(s -> s - 1));
    Ints ones = Ints.fill(rank, 1);
    Ints zeros = Ints.fill(rank, 0);
    ReduceWindow back =
        new ReduceWindow(
            ReduceKind.SUM, op.window(), ones, zeros, zeros, ones, op.windowDilation());
    Array sums = Primitives.bindOne(back, spread);
    return Lax.slice(sums, zeros, base, op.baseDilation());
  }

  /** The size of so many elements that lie {@code apart}. */
  private static int spread(int size, int apart) {
    return size == 0 ? 0 : (size - 1) * apart + 1;
  }
}
