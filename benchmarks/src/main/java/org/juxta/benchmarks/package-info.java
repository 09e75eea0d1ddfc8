/** Benchmarks: workloads that other libraries run too, and JMH benchmarks. */
@NullMarked
package org.juxta.benchmarks;

import org.jspecify.annotations.NullMarked;
