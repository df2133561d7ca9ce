package org.inrzoo.family;

import org.inrzoo.layer.Architecture;

/** A family of coordinate networks: implemented by a record whose components are its options. */
public interface Family {

    /**
     * The network these hyperparameters mean.
     *
     * @param dimensions coordinates per point
     * @param outputs signal values per point: 1 for gray, 3 for RGB
     */
    Architecture architecture(int dimensions, int outputs);
}
