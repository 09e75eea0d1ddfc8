package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a thread passes arguments in when it calls into TensorFlow: made once per thread,
 * so that a call allocates nothing. Holds a {@code TFE_Op} too, which is set up anew for every
 * call.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class CallFrame {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final ThreadLocal<CallFrame> CURRENT = ThreadLocal.withInitial(CallFrame::new);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment count = arena.allocate(JAVA_INT);
  private MemorySegment results = arena.allocate(JAVA_LONG, 8);
  private final long status;
  private final long op;
  private boolean running;
  private @Nullable CallFrame inner;

  private CallFrame() {
    try {
      status = (long) TensorFlow.TF_NewStatus.invokeExact();
      MemorySegment anyName = arena.allocateFrom("NoOp");
      op = (long) TensorFlow.TFE_NewOp.invokeExact(TensorFlowEngine.context(), anyName, status);
      check();
    } catch (Throwable e) {
      throw rethrow(e);
    }
    CLEANER.register(this, new Natives(op, status));
  }

  private record Natives(long op, long status) implements Runnable {
    @Override
    public void run() {
      try {
        TensorFlow.TFE_DeleteOp.invokeExact(op);
        TensorFlow.TF_DeleteStatus.invokeExact(status);
      } catch (Throwable e) {
        throw TensorFlow.impossible(e);
      }
    }
  }

  /** A frame that is free: a Java function that a program calls may run another program. */
  static CallFrame current() {
    CallFrame frame = CURRENT.get();
    while (frame.running) {
      CallFrame inner = frame.inner;
      if (inner == null) {
        inner = new CallFrame();
        frame.inner = inner;
      }
      frame = inner;
    }
    return frame;
  }

  /** {@code TF_Status*}. */
  long status() {
    return status;
  }

  /** {@code TFE_Op*}. */
  long op() {
    return op;
  }

  /** Throws what the status of the last call tells, if that was an error. */
  void check() {
    try {
      if ((int) TensorFlow.TF_GetCode.invokeExact(status) != 0) {
        MemorySegment message = (MemorySegment) TensorFlow.TF_Message.invokeExact(status);
        throw XlaException.of(message.reinterpret(Integer.MAX_VALUE).getString(0));
      }
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Makes the op ready for arguments to the function {@code name}. */
  void begin(MemorySegment name) {
    try {
      TensorFlow.TFE_OpReset.invokeExact(op, name, MemorySegment.NULL, status);
    } catch (Throwable e) {
      throw rethrow(e);
    }
    check();
  }

  void add(long handle) {
    try {
      TensorFlow.TFE_OpAddInput.invokeExact(op, handle, status);
    } catch (Throwable e) {
      throw rethrow(e);
    }
  }

  /** Runs the op; {@link #result} has the handles then, 0 for what it did not give. */
  void execute(int outputs) {
    if (outputs * JAVA_LONG.byteSize() > results.byteSize()) {
      results = arena.allocate(JAVA_LONG, 2L * outputs);
    }
    for (int i = 0; i < outputs; i++) {
      results.setAtIndex(JAVA_LONG, i, 0L);
    }
    count.set(JAVA_INT, 0, outputs);
    running = true;
    try {
      TensorFlow.TFE_Execute.invokeExact(op, results, count, status);
    } catch (Throwable e) {
      throw rethrow(e);
    } finally {
      running = false;
    }
    check();
  }

  /** The {@code TFE_TensorHandle*} of result {@code i}, which the caller owns, or 0. */
  long result(int i) {
    return results.getAtIndex(JAVA_LONG, i);
  }

  /** {@code e}, which a method handle's type allows to be anything, as what it can be. */
  static RuntimeException rethrow(Throwable e) {
    return switch (e) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      default -> throw TensorFlow.impossible(e);
    };
  }
}
