package org.juxta.tests.snippets;

import java.util.List;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.probability.Nuts;
import org.juxta.probability.ProgressListener;
import org.juxta.tracer.HostArray;
import org.juxta.transforms.Jit;
import org.juxta.xla.Buffer;
import org.juxta.xla.Device;
import org.juxta.xla.Devices;
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

  static void devices() {
    // @start region="devices"
    Device last = Devices.all().getLast(); // or Device.cpu(1), where there are two
    Array x = Np.array(1f, 2f).to(last);
    System.out.println(x.mul(x).sum().toFloat()); // 5.0
    var f = Jit.of(y -> y.add(1)).on(last);
    System.out.println(f.apply(Np.zeros(2)).device().orElseThrow().equals(last)); // true
    // @end
  }

  static void donating() {
    // @start region="donating"
    var step = Jit.of((Array w, Array g) -> w.sub(g.mul(0.5))).donating(0);
    Array w = Np.array(1f, 2f);
    Array next = step.apply(w, Np.array(2f, 2f)); // from here on, w.sum() is an error
    System.out.println(next); // [0. 1.]
    // @end
  }

  static void chains() {
    // @start region="chains"
    Draws draws =
        Mcmc.of(Nuts.logDensity(x -> x.square().sum().mul(-0.5)))
            .chains(2)
            .warmup(50)
            .draws(50)
            .devices(Devices.all().toArray(Device[]::new))
            .startAt(Np.zeros(2))
            .progress(ProgressListener.NONE)
            .run(Key.of(0));
    System.out.println(draws.chains()); // 2
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
