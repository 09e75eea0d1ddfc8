package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.juxta.tracer.DType;

/**
 * The functions of TensorFlow's C interface that the engine calls, by their names there. Opaque
 * pointers are longs. Touching this class needs {@link TensorFlowLibrary#load} before.
 */
@SuppressWarnings("restricted") // native code is what this class is for
final class TensorFlow {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = TensorFlowLibrary.load();

  /** A pointer to something of TensorFlow's own. */
  private static final ValueLayout.OfLong PTR = JAVA_LONG;

  static final MethodHandle TF_Version = function("TF_Version", ADDRESS);

  static final MethodHandle TF_NewStatus = function("TF_NewStatus", PTR);
  static final MethodHandle TF_DeleteStatus = procedure("TF_DeleteStatus", PTR);
  static final MethodHandle TF_GetCode = quick("TF_GetCode", JAVA_INT, PTR);
  static final MethodHandle TF_Message = function("TF_Message", ADDRESS, PTR);

  static final MethodHandle TFE_NewContextOptions = function("TFE_NewContextOptions", PTR);
  static final MethodHandle TFE_ContextOptionsSetConfig =
      procedure("TFE_ContextOptionsSetConfig", PTR, ADDRESS, JAVA_LONG, PTR);
  static final MethodHandle TFE_DeleteContextOptions = procedure("TFE_DeleteContextOptions", PTR);
  static final MethodHandle TFE_NewContext = function("TFE_NewContext", PTR, PTR, PTR);
  static final MethodHandle TFE_ContextAddFunctionDef =
      procedure("TFE_ContextAddFunctionDef", PTR, ADDRESS, JAVA_LONG, PTR);
  static final MethodHandle TFE_ContextRemoveFunction =
      procedure("TFE_ContextRemoveFunction", PTR, ADDRESS, PTR);

  static final MethodHandle TFE_NewOp = function("TFE_NewOp", PTR, PTR, ADDRESS, PTR);
  static final MethodHandle TFE_OpReset = procedure("TFE_OpReset", PTR, ADDRESS, ADDRESS, PTR);
  static final MethodHandle TFE_DeleteOp = procedure("TFE_DeleteOp", PTR);
  static final MethodHandle TFE_OpAddInput = procedure("TFE_OpAddInput", PTR, PTR, PTR);
  static final MethodHandle TFE_OpSetDevice = procedure("TFE_OpSetDevice", PTR, ADDRESS, PTR);
  static final MethodHandle TFE_OpSetAttrBool =
      procedure("TFE_OpSetAttrBool", PTR, ADDRESS, JAVA_BYTE);
  static final MethodHandle TFE_OpSetAttrInt =
      procedure("TFE_OpSetAttrInt", PTR, ADDRESS, JAVA_LONG);
  static final MethodHandle TFE_OpSetAttrTypeList =
      procedure("TFE_OpSetAttrTypeList", PTR, ADDRESS, ADDRESS, JAVA_INT);
  static final MethodHandle TFE_OpSetAttrValueProto =
      procedure("TFE_OpSetAttrValueProto", PTR, ADDRESS, ADDRESS, JAVA_LONG, PTR);
  static final MethodHandle TFE_Execute = procedure("TFE_Execute", PTR, ADDRESS, ADDRESS, PTR);

  static final MethodHandle TF_AllocateTensor =
      function("TF_AllocateTensor", PTR, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
  static final MethodHandle TF_TensorData = quick("TF_TensorData", PTR, PTR);
  static final MethodHandle TF_DeleteTensor = procedure("TF_DeleteTensor", PTR);
  static final MethodHandle TFE_NewTensorHandle = function("TFE_NewTensorHandle", PTR, PTR, PTR);
  static final MethodHandle TFE_DeleteTensorHandle = procedure("TFE_DeleteTensorHandle", PTR);
  static final MethodHandle TFE_TensorHandleDataType =
      function("TFE_TensorHandleDataType", JAVA_INT, PTR);
  static final MethodHandle TFE_TensorHandleNumDims =
      function("TFE_TensorHandleNumDims", JAVA_INT, PTR, PTR);
  static final MethodHandle TFE_TensorHandleDim =
      function("TFE_TensorHandleDim", JAVA_LONG, PTR, JAVA_INT, PTR);
  static final MethodHandle TFE_TensorHandleDevicePointer =
      function("TFE_TensorHandleDevicePointer", PTR, PTR, PTR);

  private TensorFlow() {}

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
  }

  private static MethodHandle procedure(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
  }

  /**
   * For a function that only reads a field: the call need not tell the JVM that the thread is away.
   */
  private static MethodHandle quick(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        symbol(name), FunctionDescriptor.of(result, arguments), Linker.Option.critical(false));
  }

  private static MemorySegment symbol(String name) {
    return SYMBOLS
        .find(name)
        .orElseThrow(
            () -> new EngineException("TensorFlow's library has no function " + name + " here"));
  }

  /** {@code TF_DataType}. */
  static int dataType(DType dtype) {
    return switch (dtype) {
      case F32 -> 1;
      case F64 -> 2;
      case I32 -> 3;
      case U8 -> 4;
      case I16 -> 5;
      case I8 -> 6;
      case C64 -> 8;
      case I64 -> 9;
      case BOOL -> 10;
      case BF16 -> 14;
      case U16 -> 17;
      case C128 -> 18;
      case F16 -> 19;
      case U32 -> 22;
      case U64 -> 23;
    };
  }

  /** What can't be thrown by a call into C, whatever the method handle's type says. */
  static AssertionError impossible(Throwable e) {
    return new AssertionError("a call into TensorFlow's library failed to link", e);
  }
}
