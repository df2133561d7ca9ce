package org.inrzoo.family;

import java.util.List;
import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Tiles;

/** A family of coordinate networks: implemented by a record whose components are its options. */
public interface Family {

    /**
     * The network these hyperparameters mean; its outputs are {@code channels} for each of the {@link #tiles}, at each of
     * the {@link #levelsOfDetail}: [points, levels · tiles · channels].
     *
     * @param dimensions coordinates per point
     * @param channels signal values per point: 1 for gray, 3 for RGB
     */
    Architecture architecture(int dimensions, int channels);

    /** How an image is cut for the network: not at all, unless a family says so. */
    default Tiles tiles() {
        return Tiles.WHOLE;
    }

    /**
     * The networks inside this one, coarse to fine, that show the image at one level of detail each, by parameters of the
     * same names; this one's outputs are theirs, and all are fitted to the same image. One level, this network itself,
     * unless a family says otherwise.
     */
    default List<Family> levelsOfDetail() {
        return List.of(this);
    }
}
