package org.juxta.tests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.juxta.tracer.Equation;
import org.juxta.tracer.Op;
import org.juxta.tracer.Program;

/**
 * An operation as the table of operations lists it: a record of the sealed type, and of those that
 * stand for several functions one of their kinds.
 *
 * @param family the sealed group that it belongs to
 * @param name of the record, and the kind in parentheses
 */
record OperationRow(String family, String name) {

  /** All operations, in the order of the declarations. */
  static List<OperationRow> all() {
    List<OperationRow> rows = new ArrayList<>();
    for (Class<?> family : Op.class.getPermittedSubclasses()) {
      collect(family, family.getSimpleName(), rows);
    }
    return rows;
  }

  private static void collect(Class<?> type, String family, List<OperationRow> rows) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, family, rows);
      }
      return;
    }
    kind(type)
        .ifPresentOrElse(
            kind -> {
              for (Object constant : kind.getType().getEnumConstants()) {
                rows.add(new OperationRow(family, name(type, constant)));
              }
            },
            () -> rows.add(new OperationRow(family, type.getSimpleName())));
  }

  /** The component that tells which of several functions is meant. */
  private static Optional<RecordComponent> kind(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .filter(c -> c.getName().equals("kind") || c.getName().equals("direction"))
        .findAny();
  }

  private static String name(Class<?> type, Object kind) {
    return type.getSimpleName() + "(" + kind + ")";
  }

  /** The row of an operation. */
  static OperationRow of(Op op) {
    String family =
        Stream.of(Op.class.getPermittedSubclasses())
            .filter(c -> c.isInstance(op))
            .findFirst()
            .orElseThrow()
            .getSimpleName();
    Class<?> type = op.getClass();
    return new OperationRow(
        family, kind(type).map(kind -> name(type, value(kind, op))).orElseGet(type::getSimpleName));
  }

  private static Object value(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The operations of a program and of those that it runs. */
  static Set<OperationRow> in(Program program) {
    Set<OperationRow> rows = new LinkedHashSet<>();
    for (Equation equation : program.equations()) {
      rows.add(of(equation.op()));
      equation.op().programs().forEach(inner -> rows.addAll(in(inner)));
    }
    return rows;
  }
}
