package org.juxta.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.juxta.Np;
import org.juxta.tests.RandomProgram.Kind;
import org.juxta.tests.RandomProgram.Numbers;
import org.juxta.tracer.ArrayType;
import org.juxta.tracer.DType;
import org.juxta.tracer.Equation;
import org.juxta.tracer.JuxtaException;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;
import org.juxta.transforms.Jit;
import org.juxta.transforms.Vmap;

/** What random programs are made of: every operation, of every kind of numbers that it takes. */
class RandomProgramTest {
  private static final int PROGRAMS = 1500;
  private static final List<Numbers> NUMBERS = List.of(Numbers.values());

  /** Kinds of element types between which operations differ. */
  private enum Elements {
    BOOL(DType.BOOL),
    INTEGER(DType.I32),
    HALF(DType.BF16),
    FLOAT(DType.F32),
    COMPLEX(DType.C64);

    private final DType example;

    Elements(DType example) {
      this.example = example;
    }

    static Elements of(DType dtype) {
      return switch (dtype.kind()) {
        case BOOLEAN -> BOOL;
        case SIGNED, UNSIGNED -> INTEGER;
        case FLOAT -> dtype.bytes() < Float.BYTES ? HALF : FLOAT;
        case COMPLEX -> COMPLEX;
      };
    }
  }

  /** An operation applied to elements of a kind. */
  private record Drawn(String operation, Elements elements) implements Comparable<Drawn> {
    @Override
    public int compareTo(Drawn other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return operation + " of " + elements;
    }
  }

  /**
   * Operations on kinds of elements that no random program has: the rules of an operation of one's
   * own say what it takes, and those of the one that programs have say F64.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("CustomOp of BOOL", "CustomOp of INTEGER", "CustomOp of HALF", "CustomOp of COMPLEX");

  @Test
  void theyDrawFromAllOperations() {
    Set<OperationRow> missing = new LinkedHashSet<>(OperationRow.all());
    missing.removeAll(collectives());
    Set<Drawn> drawn = new TreeSet<>();
    Set<Drawn> possible = new TreeSet<>();
    for (int seed = 0; seed < PROGRAMS && !(missing.isEmpty() && possible.isEmpty()); seed++) {
      Numbers numbers = NUMBERS.get(seed % NUMBERS.size());
      RandomProgram p = new RandomProgram(seed, 14, Kind.ANY, numbers);
      Recorded recorded = Recorded.of(x -> p.apply(x.get(0), x.get(1), x.get(2)), p.arguments());
      missing.removeAll(OperationRow.in(recorded.program()));
      collect(recorded.program(), drawn, possible);
      possible.removeIf(d -> drawn.contains(d) || LEFT_OUT.contains(d.toString()));
    }
    assertThat(missing).as("operations that no random program does").isEmpty();
    assertThat(possible).as("kinds of numbers that operations take and never get").isEmpty();
  }

  /** Batching takes their place in a program, so they are seen in one lane only. */
  private static Set<OperationRow> collectives() {
    Set<OperationRow> rows = new LinkedHashSet<>();
    for (int i = 0; i < RandomControl.COLLECTIVES; i++) {
      int which = i;
      Vmap.named("lanes")
          .of(
              (org.juxta.Array a) -> {
                var lane = Jit.of((org.juxta.Array x) -> RandomControl.collective(which, x));
                rows.addAll(OperationRow.in(lane.program(a)));
                return a;
              })
          .apply(Np.ones(DType.F32, 2, 3));
    }
    return rows;
  }

  private static void collect(Program program, Set<Drawn> drawn, Set<Drawn> possible) {
    for (Equation equation : program.equations()) {
      Op op = equation.op();
      String name = OperationRow.of(op).name();
      op.programs().forEach(inner -> collect(inner, drawn, possible));
      if (!equation.operands().isEmpty() && op.programs().isEmpty()) {
        List<ArrayType> types = equation.operandTypes();
        DType first = types.getFirst().dtype();
        drawn.add(new Drawn(name, Elements.of(first)));
        for (Elements elements : Elements.values()) {
          if (accepts(op, types, first, elements.example)) {
            possible.add(new Drawn(name, elements));
          }
        }
      }
    }
  }

  /** Whether operands of another type could stand in place of all those of the first one's. */
  private static boolean accepts(Op op, List<ArrayType> types, DType first, DType other) {
    List<ArrayType> others = new ArrayList<>();
    for (ArrayType type : types) {
      others.add(type.dtype() == first ? new ArrayType(other, type.shape(), type.weak()) : type);
    }
    try {
      op.infer(others);
      return true;
    } catch (JuxtaException _) {
      return false;
    }
  }
}
