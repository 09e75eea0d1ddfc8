package org.juxta;

/** How {@link Image#resize(Array, ResizeMethod, int...)} weighs the elements around a place. */
public enum ResizeMethod {
  /** The nearest element. */
  NEAREST(0),
  /** Linearly between the two nearest ones along each axis. */
  LINEAR(1),
  /** The cubic of Keys (1981) with parameter -1/2, over four elements. */
  CUBIC(2),
  /** Lanczos's kernel over six elements. */
  LANCZOS3(3),
  /** Lanczos's kernel over ten elements. */
  LANCZOS5(5);

  private final int radius;

  ResizeMethod(int radius) {
    this.radius = radius;
  }

  /** The weight at a distance, not negative. */
  Array kernel(Array x) {
    return switch (this) {
      case NEAREST -> x.le(0.5).astype(x.dtype());
      case LINEAR -> Np.maximum(Np.subtract(1, x), Array.scalar(0));
      case CUBIC -> keys(x);
      case LANCZOS3, LANCZOS5 -> lanczos(x);
    };
  }

  private static Array keys(Array x) {
    Array near = x.mul(1.5).sub(2.5).mul(x).mul(x).add(1);
    Array far = x.mul(-0.5).add(2.5).mul(x).sub(4).mul(x).add(2);
    return Np.where(x.ge(2), Array.scalar(0), Np.where(x.ge(1), far, near));
  }

  private Array lanczos(Array x) {
    Array weight = Np.sinc(x).mul(Np.sinc(x.div(radius)));
    return Np.where(x.gt(radius), Array.scalar(0), weight);
  }
}
