/**
 * Transformations of functions of arrays: compilation, derivatives and batching. Each traces the
 * function into a program and rewrites that by a table of rules written in the array language
 * itself, so they compose in any order and depth.
 */
@NullMarked
package org.juxta.transforms;

import org.jspecify.annotations.NullMarked;
