package org.juxta.transforms;

import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import io.vavr.Function4;
import io.vavr.Function5;
import io.vavr.Function6;
import io.vavr.Function7;
import io.vavr.Function8;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.ArrayFunction1;
import org.juxta.ArrayFunction2;
import org.juxta.ArrayFunction3;
import org.juxta.ArrayFunction4;
import org.juxta.ArrayFunction5;
import org.juxta.ArrayFunction6;
import org.juxta.ArrayFunction7;
import org.juxta.ArrayFunction8;
import org.juxta.Tree;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Trace;
import org.juxta.tracer.TraceException;
import org.juxta.xla.StableHloArtifact;

/**
 * Functions for use without their Java code: {@code Export.of(f, x)} traces {@code f} for arguments
 * like {@code x} and writes it as a portable artifact of StableHLO, which {@link Exported#save}
 * puts into a file and {@link Exported#load} runs in another process. As {@code
 * jax.export.export(jax.jit(f))(x)}.
 *
 * <p>Of the arguments only structure, types and static values matter. Arrays that the function uses
 * from outside are saved with it. Derivatives are exported like other functions: {@code
 * Export.of(Grad.of(f), x)}.
 *
 * {@snippet class="org.juxta.tests.snippets.ExportSnippets" region="export"}
 */
@SuppressWarnings(
    "overloads") // javac infers which is meant from the lambda: arrays where it is untyped
public final class Export {
  private Export() {}

  /** Exports a function of one array. */
  public static Exported of(ArrayFunction1 f, Array a) {
    return export(f, Fn.of(f), a);
  }

  /** Exports a function of one argument. */
  public static <A, R> Exported of(Function1<A, R> f, A a) {
    return export(f, Fn.of(f), a);
  }

  /** Exports a function of two arrays. */
  public static Exported of(ArrayFunction2 f, Array a, Array b) {
    return export(f, Fn.of(f), a, b);
  }

  /** Exports a function of two arguments. */
  public static <A, B, R> Exported of(Function2<A, B, R> f, A a, B b) {
    return export(f, Fn.of(f), a, b);
  }

  /** Exports a function of three arrays. */
  public static Exported of(ArrayFunction3 f, Array a, Array b, Array c) {
    return export(f, Fn.of(f), a, b, c);
  }

  /** Exports a function of three arguments. */
  public static <A, B, C, R> Exported of(Function3<A, B, C, R> f, A a, B b, C c) {
    return export(f, Fn.of(f), a, b, c);
  }

  /** Exports a function of four arrays. */
  public static Exported of(ArrayFunction4 f, Array a, Array b, Array c, Array d) {
    return export(f, Fn.of(f), a, b, c, d);
  }

  /** Exports a function of four arguments. */
  public static <A, B, C, D, R> Exported of(Function4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return export(f, Fn.of(f), a, b, c, d);
  }

  /** Exports a function of five arrays. */
  public static Exported of(ArrayFunction5 f, Array a, Array b, Array c, Array d, Array e) {
    return export(f, Fn.of(f), a, b, c, d, e);
  }

  /** Exports a function of five arguments. */
  public static <A, B, C, D, E, R> Exported of(
      Function5<A, B, C, D, E, R> f, A a, B b, C c, D d, E e) {
    return export(f, Fn.of(f), a, b, c, d, e);
  }

  /** Exports a function of six arrays. */
  public static Exported of(
      ArrayFunction6 function, Array a, Array b, Array c, Array d, Array e, Array f) {
    return export(function, Fn.of(function), a, b, c, d, e, f);
  }

  /** Exports a function of six arguments. */
  public static <A, B, C, D, E, F, R> Exported of(
      Function6<A, B, C, D, E, F, R> function, A a, B b, C c, D d, E e, F f) {
    return export(function, Fn.of(function), a, b, c, d, e, f);
  }

  /** Exports a function of seven arrays. */
  public static Exported of(
      ArrayFunction7 function, Array a, Array b, Array c, Array d, Array e, Array f, Array g) {
    return export(function, Fn.of(function), a, b, c, d, e, f, g);
  }

  /** Exports a function of seven arguments. */
  public static <A, B, C, D, E, F, G, R> Exported of(
      Function7<A, B, C, D, E, F, G, R> function, A a, B b, C c, D d, E e, F f, G g) {
    return export(function, Fn.of(function), a, b, c, d, e, f, g);
  }

  /** Exports a function of eight arrays. */
  public static Exported of(
      ArrayFunction8 function,
      Array a,
      Array b,
      Array c,
      Array d,
      Array e,
      Array f,
      Array g,
      Array h) {
    return export(function, Fn.of(function), a, b, c, d, e, f, g, h);
  }

  /** Exports a function of eight arguments. */
  public static <A, B, C, D, E, F, G, H, R> Exported of(
      Function8<A, B, C, D, E, F, G, H, R> function, A a, B b, C c, D d, E e, F f, G g, H h) {
    return export(function, Fn.of(function), a, b, c, d, e, f, g, h);
  }

  private static Exported export(Object function, Fn body, @Nullable Object... arguments) {
    if (Trace.current() != null) {
      throw new TraceException("Export.of can't be part of a transformed function");
    }
    @Nullable Object[] returned = new Object[1];
    Tree.Flat flat = Tree.flattenArguments(arguments);
    Tracing tracing =
        Tracing.of(
            in -> {
              returned[0] = body.apply(in);
              return returned[0];
            },
            flat.def(),
            Tracing.types(flat.leaves()).stream().map(type -> type.strong()).toList());
    Map<String, Array> weights = LinkedHashMap.empty();
    for (Array captured : tracing.captures()) {
      weights = weights.put("captured" + (weights.size() + 1), captured);
    }
    StableHloArtifact artifact = StableHloArtifact.of(Passes.simplify(tracing.program()));
    PortableTree given = PortableTree.of(Arrays.asList(arguments)).orElse(null);
    PortableTree results = PortableTree.of(returned[0]).orElse(null);
    return new Exported(
        signature(function, artifact, flat, tracing, weights, given, results),
        PortableModule.of(artifact.bytes(), true),
        weights);
  }

  private static ExportSignature signature(
      Object function,
      StableHloArtifact artifact,
      Tree.Flat flat,
      Tracing tracing,
      Map<String, Array> weights,
      @Nullable PortableTree arguments,
      @Nullable PortableTree results) {
    List<SymbolicType> types = SymbolicType.of(artifact.inputTypes());
    List<String> inputs = new ArrayList<>();
    for (String path : flat.def().paths()) {
      inputs.add(path.replaceFirst("^(argument \\d+) ", "$1"));
    }
    List<String> outputs = new ArrayList<>();
    for (String path : tracing.results().paths()) {
      outputs.add(path.isEmpty() ? "result" : path);
    }
    return new ExportSignature(
        Staged.functionName(function),
        List.of(),
        false,
        ExportSignature.leaves(weights.keySet().toJavaList(), types.subList(0, weights.size())),
        ExportSignature.leaves(inputs, types.subList(weights.size(), types.size())),
        ExportSignature.leaves(outputs, SymbolicType.of(artifact.outputTypes())),
        arguments,
        results);
  }
}
