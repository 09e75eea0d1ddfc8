package org.juxta.xla;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Compiled programs on disk, a file for each. A file is written under another name and then moved,
 * so nobody sees half of one; it begins with a digest of the rest, so one that was damaged counts
 * as missing. What can't be read or written is done without.
 */
final class CompiledFiles {
  private static final int DIGEST_BYTES = 32;

  private final Optional<Path> folder;

  /** The files of the engine of that name, if programs are to be kept. */
  CompiledFiles(String engine) {
    this.folder = CacheDirectory.compiled(engine);
  }

  Optional<byte[]> read(String key) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] all = Files.readAllBytes(folder.get().resolve(key));
      byte[] content = Arrays.copyOfRange(all, Math.min(DIGEST_BYTES, all.length), all.length);
      return all.length > DIGEST_BYTES
              && Arrays.equals(all, 0, DIGEST_BYTES, digest(content), 0, DIGEST_BYTES)
          ? Optional.of(content)
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  void write(String key, byte[] content) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Path partial = Files.createTempFile(folder.get(), "writing", "");
      ByteBuffer all = ByteBuffer.allocate(DIGEST_BYTES + content.length);
      Files.write(partial, all.put(digest(content)).put(content).array());
      Files.move(partial, folder.get().resolve(key), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException _) {
      // The program is compiled again another time.
    }
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
