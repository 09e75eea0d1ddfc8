package org.juxta.xla;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The mappings of memory of this process. Linux grants each a number of them, 65530 unless told
 * otherwise; a loaded program takes some twenty, one of many parts some hundred.
 */
record Mappings(long used, long most) {
  private static final Path LIMIT = Path.of("/proc/sys/vm/max_map_count");
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** From this share on it is likely that the next program can't be loaded. */
  private static final double FEW_LEFT = 0.95;

  /** What a process has now, or nothing where that can't be known. */
  private static Stream<Mappings> now() {
    if (!Files.isReadable(LIMIT)) {
      return Stream.empty();
    }
    // The kernel gives the limit to one read from its start, so not to Files.readString, which
    // begins with a single byte.
    try (Stream<String> maps = Files.lines(MAPS);
        BufferedReader limit = Files.newBufferedReader(LIMIT)) {
      long most = Long.parseLong(Objects.requireNonNullElse(limit.readLine(), ""));
      return Stream.of(new Mappings(maps.count(), most));
    } catch (IOException | NumberFormatException _) {
      return Stream.empty();
    }
  }

  /** The share of them that this process has, where that can be known. */
  static OptionalDouble share() {
    return now().mapToDouble(m -> (double) m.used / m.most).findFirst();
  }

  /** What an error adds if loading a program may have failed for want of them; else empty. */
  static String hint() {
    return now().map(Mappings::text).findFirst().orElse("");
  }

  /** {@link #hint} of these. */
  String text() {
    return used < FEW_LEFT * most
        ? ""
        : "\nThis process has %d of the %d mappings of memory that Linux grants it (%s); each loaded program takes about 20. Compile fewer: call functions with arguments of fewer shapes and static values, and wrap each function once (Jit.of outside loops). A PJRT plugin unloads programs that are not used any more. Or have the limit raised: sysctl -w vm.max_map_count=262144"
            .formatted(used, most, LIMIT);
  }
}
