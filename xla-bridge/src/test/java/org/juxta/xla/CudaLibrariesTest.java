package org.juxta.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of CUDA's libraries can be tested without them. */
class CudaLibrariesTest {
  @TempDir private Path folder;

  @Test
  void aPluginForCudaNeedsThem() {
    assertThat(CudaLibraries.needs(Path.of("jax_cuda13_pjrt-0.11.0-py3-none-any.whl"))).isTrue();
    assertThat(CudaLibraries.needs(Path.of("pjrt_c_api_cpu_plugin.so"))).isFalse();
  }

  @Test
  void onlyLibrariesAreTaken() {
    assertThat(
            Stream.of(
                    "libcudart.so.13",
                    "libcublasLt.so.13",
                    "libcudnn_ops.so.9",
                    "libnccl.so.2",
                    "libnvJitLink.so.13",
                    "libnvrtc-builtins.so.13.1",
                    "libjnicudart.so",
                    "libjnicudnn.so",
                    "cuda.h")
                .filter(CudaLibraries::isWanted))
        .containsExactly(
            "libcudart.so.13",
            "libcublasLt.so.13",
            "libcudnn_ops.so.9",
            "libnccl.so.2",
            "libnvJitLink.so.13",
            "libnvrtc-builtins.so.13.1");
  }

  @Test
  void withoutThemOnTheClassPathTheSystemHasToHaveThem() {
    assertThat(CudaLibraries.load()).isEmpty();
  }

  @Test
  void whatCannotBeLoadedIsLeftOutUnlessItIsAll() throws IOException {
    Path broken = folder.resolve("libcublas.so.13");
    Path library;
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home")))) {
      library =
          files
              .filter(f -> f.getFileName().toString().matches("(lib)?zip\\.(so|dylib|dll)"))
              .findFirst()
              .orElseThrow();
    }
    assertThat(CudaLibraries.loadAll(List.of(broken, library))).containsExactly(library);
    assertThatThrownBy(() -> CudaLibraries.loadAll(List.of(broken)))
        .isInstanceOf(EngineException.class)
        .hasMessageContainingAll("could be loaded", "libcublas.so.13");
  }
}
