package org.juxta.xla;

import org.jspecify.annotations.Nullable;

/**
 * Which engine runs programs: the one that the system property {@code juxta.engine} names ({@code
 * tensorflow} or {@code reference}), else TensorFlow's library, else, on platforms that it does not
 * serve, the reference evaluator.
 *
 * {@snippet class="org.juxta.tests.snippets.EngineSnippets" region="engine"}
 */
public final class Engines {
  private Engines() {}

  private static volatile @Nullable Engine current;

  private static final class Reference {
    static final Engine ENGINE = new ReferenceEngine();
  }

  /**
   * The engine of this process.
   *
   * @throws EngineException if the property names none, or one that can't be had here
   */
  public static Engine current() {
    Engine engine = current;
    return engine != null ? engine : chooseOnce();
  }

  /** The plain-Java engine. */
  public static Engine reference() {
    return Reference.ENGINE;
  }

  /** XLA in TensorFlow's library; an {@link EngineException} says why where it can't be had. */
  public static Engine tensorFlow() {
    return TensorFlowEngine.instance();
  }

  private static synchronized Engine chooseOnce() {
    Engine engine = current;
    if (engine == null) {
      engine = choose(System.getProperty("juxta.engine"));
      current = engine;
    }
    return engine;
  }

  private static Engine choose(@Nullable String name) {
    return switch (name) {
      case null -> tensorFlowOrReference();
      case "tensorflow" -> tensorFlow();
      case "reference" -> reference();
      default ->
          throw new EngineException(
              "the system property juxta.engine is \""
                  + name
                  + "\"; the engines are: tensorflow, reference");
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
