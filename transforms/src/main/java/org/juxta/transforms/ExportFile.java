package org.juxta.transforms;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.juxta.Array;
import org.juxta.io.Safetensors;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;

/**
 * Files of exported functions. Ours are safetensors files: the module is an array of bytes called
 * {@code module}, the captured arrays stand beside it under their names, and the texts are the
 * signature as JSON and a SHA-256 of everything, so that no damaged module gets to native code.
 */
final class ExportFile {
  private static final String FORMAT = "juxta.export";
  private static final String VERSION = "1";
  private static final String SIGNATURE = "signature";
  private static final String DIGEST = "sha256";
  private static final String MODULE = "module";
  private static final String WEIGHT = "weight.";

  /** What fits a Java array; modules that large have their weights inside. */
  private static final long LARGEST = Integer.MAX_VALUE - 64;

  private static final int CHUNK = 1 << 20;

  private ExportFile() {}

  /** Writes a function with the arrays that it captured, or with none if they are elsewhere. */
  static void write(
      Path file, ExportSignature signature, byte[] module, Map<String, Array> weights) {
    String text = ExportJson.write(signature);
    HostArray bytes = HostArray.wrap(ArrayType.of(DType.U8, module.length), module);
    Map<String, Array> arrays = LinkedHashMap.of(MODULE, Array.of(bytes));
    for (var weight : weights) {
      arrays = arrays.put(WEIGHT + weight._1, weight._2);
    }
    Safetensors.save(
        file,
        arrays,
        LinkedHashMap.of(FORMAT, VERSION, SIGNATURE, text, DIGEST, digest(text, module, weights)));
  }

  private static String digest(String signature, byte[] module, Map<String, Array> weights) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(signature.getBytes(StandardCharsets.UTF_8));
      digest.update(module);
      for (var weight : weights) {
        digest.update((weight._1 + weight._2.type().strong()).getBytes(StandardCharsets.UTF_8));
        MemorySegment data = weight._2.toHost().segment();
        byte[] chunk = new byte[(int) Math.min(CHUNK, data.byteSize())];
        for (long at = 0; at < data.byteSize(); at += chunk.length) {
          int length = (int) Math.min(chunk.length, data.byteSize() - at);
          MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
          digest.update(chunk, 0, length);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /**
   * Reads a file of ours, one of {@code jax.export}, or StableHLO bytecode.
   *
   * @param trusted whether native code of this process may read the module as it is
   * @throws ExportException if it is damaged or something else
   */
  static Exported read(Path file, boolean trusted) {
    try {
      byte[] start;
      try (var in = Files.newInputStream(file)) {
        start = in.readNBytes(2 * Long.BYTES);
      }
      if (isSafetensors(start)) {
        return ours(file, trusted);
      }
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new ExportException("a file of " + size + " bytes");
      }
      return foreign(Files.readAllBytes(file), trusted);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    } catch (JuxtaException e) {
      throw ExportException.in(file, e);
    }
  }

  /** A length of 8 bytes and the brace of a JSON object. */
  private static boolean isSafetensors(byte[] start) {
    return start.length > Long.BYTES && start[Long.BYTES] == '{' && start[Long.BYTES - 1] == 0;
  }

  private static Exported foreign(byte[] bytes, boolean trusted) {
    if (MainSignature.isBytecode(bytes)) {
      PortableModule module = PortableModule.of(bytes, trusted);
      return new Exported(MainSignature.of(module.text()), module, LinkedHashMap.empty());
    }
    return JaxExportFile.read(bytes, trusted);
  }

  private static Exported ours(Path file, boolean trusted) {
    Map<String, String> texts = Safetensors.metadata(file);
    if (!texts.containsKey(FORMAT)) {
      throw new ExportException("arrays without a function: load them with Safetensors.load");
    }
    String version = texts.get(FORMAT).get();
    if (!version.equals(VERSION)) {
      throw new ExportException(
          "a function in format "
              + version
              + " of Juxta's Export; this version of Juxta reads format "
              + VERSION);
    }
    Map<String, Array> arrays = Safetensors.load(file);
    String text = texts.get(SIGNATURE).getOrElse("");
    if (!arrays.get(MODULE).exists(array -> array.dtype() == DType.U8)) {
      throw new ExportException("damaged: no module");
    }
    byte[] module = (byte[]) arrays.get(MODULE).get().toHost().data();
    ExportSignature signature = ExportJson.read(text);
    Map<String, Array> weights = weights(signature, arrays);
    if (!digest(text, module, weights).equals(texts.get(DIGEST).getOrElse(""))) {
      throw new ExportException("damaged: the contents are not those that were written");
    }
    return new Exported(signature, PortableModule.of(module, trusted), weights);
  }

  private static Map<String, Array> weights(ExportSignature signature, Map<String, Array> arrays) {
    Map<String, Array> weights = LinkedHashMap.empty();
    List<String> missing = new ArrayList<>();
    for (ExportSignature.Leaf leaf : signature.weights()) {
      Array weight = arrays.get(WEIGHT + leaf.name()).getOrNull();
      if (weight == null) {
        missing.add(leaf.name());
      } else {
        weights = weights.put(leaf.name(), weight);
      }
    }
    if (!missing.isEmpty() && !weights.isEmpty()) {
      throw new ExportException("damaged: no arrays " + String.join(", ", missing));
    }
    return weights;
  }
}
