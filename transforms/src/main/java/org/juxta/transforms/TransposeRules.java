package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.juxta.Array;
import org.juxta.Lax;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.Collective;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.Control;
import org.juxta.tracer.DType;
import org.juxta.tracer.Decomposition;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Indexing;
import org.juxta.tracer.Ints;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Op;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Random;
import org.juxta.tracer.Reduction;
import org.juxta.tracer.Structural;

/**
 * The table of transposes: for an operation that is linear in some operands, their cotangents from
 * those of its results. Operands that it is not linear in are known. Entries for known operands are
 * ignored.
 */
final class TransposeRules {
  private TransposeRules() {}

  /** The cotangent of each operand. */
  static List<Tangent> apply(Equation equation, List<Operand> x, List<Tangent> ct) {
    return switch (equation.op()) {
      case Elementwise.Unary o -> unary(o, ct.getFirst());
      case Elementwise.Binary o -> binary(o, x, ct.getFirst());
      case Elementwise.Compare o -> throw notLinear(o);
      case Elementwise.Select o -> select(x, ct.getFirst());
      case Elementwise.Convert _ ->
          one(Lax.convert(ct.getFirst().array(), x.getFirst().type().dtype()));
      case Elementwise.BitcastConvert o -> throw notLinear(o);
      case Elementwise.Name _ -> ct;
      case Elementwise.ReducePrecision o -> one(Primitives.bindOne(o, ct.getFirst().array()));
      case Elementwise.StopGradient _ -> List.of(Tangent.zero(x.getFirst().type()));
      case Structural.Broadcast o -> one(broadcast(o, x.getFirst().type(), ct.getFirst().array()));
      case Structural.Reshape _ ->
          one(Lax.reshape(ct.getFirst().array(), x.getFirst().type().shape()));
      case Structural.Transpose o ->
          one(Lax.transpose(ct.getFirst().array(), o.permutation().inverse()));
      case Structural.Slice o -> one(slice(o, x.getFirst().type(), ct.getFirst().array()));
      case Structural.Pad o -> pad(o, x, ct.getFirst().array());
      case Structural.Concatenate o -> concatenate(o, x, ct.getFirst().array());
      case Structural.Reverse o -> one(Lax.reverse(ct.getFirst().array(), o.axes()));
      case Structural.Iota o -> throw notLinear(o);
      case Structural.OptimizationBarrier o -> barrier(o, ct);
      case Indexing.DynamicSlice _ -> IndexingTranspose.dynamicSlice(x, ct.getFirst().array());
      case Indexing.DynamicUpdateSlice _ ->
          IndexingTranspose.dynamicUpdateSlice(x, ct.getFirst().array());
      case Indexing.Gather o -> IndexingTranspose.gather(o, x, ct.getFirst().array());
      case Indexing.Scatter o -> IndexingTranspose.scatter(o, x, ct.getFirst().array());
      case Reduction.Reduce o -> one(reduce(o, x.getFirst().type(), ct.getFirst().array()));
      case Reduction.ArgReduce o -> throw notLinear(o);
      case Reduction.Cumulative o -> one(cumulative(o, ct.getFirst().array()));
      case Reduction.Sort o -> throw notLinear(o);
      case Reduction.TopK o -> throw notLinear(o);
      case Reduction.ReduceWindow o ->
          one(reduceWindow(o, x.getFirst().type(), ct.getFirst().array()));
      case Contraction.DotGeneral o -> dotGeneral(o, x, ct.getFirst().array());
      case Contraction.Convolution o ->
          ConvolutionRules.transpose(o, x.get(0), x.get(1), ct.getFirst().array());
      case Contraction.Fft o -> one(FourierRules.transpose(o, ct.getFirst().array()));
      case Decomposition.TriangularSolve o -> triangularSolve(o, x, ct.getFirst().array());
      case Decomposition.Cholesky o -> throw notLinear(o);
      case Decomposition.Lu o -> throw notLinear(o);
      case Decomposition.Inverse o -> throw notLinear(o);
      case Decomposition.Geqrf o -> throw notLinear(o);
      case Decomposition.HouseholderProduct o -> throw notLinear(o);
      case Decomposition.Qr o -> throw notLinear(o);
      case Decomposition.Eigh o -> throw notLinear(o);
      case Decomposition.Eig o -> throw notLinear(o);
      case Decomposition.Schur o -> throw notLinear(o);
      case Decomposition.Hessenberg o -> throw notLinear(o);
      case Decomposition.Tridiagonal o -> throw notLinear(o);
      case Decomposition.Svd o -> throw notLinear(o);
      case Random.Threefry o -> throw notLinear(o);
      case Random.RngBitGenerator o -> throw notLinear(o);
      case Collective o -> one(Collectives.transpose(o, ct.getFirst().array()));
      case Control.While _ -> throw unknownSteps(equation);
      case Control.Scan o -> ControlTranspose.scan(o, x, ct);
      case Control.Cond o -> ControlTranspose.cond(o, equation, x, ct);
      case Call.Jitted o -> Backward.run(o.program(), x, ct);
      case Call.CustomJvpCall o -> Backward.run(o.program(), x, ct);
      case Call.CustomVjpCall o -> Backward.run(o.program(), x, ct);
      case Call.CustomVmapCall o -> Backward.run(o.program(), x, ct);
      case Call.LinearSolve o -> LinearSystems.transpose(o, x, ct);
      case Call.Checkpoint o -> Rematerialization.transpose(o, x, ct);
      case Call.CustomOp o -> CustomCalls.transpose(o, x, ct);
      case Call.HostCall o -> throw notLinear(o);
    };
  }

