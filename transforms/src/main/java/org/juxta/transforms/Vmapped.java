package org.juxta.transforms;

import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Trace;

/** A function of one array for each of many, which lie along the first axis of the results. */
record Vmapped(List<Array> results) {
  /** For every row of a matrix of them. */
  static Vmapped of(Array rows, Function<Array, List<Array>> f) {
    return of(Batched.lanes(rows, 0), rows.dim(0), f);
  }

  /** For the arrays like {@code x} that have a one in another place each. */
  static Vmapped ofBasis(Array x, Function<Array, List<Array>> f) {
    Shape shape = x.shape().insert(0, x.size());
    Batched basis =
        x.rank() == 1
            ? Batched.units(x.size(), x.dtype())
            : Batched.lanes(Np.eye(x.size(), x.dtype()).reshape(shape.dims().toArray()), 0);
    return of(basis, x.size(), f);
  }

  private static Vmapped of(Batched lanes, int size, Function<Array, List<Array>> f) {
    Trace.Recording recording =
        Trace.record(
            List.of(lanes.type()), in -> ControlJvp.values(f.apply(Array.of(in.getFirst()))));
    List<Batched> captures =
        Primitives.wrap(recording.captured()).stream().map(Batched::same).toList();
    List<Batched> batched =
        Batching.run(recording.program(), captures, List.of(lanes), Axis.of(size));
    return new Vmapped(batched.stream().map(b -> b.along(0, size)).toList());
  }
}
