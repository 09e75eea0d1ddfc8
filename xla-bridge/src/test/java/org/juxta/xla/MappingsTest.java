package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is known of the mappings of memory of a process. */
class MappingsTest {
  @Test
  void aProcessWithFewIsToldNothing() {
    assertThat(Mappings.share().orElse(0)).isLessThan(0.5);
    assertThat(Mappings.hint()).isEmpty();
    assertThat(new Mappings(62_253, 65_530).text()).isEmpty();
  }

  @Test
  void aProcessThatHasNearlyAllIsTold() {
    assertThat(new Mappings(62_254, 65_530).text())
        .startsWith("\nThis process has 62254 of the 65530 mappings of memory");
  }

  @Test
  void theShareIsKnownOnLinux() {
    boolean linux = Files.isReadable(Path.of("/proc/sys/vm/max_map_count"));
    assertThat(Mappings.share().isPresent()).isEqualTo(linux);
    if (linux) {
      assertThat(Mappings.share().orElseThrow()).isStrictlyBetween(0.0, 1.0);
    }
  }
}
