package org.juxta;

import io.vavr.Function4;

/** A function of four arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction4 extends Function4<Array, Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
