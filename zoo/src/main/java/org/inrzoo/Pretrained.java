package org.inrzoo;

import org.inrzoo.field.Field;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.option.OptionException;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsShelves;

/**
 * A model with weights that are kept by name; see {@link Zoo#pretrained}.
 *
 * @param entry what is known of them: file, licence, scores, golden outputs, the record of their fit
 * @param trained the model with these weights
 */
public record Pretrained(WeightsEntry entry, TrainedModel trained) {

    /** Part of the largest golden output by which an engine's may differ. */
    public static final double TOLERANCE = 1e-3;

    static Pretrained named(String name) {
        return of(WeightsShelves.find(name));
    }

    /**
     * Reads what was found, whole and unchanged.
     *
     * @throws MalformedFileException when the file is not the one that its entry describes; names both digests
     */
    public static Pretrained of(WeightsShelves.Found found) {
        WeightsEntry entry = found.entry();
        String file = entry.file();
        Safetensors content = Safetensors.parse(found.shelf().weights(entry), file);
        TrainedModel trained = TrainedKinds.of(content, file).read(content, file);
        if (!trained.model().name().equals(entry.model())) {
            throw new MalformedFileException(
                    file, "it is of a " + trained.model().name() + ", and its entry of a " + entry.model());
        }
        return new Pretrained(entry, trained);
    }

    /**
     * The picture that it was fitted to.
     *
     * @throws OptionException when it was fitted to no picture; says what it is
     */
    public FittedImage image() {
        return as(FittedImage.class);
    }

    /**
     * The function of coordinates that it is, in its signal's own units.
     *
     * @throws OptionException when it is a network for pictures, or splits a picture into tiles
     */
    public Field field() {
        return trained.field();
    }

    /**
     * The trained model as what it is, such as {@code org.inrzoo.vision.Classifier}.
     *
     * @throws OptionException when it is something else; says what
     */
    public <T extends TrainedModel> T as(Class<T> type) {
        if (type.isInstance(trained)) {
            return type.cast(trained);
        }
        throw new OptionException("'" + entry.name() + "' is a "
                + trained.getClass().getSimpleName() + " of " + entry.signal() + ", not a " + type.getSimpleName());
    }

    /** The name. */
    @Override
    public String toString() {
        return entry.name();
    }

    /**
     * How far an engine's outputs are from the golden ones, as part of the largest of these; up to {@link #TOLERANCE} is rounding.
     *
     * @param engine its name; {@code auto} for the fastest
     */
    public double deviation(String engine) {
        return entry.golden().deviation(trained.golden(entry.golden(), engine));
    }
}
