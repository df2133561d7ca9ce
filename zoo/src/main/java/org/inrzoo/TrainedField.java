package org.inrzoo;

import java.nio.file.Path;
import org.inrzoo.field.Field;
import org.inrzoo.io.Safetensors;
import org.inrzoo.weights.GoldenOutputs;

/**
 * The function of a signal, as a model with its weights.
 *
 * @param field the function
 */
public record TrainedField(Field field) implements TrainedModel {

    @Override
    public CoordinateModel model() {
        return new CoordinateModel(field.variant());
    }

    @Override
    public float[] parameters() {
        return field.network().parameters();
    }

    @Override
    public void save(Path file) {
        field.save(file);
    }

    @Override
    public Safetensors content() {
        return field.content();
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
        return new GoldenPoints(field.network(), field.domain().convention(), field.channels());
    }

    /** What it is, in one line. */
    @Override
    public String toString() {
        return field.toString();
    }
}
