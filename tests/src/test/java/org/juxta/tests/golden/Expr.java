package org.juxta.tests.golden;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of the part of Python that the cases are written in. */
sealed interface Expr {
  record Constant(Object value) implements Expr {}

  record Name(String name) implements Expr {}

  record Attribute(Expr target, String name) implements Expr {}

  record Call(Expr function, List<Argument> arguments) implements Expr {}

  /**
   * An argument of a call, by position or name; a starred one stands for the items of a sequence.
   */
  record Argument(@Nullable String name, boolean starred, Expr value) {}

  record Subscript(Expr target, Expr index) implements Expr {}

  record Slice(@Nullable Expr start, @Nullable Expr stop, @Nullable Expr step) implements Expr {}

  /** A list or tuple. */
  record Sequence(List<Expr> items) implements Expr {}

  record Unary(String operator, Expr operand) implements Expr {}

  record Binary(String operator, Expr left, Expr right) implements Expr {}

  record Conditional(Expr test, Expr then, Expr otherwise) implements Expr {}

  record Lambda(List<String> parameters, Expr body) implements Expr {}

  /** {@code [item for name in source]} */
  record Comprehension(Expr item, String name, Expr source) implements Expr {}
}
