package org.inrzoo.vision;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.family.Source;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One named network for pictures: a family's record with a recipe, and where both come from.
 *
 * @param name registry name: lower case, hyphenated
 * @param summary what it is, in one sentence without its full stop
 * @param family the hyperparameters; also a public record with options
 * @param recipe how it is trained unless told otherwise
 * @param source the paper, and which settings are its own; of a body that could not be read, its note says "Reconstruction"
 * @param controls what a gain has to be held against, a line each; empty of a baseline
 */
public record VisionModel(
        String name,
        String summary,
        PictureFamily family,
        ClassifierRecipe recipe,
        Source source,
        List<String> controls) {

    /** What parameters are counted for: Fashion-MNIST's pictures and classes. */
    private static final int SIDE = 28;

    private static final int CLASSES = 10;

    /** Copies the controls. */
    public VisionModel {
        controls = List.copyOf(controls);
    }

    /** The hyperparameters as a record of options. */
    public Record hyperparameters() {
        return (Record) family;
    }

    /** Name to value of all hyperparameters, then of the recipe. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = Options.values(hyperparameters());
        settings.putAll(Options.values(recipe));
        return settings;
    }

    /**
     * This model with one hyperparameter or recipe key changed.
     *
     * @throws OptionException when there is no such key or the value is not allowed; names what is
     */
    public VisionModel with(String key, Object value) {
        if (Options.has(hyperparameters().getClass(), key)) {
            PictureFamily other = (PictureFamily) Options.with(hyperparameters(), key, value);
            return new VisionModel(name, summary, other, recipe, source, controls);
        }
        if (Options.has(ClassifierRecipe.class, key)) {
            return new VisionModel(name, summary, family, Options.with(recipe, key, value), source, controls);
        }
        throw new OptionException("unknown option " + Quoted.of(key) + " of " + name + "; "
                + Nearest.hint(
                        key,
                        settings().keySet(),
                        "it has " + String.join(", ", settings().keySet())));
    }

    /** This model with all these keys changed; see {@link #with}. */
    public VisionModel withAll(Map<String, ?> changes) {
        VisionModel result = this;
        for (Map.Entry<String, ?> change : changes.entrySet()) {
            result = result.with(change.getKey(), change.getValue());
        }
        return result;
    }

    /** The network for pictures of a size and a number of classes. */
    public GraphNetwork network(int channels, int height, int width, int classes) {
        return new GraphNetwork(
                (graph, pictures) -> family.logits(graph, pictures, classes), channels, height, width, classes);
    }

    /** The network that parameters are counted of: gray pictures of 28×28, ten classes. */
    public GraphNetwork network() {
        return network(1, SIDE, SIDE, CLASSES);
    }

    /** The network in training as a SameDiff graph, all weights zero; see {@link GraphNetwork#graph}. */
    public SameDiff graph() {
        return network().graph(Form.TRAINING, DataType.FLOAT);
    }

    /** The name, and behind it the settings that differ from the registered ones. */
    @Override
    public String toString() {
        Map<String, Object> usual = VisionModels.settings(name);
        String changed = settings().entrySet().stream()
                .filter(setting -> usual.containsKey(setting.getKey())
                        && !setting.getValue().equals(usual.get(setting.getKey())))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
        return changed.isEmpty() ? name : name + "[" + changed + "]";
    }
}
