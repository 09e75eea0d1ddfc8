package org.juxta.xla;

/**
 * Something that runs programs.
 *
 * @param id its number in the engine
 * @param kind such as {@code CPU}
 */
public record Device(int id, String kind) {
  /** Such as {@code CPU:0}. */
  @Override
  public String toString() {
    return kind + ":" + id;
  }
}
