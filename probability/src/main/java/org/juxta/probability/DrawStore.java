package org.juxta.probability;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.HostArray;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/** The draws of all chains, put where they belong as blocks come in from any thread. */
final class DrawStore {
  private final int chains;
  private final int draws;
  private final DrawsListener listener;
  private final SequencedMap<String, HostArray> sites = new LinkedHashMap<>();
  private final double[][][] infos;
  private final int[] made;

  DrawStore(int chains, int draws, DrawsListener listener) {
    this.chains = chains;
    this.draws = draws;
    this.listener = listener;
    this.infos = new double[StepInfo.VALUES][chains][draws];
    this.made = new int[chains];
  }

  /**
   * Puts the first steps of a block into a chain's draws from {@code first} on.
   *
   * @param lane which of a block's chains it is, or -1 if the block has one
   */
  synchronized void put(
      int chain, int lane, int first, int steps, Map<String, Array> block, Array blockInfos) {
    SequencedMap<String, Array> views = new LinkedHashMap<>();
    block.forEach((name, values) -> views.put(name, put(name, chain, lane, first, steps, values)));
    HostArray info = blockInfos.toHost();
    int capacity = blockInfos.dim(-2);
    int from = Math.max(lane, 0) * capacity;
    for (int i = 0; i < steps; i++) {
      for (int v = 0; v < StepInfo.VALUES; v++) {
        infos[v][chain][first + i] = info.getDouble((from + i) * StepInfo.VALUES + v);
      }
    }
    made[chain] = first + steps;
    listener.drawn(chain, first, views);
  }

  private Array put(String name, int chain, int lane, int first, int steps, Array values) {
    int axes = lane < 0 ? 1 : 2;
    Shape one = values.shape().without(Ints.range(0, axes));
    HostArray all =
        sites.computeIfAbsent(
            name,
            _ ->
                HostArray.allocate(
                    values.type().strong().with(Shape.of(chains, draws).concat(one))));
    HostArray view = HostArray.allocate(values.type().strong().with(Shape.of(steps).concat(one)));
    long bytes = (long) one.size() * values.dtype().bytes();
    MemorySegment source = values.toHost().segment();
    long from = Math.max(lane, 0) * (long) values.dim(axes - 1);
    MemorySegment part = source.asSlice(from * bytes, steps * bytes);
    view.segment().copyFrom(part);
    all.segment().asSlice(((long) chain * draws + first) * bytes, steps * bytes).copyFrom(part);
    return Array.of(view);
  }

  /** The number of draws that all chains have. */
  int complete() {
    return Arrays.stream(made).min().orElse(0);
  }

  /** All sites' draws, (chains, complete, …). */
  SequencedMap<String, Array> sites(int complete) {
    SequencedMap<String, Array> result = new LinkedHashMap<>();
    sites.forEach((name, all) -> result.put(name, Array.of(firstOfEach(all, complete))));
    return result;
  }

  private HostArray firstOfEach(HostArray all, int complete) {
    if (complete == draws) {
      return all;
    }
    Shape one = all.type().shape().without(Ints.range(0, 2));
    ArrayType type = all.type().with(Shape.of(chains, complete).concat(one));
    HostArray part = HostArray.allocate(type);
    long bytes = (long) one.size() * type.dtype().bytes();
    for (int c = 0; c < chains; c++) {
      part.segment()
          .asSlice((long) c * complete * bytes, complete * bytes)
          .copyFrom(all.segment().asSlice(c * (long) draws * bytes, complete * bytes));
    }
    return part;
  }

  /** What is known of the steps, [value][chain][draw]. */
  double[][][] infos(int complete) {
    return Arrays.stream(infos)
        .map(
            value ->
                Arrays.stream(value)
                    .map(chain -> Arrays.copyOf(chain, complete))
                    .toArray(double[][]::new))
        .toArray(double[][][]::new);
  }
}
