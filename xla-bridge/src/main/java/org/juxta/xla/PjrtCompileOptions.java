package org.juxta.xla;

/**
 * How a plugin is to compile, in protocol-buffer encoding. The numbers are the field numbers of
 * XLA's {@code compile_options.proto}.
 */
final class PjrtCompileOptions {
  private PjrtCompileOptions() {}

  /**
   * A {@code CompileOptionsProto} for programs that run on one device, whichever.
   *
   * @param cpu whether the plugin compiles for CPUs
   * @param isLong whether the program is one of {@link LongChains}
   */
  static byte[] of(boolean cpu, boolean isLong) {
    ProtoMessage build = new ProtoMessage().add(1, -1).add(4, 1).add(5, 1);
    ProtoMessage options = new ProtoMessage().add(3, build).add(4, 1);
    if (cpu) {
      options.add(7, flag("xla_cpu_enable_fast_min_max", false));
    }
    if (cpu && isLong) {
      options.add(7, flag("xla_cpu_use_fusion_emitters", false));
    }
    return options.bytes();
  }

  /** An entry of {@code env_option_overrides}. */
  private static ProtoMessage flag(String name, boolean value) {
    return new ProtoMessage()
        .add(1, name)
        .add(2, new ProtoMessage().add(2, value ? 1 : 0));
  }
}
