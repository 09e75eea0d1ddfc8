package org.juxta;

import io.vavr.Function6;

/** A function of six arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction6 extends Function6<Array, Array, Array, Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
