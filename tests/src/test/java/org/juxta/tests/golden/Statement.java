package org.juxta.tests.golden;

import java.util.List;

/** A statement of the part of Python that the cases are written in. */
sealed interface Statement {
  record Assign(List<String> names, Expr value) implements Statement {}

  record Evaluate(Expr value) implements Statement {}

  record Return(Expr value) implements Statement {}

  record For(String name, Expr source, List<Statement> body) implements Statement {}

  record While(Expr test, List<Statement> body) implements Statement {}

  record If(Expr test, List<Statement> body, List<Statement> otherwise) implements Statement {}
}
