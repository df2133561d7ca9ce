package org.inrzoo.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;

/**
 * What a fit was asked to do; stored in its checkpoints as one flat object, so that they can be resumed.
 *
 * @param model what is fitted
 * @param source where the image comes from
 * @param pixels what the source became
 * @param computation how the fit is computed
 */
public record FitSpec(Model model, ImageSource source, Pixels pixels, Compute computation) implements StoredSpec {

    /** More than any system allows for the path of a file, in UTF-16 units. */
    private static final int LONGEST_NAME = 1 << 15;

    /**
     * A model of the registry.
     *
     * @param name registry name
     * @param settings all hyperparameters and recipe keys
     */
    public record Model(String name, Map<String, Object> settings) {

        /**
         * Checks that both are there.
         *
         * @throws IllegalArgumentException when one is missing
         */
        public Model {
            if (name == null || settings == null) {
                throw new IllegalArgumentException("a fit needs a model and its settings");
            }
        }
    }

    /**
     * Where an image comes from, and how it is read.
     *
     * @param image data set name or absolute path
     * @param background what shows through the transparent parts of a file
     * @param size longer side the image was resized to, pixels; 0 keeps it
     * @param testSize longer side of the same image that the fit is tested on at its end, pixels; 0 for no test
     */
    public record ImageSource(String image, Background background, int size, int testSize) {

        /**
         * Checks the name and the sizes.
         *
         * @throws IllegalArgumentException when there is no name, it is too long, or a size is negative
         */
        public ImageSource {
            requireName("image", image);
            if (size < 0 || testSize < 0) {
                throw new IllegalArgumentException(
                        "an image is resized to at least a pixel, not to " + size + " and " + testSize);
            }
        }
    }

    /**
     * The pixels that are fitted.
     *
     * @param width pixels per row; 0 where a checkpoint of an earlier version does not say
     * @param height rows; 0 likewise
     * @param channels values per pixel, 1 or 3
     * @param sha256 fingerprint, see {@link Image#sha256}
     */
    public record Pixels(int width, int height, int channels, String sha256) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException when one is impossible or the fingerprint is missing
         */
        public Pixels {
            requireName("fingerprint", sha256);
            if ((channels != 1 && channels != 3) || width < 0 || height < 0) {
                throw new IllegalArgumentException("an image has 1 or 3 channels and a size, not " + channels
                        + " channels of " + width + "x" + height);
            }
        }
    }

    /**
     * How a fit is computed.
     *
     * @param engine engine asked for, see {@link Engines#create}
     * @param threads threads that compute, 1 to {@link Engines#MAX_THREADS}
     * @param checkpointEvery steps between checkpoints, at least 1
     */
    public record Compute(String engine, int threads, int checkpointEvery) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException when one is impossible or there is no engine
         */
        public Compute {
            requireName("engine", engine);
            if (threads < 1 || threads > Engines.MAX_THREADS || checkpointEvery < 1) {
                throw new IllegalArgumentException("a fit has 1 to " + Engines.MAX_THREADS
                        + " threads and at least a step between checkpoints, not " + threads + " and "
                        + checkpointEvery);
            }
        }

        /** The same with other steps between checkpoints. */
        public Compute withCheckpointEvery(int steps) {
            return new Compute(engine, threads, steps);
        }

        /** The same by other threads. */
        public Compute onThreads(int other) {
            return new Compute(engine, other, checkpointEvery);
        }
    }

    /** The pixels of the image at some size. */
    LoadedImage load(int size) {
        return LoadedImage.load(source.image, size, source.background);
    }

    /** The same fit of an image that lies elsewhere now. */
    FitSpec of(FitPicture moved) {
        return new FitSpec(
                model,
                new ImageSource(moved.origin(), source.background, source.size, source.testSize),
                pixels,
                computation);
    }

    /** The model with these settings. */
    @Override
    public Variant variant() {
        return Registry.get(model.name).restored(model.settings);
    }

    /** The network that is fitted. */
    @Override
    public Architecture architecture() {
        Variant variant = variant();
        return pixels.width == 0 || pixels.height == 0
                ? variant.family().architecture(2, pixels.channels)
                : variant.architecture(pixels.width, pixels.height, pixels.channels);
    }

    private static void requireName(String what, String name) {
        if (name == null || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the " + what + (name == null ? " of a fit is missing" : "'s name is too long"));
        }
    }

    /** The keys of a checkpoint; {@code background} is null in those of an earlier version, which means white. */
    private record Stored(
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
            int checkpointEvery) {}

    @JsonValue
    private Stored stored() {
        return new Stored(
                model.name,
                model.settings,
                source.image,
                source.background.toString(),
                source.size,
                source.testSize,
                pixels.width,
                pixels.height,
                pixels.channels,
                pixels.sha256,
                computation.engine,
                computation.threads,
                computation.checkpointEvery);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    private static FitSpec restored(Stored stored) {
        Background background = stored.background == null ? Background.WHITE : Background.parse(stored.background);
        return new FitSpec(
                new Model(stored.model, stored.settings),
                new ImageSource(stored.image, background, stored.size, stored.testSize),
                new Pixels(stored.width, stored.height, stored.channels, stored.dataSha256),
                new Compute(stored.engine, stored.threads, stored.checkpointEvery));
    }
}
