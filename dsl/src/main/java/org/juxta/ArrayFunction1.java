package org.juxta;

import io.vavr.Function1;

/** A function of one array; lets {@code Grad.of(x -> …)} infer its types. */
@FunctionalInterface
public interface ArrayFunction1 extends Function1<Array, Array> {
  /** Functions have no serial form. */
  long serialVersionUID = 1L;
}
