/**
 * The parts of a coordinate network as data: each record states its parameters (name, shape, initialiser) and its
 * meaning as SameDiff operations. No layer knows how an engine computes it.
 *
 * <p>Coordinates are always points p of the unit cube [0,1]^d; axis 0 is the image's row (downward), axis 1 its
 * column. An {@link org.inrzoo.layer.Encoding} maps them to the range a paper uses.
 */
package org.inrzoo.layer;
