/** What users import: arrays, the functions on them, control flow, random keys and trees. */
@NullMarked
package org.juxta;

import org.jspecify.annotations.NullMarked;
