package org.inrzoo.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.Freezing;
import org.inrzoo.family.Family;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.layer.Architecture;
import org.inrzoo.layer.Folding;
import org.inrzoo.layer.Grid;
import org.inrzoo.layer.Network;
import org.inrzoo.layer.ParameterLayout;
import org.inrzoo.layer.Tiles;
import org.inrzoo.option.OptionException;
import org.inrzoo.task.ImageTask;

/**
 * An image as a network: a model with its weights. Where the model has statistics over a batch, they are those of the
 * fitted image's pixels, see {@link Freezing}, so that the picture can be drawn at any size.
 *
 * @param variant the model with all its settings
 * @param width pixels per row of the image that was fitted
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 * @param parameters the flat vector of {@link #architecture}
 */
public record FittedImage(Variant variant, int width, int height, int channels, float[] parameters) {

    private static final String FORMAT = "inrzoo-image-1";

    /** Pixels computed between two reports of progress. */
    private static final int STRIP = 1 << 20;

    /** Fits the image by the model's recipe on the best engine and all cores. */
    public static FittedImage fit(Variant variant, Image image) {
        return fit(variant, image, progress -> {});
    }

    /**
     * Fits the image by the model's recipe on the best engine and all cores.
     *
     * @param listener is told after every step
     * @throws FitException when the thread is interrupted
     */
    public static FittedImage fit(Variant variant, Image image, FitListener listener) {
        int threads = Runtime.getRuntime().availableProcessors();
        Architecture architecture = variant.family().architecture(2, image.channels());
        try (Engine engine = Engines.create("auto", architecture, threads)) {
            ImageTask task = new ImageTask(
                    image, variant.family().tiles(), variant.family().levelsOfDetail().size(), variant.recipe());
            Engines.whyNotFused(architecture).ifPresent(why -> listener.onNote("computing with SameDiff; " + why));
            Fit fit = new Fit(engine, variant.recipe(), task).listener(listener);
            FitState end = fit.run(fit.start());
            if (end.step() < variant.recipe().steps()) {
                throw new FitException("the fit was interrupted after step " + end.step());
            }
            return trained(variant, image.width(), image.height(), image.channels(), end.parameters(), engine.name(), threads);
        }
    }

    /**
     * The image as a network that has been trained on it.
     *
     * @param parameters the flat vector that was trained
     * @param engine name of the engine that takes the statistics, where the network has any
     */
    public static FittedImage trained(
            Variant variant, int width, int height, int channels, float[] parameters, String engine, int threads) {
        Network trained = new Network(variant.family().architecture(2, channels), parameters);
        Grid pixels = Grid.image(width, height, variant.recipe().grid());
        Network frozen = Freezing.freeze(trained, pixels, part -> Engines.create(engine, part, threads));
        return new FittedImage(variant, width, height, channels, frozen.parameters());
    }

    /** The network. */
    public Architecture architecture() {
        return architecture(variant, width, height, channels);
    }

    private static Architecture architecture(Variant variant, int width, int height, int channels) {
        Architecture trained = variant.family().architecture(2, channels);
        return trained.coupled() ? Freezing.frozen(trained, Math.multiplyExact(width, height)) : trained;
    }

    /** How many levels of detail there are; one unless the model's family says otherwise. */
    public int levels() {
        return variant.family().levelsOfDetail().size();
    }

    /**
     * The image at one level of detail, as a network of its own.
     *
     * @param level from 1, the coarsest, to {@link #levels}, what {@link #render} shows
     * @throws OptionException when there is no such level
     */
    public FittedImage level(int level) {
        List<Family> families = variant.family().levelsOfDetail();
        if (level < 1 || level > families.size()) {
            throw new OptionException("there is no level " + level + " of detail: this " + variant.name() + " has "
                    + (families.size() == 1 ? "only one" : "1 to " + families.size()));
        }
        Variant one = variant.with(families.get(level - 1));
        Network part = new Network(architecture(), parameters).part(architecture(one, width, height, channels));
        return new FittedImage(one, width, height, channels, part.parameters());
    }

