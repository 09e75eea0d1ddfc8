package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.juxta.Array;
import org.juxta.Tree;
import org.juxta.TreeDef;
import org.juxta.internal.Primitives;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Program;
import org.juxta.tracer.ShapeException;
import org.juxta.tracer.Trace;
import org.juxta.tracer.Value;

/**
 * A function of trees traced into a program.
 *
 * @param captured what the program's captures stand for
 * @param results the structure of what the function returned
 */
record Tracing(Program program, List<Value> captured, TreeDef results) {
  /**
   * Traces {@code f} for arguments of the given structure and types, under the current trace if
   * there is one.
   */
  static Tracing of(Fn f, TreeDef arguments, List<ArrayType> types) {
    TreeDef[] results = new TreeDef[1];
    Trace.Recording recording =
        Trace.record(
            types,
            in -> {
              @Nullable Object[] unflattened = arguments.unflatten(Primitives.wrap(in));
              Tree.Flat flat = Tree.flatten(f.apply(unflattened));
              results[0] = flat.def();
              return ControlJvp.values(flat.leaves());
            });
    return new Tracing(recording.program(), recording.captured(), results[0]);
  }

  List<Array> captures() {
    return Primitives.wrap(captured);
  }

  static List<ArrayType> types(List<Array> arrays) {
    List<ArrayType> types = new ArrayList<>(arrays.size());
    for (Array array : arrays) {
      types.add(array.type());
    }
    return types;
  }

  /** Requires a tree to have a structure and types. */
  static void requireLike(String what, TreeDef structure, List<ArrayType> types, Tree.Flat found) {
    structure
        .difference(found.def())
        .ifPresent(
            d -> {
              throw new ShapeException(what + " has another structure: " + d);
            });
    for (int i = 0; i < types.size(); i++) {
      ArrayType is = found.leaves().get(i).type();
      if (!types.get(i).sameAs(is)) {
        String path = structure.path(i);
        throw new ShapeException(
            what
                + (path.isEmpty() ? "" : " at " + path)
                + " must be "
                + types.get(i).strong()
                + ", not "
                + is);
      }
    }
  }
}
