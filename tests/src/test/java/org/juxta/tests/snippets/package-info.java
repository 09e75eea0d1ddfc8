/** The examples of the public documentation: each region is shown there and run by the tests. */
@NullMarked
package org.juxta.tests.snippets;

import org.jspecify.annotations.NullMarked;
