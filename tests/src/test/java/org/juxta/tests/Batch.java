package org.juxta.tests;

import io.vavr.Function3;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.juxta.Array;
import org.juxta.Index;
import org.juxta.Np;
import org.juxta.tracer.Shape;
import org.juxta.transforms.Vmap;
import org.juxta.transforms.VmapAxes;

/**
 * Arguments for many lanes of a random program, with random axes.
 *
 * @param in the axis of each argument, from 0, or {@link Vmap#NONE}
 * @param out the axis of the results, 0 or -1
 */
record Batch(List<Array> arguments, List<Integer> in, int out, int lanes, VmapAxes axes) {
  static Batch of(RandomProgram p, int lanes) {
    SplittableRandom random = new SplittableRandom(p.seed() + lanes);
    List<Array> arguments = new ArrayList<>();
    List<Integer> in = new ArrayList<>();
    int[] axes = new int[3];
    int always = random.nextInt(3);
    for (int i = 0; i < 3; i++) {
      Array x = p.arguments().get(i);
      if (i != always && random.nextInt(3) == 0) {
        axes[i] = Vmap.NONE;
        in.add(Vmap.NONE);
        arguments.add(x);
        continue;
      }
      int axis = random.nextInt(x.rank() + 1);
      List<Array> each = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        each.add(x.size() == 0 ? x : rolled(x, lane));
      }
      in.add(axis);
      axes[i] = random.nextInt(2) == 0 ? axis : axis - x.rank() - 1;
      arguments.add(Np.stack(each, axis));
    }
    int out = -random.nextInt(2);
    return new Batch(arguments, in, out, lanes, Vmap.axes(axes).out(out));
  }

  /** The elements moved on by {@code by} places, so that each lane has others. */
  private static Array rolled(Array x, int by) {
    int n = x.size();
    int at = by % n;
    Array flat = x.ravel();
    Array rolled = Np.concatenate(List.of(flat.get(Index.from(at)), flat.get(Index.to(at))), 0);
    return (by == 0 || x.dtype().isBool() ? rolled : rolled.sub(rolled.div(4).astype(x.dtype())))
        .reshape(x.shape());
  }

  Batch with(List<Array> others) {
    return new Batch(others, in, out, lanes, axes);
  }

  List<Array> loop(RandomProgram p) {
    return loop((Array a, Array b, Array c) -> p.apply(a, b, c));
  }

  /** The function lane by lane, results stacked. */
  List<Array> loop(Function3<Array, Array, Array, List<Array>> f) {
    List<List<Array>> each = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      List<Array> x = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        x.add(in.get(i) == Vmap.NONE ? arguments.get(i) : lane(arguments.get(i), in.get(i), lane));
      }
      each.add(f.apply(x.get(0), x.get(1), x.get(2)));
    }
    List<Array> results = new ArrayList<>();
    for (int i = 0; i < each.getFirst().size(); i++) {
      int result = i;
      results.add(Np.stack(each.stream().map(e -> e.get(result)).toList(), out));
    }
    return results;
  }

  private static Array lane(Array x, int axis, int lane) {
    Array first = Np.moveaxis(x, axis, 0);
    Shape shape = first.shape();
    return shape.rank() == 0 ? first : first.get(lane);
  }
}