  static IllegalStateException notLinear(Op op) {
    return new IllegalStateException(op.name() + " is not linear");
  }

  private static JuxtaException unknownSteps(Equation equation) {
    return new JuxtaException(
        "a reverse-mode derivative (Grad, Vjp, Jacobian.reverse) can't go through the whileLoop of "
            + equation.source()
            + ": its number of steps is not known when the program is made, so there is no room for"
            + " what the way back needs. Give whileLoop the largest number of steps, use Lax.scan"
            + " or Lax.foriLoop with a fixed number of them, or a forward-mode derivative (Jvp,"
            + " Jacobian.forward)");
  }

  private static List<Tangent> one(Array ct) {
    return List.of(Tangent.of(ct));
  }

  private static List<Tangent> unary(Elementwise.Unary op, Tangent ct) {
    Array t = ct.array();
    return switch (op.kind()) {
      case NEG -> one(t.neg());
      case REAL -> one(Np.complex(t, Np.zeros(t.dtype())));
      case IMAG -> one(Np.complex(Np.zeros(t.dtype()), t.neg()));
      case CONJ -> one(Np.conj(t));
      case ABS,
          SIGN,
          FLOOR,
          CEIL,
          ROUND,
          ROUND_AWAY,
          EXP,
          EXPM1,
          LOG,
          LOG1P,
          SQRT,
          RSQRT,
          CBRT,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          LOGISTIC,
          ERF,
          ERFC,
          ERF_INV,
          NOT,
          POPULATION_COUNT,
          CLZ,
          IS_FINITE ->
          throw notLinear(op);
    };
  }

  private static List<Tangent> binary(Elementwise.Binary op, List<Operand> x, Tangent tangent) {
    Array ct = tangent.array();
    return switch (op.kind()) {
      case ADD -> List.of(fold(x.get(0), ct), fold(x.get(1), ct));
      case SUB ->
          List.of(
              fold(x.get(0), ct),
              x.get(1).isLinear() ? fold(x.get(1), ct.neg()) : Tangent.zero(x.get(1).type()));
      case MUL ->
          List.of(
              x.get(0).isLinear()
                  ? fold(x.get(0), ct.mul(x.get(1).array()))
                  : Tangent.zero(x.get(0).type()),
              x.get(1).isLinear()
                  ? fold(x.get(1), ct.mul(x.get(0).array()))
                  : Tangent.zero(x.get(1).type()));
      // The imaginary part is turned by i, and the transpose of that, without conjugation, by i
      // too.
      case COMPLEX -> List.of(fold(x.get(0), Np.real(ct)), fold(x.get(1), Np.imag(ct.neg())));
      case DIV -> List.of(fold(x.get(0), ct.div(x.get(1).array())), Tangent.zero(x.get(1).type()));
      case REM,
          POW,
          MAX,
          MIN,
          ATAN2,
          AND,
          OR,
          XOR,
          SHIFT_LEFT,
          SHIFT_RIGHT_LOGICAL,
          SHIFT_RIGHT_ARITHMETIC,
          NEXTAFTER ->
          throw notLinear(op);
    };
  }

