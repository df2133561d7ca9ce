package org.inrzoo.compress;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;

/**
 * The network, yet without weights, that a registered model's name and settings make for a picture's size.
 *
 * @param variant the model with all its settings
 * @param width pixels per row
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 */
record PictureNetwork(Variant variant, int width, int height, int channels) {

    /** The engine that draws. */
    private static final String ENGINE = "fused";

    /** Most pixels of a picture. */
    static final int MOST_PIXELS = 1 << 26;

    /** Most weights of a network. */
    static final int MOST_WEIGHTS = 1 << 24;

    /** That of a fitted picture, at its finest level of detail. */
    static PictureNetwork of(FittedImage finest) {
        return new PictureNetwork(finest.variant(), finest.width(), finest.height(), finest.channels());
    }

    /**
     * From a file.
     *
     * @param settings what {@link #settings} wrote
     * @throws OptionException when there is no such model or setting
     */
    static PictureNetwork parse(String model, String settings, int width, int height, int channels) {
        Variant variant = Registry.get(model);
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(":", -1)) {
            String[] pair = setting.split("=", 2);
            if (pair.length != 2) {
                throw new OptionException("'" + setting + "' is no setting");
            }
            variant = variant.with(pair[0], pair[1]);
        }
        return new PictureNetwork(variant, width, height, channels);
    }

    /** What of the model's settings is not as registered and matters when it is drawn, as {@code width=20:depth=5}. */
    String settings() {
        Map<String, Object> usual = Registry.get(variant.name()).settings();
        Stream<String> network = Options.values(variant.hyperparameters()).keySet().stream();
        return Stream.concat(network, Stream.of("grid", "targets", "seed"))
                .filter(key -> !variant.settings().get(key).equals(usual.get(key)))
                .map(key -> key + "=" + word(variant.settings().get(key)))
                .collect(Collectors.joining(":"));
    }

    private static String word(Object value) {
        return value instanceof Enum<?> constant ? Options.word(constant) : String.valueOf(value);
    }

    /** The network with its first weights as the seed draws them, its normalisations folded. */
    Network drawn() {
        FittedImage shape = new FittedImage(variant, width, height, channels, new float[0]);
        if (shape.architecture().parameters().size() > MOST_WEIGHTS) {
            throw new OptionException("its network has more than " + MOST_WEIGHTS + " weights");
        }
        float[] first =
                shape.architecture().parameters().initialize(variant.recipe().seed());
        return NormFolding.fold(new Network(shape.architecture(), first));
    }

    /**
     * Refuses a trained network that could not be made again from the model's name.
     *
     * @param folded the trained one, its normalisations folded
     * @throws OptionException when it is too large, the model is not registered, or the fused engine does not compute it
     */
    void requireSame(Network folded) {
        if ((long) width * height > MOST_PIXELS
                || folded.architecture().parameters().size() > MOST_WEIGHTS) {
            throw new OptionException("a compressed picture has at most " + MOST_PIXELS + " pixels and " + MOST_WEIGHTS
                    + " weights; take a smaller --size or network");
        }
        PictureNetwork again = parse(variant.name(), settings(), width, height, channels);
        if (!again.drawn().architecture().equals(folded.architecture())) {
            throw new OptionException(variant.name()
                    + " cannot be compressed: its network is not the one that the zoo makes of its name and settings");
        }
        try {
            Engines.create(ENGINE, folded.architecture(), 1).close();
        } catch (EngineException e) {
            throw new OptionException(variant.name() + " cannot be compressed: " + e.getMessage());
        }
    }

    /** The picture of trained weights, clamped to [0,1] and rounded to 8 bits: the same bits wherever and by however many threads. */
    Image draw(Network trained) {
        Image drawn =
                new ImageRenderer(variant, trained, width, height, channels, ENGINE).render(width, height, done -> {});
        float[] values = drawn.values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(values[i] * 255) / 255f;
        }
        return new Image(width, height, channels, values);
    }
}
