package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Value;

/** A function that TensorFlow has compiled, by its name. */
final class TensorFlowExecutable implements Executable {
  private final TensorFlowEngine engine;
  private final MemorySegment name;
  private final List<ArrayType> inputs;
  private final List<ArrayType> outputs;
  private final Set<Integer> donated;
  private final boolean checksResults;

  TensorFlowExecutable(
      TensorFlowEngine engine,
      MemorySegment name,
      List<ArrayType> inputs,
      List<ArrayType> outputs,
      Set<Integer> donated,
      boolean checksResults) {
    this.engine = engine;
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.donated = donated;
    this.checksResults = checksResults;
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
  public List<Buffer> execute(List<? extends Value.Concrete> arguments, CallOptions options) {
    Arguments.checkCount(inputs, arguments);
    Arguments.checkDonatedOnce(donated, arguments);
    Device device = options.device();
    if (device != null && !device.equals(TensorFlowEngine.CPU)) {
      throw Arguments.noDevice(device, engine);
    }
    CallFrame frame = CallFrame.current();
    frame.begin(name);
    for (int i = 0; i < arguments.size(); i++) {
      Value.Concrete argument = arguments.get(i);
      Arguments.check(inputs, i, argument);
      add(frame, i, argument);
    }
    donate(arguments, options);
    int n = outputs.size();
    frame.execute(n);
    Buffer[] results = new Buffer[n];
    for (int i = 0; checksResults && i < n; i++) {
      checkResult(frame, i, n);
    }
    for (int i = 0; i < n; i++) {
      results[i] = TensorFlowBuffer.of(outputs.get(i), frame.result(i));
    }
    return List.of(results);
  }

  /** Requires a result to be what the signature says: the module is not of our making. */
  private void checkResult(CallFrame frame, int i, int count) {
    long handle = frame.result(i);
    String found = handle == 0 ? "nothing" : TensorFlowBuffer.describe(frame, handle);
    if (!found.equals(TensorFlowBuffer.describe(outputs.get(i)))) {
      for (int k = 0; k < count; k++) {
        TensorFlowBuffer.delete(frame.result(k));
      }
      throw HloSignature.mismatch("give", outputs, "give " + found + " as number " + (i + 1));
    }
  }

  private void donate(List<? extends Value.Concrete> arguments, CallOptions options) {
    for (int i : donated) {
      if (arguments.get(i) instanceof TensorFlowBuffer buffer) {
        buffer.donate(options.caller());
        buffer.freeDonated(); // the frame's op still refers to it
      }
    }
  }

  @Override
  public Cost cost() {
    throw Arguments.unknowable(engine, "the cost");
  }

  @Override
  public String optimizedHlo() {
    throw Arguments.unknowable(engine, "the optimised HLO");
  }

  private void add(CallFrame frame, int i, Value.Concrete argument) {
    if (argument instanceof TensorFlowBuffer buffer) {
      buffer.addTo(frame);
      return;
    }
    if (argument instanceof Buffer other) {
      throw Arguments.foreign(i, other, engine);
    }
    long copy = TensorFlowBuffer.copy(frame, argument.toHost());
    try {
      frame.add(copy);
    } finally {
      TensorFlowBuffer.delete(copy);
    }
  }
}
