package org.juxta.xla;

import java.util.Map;

/**
 * What the compiler expects a run of a program to take. Loops count once, as XLA has it.
 *
 * @param flops floating-point operations
 * @param bytesAccessed bytes read and written by its kernels
 * @param argumentBytes the size of the arguments
 * @param outputBytes the size of the results
 * @param aliasBytes the part of the results that lies in donated arguments
 * @param temporaryBytes memory that it needs in between
 * @param codeBytes the size of the machine code
 * @param all everything that the compiler told, under its own names
 */
public record Cost(
    double flops,
    double bytesAccessed,
    long argumentBytes,
    long outputBytes,
    long aliasBytes,
    long temporaryBytes,
    long codeBytes,
    Map<String, Double> all) {
  /** Copies the map. */
  public Cost {
    all = Map.copyOf(all);
  }
}
