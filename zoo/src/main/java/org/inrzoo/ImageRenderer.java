package org.inrzoo;

import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.LargeImage;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.ImageSplit;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;

/** Draws an image that is a network, at any size; see {@link FittedImage#render}. */
public final class ImageRenderer {

    /** Pixels computed between two reports of progress. */
    private static final int STRIP = 1 << 20;

    private final Variant variant;
    private final Network network;
    private final int width;
    private final int height;
    private final int channels;
    private final String engine;
    private final ImageSplit tiles;

    /** Of a fitted image, at its finest level of detail, on the best engine. */
    public ImageRenderer(FittedImage image) {
        this(image.levels() == 1 ? image : image.level(image.levels()), Engines.AUTO);
    }

    private ImageRenderer(FittedImage fitted, String engine) {
        this(
                fitted.variant(),
                NormFolding.fold(new Network(fitted.architecture(), fitted.parameters())),
                fitted.width(),
                fitted.height(),
                fitted.channels(),
                engine);
    }

    /**
     * Of a network.
     *
     * @param variant the model that it is of: says where pixels lie, which interval values are in, and how pictures are cut
     * @param network without statistics of a batch, of one level of detail
     * @param width pixels per row of the image that it was fitted to
     * @param height rows
     * @param channels values of a pixel
     * @param engine name of the engine that computes
     */
    public ImageRenderer(Variant variant, Network network, int width, int height, int channels, String engine) {
        this.variant = variant;
        this.network = network;
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.engine = engine;
        tiles = variant.family().tiles();
    }

    /**
     * The picture at any size where it need not fit in Java's heap; see {@link FittedImage#render(int, int, DoubleConsumer)}.
     *
     * @param bits of a sample, 8 or 16
     * @throws java.io.UncheckedIOException if the folder for temporary files has no room for it
     */
    public LargeImage large(int pixelWidth, int pixelHeight, int bits, DoubleConsumer progress) {
        LargeImage picture = LargeImage.create(pixelWidth, pixelHeight, channels, bits);
        float[] pixel = new float[channels];
        draw(pixelWidth, pixelHeight, progress, (x, y, drawn, at) -> {
            for (int c = 0; c < channels; c++) {
                pixel[c] = clamped(drawn[at + c]);
            }
            picture.write(x, y, pixel, 0);
        });
        return picture;
    }

    /** Is given the pixels of a picture that is drawn, each once, row after row where the model splits no images into tiles. */
    @FunctionalInterface
    public interface Canvas {

        /**
         * A pixel.
         *
         * @param drawn has the image's channels as values from {@code at} on, as wide as [0,1] but not clamped to it
         */
        void pixel(int x, int y, float[] drawn, int at);
    }

    /** The picture at any size, on all cores; see {@link FittedImage#render(int, int, DoubleConsumer)}. */
    public Image render(int pixelWidth, int pixelHeight, DoubleConsumer progress) {
        // The values, and the 8-bit picture and its file that are made of them.
        PictureMemory.require(pixelWidth, pixelHeight, channels, 1.5);
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(pixelWidth, pixelHeight), channels)];
        draw(pixelWidth, pixelHeight, progress, (x, y, drawn, at) -> {
            for (int c = 0; c < channels; c++) {
                values[(y * pixelWidth + x) * channels + c] = clamped(drawn[at + c]);
            }
        });
        return new Image(pixelWidth, pixelHeight, channels, values);
    }

    /** Draws the picture strip by strip, so that a large one needs no second array. */
    void draw(int pixelWidth, int pixelHeight, Canvas canvas) {
        draw(pixelWidth, pixelHeight, done -> {}, canvas);
    }

    /**
     * Draws the picture strip by strip.
     *
     * @param progress is told, now and then, which part of the picture is done, from 0 to 1
     * @throws org.inrzoo.option.OptionException where the model splits images into tiles and the size is no multiple of theirs
     */
    public void draw(int pixelWidth, int pixelHeight, DoubleConsumer progress, Canvas canvas) {
        GridConvention pixels = variant.recipe().grid();
        Grid picture = tiles.grid(pixelWidth, pixelHeight, pixels);
        Points points = tiles.grid(width, height, pixels).redrawn(picture.sizes());
        int perPoint = network.architecture().outputs();
        int strip = network.architecture().reach() > 0 ? points.size() : Math.max(1, STRIP * channels / perPoint);
        int threads = Runtime.getRuntime().availableProcessors();
        try (Engine running = Engines.create(engine, network.architecture(), threads)) {
            for (int first = 0; first < points.size(); first += strip) {
                int count = Math.min(strip, points.size() - first);
                float[] outputs = new float[Math.multiplyExact(count, perPoint)];
                running.forward(
                        network.parameters(), count == points.size() ? points : points.slice(first, count), outputs);
                show(outputs, first, picture, canvas);
                progress.accept((double) (first + count) / points.size());
            }
        }
    }

    /** A value as a picture has it. */
    static float clamped(float value) {
        return Math.max(0, Math.min(1, finite(value)));
    }

    private static float finite(float value) {
        if (Float.isNaN(value)) {
            throw new EngineException(
                    "the network's values are no numbers: its weights are not finite or too large; fit it anew");
        }
        return value;
    }

    /** Hands out the values of the points from {@code first} on, of every tile. */
    private void show(float[] outputs, int first, Grid picture, Canvas canvas) {
        Range range = variant.recipe().targets();
        int rows = picture.sizes().get(0);
        int columns = picture.sizes().get(1);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = finite(range.toUnit(outputs[i]));
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
}
