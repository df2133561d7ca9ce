package org.inrzoo.family;

import java.util.List;
import java.util.Optional;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.ImageSplit;

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

    /**
     * This family for a signal of so many samples: scales that are tied to the resolution, and that the options leave
     * open, are set to it. Itself, unless a family has such scales. A family that is not sized is of the signal whose
     * parameters its variants count.
     *
     * <p>Sized are the cells of {@link LevelsOfExpertsNetworks}, the band of {@link Bacon} and the finest grid of
     * {@link InstantNgp}, whose papers tie them to the image. What a paper or its code fixes, whatever the image, stays: the
     * octaves of the positional encodings, σ of the Fourier features, the scales of {@link MultiplicativeFilters} (for 256x256),
     * ω₀ of the sines, the bells' and wavelets' widths, and the number of tiles of the Multi-Head networks.
     *
     * @param extent samples on every axis; an image's are its height and width
     */
    default Family sized(List<Integer> extent) {
        return this;
    }

    /** How an image is cut for the network: not at all, unless a family says so. */
    default ImageSplit tiles() {
        return ImageSplit.WHOLE;
    }

    /**
     * A model of the zoo with the hyperparameters that make it the plain network which a trained one of this family is.
     *
     * @param model registry name
     * @param family its hyperparameters
     */
    record BaseModel(String model, Family family) {}

    /** What a trained network is once its weights are made, where that is another model of the zoo; see {@link
     * org.inrzoo.layer.GeneratedWeights}. */
    default Optional<BaseModel> plain() {
        return Optional.empty();
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
