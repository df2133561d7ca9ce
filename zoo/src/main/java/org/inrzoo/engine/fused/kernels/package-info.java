/**
 * The vector loops that do the work, by the JDK's Vector API: interfaces that say what each computes, and an
 * implementation of each, which {@link org.inrzoo.engine.fused.kernels.VectorWidth} loads for one width of vectors.
 */
package org.inrzoo.engine.fused.kernels;
