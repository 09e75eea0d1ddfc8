package org.juxta.internal;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;
import org.juxta.tracer.Value;
import org.juxta.xla.Buffer;
import org.juxta.xla.Cost;
import org.juxta.xla.Engine;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;
import org.juxta.xla.Lowering;
import org.juxta.xla.MemoryScope;

/** A program compiled by the engine of this process, together with what it captured. */
public final class Compiled {
  private final Executable executable;
  private final List<Value.Concrete> captured;

  private Compiled(Executable executable, List<Value.Concrete> captured) {
    this.executable = executable;
    this.captured = captured;
  }

  /** Compiles {@code program}; what it captured is put on the device once. */
  public static Compiled of(Program program, List<Value.Concrete> captured) {
    Engine engine = Engines.current();
    Executable executable = engine.compile(program);
    List<Value.Concrete> kept =
        MemoryScope.detached(() -> captured.stream().map(c -> onDevice(engine, c)).toList());
    return new Compiled(executable, kept);
  }

  private static Value.Concrete onDevice(Engine engine, Value.Concrete value) {
    return value instanceof HostArray host ? engine.transfer(host) : value;
  }

  /** The results for these inputs, perhaps still being computed. */
  public List<Array> run(List<Array> inputs) {
    ArrayList<Value.Concrete> arguments = new ArrayList<>(captured.size() + inputs.size());
    arguments.addAll(captured);
    for (int i = 0; i < inputs.size(); i++) {
      arguments.add(inputs.get(i).argument());
    }
    List<Buffer> results = executable.execute(arguments);
    ArrayList<Array> arrays = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      arrays.add(Array.of(results.get(i)));
    }
    return arrays;
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
