package org.juxta.transforms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.internal.Compiled;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Call;
import org.juxta.tracer.DotPrecision;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Passes;
import org.juxta.tracer.Precision;
import org.juxta.tracer.Program;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;
import org.juxta.xla.Cost;
import org.juxta.xla.Device;

/**
 * A transformed function. Outside any trace a call is traced, optimised and compiled once for each
 * signature of its arguments; inside one, the function's operations are recorded there, as a call
 * of a program of their own or inline.
 */
final class Staged {
  private final String name;
  private final Fn body;
  private final boolean calls;
  private final Set<Integer> donated;
  private final @Nullable Device device;
  private final ConcurrentMap<Signature, Entry> cache = new ConcurrentHashMap<>();
  private volatile @Nullable Entry last;

  private Staged(
      String name, Fn body, boolean calls, Set<Integer> donated, @Nullable Device device) {
    this.name = name;
    this.body = body;
    this.calls = calls;
    this.donated = donated;
    this.device = device;
  }

  private static Staged of(String name, Fn body, boolean calls) {
    return new Staged(name, body, calls, Set.of(), null);
  }

  /** The same, whose calls outside any trace take over these arguments of {@code count}. */
  Staged donating(int count, int... arguments) {
    Set<Integer> taken = new TreeSet<>(donated);
    for (int argument : arguments) {
      if (argument < 0 || argument >= count) {
        throw new JuxtaException(
            "donating: there is no argument "
                + argument
                + "; the function's arguments are 0 to "
                + (count - 1));
      }
      taken.add(argument);
    }
    return new Staged(name, body, calls, Set.copyOf(taken), device);
  }

  /** The same, whose calls outside any trace run there. */
  Staged on(Device where) {
    return new Staged(name, body, calls, donated, where);
  }

  /** A function that stays a program of its own inside a trace. */
  static Staged call(String what, Object f, Fn body) {
    return of(what + "_" + functionName(f), body, true);
  }

  /** A function that is recorded inline inside a trace. */
  static Staged inline(String what, Object f, Fn body) {
    return of(what + "_" + functionName(f), body, false);
  }

