package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Shape;
import org.juxta.tracer.ShapeException;

/** What {@link Vmap} does: the function is traced for one lane and its program batched. */
final class Lanes {
  private Lanes() {}

  static Staged staged(VmapAxes axes, int arguments, Object f, Fn fn) {
    if (!axes.in().isEmpty() && axes.in().size() != arguments) {
      throw new ShapeException(
          "vmap of a function of " + arguments + " arguments needs as many axes, not " + axes.in());
    }
    return Staged.inline("vmap", f, x -> apply(axes, fn, x));
  }

  private static @Nullable Object apply(VmapAxes axes, Fn f, @Nullable Object[] arguments) {
    TreeDef structure = Tree.flattenArguments(arguments).def();
    List<Batched> inputs = new ArrayList<>();
    int size = axes.size();
    String first = size < 0 ? "" : "VmapAxes.size";
    for (int i = 0; i < arguments.length; i++) {
      int axis = axes.in().isEmpty() ? 0 : axes.in().get(i);
      for (Array leaf : Tree.leaves(arguments[i])) {
        if (axis == Vmap.NONE) {
          inputs.add(Batched.same(leaf));
          continue;
        }
        String path = structure.path(inputs.size());
        int at = lanesAxis(path, leaf, axis);
        if (size >= 0 && size != leaf.dim(at)) {
          throw new ShapeException(
              "vmap: sizes of the mapped axes differ: "
                  + size
                  + " of "
                  + first
                  + ", "
                  + leaf.dim(at)
                  + " of axis "
                  + at
                  + " of "
                  + path
                  + ", which is "
                  + leaf.type());
        }
        size = leaf.dim(at);
        first = first.isEmpty() ? path + ", which is " + leaf.type() : first;
        inputs.add(Batched.lanes(leaf, at));
      }
    }
    if (size < 0) {
      throw new ShapeException(
          "vmap: no argument has an array with a mapped axis; VmapAxes.size tells how many lanes"
              + " there are");
    }
    List<ArrayType> lane = inputs.stream().map(Batched::type).toList();
    Axis batch = new Axis(size, axes.name());
    Tracing tracing = batch.within(() -> Tracing.of(f, structure, lane));
    List<Batched> captures = tracing.captures().stream().map(Batched::same).toList();
    List<Batched> results = Batching.run(tracing.program(), captures, inputs, batch);
    List<Array> outputs = new ArrayList<>();
    for (Batched result : results) {
      Shape shape = result.type().shape();
      int axis = shape.insert(0, size).axis(axes.result());
      outputs.add(result.along(axis, size));
    }
    return tracing.results().unflatten(outputs);
  }

  private static int lanesAxis(String path, Array leaf, int axis) {
    if (axis < -leaf.rank() || axis >= leaf.rank()) {
      throw new ShapeException(
          "vmap: "
              + path
              + " is "
              + leaf.type()
              + " and has no axis "
              + axis
              + " to map; use Vmap.axes with Vmap.NONE for an argument"
              + " that is the same for all lanes");
    }
    return axis < 0 ? axis + leaf.rank() : axis;
  }
}
