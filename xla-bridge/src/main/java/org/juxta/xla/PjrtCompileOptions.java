package org.juxta.xla;

/**
 * How a plugin is to compile, in protocol-buffer encoding. The numbers are the field numbers of
 * XLA's {@code compile_options.proto}.
 */
final class PjrtCompileOptions {
  /** Field numbers of {@code CompileOptionsProto}. */
  private static final int BUILD_OPTIONS = 3;

  private static final int PORTABLE = 4;
  private static final int OVERRIDES = 7;

  /** Of {@code ExecutableBuildOptionsProto}. */
  private static final int DEVICE = 1;

  private static final int DEBUG_OPTIONS = 3;
  private static final int REPLICAS = 4;
  private static final int PARTITIONS = 5;

  /** Of {@code DebugOptions}. */
  private static final int EXTRA_OPTIONS = 500;

  private PjrtCompileOptions() {}

  /**
   * A {@code CompileOptionsProto} for programs that run on one device.
   *
   * @param cpu whether the plugin compiles for CPUs
   * @param portable whether it can be any device; else it is the first, and a call is faster (2.6
   *     microseconds where a portable program takes 3.7)
   */
  static byte[] of(boolean cpu, boolean portable) {
    return options(cpu, portable, build()).bytes();
  }

  /**
   * The same for one of {@link LongChains}, on a CPU.
   *
   * @param debugOptions the {@code DebugOptions} that programs are compiled with otherwise
   */
  static byte[] ofLongChain(boolean portable, byte[] debugOptions) {
    ProtoMessage off =
        new ProtoMessage()
            .add(
                EXTRA_OPTIONS,
                new ProtoMessage().add(1, "xla_cpu_disable_new_fusion_emitters").add(2, ""));
    return options(true, portable, build().add(DEBUG_OPTIONS, debugOptions, off.bytes())).bytes();
  }

  private static ProtoMessage build() {
    return new ProtoMessage().add(DEVICE, -1).add(REPLICAS, 1).add(PARTITIONS, 1);
  }

  private static ProtoMessage options(boolean cpu, boolean portable, ProtoMessage build) {
    ProtoMessage options =
        new ProtoMessage().add(BUILD_OPTIONS, build).add(PORTABLE, portable ? 1 : 0);
    if (cpu) {
      options.add(OVERRIDES, override("xla_cpu_enable_fast_min_max", BOOL, 0));
      if (!NativeEnvironment.get("XLA_FLAGS").contains(HEAP_SIZE)) {
        options.add(OVERRIDES, override(HEAP_SIZE, INT, LibC.KEPT_BLOCK));
      }
    }
    return options;
  }

  /**
   * The size that the blocks of a program's temporaries should have at most (a larger array has a
   * block of its own). Without it they are one block, which may be too large for glibc to keep. A
   * program with more than one block can't be serialised.
   */
  private static final String HEAP_SIZE = "xla_multiheap_size_constraint_per_heap";

  /** Fields of {@code OptionOverrideProto}. */
  private static final int BOOL = 2;

  private static final int INT = 3;

  /** An entry of {@code env_option_overrides}. */
  private static ProtoMessage override(String flag, int field, long value) {
    return new ProtoMessage().add(1, flag).add(2, new ProtoMessage().add(field, value));
  }
}
