package org.juxta.tracer;

import java.util.ArrayList;
import java.util.List;

/** Operations that run programs; a loop here is a loop, however many steps it takes. */
final class EvaluateControl {
  private EvaluateControl() {}

  static List<HostArray> loop(
      List<HostArray> operands, List<ArrayType> types, List<ReferenceProgram> programs) {
    ReferenceProgram condition = programs.get(0);
    ReferenceProgram body = programs.get(1);
    int first = condition.captures() + body.captures();
    List<HostArray> ofCondition = operands.subList(0, condition.captures());
    List<HostArray> ofBody = operands.subList(condition.captures(), first);
    List<HostArray> state = operands.subList(first, operands.size());
    while (condition.run(ofCondition, state).getFirst().getBoolean(0)) {
      state = body.run(ofBody, state);
    }
    return retyped(state, types);
  }

  static List<HostArray> scan(
      Control.Scan op, List<HostArray> operands, List<ArrayType> types, ReferenceProgram body) {
    int first = body.captures() + op.carries();
    List<HostArray> captures = operands.subList(0, body.captures());
    List<HostArray> state = operands.subList(body.captures(), first);
    List<HostArray> arrays = operands.subList(first, operands.size());
    List<HostArray> stacks =
        types.subList(op.carries(), types.size()).stream().map(HostArray::allocate).toList();
    for (int step = 0; step < op.length(); step++) {
      int index = op.reverse() ? op.length() - 1 - step : step;
      List<HostArray> inputs = new ArrayList<>(state);
      for (HostArray x : arrays) {
        inputs.add(slice(x, index));
      }
      List<HostArray> results = body.run(captures, inputs);
      state = results.subList(0, op.carries());
      for (int i = 0; i < stacks.size(); i++) {
        put(results.get(op.carries() + i), stacks.get(i), index);
      }
    }
    List<HostArray> all = new ArrayList<>(retyped(state, types.subList(0, op.carries())));
    all.addAll(stacks);
    return all;
  }

  private static HostArray slice(HostArray x, int index) {
    ArrayType type = x.type();
    HostArray slice =
        HostArray.allocate(type.with(new Shape(type.shape().dims().slice(1, type.rank()))));
    int length = HostArray.lanes(type.dtype()) * slice.size();
    System.arraycopy(x.data(), index * length, slice.data(), 0, length);
    return slice;
  }

  private static void put(HostArray slice, HostArray stack, int index) {
    int length = HostArray.lanes(slice.type().dtype()) * slice.size();
    System.arraycopy(slice.data(), 0, stack.data(), index * length, length);
  }

  static List<HostArray> branch(
      List<HostArray> operands, List<ArrayType> types, List<ReferenceProgram> branches) {
    long index = Math.clamp(operands.getFirst().getLong(0), 0, branches.size() - 1);
    int first = 1;
    for (int i = 0; i < index; i++) {
      first += branches.get(i).captures();
    }
    ReferenceProgram chosen = branches.get((int) index);
    return retyped(
        chosen.run(operands.subList(first, first + chosen.captures()), List.of()), types);
  }

  static List<HostArray> call(
      List<HostArray> operands, List<ArrayType> types, ReferenceProgram program) {
    int first = program.captures();
    List<HostArray> inputs = operands.subList(first, operands.size());
    return retyped(program.run(operands.subList(0, first), inputs), types);
  }

  private static List<HostArray> retyped(List<HostArray> values, List<ArrayType> types) {
    List<HostArray> result = new ArrayList<>(values.size());
    for (int i = 0; i < types.size(); i++) {
      result.add(ReferenceProgram.retyped(values.get(i), types.get(i)));
    }
    return result;
  }
}
