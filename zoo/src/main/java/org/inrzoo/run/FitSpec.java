package org.inrzoo.run;

import java.util.Map;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.layer.Architecture;

/**
 * What a fit was asked to do; stored in its checkpoints, so that they can be resumed.
 *
 * @param model registry name
 * @param settings all hyperparameters and recipe keys
 * @param image data set name or absolute path
 * @param size longer side the image was resized to, pixels; 0 keeps it
 * @param channels values per pixel
 * @param dataSha256 fingerprint of the pixels that are fitted
 * @param engine engine asked for
 * @param threads threads that compute
 * @param checkpointEvery steps between checkpoints
 */
public record FitSpec(
        String model, Map<String, Object> settings, String image, int size, int channels, String dataSha256, String engine, int threads,
        int checkpointEvery) {

    /** The model with these settings. */
    public Variant variant() {
        return Registry.get(model).withAll(settings);
    }

    /** The network that is fitted. */
    public Architecture architecture() {
        return variant().family().architecture(2, channels);
    }
}
