package org.juxta.tracer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an operation of the user's own: a method for each table that knows the operations.
 * Derivatives and batching are code that records or runs other operations.
 */
public interface CustomRules {
  /** The name in printed programs and errors, in snake case. */
  String name();

  /** The types of the results, or the error that tells why the operands do not fit. */
  List<ArrayType> infer(List<ArrayType> operands);

  /** The results, in plain Java on the host. */
  List<HostArray> evaluate(List<HostArray> operands);

  /** Writes what a compiler reads, and gives the names of the results. */
  List<String> lower(StableHlo text, List<String> operands, List<ArrayType> types);

  /** The results and their tangents; at least one tangent of the operands is not null. */
  JvpRule.Derivative jvp(List<Value> x, List<@Nullable Value> tangents);

  /**
   * The cotangent of each operand that the operation is linear in; what stands for the others is
   * ignored.
   *
   * @param x null for the operands that it is linear in
   * @param types of the operands
   * @param cotangents of the results; null where zero, but not all
   */
  List<@Nullable Value> transpose(
      List<@Nullable Value> x, List<ArrayType> types, List<@Nullable Value> cotangents);

  /**
   * The results for all lanes of a batch, which lie along the first axis of each.
   *
   * @param batched which operands have lanes, along their first axis; the others are the same for
   *     all
   */
  List<Value> batch(List<Value> x, List<Boolean> batched, int size);

  /** Where the text of an operation is written. */
  interface StableHlo {
    /** Writes {@code %n = text} for that many results, and gives their names. */
    List<String> emit(int results, String text);

    /** Writes the equations of a program without captures, and gives the names of its outputs. */
    List<String> inline(Program program, List<String> operands);
  }
}
