package org.juxta.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.CallOptions;
import org.juxta.xla.Cost;
import org.juxta.xla.Device;
import org.juxta.xla.Engine;
import org.juxta.xla.EngineException;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;
import org.juxta.xla.Lowering;
import org.juxta.xla.MemoryScope;
import org.juxta.xla.StableHloArtifact;

/** A program compiled by the engine of this process, together with what it captured. */
public final class Compiled {
  /**
   * How a program is to be run.
   *
   * @param donated the positions of the inputs whose memory each call takes over
   * @param device where; null for the device that arguments are committed to, else the first
   */
  public record Options(Set<Integer> donated, @Nullable Device device) {
    /** Copies the set. */
    public Options {
      donated = Set.copyOf(donated);
    }
  }

  private final Engine engine;
  private final Executable executable;
  private final List<Value.Concrete> given;
  private final List<Value.Concrete> captured;
  private final boolean travels;
  private final Map<Device, List<Value.Concrete>> elsewhere = new ConcurrentHashMap<>();
  private final Options options;

  private Compiled(
      Engine engine, Executable executable, List<Value.Concrete> given, Options options) {
    this.engine = engine;
    this.executable = executable;
    this.given = given;
    this.captured = onDevice(engine::transfer);
    this.travels =
        engine.devices().size() > 1 && given.stream().anyMatch(HostArray.class::isInstance);
    this.options = options;
  }

  /** Compiles {@code program}; what it captured is put on the device once. */
  public static Compiled of(Program program, List<Value.Concrete> captured, Options options) {
    Engine engine = Engines.current();
    Set<Integer> donated = new HashSet<>();
    options.donated.forEach(i -> donated.add(captured.size() + i));
    return new Compiled(engine, engine.compile(program, donated), List.copyOf(captured), options);
  }

  /** Compiles a module; its first arguments are put on the device once. */
  public static Compiled of(StableHloArtifact module, List<Value.Concrete> first) {
    Engine engine = Engines.current();
    return new Compiled(
        engine, engine.compile(module), List.copyOf(first), new Options(Set.of(), null));
  }

  private List<Value.Concrete> onDevice(Function<HostArray, Buffer> transfer) {
    return MemoryScope.detached(
        () ->
            given.stream()
                .map(c -> c instanceof HostArray host ? transfer.apply(host) : c)
                .toList());
  }

  /** The results for these inputs, perhaps still being computed. */
  public List<Array> run(List<Array> inputs) {
    List<Value.Concrete> before = travels ? capturedFor(inputs) : captured;
    ArrayList<Value.Concrete> arguments = new ArrayList<>(before.size() + inputs.size());
    arguments.addAll(before);
    for (int i = 0; i < inputs.size(); i++) {
      arguments.add(inputs.get(i).argument());
    }
    List<Buffer> results =
        options.donated.isEmpty() ? execute(arguments) : executeDonating(inputs, arguments);
    ArrayList<Array> arrays = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      arrays.add(Array.of(results.get(i)));
    }
    return arrays;
  }

  private List<Buffer> execute(List<Value.Concrete> arguments) {
    Device device = options.device;
    return device == null
        ? executable.execute(arguments)
        : executable.execute(arguments, CallOptions.on(device));
  }

  private List<Buffer> executeDonating(List<Array> inputs, List<Value.Concrete> arguments) {
    options.donated.forEach(i -> requireOnce(inputs, i));
    SourceLine caller = SourceLine.here();
    List<Buffer> results = executable.execute(arguments, new CallOptions(options.device, caller));
    options.donated.forEach(i -> inputs.get(i).donate(caller));
    return results;
  }

  @SuppressWarnings("ReferenceEquality") // of the same memory only
  private void requireOnce(List<Array> inputs, int donated) {
    Array array = inputs.get(donated);
    Value value = array.value();
    for (int i = 0; i < inputs.size(); i++) {
      if (i != donated && inputs.get(i).value() == value) {
        throw notOnce(array, "is passed to it twice");
      }
    }
    for (Value.Concrete capture : given) {
      if (capture == value) {
        throw notOnce(array, "is captured by the function too");
      }
    }
  }

  private static EngineException notOnce(Array array, String problem) {
    return new EngineException(
        "the %s array that is donated to this call %s; pass a copy, or don't donate it"
            .formatted(array.type(), problem));
  }

  /** What was captured on the host, on the device where a call with these inputs runs. */
  private List<Value.Concrete> capturedFor(List<Array> inputs) {
    Device device = options.device == null ? Placement.committed(inputs) : options.device;
    return device == null || device.equals(engine.devices().getFirst())
        ? captured
        : elsewhere.computeIfAbsent(
            device, there -> onDevice(host -> engine.transfer(host, there)));
  }

  /** What the compiler expects a run to take. */
  public Cost cost() {
    return executable.cost();
  }

  /** The program as the compiler left it. */
  public String optimizedHlo() {
    return executable.optimizedHlo();
  }

  /** The text that {@code program} is compiled from, with the user's source lines. */
  public static String stableHlo(Program program) {
    return Lowering.lower(program, true);
  }
}
