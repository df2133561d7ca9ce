package org.inrzoo.engine.opencl.spi;

/**
 * What one layer has the device do. Features that entered and left are kept from forward to backward; gradients are not: dy is a layer's to
 * read, and dx to write in full, in other memory.
 */
public interface DeviceStage {

    /**
     * Before the passes of a call: the values of all parameters, which {@link DevicePass#parameters} holds too.
     *
     * @param values the network's flat vector; not modified
     */
    default void prepare(float[] values) {}

    /**
     * Whether the host has to see the trained parameters, or their gradients, at every step: in {@link #prepare} or {@link #collect}. Such a
     * layer keeps a training from staying on the device.
     */
    default boolean needsHost() {
        return false;
    }

    /** Makes y of x. */
    void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y);

    /**
     * Makes dL/dx of dL/dy, and for every slice of the pass the sums of dL/dθ, at the place of every trained parameter.
     *
     * @param inputGradientWanted whether anybody reads dx; a layer that stands first writes none
     */
    void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted);

    /**
     * After a call's passes backward: may put gradients in their place that the host makes of others.
     *
     * @param gradient the network's, by its trained parameters
     */
    default void collect(float[] gradient) {}
}
