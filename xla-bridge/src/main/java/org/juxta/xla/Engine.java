package org.juxta.xla;

import java.util.List;
import java.util.Set;
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

  /** The devices; the first is where arrays are put and programs run unless another is named. */
  List<Device> devices();

  /** The array on the first device, from where calls may take it along to another. */
  Buffer transfer(HostArray array);

  /**
   * The array on the device, committed to it.
   *
   * @throws EngineException if the device is none of this engine's
   */
  Buffer transfer(HostArray array, Device device);

  /**
   * The same array committed to another device of this engine, perhaps still on its way; {@code
   * buffer} stays where it is.
   *
   * @throws EngineException if the array or the device is none of this engine's
   */
  Buffer copy(Buffer buffer, Device device);

  /**
   * The program, compiled now. A program of the same text that was compiled before, or is being
   * compiled by another thread, is not compiled again.
   *
   * @throws XlaException if the compiler refuses it
   */
  default Executable compile(Program program) {
    return compile(program, Set.of());
  }

  /**
   * The program, compiled so that each call takes over some of its arguments: their memory serves
   * for results of the same type, or is freed, and they can't be used again.
   *
   * @param donated the positions of those arguments among the captures and then the inputs
   * @throws XlaException if the compiler refuses it
   */
  Executable compile(Program program, Set<Integer> donated);

  /**
   * The module, compiled as programs are.
   *
   * @throws XlaException if the compiler refuses it
   * @throws EngineException if this engine runs no modules, or the module takes or gives other
   *     types than its signature says
   */
  Executable compile(StableHloArtifact module);

  /** What it runs on, in JAX's names: {@code cpu}, {@code cuda}, {@code rocm}, {@code tpu}. */
  default String platform() {
    return "cpu";
  }

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
