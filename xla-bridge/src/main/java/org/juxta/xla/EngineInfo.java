package org.juxta.xla;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Contraction;
import org.juxta.tracer.DType;
import org.juxta.tracer.Elementwise;
import org.juxta.tracer.Equation;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.tracer.SourceLine;
import org.juxta.tracer.Variable;

/**
 * A command that prints which engines there are and what the one in use can do: its version and
 * devices, the time of a small call, the rate of a matrix product.
 *
 * <pre>{@code java --enable-native-access=ALL-UNNAMED -cp ... org.juxta.xla.EngineInfo}</pre>
 */
public final class EngineInfo {
  private static final int CALLS = 20_000;
  private static final int SIDE = 1024;

  private EngineInfo() {}

  /** Prints to standard output; takes no arguments. */
  @SuppressWarnings("SystemOut") // what it prints is what it is for
  public static void main(String[] arguments) {
    print(System.out);
  }

  static void print(PrintStream out) {
    for (EngineStatus status : Engines.available()) {
      out.println(
          status.name() + ": " + (status.available() ? "" : "not available: ") + status.detail());
    }
    Engine engine = Engines.current();
    out.println("in use: " + engine.name() + ", devices " + engine.devices());
    out.println(
        String.format(
            Locale.ROOT, "call of two small arrays, awaited: %.2f us", dispatch(engine) / 1e3));
    double seconds = product(engine) / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "matrix product %d x %d, F32: %.2f ms, %.0f GFLOP/s",
            SIDE,
            SIDE,
            seconds * 1e3,
            2.0 * SIDE * SIDE * SIDE / seconds / 1e9));
  }

  private static double dispatch(Engine engine) {
    ArrayType type = ArrayType.of(DType.F32, 4);
    Op add = new Elementwise.Binary(Elementwise.BinaryKind.ADD);
    return least(engine, add, type, 10, CALLS);
  }

  private static double product(Engine engine) {
    Ints none = Ints.EMPTY;
    Op product = new Contraction.DotGeneral(Ints.of(1), Ints.of(0), none, none);
    boolean compiled = !engine.name().equals("reference");
    return least(engine, product, ArrayType.of(DType.F32, SIDE, SIDE), compiled ? 10 : 1, 1);
  }

  /** The least nanoseconds that a call takes, of so many rounds of so many calls. */
  private static double least(Engine engine, Op op, ArrayType type, int rounds, int calls) {
    Variable x = new Variable(type);
    Variable y = new Variable(type);
    Variable z = new Variable(op.infer(List.of(type, type)).getFirst());
    Equation equation = new Equation(op, List.of(x, y), List.of(z), SourceLine.UNKNOWN);
    Executable run =
        engine.compile(new Program(List.of(x, y), List.of(), List.of(equation), List.of(z)));
    double least = Double.POSITIVE_INFINITY;
    try (Buffer zeros = engine.transfer(HostArray.allocate(type))) {
      List<Buffer> operands = List.of(zeros, zeros);
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        for (int j = 0; j < calls; j++) {
          try (Buffer result = run.execute(operands).getFirst()) {
            result.await();
          }
        }
        least = Math.min(least, (System.nanoTime() - start) / (double) calls);
      }
    }
    return least;
  }
}
