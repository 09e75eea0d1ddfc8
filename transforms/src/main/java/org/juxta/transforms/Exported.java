package org.juxta.transforms;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.internal.Compiled;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.tracer.Value;
import org.juxta.xla.Engines;
import org.juxta.xla.XlaException;

/**
 * A function that needs no Java code: a StableHLO module with a signature and the arrays that it
 * captured. It comes from {@link Export} or from a file, is compiled when it is first called, and
 * can be called from any thread. As {@code jax.export.Exported}.
 *
 * <p>A damaged or hostile file gives an error: a module from elsewhere is read and compiled in
 * another process first, as {@link org.juxta.xla.ModuleReader} has it, and what the signature says
 * is compared with the module. A module is code all the same, and what it computes, how long, and
 * which native functions of this process it calls is up to it.
 *
 * {@snippet class="org.juxta.tests.snippets.ExportSnippets" region="load"}
 */
public final class Exported {
  private static final Pattern UNKNOWN_CALL =
      Pattern.compile(
          "(?:No FFI handler registered for|No registered implementation for custom call to)"
              + " \"?([A-Za-z0-9_.$]+)");

  private final ExportSignature signature;
  private final PortableModule module;
  private final Map<String, Array> weights;
  private final ConcurrentMap<List<ArrayType>, Compiled> compiled = new ConcurrentHashMap<>();

  Exported(ExportSignature signature, PortableModule module, Map<String, Array> weights) {
    this.signature = signature;
    this.module = module;
    this.weights = weights;
  }

  /**
   * Reads a function: a file of {@link #save}, of {@code jax.export} ({@code
   * Exported.serialize()}), or of StableHLO bytecode.
   *
   * <p>A module that was not saved on this machine is read in another process first, and compiled
   * in one when it is first called; that costs about a second each, once, as long as there is a
   * cache folder. TensorFlow's library reads it, whichever engine runs it.
   *
   * @throws ExportException if the file is damaged, or of a function that can't be run here, or no
   *     other process can be started
   * @throws UncheckedIOException if the file can't be read
   */
  public static Exported load(Path file) {
    return ExportFile.read(file, false);
  }

  /**
   * {@link #load} without another process: the engine of this one gets the bytecode as it is. For
   * files that are known to be whole and of good will, where processes can't be started, or where
   * the engine reads newer modules than TensorFlow's library. A damaged module can end the process.
   *
   * @throws ExportException if the file is seen to be damaged, or of a function that can't be run
   *     here
   * @throws UncheckedIOException if the file can't be read
   */
  public static Exported loadTrusted(Path file) {
    return ExportFile.read(file, true);
  }

  /**
   * Writes the function with the arrays that it captured. A file of this name is replaced at once
   * when all is written.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  public void save(Path file) {
    requireWeights();
    write(file, weights);
  }

  /**
   * {@link #save} without the arrays that it captured, which who loads it gives to {@link
   * #withWeights}.
   */
  public void saveWithoutWeights(Path file) {
    write(file, LinkedHashMap.empty());
  }

  private void write(Path file, Map<String, Array> arrays) {
    module.remember();
    ExportFile.write(file, signature, module.bytes(), arrays);
  }

  /** The arrays that the function captured, by name; none if they were not saved. */
  public Map<String, Array> weights() {
    return weights;
  }

  /**
   * The function with other arrays in place of those that it captured.
   *
   * @throws ExportException if an array is missing, of another type, or of an unknown name
   */
  public Exported withWeights(Map<String, Array> others) {
    Map<String, Array> ordered = LinkedHashMap.empty();
    for (ExportSignature.Leaf leaf : signature.weights()) {
      Array weight = others.get(leaf.name()).getOrNull();
      ArrayType type = leaf.type().refine(java.util.Map.of());
      if (weight == null || !weight.type().sameAs(type)) {
        throw new ExportException(
            "%s needs the array %s, not %s"
                .formatted(signature.name(), leaf, weight == null ? "none" : weight.type()));
      }
      ordered = ordered.put(leaf.name(), weight);
    }
    if (others.size() != ordered.size()) {
      throw new ExportException(
          "%s has no arrays %s; it captured %s"
              .formatted(
                  signature.name(),
                  others.keySet().removeAll(ordered.keySet()).mkString(", "),
                  signature.weights()));
    }
    return new Exported(signature, module, ordered);
  }

