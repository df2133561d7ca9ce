package org.inrzoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
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

    /** The network that {@link #fit} fits to an image of this size; see {@link org.inrzoo.family.Family#sized}. */
    public Architecture architecture(Image image) {
        return variant.architecture(image.width(), image.height(), image.channels());
    }

    /**
     * The network for a signal of the size that the model's parameters are counted for.
     *
     * @param dimensions coordinates per point
     * @param channels signal values per point
     */
    public Architecture architecture(int dimensions, int channels) {
        return variant.family().architecture(dimensions, channels);
    }

    /** The network for a gray picture as a SameDiff graph with its first weights, drawn from the recipe's seed. */
    public SameDiff graph() {
        return graph(recipe().seed());
    }

    /**
     * The network for a gray picture as a SameDiff graph with its first weights, in single precision: from the placeholder
     * {@code points}, [n, 2], the network's own coordinates in [0,1], down first, to {@code output}, [n, outputs]. Weights are variables under
     * their names in the weight file, what is not trained is constant. A fitted network's graph is
     * {@link FittedImage#graph}.
     *
     * @param seed the weights are drawn from; that of the recipe gives those a fit begins with
     */
    public SameDiff graph(long seed) {
        Architecture architecture = architecture(2, 1);
        float[] weights = architecture.parameters().initialize(seed);
        return SameDiffDefinition.define(new Network(architecture, weights), DataType.FLOAT);
    }

    /** The name, and behind it the settings that have been changed, such as {@code siren[width=128, steps=300]}. */
    @Override
    public String toString() {
        return variant.toString();
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
     * <p>An interrupt of the thread ends the fit early, as the listener can, see {@link FitListener#stopWhen}: the network
     * so far is returned, and the thread stays interrupted.
     *
     * @param listener is told after every step
     * @throws org.inrzoo.fit.FitException when the fit diverges, or a batch does not fit in memory
     */
    public FittedImage fit(Image image, FitListener listener) {
        return FittedImage.fit(variant, image, listener);
    }

    /**
     * Fits several images, one after the other, each by a network of its own.
     *
     * @return the fitted images in the same order; when the thread is interrupted, those so far
     * @throws org.inrzoo.fit.FitException when a fit diverges, or a batch does not fit in memory
     */
    public List<FittedImage> fitAll(List<Image> images) {
        List<FittedImage> fitted = new ArrayList<>();
        for (Image image : images) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            fitted.add(fit(image));
        }
        return List.copyOf(fitted);
    }
}
