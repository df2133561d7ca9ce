package org.inrzoo.bench;

import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;

/**
 * What is measured: a model on a square gray image.
 *
 * @param variant the model with its recipe
 * @param size pixels per side
 * @param threads threads that compute
 */
public record Workload(Variant variant, int size, int threads) {

    /** The network. */
    public Architecture architecture() {
        return variant.architecture(size, size, 1);
    }

    /** Points at which the network is asked: the pixels of the image, or of one of the tiles it is cut into. */
    public long points() {
        return pixels() / variant.family().tiles().count();
    }

    /** Pixels of the image. */
    public long pixels() {
        return (long) size * size;
    }

    /** Floating-point operations of rendering all pixels: two for each multiply-accumulate. */
    public double renderFlops() {
        return 2.0 * architecture().macsPerPoint() * points();
    }

    /** Floating-point operations of one training pass over all pixels; see {@link TrainingFlops}. */
    public double trainFlops() {
        return TrainingFlops.perPoint(architecture()) * points();
    }
}
