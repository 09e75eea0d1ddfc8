package org.juxta.xla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Ints;
import org.juxta.tracer.Shape;

/**
 * Threefry-2x32 with 20 rounds, as a private function for each shape. Large arrays take
 * straight-line code, which XLA fuses with what uses the bits. For small ones, mostly keys made
 * from keys, that would fuse whole chains of calls into kernels that compile slowly and compute
 * again what two of them need: they take a loop, which nothing is fused across.
 */
final class LowerThreefry {
  /** The rotations of the rounds, in turns of eight (Salmon et al. 2011, table 2). */
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  /** Rounds after each of which a key is added. */
  private static final int GROUP = 4;

  private static final int GROUPS = 5;

  /** The parity constant of the key schedule. */
  private static final int PARITY = 0x1BD11BDA;

  /** Up to this size a loop costs less in running than it saves in compiling. */
  private static final int LARGEST_LOOP = 1024;

  private static final ArrayType SCALAR = ArrayType.of(DType.U32);

  private final Emitter e;
  private final ArrayType type;

  private LowerThreefry(Emitter e, ArrayType type) {
    this.e = e;
    this.type = type;
  }

  static List<String> threefry(Emitter e, Equation q) {
    ArrayType type = q.results().getFirst().type();
    Shape shape = type.shape();
    String function =
        e.function(shape, "threefry2x32", name -> new LowerThreefry(e, type).function(name));
    List<String> operands = new ArrayList<>(4);
    for (Atom operand : q.operands()) {
      operands.add(e.value(operand, shape));
    }
    return LowerControl.call(
        e, function, operands, Collections.nCopies(4, type), Collections.nCopies(2, type));
  }

  private void function(String name) {
    List<ArrayType> results = Collections.nCopies(2, type);
    List<String> x = e.beginFunction("private", name, Collections.nCopies(4, type), results);
    List<String> keys = keys(x.get(0), x.get(1));
    String a = op("add", x.get(2), keys.get(0));
    String b = op("add", x.get(3), keys.get(1));
    boolean loop = type.shape().size() <= LARGEST_LOOP;
    e.endFunction(loop ? loop(keys, a, b) : straight(keys, a, b), results);
  }

  private List<String> keys(String key0, String key1) {
    return List.of(key0, key1, op("xor", op("xor", key0, key1), constant(PARITY)));
  }

  private List<String> straight(List<String> keys, String count0, String count1) {
    List<String> x = List.of(count0, count1);
    for (int group = 0; group < GROUPS; group++) {
      for (int i = 0; i < GROUP; i++) {
        int bits = ROTATIONS[(group * GROUP + i) % ROTATIONS.length];
        x = round(x, constant(bits), constant(Integer.SIZE - bits));
      }
      String number = constant(group + 1);
      x = addKeys(x, keys.get((group + 1) % 3), keys.get((group + 2) % 3), number);
    }
    return x;
  }

  /** Carries the number of the group, the counts, and the keys in the order of their turns. */
  private List<String> loop(List<String> keys, String count0, String count1) {
    List<String> initial =
        List.of(e.zeros(SCALAR), count0, count1, keys.get(1), keys.get(2), keys.get(0));
    List<ArrayType> types = List.of(SCALAR, type, type, type, type, type);
    List<String> results =
        LowerControl.loop(
            e,
            initial,
            types,
            carried -> {
              String operands = carried.getFirst() + ", " + scalar(GROUPS);
              return LowerElementwise.compare(e, "LT", operands, SCALAR);
            },
            this::group);
    return results.subList(1, 3);
  }

  private List<String> group(List<String> carried) {
    String group = carried.getFirst();
    String parity = e.emit("stablehlo.and", group + ", " + scalar(1), SCALAR);
    String odd = LowerElementwise.compare(e, "EQ", parity + ", " + scalar(1), SCALAR);
    List<String> x = carried.subList(1, 3);
    for (int i = 0; i < GROUP; i++) {
      int even = ROTATIONS[i];
      int other = ROTATIONS[GROUP + i];
      x =
          round(
              x,
              repeated(LowerElementwise.select(e, odd, scalar(other), scalar(even), SCALAR)),
              repeated(
                  LowerElementwise.select(
                      e, odd, scalar(Integer.SIZE - other), scalar(Integer.SIZE - even), SCALAR)));
    }
    String next = e.emit("stablehlo.add", group + ", " + scalar(1), SCALAR);
    List<String> keys = carried.subList(3, 6);
    x = addKeys(x, keys.get(0), keys.get(1), repeated(next));
    return List.of(next, x.get(0), x.get(1), keys.get(1), keys.get(2), keys.get(0));
  }

  private List<String> round(List<String> x, String left, String right) {
    String a = op("add", x.get(0), x.get(1));
    String rotated =
        op("or", op("shift_left", x.get(1), left), op("shift_right_logical", x.get(1), right));
    return List.of(a, op("xor", a, rotated));
  }

  private List<String> addKeys(List<String> x, String key0, String key1, String number) {
    return List.of(op("add", x.get(0), key0), op("add", x.get(1), op("add", key1, number)));
  }

  private String op(String op, String a, String b) {
    return e.emit("stablehlo." + op, a + ", " + b, type);
  }

  private String constant(int value) {
    return e.constant(DType.U32, (long) value, type.shape());
  }

  private String scalar(int value) {
    return e.constant(DType.U32, (long) value, Shape.SCALAR);
  }

  private String repeated(String scalar) {
    return type.shape().isScalar() ? scalar : e.broadcast(scalar, SCALAR, type, Ints.EMPTY);
  }
}
