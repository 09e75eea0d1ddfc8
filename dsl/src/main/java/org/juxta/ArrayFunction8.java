package org.juxta;

import io.vavr.Function8;

/** A function of eight arrays; lets untyped lambdas over arrays infer their types. */
@FunctionalInterface
public interface ArrayFunction8
    extends Function8<Array, Array, Array, Array, Array, Array, Array, Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