    /** The picture at any size that its tiles divide, clamped to [0,1], on the best engine and all cores. */
    public Image render(int pixelWidth, int pixelHeight) {
        return render(pixelWidth, pixelHeight, done -> {});
    }

    /**
     * The picture at any size, at the finest level of detail, clamped to [0,1], on the best engine and all cores.
     *
     * @param progress is told, now and then, which part of the picture is done, from 0 to 1
     * @throws OptionException when the model cuts images into tiles and the size is no multiple of theirs
     */
    public Image render(int pixelWidth, int pixelHeight, DoubleConsumer progress) {
        if (levels() > 1) {
            return level(levels()).render(pixelWidth, pixelHeight, progress);
        }
        Tiles tiles = variant.family().tiles();
        Grid grid = tiles.grid(pixelWidth, pixelHeight, variant.recipe().grid());
        float[] outputs = new float[Math.multiplyExact(grid.size(), architecture().outputs())];
        int threads = Runtime.getRuntime().availableProcessors();
        Network network = Folding.fold(new Network(architecture(), parameters));
        try (Engine engine = Engines.create("auto", network.architecture(), threads)) {
            if (outputs.length <= STRIP * channels) {
                engine.forward(network.parameters(), grid, outputs);
            } else {
                renderStrips(engine, network, grid, outputs, progress);
            }
        }
        return ImageTask.picture(outputs, tiles, grid, channels, variant.recipe().targets());
    }

    private void renderStrips(Engine engine, Network network, Grid grid, float[] outputs, DoubleConsumer progress) {
        int perPoint = outputs.length / grid.size();
        int strip = Math.max(1, STRIP * channels / perPoint);
        for (int first = 0; first < grid.size(); first += strip) {
            int count = Math.min(strip, grid.size() - first);
            float[] part = new float[count * perPoint];
            engine.forward(network.parameters(), grid.slice(first, count), part);
            System.arraycopy(part, 0, outputs, first * perPoint, part.length);
            progress.accept((double) (first + count) / grid.size());
        }
    }

    /** Writes the weights and what is needed to use them, as one safetensors file. */
    public void save(Path file) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("model", variant.name());
        metadata.put("settings", Json.line(variant.settings()));
        metadata.put("width", String.valueOf(width));
        metadata.put("height", String.valueOf(height));
        metadata.put("channels", String.valueOf(channels));
        Safetensors.of(NamedParameters.tensors(parameters, architecture().parameters()), metadata).write(file);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws MalformedFileException when the file is damaged or its weights do not match its model
     */
    public static FittedImage load(Path file) {
        Safetensors content = Safetensors.read(file);
        Map<String, String> metadata = content.metadata();
        String name = file.getFileName().toString();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new MalformedFileException(name, "it holds no weights of this zoo (no metadata 'format' = " + FORMAT + ")");
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> settings = Json.read(metadata.getOrDefault("settings", ""), Map.class, name);
            Variant variant = Registry.get(metadata.getOrDefault("model", "")).withAll(settings);
            int channels = channels(metadata);
            int width = side(metadata, "width", 1 << 20);
            int height = side(metadata, "height", 1 << 20);
            ParameterLayout layout = architecture(variant, width, height, channels).parameters();
            float[] parameters = NamedParameters.read(content.tensors(), layout, name);
            return new FittedImage(variant, width, height, channels, parameters);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFileException(name, "its metadata means no model of this zoo: " + e.getMessage());
        }
    }

    private static int channels(Map<String, String> metadata) {
        String text = metadata.getOrDefault("channels", "");
        if (!text.equals("1") && !text.equals("3")) {
            throw new OptionException("'channels' is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static int side(Map<String, String> metadata, String key, int most) {
        String text = metadata.getOrDefault(key, "");
        if (!text.matches("[1-9][0-9]{0,7}") || Integer.parseInt(text) > most) {
            throw new OptionException("'" + key + "' is '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
