package org.juxta.transforms;

import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Trace;

/** A function of one array for every row of a matrix of them, rows first in the results. */
record Vmapped(List<Array> results) {
  static Vmapped of(Array rows, Function<Array, List<Array>> f) {
    int size = rows.dim(0);
    Trace.Recording recording =
        Trace.record(
            List.of(rows.type().with(rows.shape().without(Ints.of(0)))),
            in -> ControlJvp.values(f.apply(Array.of(in.getFirst()))));
    List<Batched> captures =
        Primitives.wrap(recording.captured()).stream().map(Batched::same).toList();
    List<Batched> batched =
        Batching.run(recording.program(), captures, List.of(Batched.lanes(rows, 0)), Axis.of(size));
    return new Vmapped(batched.stream().map(b -> b.along(0, size)).toList());
  }
}
