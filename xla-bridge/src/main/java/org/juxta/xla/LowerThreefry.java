package org.juxta.xla;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.Atom;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Shape;

/** Threefry-2x32 with 20 rounds, as a private function for each shape. */
final class LowerThreefry {
  /** The rotations of the rounds, in turns of eight (Salmon et al. 2011, table 2). */
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private static final int ROUNDS = 20;

  /** The parity constant of the key schedule. */
  private static final int PARITY = 0x1BD11BDA;

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
    e.endFunction(rounds(x.get(0), x.get(1), x.get(2), x.get(3)), results);
  }

  private List<String> rounds(String key0, String key1, String count0, String count1) {
    String key2 = op("xor", op("xor", key0, key1), constant(PARITY));
    List<String> keys = List.of(key0, key1, key2);
    String a = op("add", count0, key0);
    String b = op("add", count1, key1);
    for (int round = 0; round < ROUNDS; round++) {
      a = op("add", a, b);
      b = op("xor", a, rotate(b, ROTATIONS[round % ROTATIONS.length]));
      if (round % 4 == 3) {
        int injection = round / 4 + 1;
        a = op("add", a, keys.get(injection % 3));
        b = op("add", b, op("add", keys.get((injection + 1) % 3), constant(injection)));
      }
    }
    return List.of(a, b);
  }

  private String rotate(String x, int bits) {
    return op(
        "or",
        op("shift_left", x, constant(bits)),
        op("shift_right_logical", x, constant(Integer.SIZE - bits)));
  }

  private String op(String op, String a, String b) {
    return e.emit("stablehlo." + op, a + ", " + b, type);
  }

  private String constant(int value) {
    return e.constant(DType.U32, (long) value, type.shape());
  }
}
