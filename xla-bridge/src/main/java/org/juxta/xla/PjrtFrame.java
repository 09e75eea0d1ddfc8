package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.Ints;

/**
 * The memory that a thread passes arguments to a plugin in: made once per thread, so that a call
 * allocates nothing. A Java function called back by a running program may start another call on the
 * same thread, which then gets a frame of its own.
 */
final class PjrtFrame {
  private static final ThreadLocal<PjrtFrame> CURRENT = ThreadLocal.withInitial(PjrtFrame::new);

  private static final long ARGUMENTS = PjrtFunction.LOADED_EXECUTABLE_EXECUTE.offset("num_args");

  private final Arena arena = Arena.ofAuto();
  private @Nullable PjrtFrame inner;
  private boolean busy;

  private final @Nullable MemorySegment[] structs = new @Nullable MemorySegment[PjrtFunction.COUNT];
  private final MemorySegment argumentList = arena.allocate(JAVA_LONG);
  private final MemorySegment resultList = arena.allocate(JAVA_LONG);
  private MemorySegment arguments = arena.allocate(JAVA_LONG, 16);
  private MemorySegment dims = arena.allocate(JAVA_LONG, 8);
  private MemorySegment results = arena.allocate(JAVA_LONG, 16);

  private PjrtFrame() {
    MemorySegment execute = struct(PjrtFunction.LOADED_EXECUTABLE_EXECUTE);
    PjrtStruct fields = PjrtFunction.LOADED_EXECUTABLE_EXECUTE.arguments();
    fields.set(execute, "options", PjrtStruct.EXECUTE_OPTIONS.allocate(arena));
    fields.set(execute, "num_devices", 1);
    fields.set(execute, "argument_lists", argumentList);
    fields.set(execute, "output_lists", resultList);
    argumentList.set(JAVA_LONG, 0, arguments.address());
    resultList.set(JAVA_LONG, 0, results.address());
  }

  /** A frame of this thread that is not in use. */
  static PjrtFrame current() {
    PjrtFrame frame = CURRENT.get();
    while (frame.busy) {
      frame = frame.inner();
    }
    return frame;
  }

  private PjrtFrame inner() {
    PjrtFrame made = inner;
    if (made == null) {
      made = new PjrtFrame();
      inner = made;
    }
    return made;
  }

  /** The struct for calls of that function, as the last call left it. */
  MemorySegment struct(PjrtFunction function) {
    MemorySegment struct = structs[function.index()];
    if (struct == null) {
      struct = function.allocate(arena);
      structs[function.index()] = struct;
    }
    return struct;
  }

  /** Makes room for so many arguments and results of a program. */
  void reserve(int argumentCount, int resultCount) {
    if (argumentCount * JAVA_LONG.byteSize() > arguments.byteSize()) {
      arguments = arena.allocate(JAVA_LONG, 2L * argumentCount);
      argumentList.set(JAVA_LONG, 0, arguments.address());
    }
    if (resultCount * JAVA_LONG.byteSize() > results.byteSize()) {
      results = arena.allocate(JAVA_LONG, 2L * resultCount);
      resultList.set(JAVA_LONG, 0, results.address());
    }
    struct(PjrtFunction.LOADED_EXECUTABLE_EXECUTE).set(JAVA_LONG, ARGUMENTS, argumentCount);
  }

  /** The sizes of axes, until the next call of this. */
  MemorySegment dims(Ints sizes) {
    if (sizes.size() * JAVA_LONG.byteSize() > dims.byteSize()) {
      dims = arena.allocate(JAVA_LONG, sizes.size());
    }
    for (int i = 0; i < sizes.size(); i++) {
      dims.setAtIndex(JAVA_LONG, i, sizes.get(i));
    }
    return dims;
  }

  void argument(int i, long buffer) {
    arguments.setAtIndex(JAVA_LONG, i, buffer);
  }

  long argument(int i) {
    return arguments.getAtIndex(JAVA_LONG, i);
  }

  long result(int i) {
    return results.getAtIndex(JAVA_LONG, i);
  }

  /** Until {@link #end}, calls of this thread take another frame. */
  void begin() {
    busy = true;
  }

  void end() {
    busy = false;
  }
}
