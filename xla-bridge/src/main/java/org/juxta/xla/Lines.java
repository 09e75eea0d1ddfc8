package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Ints;

/**
 * The lines along the last axis of arrays that Java works on within compiled programs.
 *
 * @param count how many there are
 * @param size how many elements each has
 */
record Lines(int count, int size) {
  /** Below so many elements, waking another thread costs more than it saves. */
  private static final int WORTH_THREADS = 1 << 15;

  static Lines of(ArrayType type) {
    int size = type.shape().dim(-1);
    return new Lines(type.shape().size() / size, size);
  }

  /** The memory of line {@code i} of an array. */
  MemorySegment line(CustomCall.Memory array, int i) {
    long bytes = array.data().byteSize() / count;
    return array.data().asSlice(i * bytes, bytes);
  }

  /** Does the work for each line, on several threads where that pays and is allowed. */
  void forEach(IntConsumer work) {
    IntStream all = IntStream.range(0, count);
    boolean parallel =
        count > 1 && (long) count * size >= WORTH_THREADS && NativeEnvironment.threads() != 1;
    (parallel ? all.parallel() : all).forEach(work);
  }

  /**
   * A call of the handler of {@code target} for the lines along {@code axis}: other ones than the
   * last are made the last and put back.
   */
  static List<String> call(
      Emitter e,
      String target,
      String attributes,
      List<String> values,
      List<ArrayType> types,
      int axis) {
    int last = types.getFirst().rank() - 1;
    if (axis == last) {
      return LowerCustomCall.call(e, target, attributes, false, values, types, types);
    }
    Ints order = Ints.range(0, last + 1).with(axis, last).with(last, axis);
    List<ArrayType> turned =
        types.stream()
            .map(
                t ->
                    t.with(
                        t.shape().with(axis, t.shape().dim(last)).with(last, t.shape().dim(axis))))
            .toList();
    List<String> given = transposed(e, values, types, turned, order);
    List<String> found = LowerCustomCall.call(e, target, attributes, false, given, turned, turned);
    return transposed(e, found, turned, types, order);
  }

  private static List<String> transposed(
      Emitter e, List<String> values, List<ArrayType> from, List<ArrayType> to, Ints order) {
    return IntStream.range(0, values.size())
        .mapToObj(
            i ->
                e.emit(
                    "stablehlo.transpose",
                    values.get(i) + ", dims = " + order,
                    MlirText.type(from.get(i)),
                    to.get(i)))
        .collect(Collectors.toList());
  }
}
