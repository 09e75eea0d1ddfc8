@NullMarked
package org.juxta.probability;

import org.jspecify.annotations.NullMarked;
