/**
 * The parts of a coordinate network as data: each record states its parameters (name, shape, initialiser) and its
 * meaning as SameDiff operations. No layer knows how an engine computes it.
 *
 * <p>Coordinates are always points p of the unit cube [0,1]^d; axis 0 is the image's row (downward), axis 1 its
 * column. An {@link org.inrzoo.layer.Encoding} maps them to the range a paper uses.
 *
 * <p>ND4J 1.0.0-M2.1 silently differentiates some operations wrongly. Layers avoid them, each place marked {@code ND4J M2.1}:
 *
 * <ul>
 *   <li>for {@code gather}: a product with zeros and ones, or {@code unsortedSegmentSum};
 *   <li>for a division by one trained value: a product with its reciprocal;
 *   <li>for {@code mmul} with transposed factors: a {@code permute} or {@code reshape} in front of it;
 *   <li>for the sum or mean of a matrix along one axis, which fails where that axis has length 1: that of a cube
 *       {@code [.., .., 1]};
 *   <li>for {@code variance}, {@code nn.batchNorm} and {@code loss.*}: mean, square and rsqrt.
 * </ul>
 *
 * The graphs of all models are searched for such operations, and for those that have no gradient, when they are tested.
 */
package org.inrzoo.layer;
