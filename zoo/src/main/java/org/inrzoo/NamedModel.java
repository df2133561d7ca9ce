package org.inrzoo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inrzoo.family.Source;
import org.nd4j.autodiff.samediff.SameDiff;

/** What every model that {@link Zoo} finds by name has, whether it is a function of coordinates or a network for pictures. */
public interface NamedModel {

    /** The registry name: lower case, hyphenated. */
    String name();

    /** What it is, in one sentence without its full stop. */
    String summary();

    /** What kind of network it is, with the command that is for it, such as "a function of coordinates, for 'inrzoo fit'". */
    String kind();

    /** The paper it comes from, and which settings are its own. */
    Source source();

    /** Name to value of all hyperparameters, then of the recipe. */
    Map<String, Object> settings();

    /**
     * This model with one hyperparameter or recipe key changed, such as {@code with("width", 128)}.
     *
     * @throws org.inrzoo.option.OptionException when there is no such key or the value is not allowed; names what is
     */
    NamedModel with(String key, Object value);

    /** This model with all these keys changed; see {@link #with}. */
    NamedModel withAll(Map<String, ?> changes);

    /** The names of its recipes, the one that it is registered with first. */
    List<String> recipes();

    /**
     * The keys, with their values, in which a recipe differs from the one that the model is registered with.
     *
     * @param recipe one of {@link #recipes}
     * @throws org.inrzoo.option.OptionException when it has none of that name; names what it has
     */
    Map<String, Object> recipeKeys(String recipe);

    /** How large it is, in training and deployed. */
    ModelSize size();

    /**
     * The network as it is trained, as a SameDiff graph of single precision with its first weights, drawn from the recipe's seed. Weights
     * are variables under their names in weight files.
     */
    SameDiff graph();

    /** The model's card: where it comes from, its size, its recipe. */
    ModelCard card();

    /**
     * Reads what {@link TrainedModel#save} wrote of this model, with any settings.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when the file is damaged or of another model
     */
    TrainedModel trained(Path file);
}
