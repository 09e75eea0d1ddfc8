/**
 * Runs the reference cases of the goldens folder: reading, a small Python for their formulas,
 * tables of functions.
 */
@NullMarked
package org.juxta.tests.golden;

import org.jspecify.annotations.NullMarked;
