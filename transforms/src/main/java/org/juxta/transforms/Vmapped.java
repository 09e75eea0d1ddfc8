package org.juxta.transforms;

import java.util.List;
import java.util.function.Function;
import org.juxta.Array;
import org.juxta.Np;
import org.juxta.internal.Primitives;
import org.juxta.tracer.Shape;
import org.juxta.tracer.Trace;

/**
 * A linear function of one array at all arrays of the standard basis, those along the first axis of
 * the results.
 */
record Vmapped(List<Array> results) {
  /** At the arrays like {@code x} that have a one in another place each. */
  static Vmapped ofBasis(Array x, Function<Array, List<Array>> f) {
    int size = x.size();
    Trace.Recording recording =
        Trace.record(List.of(x.type()), in -> ControlJvp.values(f.apply(Array.of(in.getFirst()))));
    List<Batched> captures =
        Primitives.wrap(recording.captured()).stream().map(Batched::same).toList();
    List<Batched> batched =
        Batching.run(recording.program(), captures, List.of(basis(x)), Axis.of(size));
    return new Vmapped(batched.stream().map(b -> b.along(0, size)).toList());
  }

  private static Batched basis(Array x) {
    Shape shape = x.shape().insert(0, x.size());
    return x.rank() == 1
        ? Batched.units(x.size(), x.dtype())
        : Batched.lanes(Np.eye(x.size(), x.dtype()).reshape(shape.dims().toArray()), 0);
  }
}