  private static List<Tangent> select(List<Operand> x, Tangent tangent) {
    Array test = x.getFirst().array();
    Array ct = tangent.array();
    Array zero = Np.zeros(ct.dtype());
    return List.of(
        Tangent.zero(x.get(0).type()),
        x.get(1).isLinear()
            ? fold(x.get(1), Lax.select(test, ct, zero))
            : Tangent.zero(x.get(1).type()),
        x.get(2).isLinear()
            ? fold(x.get(2), Lax.select(test, zero, ct))
            : Tangent.zero(x.get(2).type()));
  }

  /**
   * The cotangent for an elementwise operand, which may have stood as a scalar for a whole array.
   */
  private static Tangent fold(Operand operand, Array ct) {
    if (!operand.isLinear()) {
      return Tangent.zero(operand.type());
    }
    return Tangent.of(
        operand.type().shape().isScalar() ? ct.sum() : Np.broadcastTo(ct, operand.type().shape()));
  }

  private static Array broadcast(Structural.Broadcast op, ArrayType x, Array ct) {
    Ints summed =
        Ints.of(
            IntStream.range(0, op.shape().rank())
                .filter(
                    i -> {
                      int from = op.axes().indexOf(i);
                      return from < 0 || (x.shape().dim(from) == 1 && op.shape().dim(i) != 1);
                    })
                .toArray());
    return Lax.reshape(Lax.reduce(Reduction.ReduceKind.SUM, ct, summed), x.shape());
  }

  private static Array slice(Structural.Slice op, ArrayType x, Array ct) {
    int rank = x.rank();
    Ints interior = op.strides().map(s -> s - 1);
    Ints high =
        Ints.build(
            rank,
            i -> {
              int n = ct.dim(i);
              int covered = n == 0 ? 0 : (n - 1) * op.strides().get(i) + 1;
              return x.shape().dim(i) - op.starts().get(i) - covered;
            });
    return Lax.pad(ct, Np.zeros(ct.dtype()), op.starts(), high, interior);
  }

  private static List<Tangent> pad(Structural.Pad op, List<Operand> x, Array ct) {
    int rank = ct.rank();
    Ints none = Ints.fill(rank, 0);
    Array zero = Np.zeros(ct.dtype());
    Array trimmed = Lax.pad(ct, zero, op.low().map(v -> -v), op.high().map(v -> -v), none);
    Array inner = Lax.slice(trimmed, none, trimmed.shape().dims(), op.interior().map(v -> v + 1));
    Tangent value =
        x.get(1).isLinear()
            ? Tangent.of(padding(op, x.getFirst().type(), ct, zero).sum())
            : Tangent.zero(x.get(1).type());
    return List.of(Tangent.of(inner), value);
  }

  /** {@code ct} where the padding value stood, zero where the operand did. */
  private static Array padding(Structural.Pad op, ArrayType x, Array ct, Array zero) {
    Array inside = Np.ones(DType.I32, x.shape().dims().toArray());
    Array mask = Lax.pad(inside, Np.zeros(DType.I32), op.low(), op.high(), op.interior());
    return Lax.select(mask.eq(0), ct, zero);
  }

  private static List<Tangent> concatenate(Structural.Concatenate op, List<Operand> x, Array ct) {
    List<Tangent> parts = new ArrayList<>();
    int at = 0;
    for (Operand operand : x) {
      int end = at + operand.type().shape().dim(op.axis());
      parts.add(
          operand.isLinear()
              ? Tangent.of(Lax.sliceAlong(ct, at, end, op.axis()))
              : Tangent.zero(operand.type()));
      at = end;
    }
    return parts;
  }

  private static Array reduce(Reduction.Reduce op, ArrayType x, Array ct) {
    if (op.kind() != Reduction.ReduceKind.SUM) {
      throw notLinear(op);
    }
    return Lax.broadcastInDim(ct, x.shape(), Ints.range(0, x.rank()).without(op.axes()));
  }

  private static List<Tangent> barrier(Structural.OptimizationBarrier op, List<Tangent> ct) {
    return Primitives.bind(op, ct.stream().map(Tangent::array).toList()).stream()
        .map(Tangent::of)
        .toList();
  }

  private static Array cumulative(Reduction.Cumulative op, Array ct) {
    if (op.kind() != Reduction.CumulativeKind.SUM) {
      throw notLinear(op);
    }
    return Primitives.bindOne(new Reduction.Cumulative(op.kind(), op.axis(), !op.reverse()), ct);
  }

