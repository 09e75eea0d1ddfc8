package org.juxta;

import io.vavr.Function7;

/** A function of seven arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction7
    extends Function7<Array, Array, Array, Array, Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
