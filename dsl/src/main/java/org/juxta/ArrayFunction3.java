package org.juxta;

import io.vavr.Function3;

/** A function of three arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction3 extends Function3<Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
