package org.juxta.tests.snippets;

import java.util.List;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.tracer.HostArray;
import org.juxta.transforms.Jit;
import org.juxta.xla.Buffer;
import org.juxta.xla.Engine;
import org.juxta.xla.Engines;
import org.juxta.xla.Executable;
import org.juxta.xla.MemoryScope;

/** Engines and the memory of their arrays. */
final class EngineSnippets {
  private EngineSnippets() {}

  static void engine() {
    // @start region="engine"
    Engine engine = Engines.reference();
    Executable twice = engine.compile(Jit.of(x -> x.mul(2)).program(Np.zeros(3)));
    System.out.println(twice.inputTypes()); // [F32(3)]
    HostArray data = Np.array(1f, 2f, 3f).toHost();
    try (Buffer result = twice.execute(List.of(engine.transfer(data))).getFirst()) {
      System.out.println(Array.of(result)); // [2. 4. 6.]
    }
    // @end
  }

  static void memoryScope() {
    // @start region="memoryScope"
    var step = Jit.of(x -> x.mul(0.5).add(1));
    Array x = Np.zeros(2);
    for (int i = 0; i < 20; i++) {
      try (MemoryScope scope = MemoryScope.open()) {
        x = step.apply(x);
        scope.keep(x.value());
      }
    }
    System.out.println(x); // [1.9999981 1.9999981]
    // @end
  }
}
