package org.juxta.xla;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which PJRT plugin is to be taken, and how.
 *
 * @param plugin the shared library, or the Python wheel that holds it
 * @param client what the plugin's client is created with: texts, integers, floats and truth values
 *     under the plugin's own names
 */
public record PjrtOptions(Path plugin, Map<String, Object> client) {
  private static final String FRACTION = "juxta.gpu.memory";
  private static final String PREALLOCATE = "juxta.gpu.preallocate";

  /** Copies the map. */
  public PjrtOptions {
    client = Map.copyOf(client);
  }

  /**
   * With the client's options as the system properties have them: {@code juxta.devices} sets how
   * many devices a CPU plugin shows (1 without it); {@code juxta.gpu.memory} limits the share of a
   * GPU's memory that may be used (the plugin's own default without it). Memory is taken as arrays
   * need it, unless {@code juxta.gpu.preallocate=true} has all of that share taken at the start.
   *
   * @throws EngineException if the share is none
   */
  public static PjrtOptions of(Path plugin) {
    Map<String, Object> client = new LinkedHashMap<>();
    String name = plugin.getFileName().toString();
    if (name.contains("cuda") || name.contains("rocm") || name.contains("gpu")) {
      String fraction = System.getProperty(FRACTION);
      client.put("preallocate", Boolean.getBoolean(PREALLOCATE));
      if (fraction != null) {
        client.put("memory_fraction", fraction(fraction));
      }
    } else if (name.contains("cpu")) {
      client.put("cpu_device_count", (long) Integer.getInteger("juxta.devices", 1));
    }
    return new PjrtOptions(plugin, client);
  }

  private static float fraction(String text) {
    try {
      float value = Float.parseFloat(text);
      if (value > 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw new EngineException(
        "the system property " + FRACTION + " is \"" + text + "\", not a number in (0, 1]");
  }

  /** The options of the client as an array of {@code PJRT_NamedValue}. */
  MemorySegment namedValues(Arena arena) {
    PjrtStruct struct = PjrtStruct.NAMED_VALUE;
    MemorySegment all = arena.allocate((long) struct.size() * client.size(), 8);
    long at = 0;
    for (Map.Entry<String, Object> option : client.entrySet()) {
      MemorySegment one = all.asSlice(at, struct.size());
      one.set(ValueLayout.JAVA_LONG, 0, struct.size());
      struct.set(one, "name", arena.allocateFrom(option.getKey()));
      struct.set(one, "name_size", option.getKey().getBytes(StandardCharsets.UTF_8).length);
      setValue(arena, one, option.getKey(), option.getValue());
      at += struct.size();
    }
    return all;
  }

  /** By {@code PJRT_NamedValue_Type}. */
  private static void setValue(
      Arena arena, MemorySegment one, String name, @Nullable Object value) {
    PjrtStruct struct = PjrtStruct.NAMED_VALUE;
    long type;
    long bits;
    long size = 1;
    switch (value) {
      case String text -> {
        type = 0;
        bits = arena.allocateFrom(text).address();
        size = text.getBytes(StandardCharsets.UTF_8).length;
      }
      case Integer number -> {
        type = 1;
        bits = number;
      }
      case Long number -> {
        type = 1;
        bits = number;
      }
      case Float number -> {
        type = 3;
        bits = Integer.toUnsignedLong(Float.floatToRawIntBits(number));
      }
      case Boolean truth -> {
        type = 4;
        bits = truth ? 1 : 0;
      }
      case null, default ->
          throw new EngineException("the option " + name + " of a PJRT client can't be " + value);
    }
    struct.set(one, "type", type);
    struct.set(one, "value", bits);
    struct.set(one, "value_size", size);
  }
}
