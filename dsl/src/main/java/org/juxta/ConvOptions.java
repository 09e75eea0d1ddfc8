package org.juxta;

import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Contraction.Convolution;
import org.juxta.tracer.ConvDimensionNumbers;
import org.juxta.tracer.DType;
import org.juxta.tracer.DotAlgorithm;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Precision;

/**
 * How {@link Lax#convGeneralDilated} goes over an array: strides, padding, dilations, axes and
 * groups. What is not set is 1, {@link ConvPadding#VALID}, or channels first.
 *
 * {@snippet class="org.juxta.tests.snippets.LaxSnippets" region="convolution"}
 *
 * @param strides how far the kernel's places are from each other along each axis of space
 * @param padding what is around the array
 * @param lhsDilation how far the array's elements are spread out along each axis of space
 * @param rhsDilation how far the kernel's elements are spread out along each axis of space
 * @param numbers which axes are what; null for NCHW, OIHW, NCHW or what is like it
 * @param featureGroups how many groups the features fall into
 * @param batchGroups how many groups the batch falls into
 * @param preferred the element type of the result; null for the operands' own
 * @param precision how exactly an accelerator multiplies; null for that of {@link DotPrecision#in}
 */
public record ConvOptions(
    @Nullable Ints strides,
    ConvPadding padding,
    @Nullable Ints lhsDilation,
    @Nullable Ints rhsDilation,
    @Nullable ConvDimensionNumbers numbers,
    int featureGroups,
    int batchGroups,
    @Nullable DType preferred,
    @Nullable Precision precision) {

  /** Nothing set. */
  public static final ConvOptions NONE =
      new ConvOptions(null, ConvPadding.VALID, null, null, null, 1, 1, null, null);

  /** With the kernel's places so far from each other along each axis of space. */
  public ConvOptions strides(int... steps) {
    return new ConvOptions(
        Ints.of(steps),
        padding,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroups,
        batchGroups,
        preferred,
        precision);
  }

  /** With this around the array. */
  public ConvOptions padding(ConvPadding around) {
    return new ConvOptions(
        strides,
        around,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroups,
        batchGroups,
        preferred,
        precision);
  }

  /** With {@code {before, after}} zeros along each axis of space. */
  public ConvOptions padding(int[]... widths) {
    return padding(ConvPadding.of(widths));
  }

  /** With the array's elements so far spread out along each axis of space. */
  public ConvOptions lhsDilation(int... apart) {
    return new ConvOptions(
        strides,
        padding,
        Ints.of(apart),
        rhsDilation,
        numbers,
        featureGroups,
        batchGroups,
        preferred,
        precision);
  }

  /** With the kernel's elements so far spread out along each axis of space. */
  public ConvOptions rhsDilation(int... apart) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        Ints.of(apart),
        numbers,
        featureGroups,
        batchGroups,
        preferred,
        precision);
  }

  /** With these axes. */
  public ConvOptions numbers(ConvDimensionNumbers axes) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        axes,
        featureGroups,
        batchGroups,
        preferred,
        precision);
  }

  /** With the axes by letters, as {@link ConvDimensionNumbers#of}. */
  public ConvOptions numbers(String lhs, String rhs, String out) {
    return numbers(ConvDimensionNumbers.of(lhs, rhs, out));
  }

  /** With the features in so many groups. */
  public ConvOptions featureGroups(int groups) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        numbers,
        groups,
        batchGroups,
        preferred,
        precision);
  }

  /** With the batch in so many groups. */
  public ConvOptions batchGroups(int groups) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroups,
        groups,
        preferred,
        precision);
  }

  /** With a result of this element type, wider than the operands'. */
  public ConvOptions preferred(DType dtype) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroups,
        batchGroups,
        dtype,
        precision);
  }

  /** With an accelerator multiplying so exactly. */
  public ConvOptions precision(Precision level) {
    return new ConvOptions(
        strides,
        padding,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroups,
        batchGroups,
        preferred,
        level);
  }

  ConvDimensionNumbers axes(int rank) {
    return numbers == null ? ConvDimensionNumbers.channelsFirst(rank) : numbers;
  }

  static Ints orOnes(@Nullable Ints values, int size) {
    return values == null ? Ints.fill(size, 1) : values;
  }

  Convolution op(int rank, ConvPadding.Explicit around) {
    int space = Math.max(0, rank - 2);
    return new Convolution(
        axes(rank),
        orOnes(strides, space),
        around.low(),
        around.high(),
        orOnes(lhsDilation, space),
        orOnes(rhsDilation, space),
        featureGroups,
        batchGroups,
        preferred,
        precision == null ? scoped() : precision);
  }

  /** Algorithms are for products of matrices only. */
  private static Precision scoped() {
    return switch (DotPrecision.current()) {
      case Precision level -> level;
      case DotAlgorithm _ -> Precision.DEFAULT;
    };
  }
}
