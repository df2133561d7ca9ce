/**
 * The fast CPU engine: a block of points goes through all layers, forward and backward, while it stays in cache.
 *
 * <p>{@link org.inrzoo.engine.fused.FusedPlan} turns every layer record into a {@link
 * org.inrzoo.engine.fused.Stage}; stages work on {@link org.inrzoo.engine.fused.Rows} with the vector loops of {@link
 * org.inrzoo.engine.fused.Kernels}. A new kind of layer is one more stage, and one line in the plan.
 */
package org.inrzoo.engine.fused;
