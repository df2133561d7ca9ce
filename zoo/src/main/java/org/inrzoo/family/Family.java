package org.inrzoo.family;

import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Tiles;

/** A family of coordinate networks: implemented by a record whose components are its options. */
public interface Family {

    /**
     * The network these hyperparameters mean; its outputs are {@code channels} for each of the {@link #tiles}.
     *
     * @param dimensions coordinates per point
     * @param channels signal values per point: 1 for gray, 3 for RGB
     */
    Architecture architecture(int dimensions, int channels);

    /** How an image is cut for the network: not at all, unless a family says so. */
    default Tiles tiles() {
        return Tiles.WHOLE;
    }
}
