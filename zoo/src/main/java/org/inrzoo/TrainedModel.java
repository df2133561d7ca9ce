package org.inrzoo;

import java.nio.file.Path;
import org.inrzoo.field.Field;
import org.inrzoo.io.Safetensors;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.weights.GoldenOutputs;

/** A model with its weights, whatever it was trained for. */
public interface TrainedModel {

    /** The model with all its settings. */
    NamedModel model();

    /** The flat vector of the network's parameters, in the order of its layout. */
    float[] parameters();

    /**
     * Writes the weights and what is needed to use them, as one safetensors file; {@link NamedModel#trained} reads it.
     *
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    void save(Path file);

    /** What {@link #save} writes, before it is bytes. */
    Safetensors content();

    /**
     * What the network answers at some inputs that are the same for all networks of a shape.
     *
     * @param engine name of the engine that computes, where there is a choice
     */
    GoldenOutputs golden(String engine);

    /**
     * What it answers at the inputs of other outputs.
     *
     * @param asked whose inputs are taken
     * @param engine name of the engine that computes, where there is a choice
     * @throws OptionException when they are no inputs of this network
     */
    GoldenOutputs golden(GoldenOutputs asked, String engine);

    /**
     * The function of coordinates that it is, in the signal's own units.
     *
     * @throws OptionException when it is none
     */
    default Field field() {
        throw new OptionException(
                Quoted.of(model().name()) + " is " + model().kind() + ", and no function of coordinates");
    }
}
