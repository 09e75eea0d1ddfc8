package org.juxta.tests.snippets;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.io.Npy;
import org.juxta.io.Npz;
import org.juxta.io.Safetensors;

/** Arrays in files. */
final class IoSnippets {
  private IoSnippets() {}

  static void npy() throws IOException {
    Path folder = Files.createTempDirectory("arrays");
    // @start region="npy"
    Path file = folder.resolve("x.npy");
    Npy.save(file, Np.array(1.5, 2.5));
    System.out.println(Npy.load(file)); // [1.5 2.5]
    // @end
  }

  static void npz() throws IOException {
    Path folder = Files.createTempDirectory("arrays");
    // @start region="npz"
    Path file = folder.resolve("both.npz");
    Npz.save(file, LinkedHashMap.of("x", Np.array(1.5, 2.5), "n", Np.array(3)));
    Map<String, Array> both = Npz.load(file);
    System.out.println(both.get("n").get()); // 3
    // @end
  }

  static void safetensors() throws IOException {
    Path folder = Files.createTempDirectory("arrays");
    // @start region="safetensors"
    Path file = folder.resolve("weights.safetensors");
    Safetensors.save(file, LinkedHashMap.of("w", Np.ones(2, 3), "b", Np.zeros(3)));
    System.out.println(Safetensors.types(file).get("w").get()); // F32(2, 3)
    System.out.println(Safetensors.load(file, "b")); // [0. 0. 0.]
    // @end
  }
}
