package org.juxta.probability;

import org.juxta.Array;

/**
 * A point of a Hamiltonian trajectory.
 *
 * @param position the unconstrained position, (n)
 * @param momentum the momentum, (n)
 * @param potential the potential energy at the position, minus the log density; a scalar
 * @param gradient the potential's gradient, (n)
 */
public record PhasePoint(Array position, Array momentum, Array potential, Array gradient) {}
