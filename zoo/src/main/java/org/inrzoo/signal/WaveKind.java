package org.inrzoo.signal;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.inrzoo.datasets.volume.Spacing;
import org.inrzoo.datasets.volume.Volume;
import org.inrzoo.datasets.volume.VolumeFiles;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.ColorMap;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Measure;
import org.inrzoo.option.Option;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/** Waves of one frequency in the plane: y and x on [-1,1]² to the real and the imaginary part. */
public final class WaveKind implements SignalKind {

    private static final String GAUSSIAN = "gaussian";

    /** How a wave is described. */
    public record WaveReading(
            @Option(value = "radians per unit of length, k; the square is 2 long", min = 0.1, max = 1000)
            double wavenumber,

            @Option(value = "standard deviation of the source that sends the wave out", min = 0.005, max = 0.25)
            double width,

            @Option(value = "samples along each axis that the wave is scored and shown with", min = 8, max = 4096)
            int size) {}

    @Override
    public String name() {
        return "wave";
    }

    @Override
    public String summary() {
        return "a wave in the plane, known by the source that sends it out";
    }

    @Override
    public List<String> examples() {
        return List.of(GAUSSIAN);
    }

    @Override
    public WaveReading reading() {
        return new WaveReading(10, 0.1, 128);
    }

    @Override
    public Signal read(String source, Record reading) {
        if (!source.equals(GAUSSIAN)) {
            throw new OptionException("there is no wave " + Quoted.of(source) + "; there is: " + GAUSSIAN);
        }
        WaveReading options = (WaveReading) reading;
        double step = 2.0 / options.size;
        return new Wave(
                Origin.builtIn(name(), source),
                List.of(
                        new Axis("y", "", step / 2 - 1, step, options.size),
                        new Axis("x", "", step / 2 - 1, step, options.size)),
                options.wavenumber,
                options.width);
    }

    @Override
    public String objective() {
        return "helmholtz";
    }

    @Override
    public Measure measure() {
        return Measure.SNR;
    }

    @Override
    public List<String> endings() {
        return List.of(".png", ".npy");
    }

    /** As a picture, the real part beside the imaginary part, zero in the middle of the colours; as an array, one above the other. */
    @Override
    public void show(Field field, int size, Path file, DoubleConsumer progress) {
        String ending = Shown.ending(file, endings());
        if (field.channels() != 2) {
            throw new OptionException("a wave has a real and an imaginary part, not " + field.channels() + " values");
        }
        Shown shown = Shown.of(field, size, progress);
        if (ending.equals(".png")) {
            Pictures.writePng(file, picture(shown));
        } else {
            VolumeFiles.write(file, parts(shown));
        }
    }

    private static BufferedImage picture(Shown shown) {
        int height = shown.size(0);
        int width = shown.size(1);
        float[] values = shown.values();
        float largest = Float.MIN_NORMAL;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        BufferedImage picture = new BufferedImage(2 * width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            int point = i / 2;
            picture.setRGB(i % 2 * width + point % width, point / width, ColorMap.rgb(0.5 + 0.5 * values[i] / largest));
        }
        return picture;
    }

    private static Volume parts(Shown shown) {
        int points = shown.size(0) * shown.size(1);
        float[] apart = new float[2 * points];
        for (int i = 0; i < apart.length; i++) {
            apart[i % 2 * points + i / 2] = shown.values()[i];
        }
        return new Volume(2, shown.size(0), shown.size(1), new Spacing(1, 1, 1), "", apart);
    }
}
