package org.juxta.xla;

import java.util.List;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Program;

/**
 * What compiles and runs programs: a client with devices, the arrays it holds and the programs it
 * has compiled. The shape is that of PJRT, so that an engine behind a PJRT plugin is one more
 * implementation. Every method may be called from any thread.
 */
public interface Engine extends AutoCloseable {
  /** Such as {@code tensorflow}: what the system property {@code juxta.engine} calls it. */
  String name();

  /** The version of what stands behind it, for people to read. */
  String version();

  /** The devices; the first is where {@link #transfer} puts arrays and where programs run. */
  List<Device> devices();

  /** The array on the device. */
  Buffer transfer(HostArray array);

  /**
   * The program, compiled now. A program of the same text that was compiled before, or is being
   * compiled by another thread, is not compiled again.
   *
   * @throws XlaException if the compiler refuses it
   */
  Executable compile(Program program);

  /** Whether its programs can call the Java functions of {@link CustomCalls}. */
  default boolean callsJava() {
    return false;
  }

  /** What has been compiled since the process started. */
  CompileStats stats();

  /** Gives back what the engine holds; its buffers and executables may not be used any more. */
  @Override
  void close();
}