  private static Array reduceWindow(Reduction.ReduceWindow op, ArrayType x, Array ct) {
    if (op.kind() != Reduction.ReduceKind.SUM) {
      throw notLinear(op);
    }
    return ScanJvp.transposeWindows(op, x, ct);
  }

  /**
   * Contractions of the cotangent with the other operand. Of the two orders of operands the one is
   * taken that gives the axes in the order of the operand, if either does: a transpose would copy
   * the whole array, under a batch axis one for each example.
   */
  private static List<Tangent> dotGeneral(Contraction.DotGeneral op, List<Operand> x, Array ct) {
    Operand a = x.get(0);
    Operand b = x.get(1);
    int batch = op.lhsBatch().size();
    Ints lhsFree = Ints.range(0, a.type().rank()).without(op.lhsBatch().concat(op.lhsContract()));
    Ints rhsFree = Ints.range(0, b.type().rank()).without(op.rhsBatch().concat(op.rhsContract()));
    Ints ctLhs = Ints.range(batch, batch + lhsFree.size());
    Ints ctRhs = Ints.range(batch + lhsFree.size(), ct.rank());
    Tangent left =
        a.isLinear()
            ? Tangent.of(
                contract(
                    op,
                    ct,
                    b.array(),
                    ctRhs,
                    rhsFree,
                    op.rhsBatch(),
                    op.rhsContract(),
                    op.lhsContract(),
                    op.lhsBatch(),
                    lhsFree))
            : Tangent.zero(a.type());
    Tangent right =
        b.isLinear()
            ? Tangent.of(
                contract(
                    op,
                    ct,
                    a.array(),
                    ctLhs,
                    lhsFree,
                    op.lhsBatch(),
                    op.lhsContract(),
                    op.rhsContract(),
                    op.rhsBatch(),
                    rhsFree))
            : Tangent.zero(b.type());
    return List.of(left, right);
  }

  /**
   * @param ctSummed the axes of the cotangent to sum with {@code otherFree} of the other operand
   * @param otherContract the contracted axes of the other operand, paired with {@code contract} of
   *     this one
   * @param free the axes of this operand that the cotangent's remaining ones run over
   */
  private static Array contract(
      Contraction.DotGeneral op,
      Array ct,
      Array other,
      Ints ctSummed,
      Ints otherFree,
      Ints otherBatch,
      Ints otherContract,
      Ints contract,
      Ints batch,
      Ints free) {
    if (op.preferred() != null && other.dtype() != ct.dtype()) {
      // The cotangent is wider than the operands; so is the product, until the end.
      return Lax.convert(
          contract(
              op,
              ct,
              Lax.convert(other, ct.dtype()),
              ctSummed,
              otherFree,
              otherBatch,
              otherContract,
              contract,
              batch,
              free),
          other.dtype());
    }
    boolean fits =
        !(op.precision() instanceof DotAlgorithm algorithm) || algorithm.takes(ct.dtype());
    DotPrecision precision = fits ? op.precision() : Precision.DEFAULT;
    Ints ctBatch = Ints.range(0, batch.size());
    Ints ascending = otherContract.sorted();
    Ints fromOther = ascending.map(axis -> contract.get(otherContract.indexOf(axis)));
    Ints ctFirst = batch.concat(free).concat(fromOther);
    Ints otherFirst = batch.concat(fromOther).concat(free);
    if (otherFirst.isIdentity() && !ctFirst.isIdentity()) {
      return Lax.dotGeneral(other, ct, otherFree, ctSummed, otherBatch, ctBatch, null, precision);
    }
    Array product =
        Lax.dotGeneral(ct, other, ctSummed, otherFree, ctBatch, otherBatch, null, precision);
    return Lax.transpose(product, ctFirst.inverse());
  }

  private static List<Tangent> triangularSolve(
      Decomposition.TriangularSolve op, List<Operand> x, Array ct) {
    Operand a = x.get(0);
    Array turned =
        Primitives.bindOne(
            new Decomposition.TriangularSolve(
                op.leftSide(), op.lower(), !op.transpose(), op.unitDiagonal()),
            a.array(),
            ct);
    return List.of(Tangent.zero(a.type()), Tangent.of(turned));
  }

  /** Zeros of the given type. */
  static Array zeros(ArrayType type) {
    return Np.full(type.shape(), 0, type.dtype());
  }
}
