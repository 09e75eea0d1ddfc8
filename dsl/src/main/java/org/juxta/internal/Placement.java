package org.juxta.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.Op;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.Device;
import org.juxta.xla.Engine;
import org.juxta.xla.EngineException;
import org.juxta.xla.Engines;

/** On which device arrays are, and operations on them run. */
public final class Placement {
  private Placement() {}

  /** The array, committed to that device of the engine of this process. */
  public static Array put(Array array, Device device) {
    Engine engine = Engines.current();
    return switch (array.value()) {
      case Value.Traced _ -> array;
      case Buffer buffer when isThere(buffer, engine, device) -> array;
      case Buffer buffer when buffer.engine().equals(engine) ->
          Array.of(engine.copy(buffer, device));
      case Value.Concrete concrete -> Array.of(engine.transfer(concrete.toHost(), device));
    };
  }

  private static boolean isThere(Buffer buffer, Engine engine, Device device) {
    return buffer.engine().equals(engine)
        && buffer.device().equals(device)
        && (buffer.isCommitted() || engine.devices().size() == 1);
  }

  /** The device to which one of these is committed; null if none is. */
  static @Nullable Device committed(List<Array> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).value() instanceof Buffer buffer && buffer.isCommitted()) {
        return buffer.device();
      }
    }
    return null;
  }

  /**
   * The device to which operands of an operation are committed; null if none is.
   *
   * @throws EngineException if they are on different ones, or belong to another engine
   */
  static @Nullable Device of(Op op, List<Value.Concrete> operands) {
    Device device = null;
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i) instanceof Buffer buffer) {
        if (!buffer.engine().equals(Engines.current())) {
          throw foreign(op, i, buffer);
        }
        if (buffer.isCommitted()) {
          if (device != null && !device.equals(buffer.device())) {
            throw new EngineException(
                "operand %d of %s, %s, is not on %s as another operand is; move one with to(device)"
                    .formatted(i, op.name(), buffer, device));
          }
          device = buffer.device();
        }
      }
    }
    return device;
  }

  private static EngineException foreign(Op op, int i, Buffer buffer) {
    Engine current = Engines.current();
    return new EngineException(
        ("operand %d of %s, %s, belongs to the engine %s, not to %s, which this process uses; move"
                + " it with to(device), where device is one of %s")
            .formatted(
                i, op.name(), buffer, buffer.engine().name(), current.name(), current.devices()));
  }
}
