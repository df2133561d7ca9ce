package org.inrzoo;

import java.util.Map;
import java.util.Optional;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.Architecture;
import org.inrzoo.run.FittedImage;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model of the zoo: an architecture by name, with the recipe that fits it.
 *
 * @param variant the family's record, recipe and source behind the name
 */
public record ZooModel(Variant variant) {

    /** The registry name. */
    public String name() {
        return variant.name();
    }

    /** The recipe that {@link #fit} uses. */
    public Recipe recipe() {
        return variant.recipe();
    }

    /** Name to value of all hyperparameters, then of the recipe. */
    public Map<String, Object> settings() {
        return variant.settings();
    }

    /**
     * This model with one hyperparameter or recipe key changed, such as {@code with("width", 128)}.
     *
     * @throws org.inrzoo.option.OptionException when there is no such key or the value is not allowed; names what is
     */
    public ZooModel with(String key, Object value) {
        return new ZooModel(variant.with(key, value));
    }

    /**
     * The network.
     *
     * @param dimensions coordinates per point
     * @param channels signal values per point
     */
    public Architecture architecture(int dimensions, int channels) {
        return variant.family().architecture(dimensions, channels);
    }

    /** The network for a gray 2-D image as a SameDiff graph, from placeholder "points" to "output", weights unset. */
    public SameDiff graph() {
        return SameDiffDefinition.define(architecture(2, 1), Optional.empty(), DataType.FLOAT);
    }

    /** The model's card: where it comes from, its size, its recipe. */
    public ModelCard card() {
        return new ModelCard(variant);
    }

    /** Fits the image by the model's recipe on the best engine and all cores. */
    public FittedImage fit(Image image) {
        return FittedImage.fit(variant, image);
    }

    /**
     * Fits the image by the model's recipe on the best engine and all cores.
     *
     * @param listener is told after every step
     * @throws org.inrzoo.fit.FitException when the thread is interrupted
     */
    public FittedImage fit(Image image, FitListener listener) {
        return FittedImage.fit(variant, image, listener);
    }
}
