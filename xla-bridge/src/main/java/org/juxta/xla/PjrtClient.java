package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;

/** A {@code PJRT_Client}: a plugin at work, with its devices. */
@SuppressWarnings("restricted") // native code is what this class is for
final class PjrtClient {
  private static final int LINES_ABOUT_MEMORY = 10;

  private final PjrtApi api;
  private final long pointer;
  private final String platform;
  private final List<Device> devices = new ArrayList<>();
  private final List<Long> devicePointers = new ArrayList<>();

  PjrtClient(PjrtApi api, PjrtOptions options) {
    this.api = api;
    this.pointer = create(api, options);
    this.platform =
        api.getText(PjrtFunction.CLIENT_PLATFORM_NAME, "client", pointer, "platform_name");
    addDevices();
  }

  private static long create(PjrtApi api, PjrtOptions options) {
    try (Arena arena = Arena.ofConfined()) {
      if (api.has(PjrtFunction.PLUGIN_INITIALIZE)) {
        api.run(PjrtFunction.PLUGIN_INITIALIZE, PjrtFunction.PLUGIN_INITIALIZE.allocate(arena));
      }
      PjrtStruct fields = PjrtFunction.CLIENT_CREATE.arguments();
      MemorySegment create = PjrtFunction.CLIENT_CREATE.allocate(arena);
      fields.set(create, "create_options", options.namedValues(arena));
      fields.set(create, "num_options", options.client().size());
      api.run(PjrtFunction.CLIENT_CREATE, create);
      return fields.get(create, "client");
    } catch (XlaException e) {
      throw new EngineException(
          "the PJRT plugin " + options.plugin() + " could not start: " + e.getMessage(), e);
    }
  }

  private void addDevices() {
    try (Arena arena = Arena.ofConfined()) {
      PjrtFunction list = PjrtFunction.CLIENT_ADDRESSABLE_DEVICES;
      MemorySegment answer = list.allocate(arena);
      list.arguments().set(answer, "client", pointer);
      api.run(list, answer);
      long count = list.arguments().get(answer, "num_addressable_devices");
      MemorySegment pointers =
          MemorySegment.ofAddress(list.arguments().get(answer, "addressable_devices"))
              .reinterpret(count * JAVA_LONG.byteSize());
      for (int i = 0; i < count; i++) {
        long device = pointers.getAtIndex(JAVA_LONG, i);
        devicePointers.add(device);
        devices.add(new Device(i, kind(device)));
      }
    }
    if (devices.isEmpty()) {
      throw new EngineException("the PJRT plugin for " + platform + " found no device");
    }
  }

  /** What the plugin calls it; a CPU is a {@code CPU}, as on the other engines. */
  private String kind(long device) {
    long description =
        api.get(PjrtFunction.DEVICE_GET_DESCRIPTION, "device", device, "device_description");
    String kind =
        api.getText(
            PjrtFunction.DEVICE_DESCRIPTION_KIND, "device_description", description, "device_kind");
    return kind.equals("cpu") ? kind.toUpperCase(Locale.ROOT) : kind;
  }

  PjrtApi api() {
    return api;
  }

  /** {@code PJRT_Client*}. */
  long pointer() {
    return pointer;
  }

  /** Such as {@code cpu} or {@code cuda}. */
  String platform() {
    return platform;
  }

  /** Whether arrays lie in memory that Java can read. */
  boolean isHost() {
    return platform.equals("cpu");
  }

  String platformVersion() {
    return api.getText(PjrtFunction.CLIENT_PLATFORM_VERSION, "client", pointer, "platform_version");
  }

  List<Device> devices() {
    return List.copyOf(devices);
  }

  /** {@code PJRT_Device*} of device {@code i}. */
  long device(int i) {
    return devicePointers.get(i);
  }

  /** The kinds of memory that device {@code i} can address. */
  List<String> memories(int i) {
    try (Arena arena = Arena.ofConfined()) {
      PjrtFunction list = PjrtFunction.DEVICE_ADDRESSABLE_MEMORIES;
      MemorySegment answer = list.allocate(arena);
      list.arguments().set(answer, "device", device(i));
      api.run(list, answer);
      long count = list.arguments().get(answer, "num_memories");
      MemorySegment pointers =
          MemorySegment.ofAddress(list.arguments().get(answer, "memories"))
              .reinterpret(count * JAVA_LONG.byteSize());
      List<String> kinds = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        long memory = pointers.getAtIndex(JAVA_LONG, j);
        kinds.add(api.getText(PjrtFunction.MEMORY_KIND, "memory", memory, "kind"));
      }
      return List.copyOf(kinds);
    }
  }

  /** Throws what {@code error} tells, if it is one; where memory ran out, who has it. */
  void check(long error) {
    if (error != 0) {
      throw failure(api.take(error));
    }
  }

  /** The exception for an error. */
  static JuxtaException failure(PjrtApi.Failure failure) {
    return failure.code() == PjrtApi.Failure.RESOURCE_EXHAUSTED
        ? new XlaException(
            "out of memory: "
                + failure.message()
                + "\n"
                + NativeMemory.process().largest(LINES_ABOUT_MEMORY))
        : XlaException.of(failure.message());
  }

  /** Waits for a {@code PJRT_Event}, and frees it. */
  void await(PjrtFrame frame, long event) {
    MemorySegment await = frame.struct(PjrtFunction.EVENT_AWAIT);
    await.set(JAVA_LONG, EVENT, event);
    long error = api.call(PjrtFunction.EVENT_AWAIT, await);
    freeEvent(frame, event);
    check(error);
  }

  void freeEvent(PjrtFrame frame, long event) {
    MemorySegment destroy = frame.struct(PjrtFunction.EVENT_DESTROY);
    destroy.set(JAVA_LONG, EVENT, event);
    check(api.call(PjrtFunction.EVENT_DESTROY, destroy));
  }

  /** Where the one argument of many functions stands. */
  private static final long EVENT = PjrtFunction.EVENT_AWAIT.offset("event");

  /** {@code PJRT_Buffer_Type}. */
  static int type(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case I8 -> 2;
      case I16 -> 3;
      case I32 -> 4;
      case I64 -> 5;
      case U8 -> 6;
      case U16 -> 7;
      case U32 -> 8;
      case U64 -> 9;
      case F16 -> 10;
      case F32 -> 11;
      case F64 -> 12;
      case BF16 -> 13;
      case C64 -> 14;
      case C128 -> 15;
    };
  }
}
