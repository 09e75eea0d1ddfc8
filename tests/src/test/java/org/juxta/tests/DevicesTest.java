package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.juxta.Array;
import org.juxta.Key;
import org.juxta.Np;
import org.juxta.Rng;
import org.juxta.probability.Draws;
import org.juxta.probability.Mcmc;
import org.juxta.probability.Nuts;
import org.juxta.probability.ProgressListener;
import org.juxta.tracer.DType;
import org.juxta.transforms.Grad;
import org.juxta.transforms.Jit;
import org.juxta.xla.Device;
import org.juxta.xla.Devices;
import org.juxta.xla.Engine;
import org.juxta.xla.EngineException;
import org.juxta.xla.Engines;

/** Where arrays are and programs run, on whatever engine runs the tests. */
class DevicesTest {
  private static final int LARGE = 1 << 17;

  @Test
  void thereIsAFirstDevice() {
    Device first = Devices.all().getFirst();
    assertThat(Devices.count()).isEqualTo(Devices.all().size());
    assertThat(Np.array(1f).device()).isEmpty();
    assertThat(Np.arange(LARGE).add(1).device()).contains(first);
    assertThat(Np.array(1f).to(first).device()).contains(first);
    assertThat(Jit.of((Array x) -> x.add(1)).on(first).apply(Np.array(1f)).toFloat()).isEqualTo(2);
    assertThat(Grad.of((Array x) -> x.to(first).mul(3)).apply(Np.array(1f)).toFloat()).isEqualTo(3);
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> Np.array(1f).to(new Device(77, "CPU")))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("CPU:77", "juxta.devices");
    assertThatThrownBy(() -> Device.cpu(77)).isInstanceOf(EngineException.class);
    assertThatThrownBy(
            () -> Jit.of((Array x) -> x.add(1)).on(new Device(77, "CPU")).apply(Np.array(1f)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("CPU:77");
  }

  @Test
  void arraysOfAnotherEngineAreRefusedAndCanBeMoved() {
    Engine other = Engines.reference();
    assumeThat(Engines.current()).as("another engine than the reference's runs").isNotSameAs(other);
    Array theirs = Array.of(other.transfer(Np.array(1f, 2f).toHost()));
    String name = Engines.current().name();
    assertThatThrownBy(() -> theirs.add(1))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("add", "reference", name, "to(device)");
    assertThatThrownBy(() -> theirs.add(Np.zeros(DType.F32, LARGE, 2)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("to(device)");
    assertThatThrownBy(() -> Jit.of((Array x) -> x.add(1)).apply(theirs))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("to(device)");
    assertThat(theirs.to(Devices.all().getFirst()).add(1).toFloats()).containsExactly(2, 3);
    assertThat(theirs.toFloats()).containsExactly(1, 2);
  }

  /** Skipped unless the engine has two devices: a CPU plugin with {@code -Djuxta.devices=2}. */
  @Nested
  class OfTwo {
    private Device first;
    private Device second;

    @BeforeEach
    void requireTwo() {
      assumeThat(Devices.count()).as("devices of the engine").isGreaterThanOrEqualTo(2);
      first = Device.cpu(0);
      second = Device.cpu(1);
    }

    @Test
    void operationsFollowTheirArguments() {
      Array x = Np.array(1f, 2f).to(second);
      assertThat(x.device()).contains(second);
      assertThat(x.add(1).device()).contains(second);
      assertThat(x.add(1).toFloats()).containsExactly(2, 3);
      Array large = x.reshape(1, 2).mul(Np.ones(DType.F32, LARGE, 2));
      assertThat(large.device()).contains(second);
      assertThat(large.sum().toFloat()).isEqualTo(3 * LARGE);
      assertThat(Np.arange(LARGE).device()).isNotEqualTo(Optional.of(second));
      Key key = new Key(Key.of(1).data().to(second), Key.of(1).layout());
      Array draws = Rng.normal(key, LARGE);
      assertThat(draws.device()).contains(second);
      assertThat(draws.toFloats()).isEqualTo(Rng.normal(Key.of(1), LARGE).toFloats());
    }

    @Test
    void programsFollowTheirArguments() {
      Array captured = Np.array(5f, 6f);
      var f = Jit.of((Array x, Array y) -> x.mul(y).add(captured));
      Array y = Np.array(2f, 2f);
      for (int i = 0; i < 4; i++) {
        Array there = f.apply(Np.array(1f, 2f).to(second), y);
        assertThat(there.device()).contains(second);
        assertThat(there.toFloats()).containsExactly(7, 10);
        Array here = f.apply(Np.array(1f, 2f), y);
        assertThat(here.device()).contains(first);
        assertThat(f.apply(there, here).device()).contains(second);
      }
      Array asked = f.on(second).apply(y, y);
      assertThat(asked.device()).contains(second);
      assertThat(asked.toFloats()).containsExactly(9, 10);
    }

    @Test
    void devicesDoNotMix() {
      Array here = Np.array(1f, 2f).to(first);
      Array there = Np.array(1f, 2f).to(second);
      assertThatThrownBy(() -> here.add(there))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("add", "CPU:0", "CPU:1", "to(device)");
      assertThatThrownBy(() -> Jit.of((Array a, Array b) -> a.add(b)).apply(here, there))
          .isInstanceOf(EngineException.class)
          .hasMessageContainingAll("CPU:0", "CPU:1", "to(device)");
      assertThatThrownBy(() -> Jit.of((Array a) -> a.add(1)).on(first).apply(there))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("to(device)");
      assertThatThrownBy(() -> Jit.of((Array a) -> a.add(here)).apply(there))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("to(device)");
      assertThat(here.to(second).add(there).toFloats()).containsExactly(2, 4);
    }

    @Test
    void whatIsTakenAlongCanBeDonated() {
      Array x = Jit.of((Array a) -> a.add(1)).apply(Np.zeros(DType.F32, LARGE));
      Array y = Jit.of((Array a) -> a.add(1)).donating(0).on(second).apply(x);
      assertThat(y.device()).contains(second);
      assertThat(y.get(3).toFloat()).isEqualTo(2);
      assertThatThrownBy(x::sum)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("donated");
    }

    @Test
    void chainsAreTheSameOnSeveralDevices() {
      Mcmc mcmc =
          Mcmc.of(Nuts.logDensity((Array x, Array scale) -> x.div(scale).square().sum().mul(-0.5)))
              .chains(3)
              .warmup(120)
              .draws(40)
              .blockSize(16)
              .startAt(Np.zeros(2))
              .progress(ProgressListener.NONE);
      Array scale = Np.array(1f, 3f);
      Draws one = mcmc.run(Key.of(3), scale);
      Draws two = mcmc.threads(2).devices(second, first).run(Key.of(3), scale);
      assertThat(two.get("x").toFloats()).isEqualTo(one.get("x").toFloats());
      assertThat(two.leapfrogs()).isDeepEqualTo(one.leapfrogs());
      assertThat(mcmc.vectorized(true).devices(second).run(Key.of(3), scale).size()).isEqualTo(40);
    }
  }
}
