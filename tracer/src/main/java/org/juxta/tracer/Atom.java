package org.juxta.tracer;

/** What an equation reads: a variable or a number written into the program. */
public sealed interface Atom permits Variable, Literal {
  ArrayType type();
}
