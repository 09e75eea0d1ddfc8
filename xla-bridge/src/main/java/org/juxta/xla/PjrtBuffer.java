package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;

/** A {@code PJRT_Buffer}: perhaps the result of a call that still runs. */
@SuppressWarnings("restricted") // native code is what this class is for
final class PjrtBuffer extends NativeBuffer {
  private static final long BUFFER = PjrtFunction.BUFFER_DESTROY.offset("buffer");
  private static final long EVENT = PjrtFunction.BUFFER_READY_EVENT.offset("event");
  private static final long ADDRESS = PjrtFunction.BUFFER_UNSAFE_POINTER.offset("buffer_pointer");

  /** {@code PJRT_HostBufferSemantics_kImmutableUntilTransferCompletes}. */
  private static final int UNTIL_COPIED = 1;

  private final PjrtEngine engine;
  private final Device device;
  private final boolean committed;
  private final Completion completion;

  /** Whether what makes some buffers is over. */
  static final class Completion {
    private volatile boolean reached;
  }

  private PjrtBuffer(
      ArrayType type,
      long pointer,
      PjrtEngine engine,
      Device device,
      boolean committed,
      Completion completion) {
    super(type, pointer, engine);
    this.engine = engine;
    this.device = device;
    this.committed = committed;
    this.completion = completion;
  }

  /** Takes over the {@code PJRT_Buffer*}. */
  static PjrtBuffer of(
      ArrayType type, long pointer, PjrtEngine engine, Device device, boolean committed) {
    return of(type, pointer, engine, device, committed, new Completion());
  }

  /** Takes over the {@code PJRT_Buffer*}, which is ready when others of this completion are. */
  static PjrtBuffer of(
      ArrayType type,
      long pointer,
      PjrtEngine engine,
      Device device,
      boolean committed,
      Completion completion) {
    PjrtBuffer buffer = new PjrtBuffer(type, pointer, engine, device, committed, completion);
    MemoryScope.made(buffer);
    return buffer;
  }

  @Override
  public PjrtEngine engine() {
    return engine;
  }

  @Override
  public boolean isCommitted() {
    return committed;
  }

  @Override
  public Device device() {
    return device;
  }

  // From the host

  /** A {@code PJRT_Buffer*} with a copy of the array, which the caller owns. */
  static long copy(PjrtClient client, HostArray array, int device) {
    return client.isHost()
        ? copyOnHost(client, array, device)
        : copyToDevice(client, array, device);
  }

  /** Copies once, from the Java array to the memory that the buffer will keep. */
  private static long copyOnHost(PjrtClient client, HostArray array, int device) {
    PjrtFrame frame = PjrtFrame.current();
    PjrtFunction create = PjrtFunction.CLIENT_CREATE_UNINITIALIZED_BUFFER;
    MemorySegment struct = frame.struct(create);
    PjrtStruct fields = create.arguments();
    fields.set(struct, "client", client.pointer());
    fields.set(struct, "shape_dims", frame.dims(array.type().shape().dims()));
    fields.set(struct, "shape_num_dims", array.type().rank());
    fields.set(struct, "shape_element_type", PjrtClient.type(array.type().dtype()));
    fields.set(struct, "device", client.device(device));
    client.check(client.api().call(create, struct));
    long buffer = fields.get(struct, "buffer");
    if (array.size() > 0) {
      memory(client, frame, buffer, array.type()).copyFrom(array.segment());
    }
    return buffer;
  }

