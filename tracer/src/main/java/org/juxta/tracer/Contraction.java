package org.juxta.tracer;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operations that multiply elements and sum the products. */
public sealed interface Contraction extends Op {

  /**
   * {@code (a, b)}: products summed over the contracted axes, pairwise for each index of the batch
   * axes. The result has the batch axes, then the free axes of {@code a}, then those of {@code b}.
   * BF16 and F16 are summed in F32.
   *
   * @param preferred the element type of the result if it is to be wider than the operands', of
   *     their kind; sums are taken in it
   * @param precision how exactly an accelerator multiplies
   */
  record DotGeneral(
      Ints lhsContract,
      Ints rhsContract,
      Ints lhsBatch,
      Ints rhsBatch,
      @Nullable DType preferred,
      DotPrecision precision)
      implements Contraction {
    /** With results of the operands' element type, by default precision. */
    public DotGeneral(Ints lhsContract, Ints rhsContract, Ints lhsBatch, Ints rhsBatch) {
      this(lhsContract, rhsContract, lhsBatch, rhsBatch, null, Precision.DEFAULT);
    }

    @Override
    public String name() {
      return "dot_general";
    }

    @Override
    public String parameters() {
      return "contract="
          + lhsContract
          + "/"
          + rhsContract
          + (lhsBatch.isEmpty() ? "" : " batch=" + lhsBatch + "/" + rhsBatch)
          + (preferred == null ? "" : " preferred=" + preferred)
          + (precision == Precision.DEFAULT ? "" : " precision=" + precision);
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.factors(this, operands);
      ArrayType a = operands.get(0);
      ArrayType b = operands.get(1);
      Check.dtype(
          !(precision instanceof DotAlgorithm algorithm) || algorithm.takes(a.dtype()),
          this,
          operands,
          "the algorithm " + precision + " is not one for operands of this element type");
      Ints lhsUsed = lhsBatch.concat(lhsContract);
      Ints rhsUsed = rhsBatch.concat(rhsContract);
      Check.shape(
          lhsContract.size() == rhsContract.size()
              && lhsBatch.size() == rhsBatch.size()
              && lhsUsed.areDistinctBelow(a.rank())
              && rhsUsed.areDistinctBelow(b.rank()),
          this,
          operands,
          "axes out of bounds, repeated or not paired");
      Check.shape(
          a.shape().dims().at(lhsUsed).equals(b.shape().dims().at(rhsUsed)),
          this,
          operands,
          "paired axes differ in size");
      Ints dims =
          a.shape()
              .dims()
              .at(lhsBatch)
              .concat(a.shape().dims().without(lhsUsed))
              .concat(b.shape().dims().without(rhsUsed));
      DType result = Check.sums(this, operands, preferred);
      return List.of(new ArrayType(result, new Shape(dims), a.weak() && b.weak()));
    }
  }

