package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** What is remembered of programs that nobody uses. */
class CompilationsTest {
  private static Object make(String ignored) {
    return new Object();
  }

  private static boolean isForgotten(WeakReference<Object> program) throws InterruptedException {
    for (int i = 0; i < 100 && !program.refersTo(null); i++) {
      System.gc();
      Thread.sleep(5);
    }
    return program.refersTo(null);
  }

  @Test
  void theLastOnesAreKeptIfTheyAreNotTooLarge() throws InterruptedException {
    Compilations<Object> programs = Compilations.whileUsed(_ -> Compilations.RECENT_BYTES / 2);
    WeakReference<Object> first =
        new WeakReference<>(programs.get("first", CompilationsTest::make));
    WeakReference<Object> second =
        new WeakReference<>(programs.get("second", CompilationsTest::make));
    System.gc();
    assertThat(first.refersTo(null)).isFalse();
    programs.get("third", CompilationsTest::make);
    assertThat(isForgotten(first)).isTrue();
    assertThat(second.refersTo(null)).isFalse();
  }

  @Test
  void theLastOneIsKeptHoweverLarge() throws InterruptedException {
    Compilations<Object> programs = Compilations.whileUsed(_ -> 2 * Compilations.RECENT_BYTES);
    WeakReference<Object> first =
        new WeakReference<>(programs.get("first", CompilationsTest::make));
    System.gc();
    assertThat(first.refersTo(null)).isFalse();
    programs.get("second", CompilationsTest::make);
    assertThat(isForgotten(first)).isTrue();
  }

  @Test
  void manySmallOnesAreKept() throws InterruptedException {
    Compilations<Object> programs = Compilations.whileUsed(_ -> 1);
    WeakReference<Object> first = new WeakReference<>(programs.get("0", CompilationsTest::make));
    for (int i = 1; i < 256; i++) {
      programs.get(Integer.toString(i), CompilationsTest::make);
    }
    System.gc();
    assertThat(first.refersTo(null)).isFalse();
    programs.get("256", CompilationsTest::make);
    assertThat(isForgotten(first)).isTrue();
  }
}