  private void requireWeights() {
    if (weights.size() != signature.weights().size()) {
      throw new ExportException(
          "%s was saved without the arrays that it captured, %s: give them to withWeights"
              .formatted(signature.name(), signature.weights()));
    }
  }

  /** The names of the arrays that it takes, such as {@code argument 1.w}. */
  public List<String> inputNames() {
    return signature.inputs().stream().map(ExportSignature.Leaf::name).toList();
  }

  /** The names of the arrays that it gives. */
  public List<String> outputNames() {
    return signature.outputs().stream().map(ExportSignature.Leaf::name).toList();
  }

  /** The platforms that it is for, in JAX's names; none if for all. */
  public List<String> platforms() {
    return signature.platforms();
  }

  /** The module as text. */
  public String stableHlo() {
    return module.text();
  }

  /** The bytecode of the module: a portable artifact of StableHLO. */
  public byte[] module() {
    return module.bytes().clone();
  }

  /**
   * The results for all arrays of the arguments, in the order of {@link #inputNames}.
   *
   * @throws ExportException if they are not of the types that it takes
   */
  public List<Array> call(Array... arguments) {
    return call(Arrays.asList(arguments));
  }

  /** {@link #call(Array...)} of arrays by their names. */
  public Map<String, Array> call(Map<String, Array> arguments) {
    List<String> names = inputNames();
    Set<String> unknown = new TreeSet<>(arguments.keySet().toJavaSet());
    names.forEach(unknown::remove);
    List<Array> ordered = new ArrayList<>();
    for (String name : names) {
      ordered.add(arguments.get(name).getOrElseThrow(() -> missing(name, unknown)));
    }
    if (!unknown.isEmpty()) {
      throw new ExportException("there is no " + unknown + " in " + signature);
    }
    List<Array> results = call(ordered);
    Map<String, Array> named = LinkedHashMap.empty();
    for (int i = 0; i < results.size(); i++) {
      named = named.put(signature.outputs().get(i).name(), results.get(i));
    }
    return named;
  }

  private ExportException missing(String name, Set<String> unknown) {
    return new ExportException(
        "no array for "
            + name
            + (unknown.isEmpty() ? "" : "; given is " + unknown)
            + ": "
            + signature);
  }

  /**
   * The result for arguments that are trees, as a tree. A record may stand where the function was
   * exported or written with a map of the same names, and the other way round. Records among the
   * results are made of the class of that name that {@code type} would find; where there is none,
   * their components come as a map.
   *
   * @throws ExportException if the arguments have other arrays than the function takes, or the
   *     result is no {@code type}
   */
  public <R> R apply(Class<R> type, @Nullable Object... arguments) {
    PortableTree results = signature.results();
    if (results == null) {
      throw new ExportException(
          signature.name()
              + " returns a tree that a file can't hold: use call, which gives a list");
    }
    checkConstants(arguments);
    List<Array> given = call(matched(Tree.flattenArguments(arguments)));
    ClassLoader classes = type.getClassLoader();
    Object result =
        results.build(
            given.iterator(),
            classes == null ? Thread.currentThread().getContextClassLoader() : classes);
    if (!type.isInstance(result)) {
      throw new ExportException(
          signature.name()
              + " returns a "
              + (result == null ? "null" : result.getClass().getName())
              + " here, not a "
              + type.getName());
    }
    return type.cast(result);
  }

