package org.inrzoo.engine.opencl.device;

/**
 * A piece of a device's memory.
 *
 * @param handle OpenCL's
 * @param length words of 4 bytes
 */
public record DeviceMemory(long handle, long length) {}
