package org.inrzoo.run;

import java.util.Map;
import org.inrzoo.datasets.Background;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;

/**
 * What a fit was asked to do; stored in its checkpoints, so that they can be resumed.
 *
 * @param model registry name
 * @param settings all hyperparameters and recipe keys
 * @param image data set name or absolute path
 * @param background what shows through the transparent parts of a file, see {@link Background#parse}; white where a checkpoint
 *     of an earlier version does not say
 * @param size longer side the image was resized to, pixels; 0 keeps it
 * @param testSize longer side of the same image that the fit is tested on at its end, pixels; 0 for no test
 * @param width pixels per row of the image that is fitted; 0 where a checkpoint of an earlier version does not say
 * @param height its rows; 0 likewise
 * @param channels values per pixel
 * @param dataSha256 fingerprint of the pixels that are fitted
 * @param engine engine asked for
 * @param threads threads that compute
 * @param checkpointEvery steps between checkpoints
 */
public record FitSpec(
        String model,
        Map<String, Object> settings,
        String image,
        String background,
        int size,
        int testSize,
        int width,
        int height,
        int channels,
        String dataSha256,
        String engine,
        int threads,
        int checkpointEvery) {

    /** More than any system allows for the path of a file, in UTF-16 units. */
    private static final int LONGEST_NAME = 1 << 15;

    /**
     * Checks what a file may have got wrong.
     *
     * @throws IllegalArgumentException when a part is missing or a number impossible
     */
    public FitSpec {
        background = background == null
                ? Background.WHITE.toString()
                : Background.parse(background).toString();
        if (model == null || settings == null || image == null || dataSha256 == null || engine == null) {
            throw new IllegalArgumentException(
                    "a fit needs a model, settings, an image, its fingerprint and an engine");
        }
        if (image.length() > LONGEST_NAME || engine.length() > LONGEST_NAME || dataSha256.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of its image, engine or fingerprint is too long");
        }
        if ((channels != 1 && channels != 3)
                || size < 0
                || testSize < 0
                || width < 0
                || height < 0
                || threads < 1
                || threads > Engines.MAX_THREADS
                || checkpointEvery < 1) {
            throw new IllegalArgumentException(
                    "a fit has 1 or 3 channels, sizes, threads and steps between checkpoints, not " + channels + ", "
                            + size + " and " + testSize + ", " + threads + " and " + checkpointEvery);
        }
    }

    /** The pixels of the image at some size. */
    LoadedImage pixels(int size) {
        return LoadedImage.load(image, size, Background.parse(background));
    }

    /** The same fit of an image that lies elsewhere now. */
    FitSpec of(LoadedImage moved) {
        return new FitSpec(
                model,
                settings,
                moved.origin(),
                background,
                size,
                testSize,
                width,
                height,
                channels,
                dataSha256,
                engine,
                threads,
                checkpointEvery);
    }

    /** The model with these settings. */
    public Variant variant() {
        return Registry.get(model).restored(settings);
    }

    /** The network that is fitted. */
    public Architecture architecture() {
        Variant variant = variant();
        return width == 0 || height == 0
                ? variant.family().architecture(2, channels)
                : variant.architecture(width, height, channels);
    }
}
