package org.juxta.xla;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Value;

/**
 * A {@code PJRT_LoadedExecutable} for the first device, and another one for the others, compiled
 * when it is first needed.
 */
final class PjrtExecutable implements Executable {
  private static final PjrtFunction EXECUTE = PjrtFunction.LOADED_EXECUTABLE_EXECUTE;
  private static final long EXECUTABLE = EXECUTE.offset("executable");
  private static final long DEVICE = EXECUTE.offset("execute_device");

  private final PjrtEngine engine;
  private final PjrtProgram program;
  private final Supplier<PjrtProgram> compileAnywhere;
  private volatile @Nullable PjrtProgram anywhere;
  private final List<ArrayType> inputs;
  private final List<ArrayType> outputs;
  private final Set<Integer> donated;

  PjrtExecutable(
      PjrtEngine engine,
      PjrtProgram program,
      Supplier<PjrtProgram> compileAnywhere,
      List<ArrayType> inputs,
      List<ArrayType> outputs,
      Set<Integer> donated) {
    this.engine = engine;
    this.program = program;
    this.compileAnywhere = compileAnywhere;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    this.donated = donated;
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
    Device committed = committed(arguments, options.device());
    Device device = committed == null ? engine.devices().getFirst() : committed;
    if (!donated.isEmpty()) {
      Arguments.checkDonatedOnce(donated, arguments);
      for (int i = 0; i < arguments.size(); i++) {
        check(i, arguments.get(i), device); // all, before the first is taken over
      }
    }
    PjrtClient client = engine.client();
    int index = device.id();
    PjrtProgram runs = index == 0 ? program : anywhere();
    PjrtFrame frame = PjrtFrame.current();
    int count = arguments.size();
    frame.reserve(count, outputs.size());
    int given = 0;
    try {
      for (; given < count; given++) {
        frame.argument(given, give(given, arguments.get(given), device, options));
      }
      MemorySegment struct = frame.struct(EXECUTE);
      struct.set(JAVA_LONG, EXECUTABLE, runs.loaded());
      struct.set(JAVA_LONG, DEVICE, index == 0 ? 0 : client.device(index));
      frame.begin();
      long error;
      try {
        error = client.api().call(EXECUTE, struct);
      } finally {
        frame.end();
      }
      client.check(error);
    } finally {
      Reference.reachabilityFence(runs);
      for (int i = 0; i < given; i++) {
        takeBack(i, arguments.get(i), frame.argument(i), device);
      }
    }
    return results(frame, device, committed != null);
  }

  private PjrtProgram anywhere() {
    PjrtProgram made = anywhere;
    if (made == null) {
      made = compileAnywhere.get();
      anywhere = made;
    }
    return made;
  }

  private List<Buffer> results(PjrtFrame frame, Device device, boolean committed) {
    int count = outputs.size();
    Buffer[] results = new Buffer[count];
    // On a CPU all results of a call are ready at once, when it is over.
    boolean together = engine.client().isHost();
    PjrtBuffer.Completion call = new PjrtBuffer.Completion();
    for (int i = 0; i < count; i++) {
      PjrtBuffer.Completion completion = together ? call : new PjrtBuffer.Completion();
      results[i] =
          PjrtBuffer.of(outputs.get(i), frame.result(i), engine, device, committed, completion);
    }
    return List.of(results);
  }

  /** The device asked for, else that of the first argument committed to one, if any. */
  private @Nullable Device committed(
      List<? extends Value.Concrete> arguments, @Nullable Device asked) {
    if (asked != null) {
      engine.index(asked);
      return asked;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof PjrtBuffer buffer
          && buffer.isCommitted()
          && buffer.engine() == engine) {
        return buffer.device();
      }
    }
    return null;
  }

  private void check(int i, Value.Concrete argument, Device device) {
    Arguments.check(inputs, i, argument);
    if (argument instanceof Buffer buffer) {
      if (buffer.engine() != engine) {
        throw Arguments.foreign(i, buffer, engine);
      }
      if (buffer.isCommitted() && !buffer.device().equals(device)) {
        throw Arguments.elsewhere(i, buffer, device);
      }
    }
  }

  /** The {@code PJRT_Buffer*} of an argument, until {@link #takeBack}. */
  private long give(int i, Value.Concrete argument, Device device, CallOptions options) {
    check(i, argument, device);
    if (!(argument instanceof PjrtBuffer buffer)) {
      return PjrtBuffer.copy(engine.client(), argument.toHost(), device.id());
    }
    boolean takes = !donated.isEmpty() && donated.contains(i);
    if (!buffer.device().equals(device)) {
      long copy = engine.copyTo(buffer, device.id());
      if (takes) {
        buffer.donate(options.caller());
        buffer.freeDonated();
      }
      return copy;
    }
    return takes ? buffer.donate(options.caller()) : buffer.enter();
  }

  private void takeBack(int i, Value.Concrete argument, long pointer, Device device) {
    if (!(argument instanceof PjrtBuffer buffer) || !buffer.device().equals(device)) {
      PjrtBuffer.free(engine.client(), pointer);
    } else if (!donated.isEmpty() && donated.contains(i)) {
      buffer.freeDonated();
    } else {
      buffer.leave();
    }
  }

  @Override
  public Cost cost() {
    return program.cost(engine.client());
  }

  @Override
  public String optimizedHlo() {
    return HloText.of(program.optimized(engine.client()));
  }
}
