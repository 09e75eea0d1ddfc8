package org.juxta.xla;

/**
 * Something that runs programs.
 *
 * @param id its number in the engine
 * @param kind such as {@code CPU}
 */
public record Device(int id, String kind) {
  private static final String CPU = "CPU";

  /**
   * That CPU device of the engine of this process.
   *
   * @throws EngineException if there are fewer
   */
  public static Device cpu(int id) {
    Device device = new Device(id, CPU);
    Engine engine = Engines.current();
    if (!engine.devices().contains(device)) {
      throw Arguments.noDevice(device, engine);
    }
    return device;
  }

  /** Such as {@code CPU:0}. */
  @Override
  public String toString() {
    return kind + ":" + id;
  }
}
