package org.juxta.transforms;

import java.util.ArrayList;
import java.util.List;
import org.juxta.Array;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Control;
import org.juxta.tracer.Ints;

/** One entry for each operand of a scan, in its three groups. */
record ScanParts<T>(List<T> captures, List<T> carry, List<T> slices) {
  static <T> ScanParts<T> of(Control.Scan op, List<T> operands) {
    int captures = op.body().captures().size();
    int slices = captures + op.carries();
    return new ScanParts<>(
        operands.subList(0, captures),
        operands.subList(captures, slices),
        operands.subList(slices, operands.size()));
  }

  /** The types a body sees: those of the carried values, and of slices of the rest. */
  static List<ArrayType> bodyTypes(List<Array> arguments, int carries) {
    List<ArrayType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      ArrayType type = arguments.get(i).type().strong();
      types.add(i < carries ? type : type.with(type.shape().without(Ints.of(0))));
    }
    return types;
  }
}
