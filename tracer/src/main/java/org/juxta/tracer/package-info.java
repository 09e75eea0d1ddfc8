/**
 * The typed intermediate representation: types, the sealed families of operations, programs, traces
 * that record them, and an evaluator in plain Java that defines what every operation means.
 */
@NullMarked
package org.juxta.tracer;

import org.jspecify.annotations.NullMarked;
