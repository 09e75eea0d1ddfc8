package org.juxta;

/** Where a Fourier transform of n elements and its inverse are divided by n. As NumPy's. */
public enum FftNorm {
  /** The inverse by n. */
  BACKWARD,
  /** Both by √n. */
  ORTHO,
  /** The transform by n. */
  FORWARD;

  /** What a transform without a factor is multiplied by. */
  double factor(double n) {
    return switch (this) {
      case BACKWARD -> 1;
      case ORTHO -> 1 / Math.sqrt(n);
      case FORWARD -> 1 / n;
    };
  }

  /** What is multiplied by this norm's factor in the other direction. */
  FftNorm other() {
    return switch (this) {
      case BACKWARD -> FORWARD;
      case ORTHO -> ORTHO;
      case FORWARD -> BACKWARD;
    };
  }
}
