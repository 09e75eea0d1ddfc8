package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.io.FormatException;
import org.juxta.io.Npy;
import org.juxta.io.Npz;
import org.juxta.io.Safetensors;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;

/** Files of arrays: those NumPy and the safetensors library made, ours, and damaged ones. */
class IoTest {
  @TempDir Path folder;

  private static Path given(String name) {
    try {
      return Path.of(IoTest.class.getResource("/io/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSame(Array actual, Array expected) {
    assertThat(actual.type().strong()).isEqualTo(expected.type().strong());
    assertThat(actual.toString()).isEqualTo(expected.toString());
  }

  private static final Array QUARTERS = Np.array(new double[][] {{0, 0.25, 0.5}, {0.75, 1, 1.25}});

  @Test
  void readsWhatNumpyWrote() {
    assertSame(Npy.load(given("rows.npy")), QUARTERS);
    assertSame(Npy.load(given("columns.npy")), QUARTERS.astype(DType.F32));
    assertSame(Npy.load(given("big_endian.npy")), Np.array(new int[] {1, -2, 3 << 20}));
    assertSame(Npy.load(given("truth.npy")), Np.array(new boolean[] {true, false}));
    assertSame(Npy.load(given("scalar.npy")), Np.array(7L));
    assertSame(Npy.load(given("empty.npy")), Np.zeros(DType.U32, 3, 0));
    assertSame(Npy.load(given("version3.npy")), Np.array(new double[] {0, 1, 2}));
  }

  @Test
  void readsArchivesThatNumpyWrote() {
    Map<String, Array> two = Npz.load(given("two.npz"));
    assertThat(two.keySet()).containsExactly("x", "y");
    assertSame(two.get("x").get(), QUARTERS);
    assertSame(two.get("y").get(), Np.array(new int[] {1, 2}));
    assertThat(Npz.load(given("packed.npz")).get("zeros").get().shape().size()).isEqualTo(1000);
  }

  @Test
  void readsWhatSafetensorsWrote() {
    Path file = given("weights.safetensors");
    Map<String, Array> weights = Safetensors.load(file);
    assertSame(weights.get("w").get(), QUARTERS.astype(DType.F32));
    assertSame(weights.get("b").get(), Np.array(new boolean[] {true}));
    assertSame(weights.get("none").get(), Np.zeros(DType.I64, 0, 2));
    assertThat(Safetensors.metadata(file).get("made").get()).isEqualTo("by hand");
    assertSame(Safetensors.load(file, "w"), QUARTERS.astype(DType.F32));
    assertThat(Safetensors.types(file).get("w").get())
        .isEqualTo(QUARTERS.astype(DType.F32).type().strong());
    assertThatThrownBy(() -> Safetensors.load(file, "v"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no array 'v'; there are");
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void comesBackAsItWas(DType dtype) {
    for (Array x :
        new Array[] {
          Np.arange(6).astype(dtype).reshape(2, 3), Np.zeros(dtype, 0, 4), Np.ones(dtype)
        }) {
      Path npy = folder.resolve("x.npy");
      Npy.save(npy, x);
      assertSame(Npy.load(npy), x);
      Map<String, Array> named = LinkedHashMap.of("x", x, "ünï", x);
      Npz.save(folder.resolve("x.npz"), named);
      assertSame(Npz.load(folder.resolve("x.npz")).get("ünï").get(), x);
      Npz.saveCompressed(folder.resolve("x.npz"), named);
      assertSame(Npz.load(folder.resolve("x.npz")).get("x").get(), x);
      Path weights = folder.resolve("x.safetensors");
      if (dtype == DType.C128) {
        assertThatThrownBy(() -> Safetensors.save(weights, named))
            .isInstanceOf(FormatException.class)
            .hasMessageContaining("no C128");
        continue;
      }
      Safetensors.save(weights, named, LinkedHashMap.of("a", "b\n\""));
      assertSame(Safetensors.load(weights).get("ünï").get(), x);
      assertThat(Safetensors.metadata(weights).get("a").get()).isEqualTo("b\n\"");
    }
    assertThat(folder.toFile().list()).hasSize(dtype == DType.C128 ? 2 : 3);
  }

  @Test
  void dataBeginWhereNumpyAlignsThem() throws IOException {
    Path file = folder.resolve("x.npy");
    for (int size = 0; size < 12; size++) {
      Npy.save(file, Np.zeros(DType.BOOL, (int) Math.pow(10, size % 8)));
      byte[] bytes = Files.readAllBytes(file);
      int header = 10 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
      assertThat(header % 64).isZero();
      assertThat(bytes[header - 1]).isEqualTo((byte) '\n');
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"objects.npy", "strings.npy"})
  void elementsOfOtherKindsAreRefused(String name) {
    assertThatThrownBy(() -> Npy.load(given(name)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("can't hold");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThatThrownBy(() -> Npy.load(folder.resolve("none.npy")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.npy");
    assertThatThrownBy(() -> Npy.save(folder.resolve("none/x.npy"), Np.array(1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none");
  }

  private Path file(byte[] content) {
    try {
      return Files.write(folder.resolve("damaged"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] npy(String header) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(10 + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 2000000000), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': ()}",
        "{'descr': '', 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': ()}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': ()} + 1",
        "{'descr': '<f8",
        "{",
        "",
      })
  void falseHeadersAreRefused(String header) {
    assertThatThrownBy(() -> Npy.load(file(npy(header))))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("damaged");
  }

  private static byte[] safetensors(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 12]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [-1, -2], \"data_offsets\": [0, 8]}}",
        "{\"x\": {\"dtype\": \"F99\", \"shape\": [2], \"data_offsets\": [0, 8]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [2000000000, 3000000000], \"data_offsets\": [0,"
            + " 8]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [8, 0]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": [2]}}",
        "{\"x\": {\"dtype\": \"F32\", \"shape\": 2, \"data_offsets\": [0, 8]}}",
        "{\"x\": 1}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]},"
            + " \"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},"
            + " \"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}",
        "[]",
        "{",
        "{} {}",
      })
  void falsePlacesAreRefused(String header) {
    assertThatThrownBy(() -> Safetensors.load(file(safetensors(header, 8))))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void hugeHeaderLengthsAreRefused() {
    for (long length : new long[] {-1, Long.MAX_VALUE, 1L << 40, 100}) {
      byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> Safetensors.load(file(bytes)))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("header of");
    }
  }

  /** Whatever a byte is changed to, and wherever the file ends: an array, or an error of ours. */
  @ParameterizedTest
  @ValueSource(strings = {"rows.npy", "two.npz", "packed.npz", "weights.safetensors"})
  void damagedFilesGiveErrors(String name) throws IOException {
    byte[] whole;
    try (InputStream in = IoTest.class.getResourceAsStream("/io/" + name)) {
      whole = in.readAllBytes();
    }
    Consumer<Path> load =
        name.endsWith(".npy") ? Npy::load : name.endsWith(".npz") ? Npz::load : Safetensors::load;
    Random random = new Random(5);
    int errors = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] bytes =
          java.util.Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int k = 0; i % 3 != 0 && k < i % 3; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        load.accept(file(bytes));
      } catch (JuxtaException | UncheckedIOException e) {
        errors++;
      }
    }
    assertThat(errors).isGreaterThan(500);
  }
}
