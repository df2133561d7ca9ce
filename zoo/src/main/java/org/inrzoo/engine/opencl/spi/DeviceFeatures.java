package org.inrzoo.engine.opencl.spi;

import org.inrzoo.engine.opencl.device.DeviceMemory;

/**
 * Features of the points of a pass, in a device's memory: a row for every feature, whose columns are the points. Feature j of point p is
 * number {@code offset + j * stride + p}, with the pass' {@link DevicePass#stride}.
 *
 * @param memory where they lie
 * @param offset of the first feature, in numbers
 * @param width features
 */
public record DeviceFeatures(DeviceMemory memory, int offset, int width) {

    /** Some of the features. */
    public DeviceFeatures part(int first, int count, int stride) {
        return new DeviceFeatures(memory, offset + first * stride, count);
    }
}
