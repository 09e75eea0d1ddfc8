package org.juxta.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.tracer.DType;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Transformed1;
import org.juxta.transforms.Transformed2;

/** What a call costs whose work is next to nothing. */
final class Dispatch {
  private static final List<String> NAMES = List.of("w1", "b1", "w2", "b2", "w3", "b3");

  private Dispatch() {}

  static Array x() {
    return Inputs.array(DType.F32, i -> Math.sin(i), 4);
  }

  static Array y() {
    return Inputs.array(DType.F32, i -> Math.cos(i), 4);
  }

  static SequencedMap<String, Array> tree() {
    SequencedMap<String, Array> tree = new LinkedHashMap<>();
    for (int a = 0; a < NAMES.size(); a++) {
      int first = 16 * a;
      tree.put(NAMES.get(a), Inputs.array(DType.F32, i -> Math.sin(first + i), 4, 4));
    }
    return tree;
  }

  static SequencedMap<String, Array> updated(SequencedMap<String, Array> tree) {
    return Tree.map(a -> a.sub(a.mul(0.001)), tree);
  }

  static void run(Bench bench) {
    add(bench);
    map(bench);
  }

  private static void add(Bench bench) {
    Array x = x();
    Array y = y();
    Transformed2<Array, Array, Array> f = Jit.of((Array a, Array b) -> a.add(b));
    bench
        .of("dispatch_add4", "f32[4] jit")
        .compiled(f::cache)
        .check(() -> sum(f.apply(x, y)))
        .run(Calls.freed(() -> f.apply(x, y)));
    bench
        .of("dispatch_add4", "f32[4] jit, left to the garbage collector")
        .variant("gc")
        .check(() -> sum(f.apply(x, y)))
        .run(() -> Calls.await(f.apply(x, y)));
    bench
        .of("dispatch_add4", "f32[4] x + y on the host")
        .variant("eager")
        .check(() -> sum(x.add(y)))
        .run(() -> Calls.await(x.add(y)));
    bench
        .of("dispatch_add4", "f32[4] engine alone")
        .variant("engine-alone")
        .check(() -> sum(f.apply(x, y)))
        .run(Calls.engine(f.program(x, y), List.of(x, y)));
  }

  private static void map(Bench bench) {
    SequencedMap<String, Array> tree = tree();
    Transformed1<SequencedMap<String, Array>, SequencedMap<String, Array>> f =
        Jit.of(Dispatch::updated);
    bench
        .of("dispatch_tree", "f32 jit, map of 6")
        .compiled(f::cache)
        .check(() -> sum(f.apply(tree)))
        .run(Calls.freed(() -> f.apply(tree)));
    bench
        .of("dispatch_tree", "f32 engine alone")
        .variant("engine-alone")
        .check(() -> sum(f.apply(tree)))
        .run(Calls.engine(f.program(tree), Tree.leaves(tree)));
  }

  private static double[] sum(Object tree) {
    double sum = 0;
    for (Array array : Tree.leaves(tree)) {
      sum += array.astype(DType.F64).sum().toDouble();
    }
    return new double[] {sum};
  }
}
