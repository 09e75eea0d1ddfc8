/** How operations on arrays are recorded or run; for the modules of Juxta, not for users. */
@NullMarked
package org.juxta.internal;

import org.jspecify.annotations.NullMarked;
