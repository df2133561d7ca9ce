/**
 * Scans: what a computed tomograph or a magnetic resonance scanner measures of a picture, as linear operators with their
 * adjoints, the exact measurements of a phantom of ellipses, and the classical reconstructions that networks are compared
 * with.
 *
 * <p>The field of view is the square x, y ∈ [-1, 1], y upwards. A picture's value in row r and column c of n stands for the
 * pixel around x = (2c + 1)/n - 1, y = 1 - (2r + 1)/n.
 */
package org.inrzoo.scan;