  /**
   * {@code (array, kernel)}: at each of its places on the array the sum of the products of the
   * kernel's elements and those they lie on, over the input features too. Between neighbours of the
   * array lie {@code lhsDilation - 1} zeros, before and after it {@code low} and {@code high}
   * (negative: so many elements are cut off); the kernel's elements are {@code rhsDilation} apart,
   * and its places {@code strides}. With {@code featureGroups} the features of the array and the
   * output features of the kernel fall into as many groups, each convolved by itself; with {@code
   * batchGroups} the batch does. The kernel is not turned round. BF16 and F16 are summed in F32. As
   * {@code jax.lax.conv_general_dilated}.
   *
   * @param strides and {@code low}, {@code high} and the dilations have an entry for each axis of
   *     space
   * @param preferred the element type of the result if it is to be wider than the operands'
   * @param precision how exactly an accelerator multiplies
   */
  record Convolution(
      ConvDimensionNumbers numbers,
      Ints strides,
      Ints low,
      Ints high,
      Ints lhsDilation,
      Ints rhsDilation,
      int featureGroups,
      int batchGroups,
      @Nullable DType preferred,
      Precision precision)
      implements Contraction {
    @Override
    public String name() {
      return "convolution";
    }

    @Override
    public String parameters() {
      return "axes=%s/%s/%s strides=%s low=%s high=%s dilation=%s/%s"
              .formatted(
                  numbers.lhs(),
                  numbers.rhs(),
                  numbers.out(),
                  strides,
                  low,
                  high,
                  lhsDilation,
                  rhsDilation)
          + (featureGroups == 1 ? "" : " feature_groups=" + featureGroups)
          + (batchGroups == 1 ? "" : " batch_groups=" + batchGroups)
          + (preferred == null ? "" : " preferred=" + preferred)
          + (precision == Precision.DEFAULT ? "" : " precision=" + precision);
    }

    /** The distance from the first to after the last of {@code size} elements so far apart. */
    public static int dilated(int size, int dilation) {
      return size == 0 ? 0 : (size - 1) * dilation + 1;
    }

    private int places(int size, int window, int i) {
      int padded = low.get(i) + dilated(size, lhsDilation.get(i)) + high.get(i);
      int reach = dilated(window, rhsDilation.get(i));
      return padded < reach ? 0 : (padded - reach) / strides.get(i) + 1;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.factors(this, operands);
      ArrayType a = operands.get(0);
      ArrayType b = operands.get(1);
      Check.shape(
          a.rank() == b.rank() && a.rank() >= 2 && numbers.isFor(a.rank()),
          this,
          operands,
          "array and kernel must have the same number of axes, at least two, each named once");
      checkWindow(operands);
      Ints lhs = a.shape().dims().at(numbers.lhs());
      Ints rhs = b.shape().dims().at(numbers.rhs());
      checkGroups(operands, lhs, rhs);
      int[] dims = new int[a.rank()];
      dims[numbers.out().get(0)] = lhs.get(0) / batchGroups;
      dims[numbers.out().get(1)] = rhs.get(0);
      for (int i = 2; i < dims.length; i++) {
        dims[numbers.out().get(i)] = places(lhs.get(i), rhs.get(i), i - 2);
      }
      DType result = Check.sums(this, operands, preferred);
      return List.of(new ArrayType(result, Shape.of(dims), a.weak() && b.weak()));
    }

    private void checkWindow(List<ArrayType> operands) {
      boolean fits = true;
      for (Ints parameter : List.of(strides, low, high, lhsDilation, rhsDilation)) {
        fits &= parameter.size() == numbers.rank() - 2;
      }
      Check.shape(
          fits,
          this,
          operands,
          "strides, padding and dilations need an entry for each axis of space");
      for (Ints parameter : List.of(strides, lhsDilation, rhsDilation)) {
        fits &= parameter.stream().allMatch(v -> v > 0);
      }
      Check.shape(fits, this, operands, "strides and dilations must be positive");
      Ints window = operands.get(1).shape().dims().at(numbers.rhsSpace());
      Check.shape(
          !window.contains(0),
          this,
          operands,
          "the kernel needs an element along each axis of space");
    }

    private void checkGroups(List<ArrayType> operands, Ints lhs, Ints rhs) {
      Check.shape(
          featureGroups > 0 && batchGroups > 0 && (featureGroups == 1 || batchGroups == 1),
          this,
          operands,
          "the numbers of groups must be positive, and one of them 1");
      Check.shape(
          lhs.get(1) == (long) rhs.get(1) * featureGroups,
          this,
          operands,
          "the array's features must be the kernel's input features times the feature groups: "
              + lhs.get(1)
              + " is not "
              + rhs.get(1)
              + " * "
              + featureGroups);
      Check.shape(
          lhs.get(0) % batchGroups == 0 && rhs.get(0) % (featureGroups * batchGroups) == 0,
          this,
          operands,
          "the groups must divide the kernel's output features, "
              + rhs.get(0)
              + ", and batch groups the batch, "
              + lhs.get(0));
    }
  }

  /** The direction of a Fourier transform, and which side is real. */
  enum FftKind {
    /** Of complex numbers. */
    FFT,
    /** Back, divided by the number of elements. */
    IFFT,
    /** Of real numbers: the first half of the last axis, which gives the rest. */
    RFFT,
    /** Back from there to real numbers. */
    IRFFT
  }

  /**
   * The discrete Fourier transform along the last one to three axes, whose sizes on the side that
   * is not halved are {@code lengths}. {@code FFT} is not scaled, {@code IFFT} divided by the
   * number of elements. {@code IRFFT} does not look at the imaginary parts that a real array's
   * transform does not have. As {@code jax.lax.fft}.
   */
  record Fft(FftKind kind, Ints lengths) implements Contraction {
    @Override
    public String name() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String parameters() {
      return "lengths=" + lengths;
    }

    /** The size of the halved axis. */
    private static int half(int length) {
      return length == 0 ? 0 : length / 2 + 1;
    }

    @Override
    public List<ArrayType> infer(List<ArrayType> operands) {
      Check.count(this, operands, 1);
      ArrayType x = operands.getFirst();
      boolean fromReal = kind == FftKind.RFFT;
      Check.dtype(
          fromReal ? x.dtype() == DType.F32 || x.dtype() == DType.F64 : x.dtype().isComplex(),
          this,
          operands,
          fromReal ? "needs F32 or F64" : "needs complex numbers");
      int count = lengths.size();
      Check.shape(
          1 <= count && count <= 3 && count <= x.rank(),
          this,
          operands,
          "one to three lengths are needed, and as many axes");
      int kept = x.rank() - count;
      Ints halved = lengths.with(count - 1, half(lengths.last()));
      Ints from = kind == FftKind.IRFFT ? halved : lengths;
      Check.shape(
          x.shape().dims().slice(kept, x.rank()).equals(from),
          this,
          operands,
          "the last axes must have the sizes " + from);
      Ints to = fromReal ? halved : lengths;
      DType dtype =
          switch (kind) {
            case FFT, IFFT -> x.dtype();
            case RFFT -> x.dtype().complex();
            case IRFFT -> x.dtype().real();
          };
      Shape shape = new Shape(x.shape().dims().slice(0, kept).concat(to));
      return List.of(new ArrayType(dtype, shape, x.weak()));
    }
  }
}
