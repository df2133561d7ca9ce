package org.inrzoo.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.option.OptionException;

/**
 * A picture as a trained classifier sees it: the means over the pixels of the last maps of its stages, for the picture in gray, in the
 * size that the classifier takes, its mean 0 and its deviation 1.
 *
 * <p>The classifier is {@value #TRAINED}: {@code vgg-8} with batch norms, trained on 2,000 pictures of Fashion-MNIST, deployed.
 */
public final class ClassifierStages implements SignalDescription {

    /** The file in this package that has its weights. */
    static final String TRAINED = "vgg-8.fashion2000.safetensors";

    /** Channels of vgg-8's four stages together. */
    private static final int LENGTH = 16 + 16 + 24 + 24;

    private static final double NO_CONTRAST = 1e-6;

    /** Null for the zoo's own, which is read where it is asked. */
    private final Classifier by;

    private final int length;

    /** By the zoo's own classifier. */
    public ClassifierStages() {
        this(null, LENGTH);
    }

    private ClassifierStages(Classifier by, int length) {
        this.by = by;
        this.length = length;
    }

    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public SignalDescription of(String trained) {
        if (trained.isEmpty()) {
            return this;
        }
        try {
            Classifier read = Classifier.load(Path.of(trained));
            if (!(read.model().family() instanceof StagedNetwork)) {
                throw new OptionException(
                        "'" + trained + "' holds " + read.model().name()
                                + ", which has no stages that could describe a picture: train one of "
                                + String.join(", ", withStages()));
            }
            return new ClassifierStages(
                    read, read.stages(new float[read.network().inputs()]).length);
        } catch (UncheckedIOException | MalformedFileException e) {
            throw new OptionException(e.getMessage()
                    + ": give the folder of a training, as 'inrzoo train vgg-8-norm --out FOLDER' leaves one");
        }
    }

    private static List<String> withStages() {
        return VisionModels.list("*").stream()
                .filter(model -> model.family() instanceof StagedNetwork)
                .map(VisionModel::name)
                .toList();
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public float[] describe(float[] values, int height, int width) {
        return describe(by == null ? trained() : by, values, height, width);
    }

    /**
     * The same by another classifier, such as {@code Classifier.load} reads.
     *
     * @param values [height·width, channels], of which the mean over the channels counts; not modified
     * @return as many values as its stages have channels
     * @throws org.inrzoo.option.OptionException when its family has no stages
     */
    public static float[] describe(Classifier by, float[] values, int height, int width) {
        int channels = values.length / (height * width);
        float[] gray = new float[height * width];
        for (int i = 0; i < values.length; i++) {
            gray[i / channels] += values[i] / channels;
        }
        float[] seen = new Image(width, height, 1, stretched(gray))
                .resize(by.size().get(1), by.size().get(0))
                .values()
                .clone();
        double sum = 0;
        double squares = 0;
        for (float value : seen) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / seen.length;
        double deviation = Math.sqrt(Math.max(0, squares / seen.length - mean * mean));
        new Pixels(mean, deviation > NO_CONTRAST ? deviation : 1).normalize(seen);
        float[] all = new float[by.network().inputs()];
        for (int i = 0; i < all.length; i++) {
            all[i] = seen[i % seen.length]; // every channel the same
        }
        return by.stages(all);
    }

    /** From the darkest, 0, to the brightest, 1, as pictures' values are. */
    private static float[] stretched(float[] values) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] stretched = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            stretched[i] = high > low ? (values[i] - low) / (high - low) : 0;
        }
        return stretched;
    }

    /** The zoo's own classifier. */
    static Classifier trained() {
        try (InputStream in = ClassifierStages.class.getResourceAsStream(TRAINED)) {
            return Classifier.of(Safetensors.parse(in.readAllBytes(), TRAINED), TRAINED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