  private List<Array> matched(Tree.Flat flat) {
    java.util.Map<String, Array> given = new java.util.TreeMap<>();
    List<String> paths = flat.def().paths();
    for (int i = 0; i < paths.size(); i++) {
      given.put(neutral(paths.get(i)), flat.leaves().get(i));
    }
    Set<String> unknown = new TreeSet<>(given.keySet());
    inputNames().forEach(name -> unknown.remove(neutral(name)));
    List<Array> ordered = new ArrayList<>();
    for (String name : inputNames()) {
      Array array = given.get(neutral(name));
      if (array == null) {
        throw missing(name, unknown);
      }
      ordered.add(array);
    }
    if (!unknown.isEmpty()) {
      throw new ExportException("there is no " + unknown + " in " + signature);
    }
    return ordered;
  }

  /** A path in which records, maps and tuples look alike. */
  private static String neutral(String path) {
    return path.replaceAll("\\[\"([^\"]*)\"\\]", ".$1")
        .replaceAll("\\[(\\d+)\\]", "._$1")
        .replaceAll("^(argument \\d+) ", "$1");
  }

  private void checkConstants(@Nullable Object[] arguments) {
    var expected = ExportSignature.constants(signature.arguments());
    var given = ExportSignature.constants(PortableTree.of(Arrays.asList(arguments)).orElse(null));
    given.forEach(
        (path, value) -> {
          if (expected.containsKey(path) && !Objects.equals(expected.get(path), value)) {
            throw new ExportException(
                "%s is %s in the exported %s, not %s: export it again for another static value"
                    .formatted(path, expected.get(path), signature.name(), value));
          }
        });
  }

  private List<Array> call(List<Array> arguments) {
    if (Trace.current() != null || arguments.stream().anyMatch(Exported::isTraced)) {
      throw new TraceException(
          "an exported function has no operations that could be transformed: call "
              + signature.name()
              + " outside Jit, Grad and Vmap, and export what they make of the function");
    }
    requireWeights();
    List<ArrayType> types = arguments.stream().map(a -> a.type().strong()).toList();
    Compiled call = compiled.get(types);
    if (call == null) {
      call = compile(types);
      compiled.put(types, call);
    }
    List<Array> kept = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      if (signature.inputs().get(i).kept()) {
        kept.add(arguments.get(i));
      }
    }
    return call.run(kept);
  }

  private static boolean isTraced(Array array) {
    return array.value() instanceof Value.Traced;
  }

  private Compiled compile(List<ArrayType> types) {
    java.util.Map<String, Long> sizes = signature.sizes(types);
    String platform = Engines.current().platform();
    List<String> platforms = signature.platforms();
    if (!platforms.isEmpty() && !platforms.contains(platform)) {
      throw new ExportException(
          "%s was exported for %s, and the engine %s runs on %s"
              .formatted(
                  signature.name(),
                  String.join(", ", platforms),
                  Engines.current().name(),
                  platform));
    }
    List<Value.Concrete> first = new ArrayList<>();
    if (signature.platformIndex()) {
      first.add(HostArray.scalar(ArrayType.of(DType.I32), (long) platforms.indexOf(platform)));
    }
    weights.values().forEach(weight -> first.add((Value.Concrete) weight.value()));
    List<ArrayType> inputs = new ArrayList<>();
    first.forEach(value -> inputs.add(value.type().strong()));
    for (int i = 0; i < types.size(); i++) {
      if (signature.inputs().get(i).kept()) {
        inputs.add(types.get(i));
      }
    }
    List<ArrayType> outputs =
        signature.outputs().stream().map(leaf -> leaf.type().refine(sizes)).toList();
    try {
      return Compiled.of(module.artifact(inputs, outputs, !signature.isStatic()), first);
    } catch (XlaException e) {
      throw explained(e);
    }
  }

  /** What the compiler says of a module that needs what is not here. */
  private JuxtaException explained(XlaException e) {
    Matcher call = UNKNOWN_CALL.matcher(String.valueOf(e.getMessage()));
    if (call.find()) {
      return new ExportException(
          "%s calls the native function %s, which nothing here answers: register a handler of that"
                  .formatted(signature.name(), call.group(1))
              + " name with CustomCalls.register before",
          e);
    }
    return e;
  }

  /** The name, arguments and results: {@code f(argument 1: F32(b, 3)) -> (F32(b))}. */
  @Override
  public String toString() {
    return signature.toString();
  }
}
