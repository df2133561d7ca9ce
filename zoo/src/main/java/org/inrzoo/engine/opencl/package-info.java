/**
 * An engine by OpenCL, for GPUs: every layer's kernels run for all points of a pass, and the features between them stay in the device's
 * memory.
 *
 * <p>A {@link org.inrzoo.engine.opencl.spi.DeviceLayerKernel} says how one kind of layer is computed, and is found as a service. Sums over
 * points have a fixed order. The packages: {@code device} is OpenCL, {@code spi} what kernels are written against, {@code layers} those of
 * the zoo's layers, which nothing names but {@code META-INF/services}.
 */
package org.inrzoo.engine.opencl;
