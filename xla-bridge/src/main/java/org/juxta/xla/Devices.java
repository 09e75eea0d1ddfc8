package org.juxta.xla;

import java.util.List;

/**
 * The devices of the engine of this process. Arrays and programs are on the first one unless they
 * are told otherwise: {@code array.to(device)}, {@code Jit.of(f).on(device)}.
 *
 * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="devices"}
 */
public final class Devices {
  private Devices() {}

  /** All of them. As {@code jax.devices}. */
  public static List<Device> all() {
    return Engines.current().devices();
  }

  /** How many there are. As {@code jax.device_count}. */
  public static int count() {
    return all().size();
  }
}
