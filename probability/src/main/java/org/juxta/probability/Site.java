package org.juxta.probability;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Np;

/**
 * What a statement of a model came to in one run.
 *
 * @param kind which statement it was
 * @param name its name, the only one of that name in the run
 * @param distribution what the value was drawn from or observed under, as the plates around it have
 *     repeated it; of a deterministic value, a {@link Delta}
 * @param value the value
 * @param observed whether the value was given, and not drawn or to be inferred
 * @param scale by what the log density counts, once if null
 * @param mask where the log density counts, everywhere if null
 * @param plates the plates around it, from the inside out
 */
public record Site(
    Kind kind,
    String name,
    Distribution distribution,
    Array value,
    boolean observed,
    @Nullable Array scale,
    @Nullable Array mask,
    List<Plate> plates) {

  /** The statements that leave a site. */
  public enum Kind {
    /** {@link Model#sample}. */
    SAMPLE,
    /** {@link Model#factor}. */
    FACTOR,
    /** {@link Model#deterministic}. */
    DETERMINISTIC
  }

  /**
   * Axis {@code axis} (negative, from the end of the batch shape) of {@code size} independent
   * parts.
   */
  public record Plate(String name, int axis, int size) {}

  /** Copies the list. */
  public Site {
    plates = List.copyOf(plates);
  }

  /** Whether it is drawn: a {@link Kind#SAMPLE} that is not observed. */
  public boolean isLatent() {
    return kind == Kind.SAMPLE && !observed;
  }

  /**
   * The log density of each member of the batch, masked and scaled.
   *
   * @throws org.juxta.tracer.ShapeException if the value does not have the shape of a draw
   */
  public Array logProb() {
    Parameters.checkValue(distribution, "sample(\"" + name + "\")", value);
    Array logProb = distribution.logProb(value);
    Array kept = mask == null ? logProb : Np.where(mask, logProb, 0.0);
    return scale == null ? kept : kept.mul(scale);
  }

  /** The sum of {@link #logProb}, a scalar. */
  public Array logDensity() {
    return logProb().sum();
  }
}