  private static long copyToDevice(PjrtClient client, HostArray array, int device) {
    PjrtFrame frame = PjrtFrame.current();
    PjrtFunction create = PjrtFunction.CLIENT_BUFFER_FROM_HOST_BUFFER;
    PjrtStruct fields = create.arguments();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(Math.max(1, array.type().bytes()), 64);
      if (array.size() > 0) {
        data.copyFrom(array.segment());
      }
      MemorySegment struct = frame.struct(create);
      fields.set(struct, "client", client.pointer());
      fields.set(struct, "data", data);
      fields.set(struct, "type", PjrtClient.type(array.type().dtype()));
      fields.set(struct, "dims", frame.dims(array.type().shape().dims()));
      fields.set(struct, "num_dims", array.type().rank());
      fields.set(struct, "host_buffer_semantics", UNTIL_COPIED);
      fields.set(struct, "device", client.device(device));
      client.check(client.api().call(create, struct));
      long buffer = fields.get(struct, "buffer");
      client.await(frame, fields.get(struct, "done_with_host_buffer"));
      return buffer;
    }
  }

  // To the host

  @Override
  public HostArray toHost() {
    HostArray host = HostArray.allocate(type());
    long pointer = enter();
    try {
      await(pointer);
      if (host.size() > 0) {
        PjrtClient client = engine.client();
        PjrtFrame frame = PjrtFrame.current();
        if (client.isHost()) {
          host.segment().copyFrom(memory(client, frame, pointer, type()));
        } else {
          copyFromDevice(client, frame, pointer, host);
        }
      }
    } finally {
      leave();
    }
    return host;
  }

  /** Where the elements are, in memory that Java can read; valid while the buffer is. */
  private static MemorySegment memory(
      PjrtClient client, PjrtFrame frame, long pointer, ArrayType type) {
    MemorySegment struct = frame.struct(PjrtFunction.BUFFER_UNSAFE_POINTER);
    struct.set(JAVA_LONG, BUFFER, pointer);
    client.check(client.api().call(PjrtFunction.BUFFER_UNSAFE_POINTER, struct));
    return MemorySegment.ofAddress(struct.get(JAVA_LONG, ADDRESS)).reinterpret(type.bytes());
  }

  private static void copyFromDevice(
      PjrtClient client, PjrtFrame frame, long pointer, HostArray host) {
    PjrtFunction read = PjrtFunction.BUFFER_TO_HOST_BUFFER;
    PjrtStruct fields = read.arguments();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(host.type().bytes(), 64);
      MemorySegment struct = frame.struct(read);
      fields.set(struct, "src", pointer);
      fields.set(struct, "host_layout", rowMajor(arena, host.type().rank()));
      fields.set(struct, "dst", data);
      fields.set(struct, "dst_size", data.byteSize());
      client.check(client.api().call(read, struct));
      client.await(frame, fields.get(struct, "event"));
      host.segment().copyFrom(data);
    }
  }

  /** {@code PJRT_Buffer_MemoryLayout_Tiled} without tiles, the last axis varying fastest. */
  private static MemorySegment rowMajor(Arena arena, int rank) {
    MemorySegment order = arena.allocate(JAVA_LONG, Math.max(1, rank));
    for (int i = 0; i < rank; i++) {
      order.setAtIndex(JAVA_LONG, i, rank - 1 - i);
    }
    MemorySegment layout = arena.allocate(LAYOUT_BYTES, 8);
    layout.set(JAVA_LONG, 0, LAYOUT_BYTES - 4);
    layout.set(JAVA_LONG, TILED, TILED_BYTES);
    layout.set(JAVA_LONG, TILED + 16, order.address());
    layout.set(JAVA_LONG, TILED + 24, rank);
    return layout;
  }

  /** {@code PJRT_Buffer_MemoryLayout}, padded: two words, a union and the union's kind (0). */
  private static final int LAYOUT_BYTES = 80;

  private static final int TILED = 16;
  private static final int TILED_BYTES = 56;

  // Readiness

  @Override
  public boolean isReady() {
    if (completion.reached) {
      return true;
    }
    long pointer = enter();
    try {
      PjrtClient client = engine.client();
      PjrtFrame frame = PjrtFrame.current();
      long event = readyEvent(client, frame, pointer);
      MemorySegment struct = frame.struct(PjrtFunction.EVENT_IS_READY);
      struct.set(JAVA_LONG, BUFFER, event);
      client.check(client.api().call(PjrtFunction.EVENT_IS_READY, struct));
      boolean is = struct.get(JAVA_BYTE, EVENT) != 0;
      client.freeEvent(frame, event);
      return is;
    } finally {
      leave();
    }
  }

  @Override
  public void await() {
    if (!completion.reached) {
      long pointer = enter();
      try {
        await(pointer);
      } finally {
        leave();
      }
    }
  }

  private void await(long pointer) {
    if (!completion.reached) {
      PjrtClient client = engine.client();
      PjrtFrame frame = PjrtFrame.current();
      client.await(frame, readyEvent(client, frame, pointer));
      completion.reached = true;
    }
  }

  private static long readyEvent(PjrtClient client, PjrtFrame frame, long pointer) {
    MemorySegment struct = frame.struct(PjrtFunction.BUFFER_READY_EVENT);
    struct.set(JAVA_LONG, BUFFER, pointer);
    client.check(client.api().call(PjrtFunction.BUFFER_READY_EVENT, struct));
    return struct.get(JAVA_LONG, EVENT);
  }

  static void free(PjrtClient client, long pointer) {
    MemorySegment struct = PjrtFrame.current().struct(PjrtFunction.BUFFER_DESTROY);
    struct.set(JAVA_LONG, BUFFER, pointer);
    client.check(client.api().call(PjrtFunction.BUFFER_DESTROY, struct));
  }
}
