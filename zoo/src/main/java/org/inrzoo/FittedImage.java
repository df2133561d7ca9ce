package org.inrzoo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Family;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Field;
import org.inrzoo.field.FieldHeader;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.History;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.point.Grid;
import org.inrzoo.weights.GoldenOutputs;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * An image as a network: a model with its weights. Where the model has statistics over a batch, they are those of the
 * fitted image's pixels, see {@link BatchStatistics}, so that the picture can be drawn at any size.
 *
 * <p>Two of them are equal where all they hold is, the weights bit by bit.
 *
 * @param variant the model with all its settings
 * @param width pixels per row of the image that was fitted
 * @param height rows
 * @param channels 1 for gray, 3 for RGB
 * @param parameters the flat vector of {@link #architecture}; not copied
 * @param scores how well it shows the image
 * @param history how the fit went; empty where it was read from a file
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record FittedImage(
        Variant variant, int width, int height, int channels, float[] parameters, Scores scores, History history)
        implements TrainedModel {

    /** An image whose scores and history are not known. */
    public FittedImage(Variant variant, int width, int height, int channels, float[] parameters) {
        this(variant, width, height, channels, parameters, Scores.NONE, History.empty());
    }

    /**
     * The image as a network that has been trained on it.
     *
     * @param parameters the flat vector that was trained, such as {@link org.inrzoo.fit.DivergedException#lastGood}
     * @param engine name of the engine that takes the statistics, where the network has any
     */
    public static FittedImage trained(
            Variant variant, int width, int height, int channels, float[] parameters, String engine, int threads) {
        Network trained = new Network(variant.architecture(width, height, channels), parameters);
        Grid pixels = Grid.image(width, height, variant.recipe().grid());
        Network frozen = BatchStatistics.freeze(trained, pixels, part -> Engines.create(engine, part, threads));
        return new FittedImage(variant, width, height, channels, frozen.parameters());
    }

    /** The same network, of which this is known. */
    public FittedImage with(Scores scores, History history) {
        return new FittedImage(variant, width, height, channels, parameters, scores, history);
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

    static Architecture architecture(Variant variant, int width, int height, int channels) {
        Architecture trained = variant.architecture(width, height, channels);
        return BatchStatistics.frozen(trained, (int) Math.min(Integer.MAX_VALUE, (long) width * height));
    }

    /** How many levels of detail there are; one unless the model's family says otherwise. */
    public int levels() {
        return variant.family().levelsOfDetail().size();
    }

    /**
     * The same network as a plain one of another model, once the weights that were made in training are taken as they are; empty where
     * they were not made, or where what is left is no other model's.
     */
    public Optional<FittedImage> plain() {
        return variant.family().plain().map(plain -> {
            Variant other = Registry.get(plain.model()).with(plain.family());
            for (Map.Entry<String, Object> key :
                    Options.values(variant.recipe()).entrySet()) {
                other = other.with(key.getKey(), key.getValue());
            }
            Network made = NormFolding.fold(new Network(architecture(), parameters));
            return new FittedImage(other, width, height, channels, made.parameters(), scores, history);
        });
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
            values[i] = ImageRenderer.clamped(values[i]);
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
     * The picture as a function of the place in pixels: y downwards, then x to the right, whole numbers at the pixels'
     * centres. It is of the finest level of detail, and its values are not clamped.
     *
     * @throws OptionException when the model splits images into tiles, so that it is no function of one point
     */
    @Override
    public Field field() {
        if (variant.family().tiles().count() > 1) {
            throw new OptionException(
                    variant.name() + " splits images into tiles, and is no one function of a point: render draws it");
        }
        FittedImage finest = levels() == 1 ? this : level(levels());
        Domain domain = new Domain(
                List.of(Axis.counted("y", "pixel", height), Axis.counted("x", "pixel", width)),
                variant.recipe().grid());
        Quantity brightness =
                Quantity.between("brightness", "", 0, 1, variant.recipe().targets());
        FieldHeader header =
                new FieldHeader(finest.variant, "image", domain, channels, brightness, width * height, scores.list());
        return Field.of(header, new Network(finest.architecture(), finest.parameters));
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
     * @throws OptionException when the picture does not fit in memory, or the model splits images into tiles and the size is
     *     no multiple of theirs
     */
    public Image render(int pixelWidth, int pixelHeight, DoubleConsumer progress) {
        return new ImageRenderer(this).render(pixelWidth, pixelHeight, progress);
    }

    @Override
    public CoordinateModel model() {
        return new CoordinateModel(variant);
    }

    /**
     * Writes the weights and what is needed to use them, as one safetensors file, whole or not at all.
     *
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    @Override
    public void save(Path file) {
        FittedImageFile.content(this).write(file);
    }

    @Override
    public Safetensors content() {
        return FittedImageFile.content(this);
    }

    @Override
    public GoldenOutputs golden(String engine) {
        return golden().at(engine);
    }

    @Override
    public GoldenOutputs golden(GoldenOutputs asked, String engine) {
        return golden().at(asked, engine);
    }

    private GoldenPoints golden() {
        return new GoldenPoints(
                new Network(architecture(), parameters), variant.recipe().grid(), channels);
    }

    /** What {@link #save} writes. */
    public byte[] toBytes() {
        return FittedImageFile.content(this).toBytes();
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
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws MalformedFileException when the file is damaged, its weights do not match its model, or there is no model of its
     *     name: {@link ZooModel#load} reads those of a model that is not registered
     */
    public static FittedImage load(Path file) {
        return FittedImageFile.read(file, FittedImageFile::registered);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedImage that
                && variant.equals(that.variant)
                && width == that.width
                && height == that.height
                && channels == that.channels
                && Arrays.equals(parameters, that.parameters)
                && scores.equals(that.scores)
                && history.equals(that.history);
    }

    @Override
    public int hashCode() {
        return Objects.hash(variant, width, height, channels, Arrays.hashCode(parameters), scores);
    }
}
