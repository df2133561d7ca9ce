package org.inrzoo;

import org.inrzoo.family.Family;
import org.inrzoo.network.Architecture;

/**
 * A network as it is, without options.
 *
 * @param architecture for signals of its own dimensions and values alone
 */
public record FixedNetwork(Architecture architecture) implements Family {

    /**
     * The network.
     *
     * @throws IllegalArgumentException when the signal is of another kind than the network
     */
    @Override
    public Architecture architecture(int dimensions, int channels) {
        if (dimensions != architecture.dimensions() || channels != architecture.outputs()) {
            throw new IllegalArgumentException("the network takes " + architecture.dimensions() + " coordinates to "
                    + architecture.outputs() + " values, and the signal has " + dimensions + " and " + channels);
        }
        return architecture;
    }
}
