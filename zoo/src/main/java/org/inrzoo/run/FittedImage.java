package org.inrzoo.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Family;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;
import org.inrzoo.point.Grid;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.inrzoo.task.ImageTask;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An image as a network: a model with its weights. Where the model has statistics over a batch, they are those of the
 * fitted image's pixels, see {@link BatchStatistics}, so that the picture can be drawn at any size.
 *
 * @param variant the model with all its settings
 * @param width pixels per row of the image that was fitted
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 * @param parameters the flat vector of {@link #architecture}
 * @param scores how well it shows the image
 */
public record FittedImage(Variant variant, int width, int height, int channels, float[] parameters, Scores scores) {

    private static final String FORMAT = "inrzoo-image-1";

    /** Pixels computed between two reports of progress. */
    private static final int STRIP = 1 << 20;

    /** An image whose scores are not known. */
    public FittedImage(Variant variant, int width, int height, int channels, float[] parameters) {
        this(variant, width, height, channels, parameters, Scores.NONE);
    }

    /** Fits the image by the model's recipe on the best engine and all cores. */
    public static FittedImage fit(Variant variant, Image image) {
        return fit(variant, image, progress -> {});
    }

    /**
     * Fits the image by the model's recipe on the best engine and all cores.
     *
     * <p>An interrupt of the thread ends the fit early, as the listener can by {@link FitListener#stops}: the network so far
     * is returned, the listener is told by a note how far it is, and the thread stays interrupted.
     *
     * @param listener is told after every step
     * @throws org.inrzoo.fit.FitException when the fit diverges, or a batch does not fit in memory
     */
    public static FittedImage fit(Variant variant, Image image, FitListener listener) {
        int threads = Runtime.getRuntime().availableProcessors();
        Architecture architecture = variant.architecture(image.width(), image.height(), image.channels());
        BatchStatistics.frozen(architecture, image.width() * image.height()); // refused before the fit, not after it
        try (Engine engine = Engines.create("auto", architecture, threads)) {
            ImageTask task = new ImageTask(
                    image,
                    variant.family().tiles(),
                    variant.family().levelsOfDetail().size(),
                    variant.recipe());
            Engines.whyNotFused(architecture).ifPresent(why -> listener.onNote("computing with SameDiff; " + why));
            Fit fit = new Fit(engine, variant.recipe(), task).listener(listener);
            FitState end = fit.run(fit.start());
            boolean interrupted = Thread.interrupted(); // so that what is left to do is done
            if (interrupted && end.step() < variant.recipe().steps()) {
                listener.onNote("interrupted after step " + end.step() + " of "
                        + variant.recipe().steps() + "; this is the network so far");
            }
            try {
                FittedImage fitted = trained(
                        variant,
                        image.width(),
                        image.height(),
                        image.channels(),
                        end.parameters(),
                        engine.name(),
                        threads);
                return fitted.scored(
                        Scores.of(end.history().psnr(), BetweenPixels.of(fitted, image, Optional.empty())));
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
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
        Network trained = new Network(variant.architecture(width, height, channels), parameters);
        Grid pixels = Grid.image(width, height, variant.recipe().grid());
        Network frozen = BatchStatistics.freeze(trained, pixels, part -> Engines.create(engine, part, threads));
        return new FittedImage(variant, width, height, channels, frozen.parameters());
    }

    FittedImage scored(Scores known) {
        return new FittedImage(variant, width, height, channels, parameters, known);
    }

    /** Standard PSNR at the fitted pixels, dB; empty where an older file does not say. */
    public OptionalDouble psnr() {
        return scores.psnr();
    }

    /** Standard PSNR between the fitted pixels, dB, see {@link BetweenPixels}; empty where an older file does not say. */
    public OptionalDouble psnrBetween() {
        return scores.between();
    }

    /** The network. */
    public Architecture architecture() {
        return architecture(variant, width, height, channels);
    }

    private static Architecture architecture(Variant variant, int width, int height, int channels) {
        Architecture trained = variant.architecture(width, height, channels);
        return BatchStatistics.frozen(trained, (int) Math.min(Integer.MAX_VALUE, (long) width * height));
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
        List<Family> families = variant.sized(width, height).levelsOfDetail();
        if (level < 1 || level > families.size()) {
            throw new OptionException("there is no level " + level + " of detail: this " + variant.name() + " has "
                    + (families.size() == 1 ? "only one" : "1 to " + families.size()));
        }
        Variant one = variant.with(families.get(level - 1));
        Network part = new Network(architecture(), parameters).part(architecture(one, width, height, channels));
        return new FittedImage(one, width, height, channels, part.parameters());
    }

    /**
     * The values at a point of the picture, between its pixels too, at the finest level of detail.
     *
     * <p>x goes to the right, y down, both from 0 to 1 over the picture, from edge to edge: pixel (k, l) of {@link #render}
     * is the point ((k + ½) / pixelWidth, (l + ½) / pixelHeight). Where the model's own domain ends at the centres of the
     * outermost fitted pixels, their outer halves have the values there.
     *
     * @return one value per channel, clamped to [0,1]
     * @throws OptionException when the point is not on the picture
     */
    public float[] at(double x, double y) {
        return at(new float[] {(float) x, (float) y});
    }

    /**
     * The values at many points, much faster than one by one; see {@link #at(double, double)}.
     *
     * @param points [n, 2]: x and y of one point after the other
     * @return [n, channels], clamped to [0,1]
     * @throws OptionException when a point is not on the picture, or a coordinate is missing
     */
    public float[] at(float[] points) {
        float[] values = new PointQuery(this).values(points);
        for (int i = 0; i < values.length; i++) {
            values[i] = clamped(values[i]);
        }
        return values;
    }

    /**
     * How fast the values change at a point: central differences of the network over half a pixel of the fitted picture,
     * one-sided at the picture's edge. A network that jumps, as one of experts or tiles may, has no gradient there, and
     * the difference shows the jump.
     *
     * @param x to the right, and {@code y} down, as of {@link #at(double, double)}
     * @return [channels, 2]: change per unit of x and per unit of y, of the values before they are clamped
     * @throws OptionException when the point is not on the picture
     */
    public float[] gradientAt(double x, double y) {
        return gradientAt(new float[] {(float) x, (float) y});
    }

    /**
     * The gradients at many points; see {@link #gradientAt(double, double)}.
     *
     * @param points [n, 2]: x and y of one point after the other
     * @return [n, channels, 2]
     * @throws OptionException when a point is not on the picture, or a coordinate is missing
     */
    public float[] gradientAt(float[] points) {
        return new PointQuery(this).gradients(points);
    }

    /**
     * How steep the picture is: the length of the gradient of its brightness (the channels' mean) at every pixel, as a gray
     * picture in which the steepest is white.
     *
     * @param pixelWidth pixels per row, any number
     * @param pixelHeight rows, any number
     */
    public Image gradientPicture(int pixelWidth, int pixelHeight) {
        return new PointQuery(this).gradientPicture(pixelWidth, pixelHeight);
    }

    /**
     * The network as a SameDiff graph with its weights, in single precision: from the placeholder {@code points}, [n, 2],
     * the network's own coordinates in [0,1], down first, such as those of {@code Grid.image(width, height, grid)}, to {@code output}, [n, outputs], the values in the interval {@code recipe().targets()}, not clamped.
     * Weights are variables under the names of the weight file, what is not trained is constant.
     */
    public SameDiff graph() {
        return SameDiffDefinition.define(new Network(architecture(), parameters), DataType.FLOAT);
    }

    /** The picture at any size that its tiles divide, clamped to [0,1], on the best engine and all cores. */
    public Image render(int pixelWidth, int pixelHeight) {
        return render(pixelWidth, pixelHeight, done -> {});
    }

    /**
     * The picture at any size, at the finest level of detail, clamped to [0,1], on the best engine and all cores. It shows
     * the area of the fitted pixels, whatever their number: pixel (x, y) is asked at its centre.
     *
     * @param progress is told, now and then, which part of the picture is done, from 0 to 1
     * @throws OptionException when the picture does not fit in memory, or the model cuts images into tiles and the size is
     *     no multiple of theirs
     */
    public Image render(int pixelWidth, int pixelHeight, DoubleConsumer progress) {
        // The values, and the 8-bit picture and its file that are made of them.
        PictureMemory.require(pixelWidth, pixelHeight, channels, 1.5);
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(pixelWidth, pixelHeight), channels)];
        draw(
                pixelWidth,
                pixelHeight,
                progress,
                (x, y, drawn, at) -> System.arraycopy(drawn, at, values, (y * pixelWidth + x) * channels, channels));
        return new Image(pixelWidth, pixelHeight, channels, values);
    }

    /** Is given the pixels of a picture that is drawn, each once. */
    @FunctionalInterface
    interface Canvas {
        /** Pixel (x, y) has the {@code channels} values of {@code drawn} from {@code at} on, clamped to [0,1]. */
        void pixel(int x, int y, float[] drawn, int at);
    }

    /** Draws the picture strip by strip, so that a large one needs no second array. */
    void draw(int pixelWidth, int pixelHeight, Canvas canvas) {
        draw(pixelWidth, pixelHeight, done -> {}, canvas);
    }

    private void draw(int pixelWidth, int pixelHeight, DoubleConsumer progress, Canvas canvas) {
        if (levels() > 1) {
            level(levels()).draw(pixelWidth, pixelHeight, progress, canvas);
            return;
        }
        ImageSplit tiles = variant.family().tiles();
        Grid picture = tiles.grid(pixelWidth, pixelHeight, variant.recipe().grid());
        Points points = tiles.grid(width, height, variant.recipe().grid()).redrawn(picture.sizes());
        Network network = NormFolding.fold(new Network(architecture(), parameters));
        int perPoint = network.architecture().outputs();
        int strip = Math.max(1, STRIP * channels / perPoint);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Engine engine = Engines.create("auto", network.architecture(), threads)) {
            for (int first = 0; first < points.size(); first += strip) {
                int count = Math.min(strip, points.size() - first);
                float[] outputs = new float[Math.multiplyExact(count, perPoint)];
                engine.forward(
                        network.parameters(), count == points.size() ? points : points.slice(first, count), outputs);
                show(outputs, first, tiles, picture, canvas);
                progress.accept((double) (first + count) / points.size());
            }
        }
    }

    private static float clamped(float value) {
        if (Float.isNaN(value)) {
            throw new EngineException(
                    "the network's values are no numbers: its weights are not finite or too large; fit it anew");
        }
        return Math.max(0, Math.min(1, value));
    }

    /** Hands out the values of the points from {@code first} on, of every tile. */
    private void show(float[] outputs, int first, ImageSplit tiles, Grid picture, Canvas canvas) {
        Range range = variant.recipe().targets();
        int rows = picture.sizes().get(0);
        int columns = picture.sizes().get(1);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = clamped(range.toUnit(outputs[i]));
        }
        for (int pixel = 0; pixel < outputs.length / channels; pixel++) {
            int tile = pixel % tiles.count();
            int point = first + pixel / tiles.count();
            canvas.pixel(
                    tile % tiles.columns() * columns + point % columns,
                    tile / tiles.columns() * rows + point / columns,
                    outputs,
                    pixel * channels);
        }
    }

    /** What it is, in one line; the weights are many. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %dx%d, %s, %,d parameters",
                variant,
                width,
                height,
                channels == 1 ? "gray" : "RGB",
                architecture().parameters().trainable());
    }

    /** Writes the weights and what is needed to use them, as one safetensors file. */
    public void save(Path file) {
        content().write(file);
    }

    /** What {@link #save} writes. */
    Safetensors content() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("model", variant.name());
        metadata.put("settings", Json.line(variant.settings()));
        metadata.put("width", String.valueOf(width));
        metadata.put("height", String.valueOf(height));
        metadata.put("channels", String.valueOf(channels));
        psnr().ifPresent(psnr -> metadata.put("psnr", String.valueOf(psnr)));
        psnrBetween().ifPresent(psnr -> metadata.put("psnrBetween", String.valueOf(psnr)));
        scores.reference().ifPresent(reference -> metadata.put("betweenReference", Options.word(reference)));
        return Safetensors.of(NamedParameters.tensors(parameters, architecture().parameters()), metadata);
    }

    /**
     * Writes the network for other programs, in the format of the file's ending: {@code .npz}, the weights for NumPy, or
     * {@code .onnx}, the whole network from points (x, y) to values, where {@code org.inrzoo:inr-onnx} is on the class path.
     *
     * @throws OptionException when there is no such format, or it has no words for a layer
     */
    public void export(Path file) {
        FieldFormats.of(file).write(this, file);
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
            throw new MalformedFileException(
                    name, "it holds no weights of this zoo (no metadata 'format' = " + FORMAT + ")");
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> settings = Json.read(metadata.getOrDefault("settings", ""), Map.class, name);
            Variant variant = Registry.get(metadata.getOrDefault("model", "")).restored(settings);
            int channels = channels(metadata);
            int width = side(metadata, "width", 1 << 20);
            int height = side(metadata, "height", 1 << 20);
            ParameterLayout layout =
                    architecture(variant, width, height, channels).parameters();
            float[] parameters = NamedParameters.read(content.tensors(), layout, name);
            return new FittedImage(variant, width, height, channels, parameters, scores(metadata));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFileException(name, "its metadata means no model of this zoo: " + e.getMessage());
        }
    }

    private static Scores scores(Map<String, String> metadata) {
        return new Scores(
                score(metadata, "psnr"),
                score(metadata, "psnrBetween"),
                Arrays.stream(BetweenPixels.Reference.values())
                        .filter(reference -> Options.word(reference).equals(metadata.get("betweenReference")))
                        .findFirst());
    }

    private static OptionalDouble score(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        return text == null ? OptionalDouble.empty() : OptionalDouble.of(decibels(key, text));
    }

    /** Numbers are short; and a score may be infinite, as of a picture that is met exactly, but not NaN. */
    private static double decibels(String key, String text) {
        double value =
                text.length() <= 32 && text.matches("-?[0-9.E-]+|-?Infinity") ? Double.parseDouble(text) : Double.NaN;
        if (Double.isNaN(value)) {
            throw new OptionException("'" + key + "' is " + Quoted.of(text));
        }
        return value;
    }

    private static int channels(Map<String, String> metadata) {
        String text = metadata.getOrDefault("channels", "");
        if (!text.equals("1") && !text.equals("3")) {
            throw new OptionException("'channels' is " + Quoted.of(text));
        }
        return Integer.parseInt(text);
    }

    private static int side(Map<String, String> metadata, String key, int most) {
        String text = metadata.getOrDefault(key, "");
        if (!text.matches("[1-9][0-9]{0,7}") || Integer.parseInt(text) > most) {
            throw new OptionException("'" + key + "' is " + Quoted.of(text));
        }
        return Integer.parseInt(text);
    }
}
