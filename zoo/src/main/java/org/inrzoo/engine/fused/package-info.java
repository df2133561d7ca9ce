/**
 * The fast engine for CPUs: a block of points goes through all layers, forward and backward, while it stays in cache.
 *
 * <pre>
 *   points     TraversalOrder: a grid in compact boxes, other points in their own order
 *     |        Partitions: shared out by their number alone, never by the threads
 *     v
 *   block      Block: 256 points or fewer, at work on one thread
 *     |        Rows: their features, a row of 64 floats for every point and panel
 *     v
 *   layers     LayerPipeline: forward through every LayerStage, then backward;
 *     |        the rows that a layer needs again are kept, all others are shared
 *     v
 *   kernels    Kernels: loops over vectors, all for one width of vectors
 * </pre>
 *
 * <p>A network is made ready once: NetworkPlan finds the {@link org.inrzoo.engine.fused.spi.LayerKernel} of every
 * layer, which gives the {@link org.inrzoo.engine.fused.spi.LayerPlan} that all threads share; each plan gives every
 * thread a stage. Layers with statistics over the whole batch cut the pipeline into segments, see SegmentedRun.
 *
 * <p>The packages: {@code memory} how numbers lie, {@code kernels} the vector loops, {@code schedule} points and
 * threads, {@code spi} what a kernel of one's own is written against, {@code layers} the zoo's own kernels, which
 * nothing names but {@code META-INF/services}. An ArchUnit test holds their order.
 */
package org.inrzoo.engine.fused;
