package org.juxta.xla;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A PJRT plugin: a shared library that exports {@code GetPjrtApi}, or the Python wheel that holds
 * one, which is unpacked once into the cache.
 *
 * @param api its functions
 * @param file the library
 * @param identity tells it from other plugins and versions of it
 */
record PjrtPlugin(PjrtApi api, Path file, String identity) {
  private static final String ENTRY = "GetPjrtApi";

  /**
   * Loads the plugin, for good.
   *
   * @throws EngineException that says what is wrong with the file
   */
  static PjrtPlugin load(Path given) {
    Path library = library(given);
    NativeEnvironment.silence();
    NativeEnvironment.limitThreads();
    if (CudaLibraries.needs(given) || CudaLibraries.needs(library)) {
      CudaLibraries.load();
    }
    return new PjrtPlugin(
        PjrtApi.of(table(library), "the PJRT plugin " + library), library, identity(library));
  }

  private static String identity(Path library) {
    try {
      return library.getFileName()
          + " "
          + Files.size(library)
          + " "
          + Files.getLastModifiedTime(library).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path library(Path given) {
    if (!Files.isRegularFile(given)) {
      throw new EngineException("there is no PJRT plugin " + given.toAbsolutePath());
    }
    return switch (kind(given)) {
      case LIBRARY -> whole(given.toAbsolutePath());
      case ARCHIVE -> unpacked(given);
      case EMPTY -> throw new EngineException("the PJRT plugin " + given + " is an empty file");
      case OTHER ->
          throw new EngineException(
              "the PJRT plugin "
                  + given
                  + " is neither a shared library nor a Python wheel (a zip archive)");
    };
  }

  private enum Kind {
    LIBRARY,
    ARCHIVE,
    EMPTY,
    OTHER
  }

  /** By the bytes that such files begin with: ELF, Mach-O, PE, zip. */
  private static Kind kind(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(4);
    } catch (IOException e) {
      throw new EngineException("the PJRT plugin " + file + " can't be read: " + e, e);
    }
    if (start.length == 0) {
      return Kind.EMPTY;
    }
    List<byte[]> libraries =
        List.of(
            new byte[] {0x7f, 'E', 'L', 'F'},
            new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe},
            new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe},
            new byte[] {'M', 'Z'});
    if (libraries.stream().anyMatch(magic -> startsWith(start, magic))) {
      return Kind.LIBRARY;
    }
    return startsWith(start, new byte[] {'P', 'K'}) ? Kind.ARCHIVE : Kind.OTHER;
  }

  /** Loading an ELF file that was cut short ends the process: its last part is a table. */
  private static Path whole(Path library) {
    try (FileChannel in = FileChannel.open(library)) {
      ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
      in.read(header, 0);
      boolean elf = header.get(0) == 0x7f;
      long end =
          elf ? header.getLong(0x28) + (long) header.getShort(0x3a) * header.getShort(0x3c) : 0;
      if (header.position() < 64 || end > in.size()) {
        throw new EngineException("the PJRT plugin " + library + " is cut short");
      }
      return library;
    } catch (IOException e) {
      throw new EngineException("the PJRT plugin " + library + " can't be read: " + e, e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  private static Path unpacked(Path wheel) {
    try {
      Path folder =
          NativeFiles.unpacked(
              "pjrt-" + NativeFiles.digest(identity(wheel)), partial -> unpack(wheel, partial));
      try (Stream<Path> files = Files.list(folder)) {
        return files.findFirst().orElseThrow(() -> new IOException(folder + " is empty"));
      }
    } catch (IOException e) {
      throw new EngineException(
          "the PJRT plugin could not be unpacked from "
              + wheel
              + "; is the file whole? ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static void unpack(Path wheel, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry =
          library(zip)
              .orElseThrow(
                  () -> new EngineException("there is no shared library of a plugin in " + wheel));
      Path target = folder.resolve(Path.of(entry.getName()).getFileName().toString());
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, target);
      }
    }
  }

  /** The library with a name like a plugin's, else the largest. */
  private static Optional<? extends ZipEntry> library(ZipFile zip) {
    return zip.stream()
        .filter(e -> e.getName().matches(".*\\.(so(\\.[0-9.]+)?|dylib|dll)"))
        .max(
            Comparator.comparing((ZipEntry e) -> isNamedPlugin(e.getName()))
                .thenComparingLong(ZipEntry::getSize));
  }

  private static boolean isNamedPlugin(String name) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    return file.contains("pjrt") || file.contains("plugin");
  }

  @SuppressWarnings("restricted") // native code is what this class is for
  private static MemorySegment table(Path library) {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(library, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          "the PJRT plugin "
              + library
              + " could not be loaded: is it for this platform, "
              + TensorFlowLibrary.platform()
              + ", and is the file whole? ("
              + e.getMessage()
              + ")",
          e);
    }
    MemorySegment entry =
        symbols
            .find(ENTRY)
            .orElseThrow(
                () ->
                    new EngineException(
                        library + " is no PJRT plugin: it has no function " + ENTRY));
    MethodHandle get =
        Linker.nativeLinker().downcallHandle(entry, FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      return (MemorySegment) get.invokeExact();
    } catch (Throwable e) {
      throw CallFrame.rethrow(e);
    }
  }
}
