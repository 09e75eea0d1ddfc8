package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.LinkedHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.io.Safetensors;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.JuxtaException;
import org.juxta.transforms.Export;
import org.juxta.transforms.ExportException;
import org.juxta.transforms.Exported;
import org.juxta.xla.Engines;
import org.juxta.xla.ModuleReader;
import org.juxta.xla.StableHloArtifact;
import org.juxta.xla.XlaException;

/** Damaged and hostile modules, which another process is to die of if any. */
class ForeignModulesTest {
  @TempDir private Path folder;

  private static byte[] given(String name) throws IOException {
    try (InputStream in = ForeignModulesTest.class.getResourceAsStream("/jax_export/" + name)) {
      return in.readAllBytes();
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  /** A byte each, of thousands that were tried, with which MLIR's reader ends its process. */
  @ParameterizedTest
  @CsvSource({
    "gather_scatter, 1255, 107, died of SIGSEGV",
    "cholesky_solve, 972, 5, died of SIGSEGV",
    "conv, 179, 1, died of SIGABRT with exit status 134: LLVM ERROR: unsupported integer type",
    "polynomial, 43, 16, died of SIGABRT with exit status 134: what():  std::bad_alloc"
  })
  void aDamagedModuleEndsTheProcessThatReadsItFirst(
      String name, int place, byte value, String death) throws IOException {
    byte[] module = given(name + ".stablehlo");
    module[place] = value;
    Path file = file(module);
    assertThatThrownBy(() -> Exported.load(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(file + ": no valid StableHLO artifact")
        .hasMessageContaining("MLIR's reader, in a process of its own, " + death);
  }

  /** Some of these are found by the frame, some by MLIR, and some end the process that reads. */
  @ParameterizedTest
  @ValueSource(strings = {"special.stablehlo", "branch.jaxexport"})
  void aDamagedFileIsAnErrorOrAFunction(String name) throws IOException {
    byte[] whole = given(name);
    Random random = new Random(7);
    for (int i = 0; i < 6; i++) {
      byte[] bytes =
          switch (i % 3) {
            case 0 -> whole.clone();
            case 1 -> Arrays.copyOf(whole, whole.length - 1 - random.nextInt(20));
            default -> inserted(whole, whole.length / 3 + random.nextInt(whole.length / 2));
          };
      bytes[bytes.length / 4 + random.nextInt(bytes.length / 2)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(Exported.load(file(bytes)).stableHlo()).contains("@main");
      } catch (JuxtaException e) {
        assertThat(e).isInstanceOf(ExportException.class);
      }
    }
  }

  private static byte[] inserted(byte[] bytes, int at) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
    return longer;
  }

  private static final String OVERFLOW =
      """
      module {
        func.func public @main(%a: tensor<4xf32>) -> tensor<1x1xf32> {
          %0 = stablehlo.broadcast_in_dim %a, dims = [1]
              : (tensor<4xf32>) -> tensor<9223372036854775807x4xf32>
          %1 = stablehlo.slice %0 [5:6, 1:2]
              : (tensor<9223372036854775807x4xf32>) -> tensor<1x1xf32>
          return %1 : tensor<1x1xf32>
        }
      }
      """;

  @Test
  void aModuleThatTheCompilerDiesOfIsAnError() {
    StableHloArtifact module =
        StableHloArtifact.ofText(
            OVERFLOW,
            List.of(ArrayType.of(DType.F32, 4)),
            List.of(ArrayType.of(DType.F32, 1, 1)),
            false);
    assertThatThrownBy(() -> ModuleReader.tryCompile(Engines.current(), module))
        .isInstanceOf(XlaException.class)
        .hasMessageContaining("its compiler, in a process of its own, died of SIGABRT");
  }

  /** A file in Juxta's own format, whose checksum anyone can compute. */
  private Path ours(Exported function, byte[] module, Map<String, String> replaced)
      throws NoSuchAlgorithmException {
    Path file = folder.resolve("ours");
    function.save(file);
    String signature = Safetensors.metadata(file).get("signature").get();
    for (var entry : replaced.entrySet()) {
      assertThat(signature).contains(entry.getKey());
      signature = signature.replace(entry.getKey(), entry.getValue());
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(signature.getBytes(StandardCharsets.UTF_8));
    digest.update(module);
    int[] numbers = new int[module.length];
    Arrays.setAll(numbers, i -> module[i] & 0xff);
    Safetensors.save(
        file,
        LinkedHashMap.of("module", Np.array(numbers).astype(DType.U8)),
        LinkedHashMap.of(
            "juxta.export",
            "1",
            "signature",
            signature,
            "sha256",
            HexFormat.of().formatHex(digest.digest())));
    return file;
  }

  @Test
  void aRightChecksumEarnsNoTrust() throws Exception {
    Exported function = Export.of((Array x) -> x.mul(2), Np.ones(3));
    Path whole = ours(function, function.module(), Map.of());
    assertThat(Exported.load(whole).call(Np.ones(3)).getFirst()).hasToString("[2. 2. 2.]");
    byte[] module = given("conv.stablehlo");
    module[179] = 1;
    Path file = ours(function, module, Map.of());
    assertThatThrownBy(() -> Exported.load(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("died of SIGABRT");
  }

  @Test
  void aSignatureOfAbsurdSizesIsAnError() throws Exception {
    Exported function = Export.of((Array x) -> x.mul(2), Np.ones(12345));
    for (String size : List.of("99999999999", "99999999999999999999", "10^12", "-3")) {
      Path file = ours(function, function.module(), Map.of("\"12345\"", '"' + size + '"'));
      assertThatThrownBy(() -> Exported.load(file))
          .as(size)
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("size");
    }
    Path file = ours(function, function.module(), Map.of("\"12345\"", "\"2^20\",\"2^20\""));
    assertThatThrownBy(() -> Exported.load(file))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("more than 2^31 - 1 elements");
  }

  /** Where no process can be started, what is known or trusted is read all the same. */
  @Test
  void aKnownModuleNeedsNoOtherProcess() throws IOException {
    Path file = file(given("polynomial.stablehlo"));
    Array x = Np.ones(5);
    String expected = Exported.load(file).call(x).toString();
    Path unknown = Files.write(folder.resolve("unknown"), given("complex_fft.stablehlo"));
    byte[] fresh = fresh();
    String home = System.getProperty("java.home");
    System.setProperty("java.home", folder.toString());
    try {
      assertThat(Exported.load(file).call(x)).hasToString(expected);
      assertThat(Exported.loadTrusted(unknown).stableHlo()).contains("stablehlo.fft");
      Path never = Files.write(folder.resolve("never"), fresh);
      assertThatThrownBy(() -> Exported.load(never))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("none could be started here (there is no " + folder)
          .hasMessageContaining("Exported.loadTrusted");
    } finally {
      System.setProperty("java.home", home);
    }
  }

  /** A module that no cache knows: its producer is another each time. */
  private static byte[] fresh() throws IOException {
    byte[] module = given("polynomial.stablehlo");
    byte[] time = Long.toString(System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(time, time.length - 6, module, 5, 6);
    return module;
  }
}
