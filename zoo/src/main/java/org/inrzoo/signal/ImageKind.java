package org.inrzoo.signal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.Background;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.datasets.ReadOptions;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Score;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.scan.EllipsePhantom;

/** Pictures: y downwards and x to the right, in pixels, to brightness or red, green and blue from 0 to 1. */
public final class ImageKind implements SignalKind {

    /** The name of the exact phantom, which scans need. */
    static final String PHANTOM = "shepp-logan";

    private static final int PHANTOM_SIDE = 256;
    private static final int SAMPLES_PER_SIDE = 4;

    /** How a picture is read. */
    public record ImageReading(
            @Option(value = "longer side that the picture is resized to, pixels; 0 keeps it", min = 0, max = 65_536)
            int size) {}

    @Override
    public String name() {
        return "image";
    }

    @Override
    public String summary() {
        return "a picture: PNG, JPEG, TIFF, WebP, GIF or BMP";
    }

    @Override
    public List<String> examples() {
        return List.of("camera", "astronaut", "perlin:8", PHANTOM);
    }

    @Override
    public Optional<String> licence(String source) {
        return Datasets.isName(source)
                ? Optional.of(Datasets.provenance(source).license())
                : SignalKind.super.licence(source);
    }

    @Override
    public ImageReading reading() {
        return new ImageReading(0);
    }

    @Override
    public Signal read(String source, Record reading) {
        int size = ((ImageReading) reading).size;
        if (source.equals(PHANTOM)) {
            return of(Origin.builtIn(name(), source), phantom(size == 0 ? PHANTOM_SIDE : size));
        }
        try {
            if (Datasets.isName(source)) {
                Image image = size == 0 ? Datasets.image(source) : Datasets.image(source, size);
                return of(Origin.builtIn(name(), source), image);
            }
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
        Path file = Path.of(source);
        ImageFiles.Loaded loaded = ImageFiles.read(file, new ReadOptions(size, Background.WHITE));
        return of(Origin.file(name(), file, loaded.notes()), loaded.image());
    }

    private static Image phantom(int side) {
        double[] picture = EllipsePhantom.sheppLogan().picture(side, SAMPLES_PER_SIDE);
        float[] values = new float[picture.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(0, Math.min(1, picture[i]));
        }
        return new Image(side, side, 1, values);
    }

    /** A picture as a signal. */
    public static Samples of(Origin origin, Image image) {
        return new Samples(
                origin,
                List.of(Axis.counted("y", "pixel", image.height()), Axis.counted("x", "pixel", image.width())),
                image.channels(),
                image.values(),
                "brightness",
                "",
                0,
                1);
    }

    @Override
    public List<Score> scores(Samples signal, float[] shown) {
        return SampleScores.ofPictures(signal, shown);
    }

    @Override
    public List<String> endings() {
        return List.of(".png", ".jpg", ".tif", ".bmp");
    }

    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        Shown.ending(file, endings());
        Shown shown = Shown.of(field, size, progress);
        if (field.channels() != 1 && field.channels() != 3) {
            throw new OptionException("a picture has 1 or 3 values per pixel, not " + field.channels());
        }
        Image picture = new Image(shown.size(1), shown.size(0), field.channels(), shown.clamped(0, 1));
        Pictures.write(file, picture, 8);
    }
}
