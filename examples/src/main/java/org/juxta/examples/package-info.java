@NullMarked
package org.juxta.examples;

import org.jspecify.annotations.NullMarked;
