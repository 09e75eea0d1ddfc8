/** Programs to run: inference on data, and the plots they make. */
@NullMarked
package org.juxta.examples;

import org.jspecify.annotations.NullMarked;
