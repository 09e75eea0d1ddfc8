package org.juxta;

import io.vavr.Function5;

/** A function of five arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction5 extends Function5<Array, Array, Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
