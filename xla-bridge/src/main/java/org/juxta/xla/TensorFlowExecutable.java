package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Value;

/** A function that TensorFlow has compiled, by its name. */
final class TensorFlowExecutable implements Executable {
  private final MemorySegment name;
  private final List<ArrayType> inputs;
  private final List<ArrayType> outputs;
  private final NativeMemory memory;

  TensorFlowExecutable(
      MemorySegment name, List<ArrayType> inputs, List<ArrayType> outputs, NativeMemory memory) {
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.memory = memory;
  }

  @Override
  public List<ArrayType> inputTypes() {
    return inputs;
  }

  @Override
  public List<ArrayType> outputTypes() {
    return outputs;
  }

  @Override
  public List<Buffer> execute(List<? extends Value.Concrete> arguments) {
    Arguments.checkCount(inputs, arguments);
    CallFrame frame = CallFrame.current();
    frame.begin(name);
    for (int i = 0; i < arguments.size(); i++) {
      Value.Concrete argument = arguments.get(i);
      Arguments.check(inputs, i, argument);
      add(frame, argument);
    }
    int n = outputs.size();
    frame.execute(n);
    Buffer[] results = new Buffer[n];
    for (int i = 0; i < n; i++) {
      results[i] = TensorFlowBuffer.of(outputs.get(i), frame.result(i), memory);
    }
    return List.of(results);
  }

  private static void add(CallFrame frame, Value.Concrete argument) {
    if (argument instanceof TensorFlowBuffer buffer) {
      buffer.addTo(frame);
      return;
    }
    long copy = TensorFlowBuffer.copy(frame, argument.toHost());
    try {
      frame.add(copy);
    } finally {
      TensorFlowBuffer.delete(copy);
    }
  }
}
