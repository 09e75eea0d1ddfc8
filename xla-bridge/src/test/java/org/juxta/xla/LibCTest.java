package org.juxta.xla;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the allocator tells and gives back. */
@SuppressWarnings("restricted") // native memory is what is tested
class LibCTest {
  private static final long MIB = 1 << 20;
  private static final int BLOCKS = 300;

  @Test
  void freedMemoryIsSeenAndReturnedToTheKernel() throws Throwable {
    assumeThat(LibC.heaps()).as("needs glibc").isPresent();
    assertThat(LibC.keepFreedMemory()).isTrue();
    Linker linker = Linker.nativeLinker();
    SymbolLookup c = linker.defaultLookup();
    MethodHandle malloc =
        linker.downcallHandle(
            c.find("malloc").orElseThrow(), FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    MethodHandle free =
        linker.downcallHandle(c.find("free").orElseThrow(), FunctionDescriptor.ofVoid(ADDRESS));
    LibC.Heaps before = LibC.heaps().orElseThrow();
    MemorySegment[] blocks = new MemorySegment[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
      blocks[i] = (MemorySegment) malloc.invokeExact(MIB);
      blocks[i].reinterpret(MIB).fill((byte) 1);
    }
    LibC.Heaps full = LibC.heaps().orElseThrow();
    assertThat(full.used() - before.used()).isGreaterThan((BLOCKS - 10) * MIB);
    for (MemorySegment block : blocks) {
      free.invokeExact(block);
    }
    LibC.Heaps empty = LibC.heaps().orElseThrow();
    assertThat(empty.used()).isLessThan(full.used() - (BLOCKS - 10) * MIB);
    assertThat(empty.free()).isGreaterThan((BLOCKS - 10) * MIB);
    long kept = residentBytes();
    LibC.trim();
    assertThat(residentBytes()).isLessThan(kept - BLOCKS / 2 * MIB);
  }

  @Test
  void aBusyProcessKeepsHalfAsMuchAsItUses() {
    assertThat(NativeMemory.isMostlyIdle(new LibC.Heaps(0, 500 * MIB))).isFalse();
    assertThat(NativeMemory.isMostlyIdle(new LibC.Heaps(0, 600 * MIB))).isTrue();
    assertThat(NativeMemory.isMostlyIdle(new LibC.Heaps(2000 * MIB, 900 * MIB))).isFalse();
    assertThat(NativeMemory.isMostlyIdle(new LibC.Heaps(2000 * MIB, 1100 * MIB))).isTrue();
  }

  private static long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS");
  }
}
