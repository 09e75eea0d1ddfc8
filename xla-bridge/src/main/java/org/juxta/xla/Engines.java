package org.juxta.xla;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which engine runs programs: the one given to {@link #use}; else the one that the system property
 * {@code juxta.engine} or the environment variable {@code JUXTA_ENGINE} names ({@code pjrt}, {@code
 * tensorflow} or {@code reference}); else the PJRT plugin that {@code juxta.pjrt.plugin} or {@code
 * JUXTA_PJRT_PLUGIN} names; else the plugin that an artifact on the class path brings for this
 * platform; else TensorFlow's library; else, on platforms that it does not serve, the reference
 * evaluator.
 *
 * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="engine"}
 */
public final class Engines {
  private static final String ENGINE = "juxta.engine";
  private static final String PLUGIN = "juxta.pjrt.plugin";

  private Engines() {}

  private static volatile @Nullable Engine current;

  private static final class Reference {
    static final Engine ENGINE = new ReferenceEngine();
  }

  /**
   * The engine of this process.
   *
   * @throws EngineException if the one asked for does not exist or can't be had here
   */
  public static Engine current() {
    Engine engine = current;
    return engine != null ? engine : chooseOnce();
  }

  /**
   * Makes {@code engine} the one of this process. To be called before anything else: arrays and
   * compiled functions stay with the engine that they were made by.
   *
   * @throws EngineException if another engine is in use already
   */
  public static synchronized void use(Engine engine) {
    Engine before = current;
    if (before != null && !before.equals(engine)) {
      throw new EngineException(
          "the engine of this process is " + before.name() + " already; choose at its start");
    }
    current = engine;
  }

  /** The plain-Java engine. */
  public static Engine reference() {
    return Reference.ENGINE;
  }

  /** XLA in TensorFlow's library; an {@link EngineException} says why where it can't be had. */
  public static Engine tensorFlow() {
    return TensorFlowEngine.instance();
  }

  /**
   * XLA in the PJRT plugin that the system property {@code juxta.pjrt.plugin} or the environment
   * variable {@code JUXTA_PJRT_PLUGIN} names; without them, in that of an artifact on the class
   * path.
   *
   * @throws EngineException if there is none, or it can't be had
   */
  public static Engine pjrt() {
    String plugin = plugin();
    if (plugin != null) {
      return pjrt(Path.of(plugin));
    }
    return pjrt(
        PackedPlugin.find()
            .orElseThrow(
                () ->
                    new EngineException(
                        "no PJRT plugin is named: set the system property "
                            + PLUGIN
                            + " or the environment variable JUXTA_PJRT_PLUGIN to the plugin's"
                            + " shared library or the Python wheel that holds it, or put an"
                            + " artifact with one on the class path")));
  }

  /**
   * XLA in a PJRT plugin: a shared library, or the Python wheel that holds it, which is unpacked
   * once into the user's cache.
   *
   * @throws EngineException that says what is wrong with the plugin
   */
  public static Engine pjrt(Path plugin) {
    return pjrt(PjrtOptions.of(plugin));
  }

  /** The same, with options of the plugin's own. */
  public static Engine pjrt(PjrtOptions options) {
    return PjrtEngine.instance(options);
  }

  /** What was found in this process, and why the rest was not. Loads what it finds. */
  public static List<EngineStatus> available() {
    return List.of(
        status("pjrt", Engines::pjrt),
        status("tensorflow", Engines::tensorFlow),
        status("reference", Engines::reference));
  }

  /** The engine in use may be of a plugin that no setting names. */
  private static EngineStatus status(String name, Supplier<Engine> engine) {
    Engine used = current;
    try {
      Engine had = used != null && used.name().equals(name) ? used : engine.get();
      return new EngineStatus(name, true, had.version());
    } catch (EngineException e) {
      return new EngineStatus(name, false, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String plugin() {
    return setting(PLUGIN, "JUXTA_PJRT_PLUGIN");
  }

  private static @Nullable String setting(String property, String variable) {
    String value = System.getProperty(property);
    String other = value == null || value.isEmpty() ? System.getenv(variable) : value;
    return other == null || other.isEmpty() ? null : other;
  }

  private static synchronized Engine chooseOnce() {
    Engine engine = current;
    if (engine == null) {
      engine = choose(setting(ENGINE, "JUXTA_ENGINE"));
      current = engine;
    }
    return engine;
  }

  private static Engine choose(@Nullable String name) {
    return switch (name) {
      case null -> plugin() != null || PackedPlugin.isThere() ? pjrt() : tensorFlowOrReference();
      case "pjrt" -> pjrt();
      case "tensorflow" -> tensorFlow();
      case "reference" -> reference();
      default ->
          throw new EngineException(
              "the system property juxta.engine or the environment variable JUXTA_ENGINE is \""
                  + name
                  + "\"; the engines are: pjrt, tensorflow, reference");
    };
  }

  private static Engine tensorFlowOrReference() {
    try {
      return tensorFlow();
    } catch (EngineException e) {
      System.Logger log = System.getLogger("org.juxta.xla");
      log.log(
          System.Logger.Level.WARNING,
          e.getMessage()
              + "\n"
              + "Programs run in plain Java instead, which is slow on large arrays;"
              + " -Djuxta.engine=reference chooses that in silence.");
      return reference();
    }
  }
}
