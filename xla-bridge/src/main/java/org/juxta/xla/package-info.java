/** Lowering of programs to StableHLO, and the engines that compile and run them. */
@NullMarked
package org.juxta.xla;

import org.jspecify.annotations.NullMarked;
