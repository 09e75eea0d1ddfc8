package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;

/**
 * A {@code TFE_TensorHandle}. Always ready: TensorFlow runs programs on the thread that asks for
 * it.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class TensorFlowBuffer extends NativeBuffer {
  private TensorFlowBuffer(ArrayType type, long handle) {
    super(type, handle, TensorFlowBuffer::delete);
  }

  /** Takes over the handle. */
  static TensorFlowBuffer of(ArrayType type, long handle) {
    TensorFlowBuffer buffer = new TensorFlowBuffer(type, handle);
    MemoryScope.made(buffer);
    return buffer;
  }

  /** A handle with a copy of the array, which the caller owns. */
  static long copy(CallFrame frame, HostArray array) {
    long tensor = allocate(array.type());
    try {
      if (array.size() > 0) {
        long bytes = array.type().bytes();
        long address = (long) TensorFlow.TF_TensorData.invokeExact(tensor);
        MemorySegment.ofAddress(address).reinterpret(bytes).copyFrom(array.segment());
      }
      return handle(frame, tensor);
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** A handle whose contents are whatever was there. */
  static long unset(CallFrame frame, ArrayType type) {
    return handle(frame, allocate(type));
  }

  private static long allocate(ArrayType type) {
    int dtype = TensorFlow.dataType(type.dtype());
    try {
      if (type.rank() == 0) {
        return (long)
            TensorFlow.TF_AllocateTensor.invokeExact(dtype, MemorySegment.NULL, 0, type.bytes());
      }
      try (Arena arena = Arena.ofConfined()) {
        Ints dims = type.shape().dims();
        MemorySegment sizes = arena.allocate(JAVA_LONG, dims.size());
        for (int i = 0; i < dims.size(); i++) {
          sizes.setAtIndex(JAVA_LONG, i, dims.get(i));
        }
        return (long)
            TensorFlow.TF_AllocateTensor.invokeExact(dtype, sizes, dims.size(), type.bytes());
      }
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** A handle of the tensor, which is used up. */
  private static long handle(CallFrame frame, long tensor) {
    try {
      long handle = (long) TensorFlow.TFE_NewTensorHandle.invokeExact(tensor, frame.status());
      TensorFlow.TF_DeleteTensor.invokeExact(tensor);
      frame.check();
      return handle;
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** The element type and sizes of a handle's array, as numbers of TensorFlow. */
  static String describe(CallFrame frame, long handle) {
    try {
      int dtype = (int) TensorFlow.TFE_TensorHandleDataType.invokeExact(handle);
      int rank = (int) TensorFlow.TFE_TensorHandleNumDims.invokeExact(handle, frame.status());
      List<Long> dims = new ArrayList<>();
      for (int i = 0; i < rank; i++) {
        dims.add((long) TensorFlow.TFE_TensorHandleDim.invokeExact(handle, i, frame.status()));
      }
      frame.check();
      return "type " + dtype + dims;
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** {@link #describe} of an array of that type. */
  static String describe(ArrayType type) {
    return "type " + TensorFlow.dataType(type.dtype()) + type.shape().dims();
  }

  /** Gives a handle back, if it is one and not 0. */
  static void delete(long handle) {
    try {
      TensorFlow.TFE_DeleteTensorHandle.invokeExact(handle);
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }

  /** Makes this an input of the frame's op, which then keeps the array alive. */
  void addTo(CallFrame frame) {
    long handle = enter();
    try {
      frame.add(handle);
    } finally {
      leave();
    }
  }

  @Override
  public HostArray toHost() {
    HostArray host = HostArray.allocate(type());
    long handle = enter();
    try {
      if (host.size() > 0) {
        CallFrame frame = CallFrame.current();
        long address =
            (long) TensorFlow.TFE_TensorHandleDevicePointer.invokeExact(handle, frame.status());
        frame.check();
        host.segment().copyFrom(MemorySegment.ofAddress(address).reinterpret(type().bytes()));
      }
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    } finally {
      leave();
    }
    return host;
  }

  @Override
  public Engine engine() {
    return TensorFlowEngine.instance();
  }

  /** Always false: there is one device. */
  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public Device device() {
    return TensorFlowEngine.CPU;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void await() {}
}
