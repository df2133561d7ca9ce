package org.inrzoo;

import java.nio.file.Path;

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
}
