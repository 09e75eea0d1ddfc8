package org.juxta;

import io.vavr.Function2;

/** A function of two arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction2 extends Function2<Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