  /** The name of the class that declares a lambda, which is all it tells of itself. */
  static String functionName(Object f) {
    String type = f.getClass().getSimpleName();
    int lambda = type.indexOf("$$");
    return (lambda < 0 ? type : type.substring(0, lambda)).replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** What tells one program of a function from another. */
  private record Signature(TreeDef arguments, List<ArrayType> types, DotPrecision precision) {
    @Override
    public String toString() {
      return arguments
          + " of "
          + types
          + (precision == Precision.DEFAULT ? "" : " by precision " + precision);
    }
  }

  /** A program and what a call of it needs; compiled when it is first run. */
  private static final class Entry {
    final Signature signature;
    final Program program;
    final TreeDef results;
    final String reason;
    final double traceMillis;
    final LongAdder calls = new LongAdder();
    private final long begun = System.nanoTime();
    private final List<Value> captured;
    private final Compiled.Options options;
    private volatile @Nullable Compiled compiled;
    private volatile double compileMillis;

    Entry(Fn body, Signature signature, Compiled.Options options, String reason) {
      Tracing tracing = Tracing.of(body, signature.arguments(), signature.types());
      this.signature = signature;
      this.options = options;
      this.reason = reason;
      this.program = Passes.simplify(tracing.program());
      this.results = tracing.results();
      this.captured = tracing.captured();
      this.traceMillis = (System.nanoTime() - begun) / 1e6;
    }

    private Compiled compiled() {
      Compiled made = compiled;
      return made != null ? made : compile();
    }

    private synchronized Compiled compile() {
      Compiled made = compiled;
      if (made == null) {
        long start = System.nanoTime();
        made =
            Compiled.of(program, captured.stream().map(v -> (Value.Concrete) v).toList(), options);
        compileMillis = (System.nanoTime() - start) / 1e6;
        compiled = made;
      }
      return made;
    }

    @SuppressWarnings("NonApiType") // what TreeDef.matches fills
    boolean accepts(@Nullable Object[] arguments, ArrayList<Array> leaves) {
      if (!signature.precision().equals(DotPrecision.current())
          || !signature.arguments().matches(arguments, leaves)) {
        return false;
      }
      List<ArrayType> types = signature.types();
      for (int i = 0; i < types.size(); i++) {
        if (!types.get(i).equals(leaves.get(i).type())) {
          return false;
        }
      }
      return true;
    }

    @Nullable Object run(List<Array> leaves) {
      calls.increment();
      return results.unflatten(compiled().run(leaves));
    }
  }

  @Nullable Object apply(@Nullable Object... arguments) {
    if (Trace.current() == null) {
      Entry entry = last;
      ArrayList<Array> leaves = new ArrayList<>();
      if (entry != null && entry.accepts(arguments, leaves) && !anyTraced(leaves)) {
        return entry.run(leaves);
      }
    }
    Tree.Flat flat = Tree.flattenArguments(arguments);
    return Trace.current() == null && !anyTraced(flat.leaves())
        ? entry(arguments, flat).run(flat.leaves())
        : record(arguments, flat);
  }

  private static boolean anyTraced(List<Array> leaves) {
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).value() instanceof Value.Traced) {
        return true;
      }
    }
    return false;
  }

  private Entry entry(@Nullable Object... arguments) {
    return entry(arguments, Tree.flattenArguments(arguments));
  }

  private Entry entry(@Nullable Object[] arguments, Tree.Flat flat) {
    Signature signature =
        new Signature(flat.def(), Tracing.types(flat.leaves()), DotPrecision.current());
    Entry entry = cache.get(signature);
    if (entry == null) {
      Entry made = new Entry(body, signature, options(arguments), difference(signature));
      Entry raced = cache.putIfAbsent(signature, made);
      entry = raced == null ? made : raced;
    }
    last = entry;
    return entry;
  }

  private Compiled.Options options(@Nullable Object[] arguments) {
    Set<Integer> leaves = new HashSet<>();
    int first = 0;
    for (int i = 0; !donated.isEmpty() && i < arguments.length; i++) {
      int end = first + Tree.structure(arguments[i]).leafCount();
      if (donated.contains(i)) {
        IntStream.range(first, end).forEach(leaves::add);
      }
      first = end;
    }
    return new Compiled.Options(leaves, device);
  }

  /** What differs from the signature already there that differs least. */
  private String difference(Signature signature) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (Signature other : cache.keySet()) {
      List<String> differences = new ArrayList<>();
      other.arguments().difference(signature.arguments()).ifPresent(differences::add);
      if (!other.precision().equals(signature.precision())) {
        differences.add("the precision is " + signature.precision() + ", was " + other.precision());
      }
      if (differences.isEmpty()) {
        for (int i = 0; i < signature.types().size(); i++) {
          ArrayType was = other.types().get(i);
          ArrayType is = signature.types().get(i);
          if (!was.equals(is)) {
            differences.add(signature.arguments().path(i) + " is " + is + ", was " + was);
          }
        }
      }
      if (differences.size() < least) {
        least = differences.size();
        nearest = String.join("; ", differences);
      }
    }
    return nearest;
  }

  private @Nullable Object record(@Nullable Object[] arguments, Tree.Flat flat) {
    if (!calls) {
      return body.apply(arguments);
    }
    Tracing tracing = Tracing.of(body, flat.def(), Tracing.types(flat.leaves()));
    List<Array> operands = new ArrayList<>(tracing.captures());
    operands.addAll(flat.leaves());
    return tracing
        .results()
        .unflatten(Primitives.bind(new Call.Jitted(name, tracing.program()), operands));
  }

  Program program(@Nullable Object... arguments) {
    return entry(arguments).program;
  }

  String stableHlo(@Nullable Object... arguments) {
    return Compiled.stableHlo(program(arguments));
  }

  String optimizedHlo(@Nullable Object... arguments) {
    return entry(arguments).compiled().optimizedHlo();
  }

  Cost cost(@Nullable Object... arguments) {
    return entry(arguments).compiled().cost();
  }

  CacheReport report() {
    return new CacheReport(
        cache.values().stream()
            .sorted((a, b) -> Long.signum(a.begun - b.begun))
            .map(
                e ->
                    new CacheReport.Entry(
                        e.signature.toString(),
                        e.calls.sum(),
                        e.traceMillis,
                        e.compileMillis,
                        e.reason))
            .toList());
  }
}
