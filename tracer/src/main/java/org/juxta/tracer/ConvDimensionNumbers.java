package org.juxta.tracer;

/**
 * Which axes of the operands and the result of a convolution are what; {@code (0, 1, 2, …)} of each
 * would be batch, features, space. As {@code jax.lax.ConvDimensionNumbers}.
 *
 * @param lhs the axes of the array: batch, features, then those of space
 * @param rhs the axes of the kernel: output features, input features, then those of space
 * @param out the axes of the result: batch, features, then those of space
 */
public record ConvDimensionNumbers(Ints lhs, Ints rhs, Ints out) {
  /** Batch or output features first, then (input) features, then space: NCHW, OIHW, NCHW. */
  public static ConvDimensionNumbers channelsFirst(int rank) {
    Ints axes = Ints.range(0, rank);
    return new ConvDimensionNumbers(axes, axes, axes);
  }

  /**
   * By letters: {@code of("NHWC", "HWIO", "NHWC")}. N is the batch and C the features of the array
   * and the result, O the output and I the input features of the kernel, the other letters are
   * those of the axes of space.
   *
   * @throws ShapeException if the letters of the three do not belong together
   */
  public static ConvDimensionNumbers of(String lhs, String rhs, String out) {
    String space = rhs.replaceAll("[OI]", "");
    boolean fits = rhs.length() == space.length() + 2;
    for (String letters : new String[] {lhs, rhs, out}) {
      fits &=
          letters.length() == rhs.length() && letters.chars().distinct().count() == rhs.length();
    }
    if (fits) {
      Ints a = axes(lhs, "NC" + space);
      Ints b = axes(rhs, "OI" + space);
      Ints c = axes(out, "NC" + space);
      if (!a.contains(-1) && !b.contains(-1) && !c.contains(-1)) {
        return new ConvDimensionNumbers(a, b, c);
      }
    }
    throw new ShapeException(
        "convolution: the letters %s, %s and %s do not belong together: N and C once in the first"
                .formatted(lhs, rhs, out)
            + " and the last, O and I in the second, and the same others in all three");
  }

  private static Ints axes(String letters, String wanted) {
    return Ints.build(wanted.length(), i -> letters.indexOf(wanted.charAt(i)));
  }

  public int rank() {
    return lhs.size();
  }

  /** The axes of space of the array. */
  public Ints lhsSpace() {
    return lhs.slice(2, lhs.size());
  }

  /** The axes of space of the kernel. */
  public Ints rhsSpace() {
    return rhs.slice(2, rhs.size());
  }

  /** The axes of space of the result. */
  public Ints outSpace() {
    return out.slice(2, out.size());
  }

  /** With the first two axes of each in the other's place. */
  public static Ints swapped(Ints axes) {
    return axes.with(0, axes.get(1)).with(1, axes.get(0));
  }

  boolean isFor(int rank) {
    return lhs.size() == rank
        && rhs.size() == rank
        && out.size() == rank
        && lhs.areDistinctBelow(rank)
        && rhs.areDistinctBelow(rank)
        && out.areDistinctBelow(rank);
  }
}
