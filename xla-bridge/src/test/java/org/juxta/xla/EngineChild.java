package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Effect;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.HostFunction;

/** What {@link EngineProcessTest} runs in processes of its own. */
final class EngineChild {
  private static final int MEGABYTE = 1 << 18;

  private EngineChild() {}

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "sum" -> System.out.println(Engines.current().name() + " " + chain(1));
      case "chain" -> System.out.println(chain(20_000));
      case "garbage" -> garbage();
      case "programs" -> programs();
      case "double" -> System.out.println(called(x -> 2 * x));
      case "square" -> System.out.println(called(x -> x * x));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Thirty programs, one after the other. */
  private static void programs() {
    System.out.println("compiling");
    int right = 0;
    for (int n = 1; n <= 30; n++) {
      right += chain(n) == n + 1 ? 1 : 0;
    }
    System.out.println(right + " right");
  }

  /** 1 added to 1 {@code n} times. */
  private static float chain(int n) {
    HostArray one = TestPrograms.floats(1, 1);
    Executable sums = Engines.current().compile(TestPrograms.sums(one.type(), n));
    return TestPrograms.floats(sums.execute(List.of(one, one)).getFirst().toHost())[0];
  }

  /** What a program that calls the function gives for 3. */
  private static float called(FloatFunction f) {
    HostArray three = TestPrograms.floats(3);
    HostFunction function =
        x -> List.of(TestPrograms.floats(f.apply(TestPrograms.floats(x.getFirst())[0])));
    Executable program =
        Engines.current().compile(TestPrograms.calling(function, three.type(), Effect.IO));
    return TestPrograms.floats(program.execute(List.of(three)).getFirst().toHost())[0];
  }

  private interface FloatFunction {
    float apply(float x);
  }

  /**
   * Two thousand arrays of a megabyte that nobody keeps; prints the most megabytes that were live.
   */
  private static void garbage() {
    Engine engine = Engines.current();
    ArrayType type = ArrayType.of(DType.F32, MEGABYTE);
    Executable sum = engine.compile(TestPrograms.sums(type, 1));
    Buffer zeros = engine.transfer(HostArray.allocate(type));
    long most = 0;
    for (int i = 0; i < 2000; i++) {
      if (sum.execute(List.of(zeros, zeros)).size() == 1) {
        most = Math.max(most, NativeMemory.process().liveBytes());
      }
    }
    System.out.println(most >> 20);
  }
}
