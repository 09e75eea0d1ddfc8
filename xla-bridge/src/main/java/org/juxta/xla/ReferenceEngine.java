package org.juxta.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.ReferenceProgram;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Value;

/**
 * The reference evaluator as an engine: plain Java, no native code. Runs everywhere and is the
 * oracle of the tests; far slower than XLA on large arrays and loops.
 */
final class ReferenceEngine implements Engine {
  private static final Device DEVICE = new Device(0, "Java");

  private final LongAdder compiles = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String version() {
    return "Juxta's reference evaluator on Java " + Runtime.version().feature();
  }

  @Override
  public List<Device> devices() {
    return List.of(DEVICE);
  }

  @Override
  public Buffer transfer(HostArray array) {
    return HostBuffer.of(array);
  }

  @Override
  public Buffer transfer(HostArray array, Device device) {
    if (!device.equals(DEVICE)) {
      throw Arguments.noDevice(device, this);
    }
    return HostBuffer.of(array);
  }

  @Override
  public Buffer copy(Buffer buffer, Device device) {
    if (!(buffer instanceof HostBuffer)) {
      throw Arguments.foreign(0, buffer, this);
    }
    return transfer(buffer.toHost(), device);
  }

  @Override
  public Executable compile(Program program, Set<Integer> donated) {
    Set<Integer> taken = Arguments.donated(program, donated);
    long start = System.nanoTime();
    ReferenceProgram ready = ReferenceProgram.of(program);
    compiles.increment();
    nanos.add(System.nanoTime() - start);
    return new Prepared(this, program, ready, taken);
  }

  @Override
  public Executable compile(StableHloArtifact module) {
    throw new EngineException(
        "the reference engine runs programs of this process and no StableHLO modules: choose XLA,"
            + " by -Djuxta.engine=tensorflow or a PJRT plugin");
  }

  @Override
  public CompileStats stats() {
    return new CompileStats(compiles.sum(), 0, nanos.sum());
  }

  @Override
  public void close() {}

  private record Prepared(
      ReferenceEngine engine, Program program, ReferenceProgram ready, Set<Integer> donated)
      implements Executable {
    @Override
    public List<ArrayType> inputTypes() {
      return Arguments.types(program);
    }

    @Override
    public List<ArrayType> outputTypes() {
      return program.outputTypes();
    }

    @Override
    public List<Buffer> execute(List<? extends Value.Concrete> arguments, CallOptions options) {
      List<ArrayType> types = inputTypes();
      Arguments.checkCount(types, arguments);
      Arguments.checkDonatedOnce(donated, arguments);
      if (options.device() != null && !options.device().equals(DEVICE)) {
        throw Arguments.noDevice(options.device(), engine);
      }
      List<HostArray> host = new ArrayList<>(arguments.size());
      for (int i = 0; i < arguments.size(); i++) {
        Arguments.check(types, i, arguments.get(i));
        if (arguments.get(i) instanceof Buffer other && !(other instanceof HostBuffer)) {
          throw Arguments.foreign(i, other, engine);
        }
        host.add(arguments.get(i).toHost());
      }
      for (int i : donated) {
        if (arguments.get(i) instanceof HostBuffer buffer) {
          buffer.donate(options.caller());
        }
      }
      int captures = program.captures().size();
      List<Buffer> results = new ArrayList<>(program.outputs().size());
      for (HostArray result :
          ready.run(host.subList(0, captures), host.subList(captures, host.size()))) {
        results.add(HostBuffer.of(result));
      }
      return List.copyOf(results);
    }

    @Override
    public Cost cost() {
      throw Arguments.unknowable(engine, "the cost");
    }

    @Override
    public String optimizedHlo() {
      throw Arguments.unknowable(engine, "the optimised HLO");
    }
  }

  /** An array on the heap. Closing it only makes it unusable, as it does with every engine. */
  private static final class HostBuffer implements Buffer {
    private final HostArray array;
    private volatile boolean closed;
    private volatile @Nullable SourceLine donatedAt;

    private HostBuffer(HostArray array) {
      this.array = array;
    }

    static HostBuffer of(HostArray array) {
      HostBuffer buffer = new HostBuffer(array);
      MemoryScope.made(buffer);
      return buffer;
    }

    @Override
    public ArrayType type() {
      return array.type();
    }

    @Override
    public HostArray toHost() {
      if (closed) {
        SourceLine line = donatedAt;
        throw line == null ? Arguments.closed(type()) : DonatedException.of(type(), line);
      }
      return array;
    }

    @Override
    public @Nullable SourceLine donatedAt() {
      return donatedAt;
    }

    @Override
    public Engine engine() {
      return Engines.reference();
    }

    /** Always false: there is one device. */
    @Override
    public boolean isCommitted() {
      return false;
    }

    void donate(SourceLine caller) {
      donatedAt = caller;
      closed = true;
    }

    @Override
    public Device device() {
      return DEVICE;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void await() {}

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String toString() {
      return "Buffer<" + type() + " on " + DEVICE + ">";
    }
  }
}
