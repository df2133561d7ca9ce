package org.inrzoo.engine.opencl.device;

/**
 * A compiled kernel of one queue.
 *
 * @param handle OpenCL's
 * @param name of the function in its source
 */
public record DeviceKernel(long handle, String name) {}
