package org.inrzoo.vision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.ModelSize;
import org.inrzoo.NamedModel;
import org.inrzoo.family.ModelSettings;
import org.inrzoo.family.Source;
import org.inrzoo.family.Variant;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;
import org.nd4j.autodiff.samediff.SameDiff;

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
        List<String> controls)
        implements NamedModel {

    /** What parameters are counted for: Fashion-MNIST's pictures and classes. */
    private static final int SIDE = 28;

    private static final int CLASSES = 10;

    /** Copies the controls. */
    public VisionModel {
        controls = List.copyOf(controls);
    }

    /** A network that is trained by the recipe that is usual here. */
    public VisionModel(String name, String summary, PictureFamily family, Source source, List<String> controls) {
        this(name, summary, family, ClassifierRecipe.USUAL, source, controls);
    }

    /** The hyperparameters as a record of options. */
    public Record hyperparameters() {
        return (Record) family;
    }

    @Override
    public String kind() {
        return "a network for pictures, for 'inrzoo train'";
    }

    @Override
    public Map<String, Object> settings() {
        return ModelSettings.of(hyperparameters(), recipe);
    }

    @Override
    public VisionModel with(String key, Object value) {
        if (Options.has(hyperparameters().getClass(), key)) {
            PictureFamily other = (PictureFamily) Options.with(hyperparameters(), key, value);
            return new VisionModel(name, summary, other, recipe, source, controls);
        }
        if (Options.has(ClassifierRecipe.class, key)) {
            return new VisionModel(name, summary, family, Options.with(recipe, key, value), source, controls);
        }
        throw ModelSettings.unknown(key, name, hyperparameters(), recipe);
    }

    @Override
    public VisionModel withAll(Map<String, ?> changes) {
        VisionModel result = this;
        for (Map.Entry<String, ?> change : changes.entrySet()) {
            result = result.with(change.getKey(), change.getValue());
        }
        return result;
    }

    /** The network that a file's settings mean; options younger than the file say what it meant, see {@link Variant#restored}. */
    VisionModel restored(Map<String, ?> settings) {
        Map<String, Object> all =
                new LinkedHashMap<>(Options.before(hyperparameters().getClass()));
        all.putAll(Options.before(ClassifierRecipe.class));
        all.putAll(settings);
        return withAll(all);
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

    /** There is one, the zoo's own; no source's could be taken over whole. */
    @Override
    public List<String> recipes() {
        return List.of(Variant.PAPER);
    }

    @Override
    public Map<String, Object> recipeKeys(String asked) {
        if (!recipes().contains(asked)) {
            throw new OptionException("unknown recipe " + Quoted.of(asked) + " of " + name + "; "
                    + Nearest.hint(asked, recipes(), "there are: " + String.join(", ", recipes())));
        }
        return Map.of();
    }

    /** For gray pictures of 28×28 and ten classes. */
    @Override
    public ModelSize size() {
        GraphNetwork network = network();
        return new ModelSize(
                network.parameters(Form.TRAINING).trainable(),
                network.parameters(Form.DEPLOYED).size(),
                network.macs(Form.TRAINING),
                network.macs(Form.DEPLOYED),
                "picture",
                "gray pictures of " + SIDE + "x" + SIDE + ", ten classes");
    }

    /** From pictures of the size of {@link #network()} to the classes' scores; see {@link GraphNetwork#graph}. */
    @Override
    public SameDiff graph() {
        return network().graph(recipe.seed());
    }

    @Override
    public VisionCard card() {
        return new VisionCard(this);
    }

    @Override
    public Classifier trained(Path file) {
        Classifier read = Classifier.load(file);
        if (!read.model().name().equals(name)) {
            throw new MalformedFileException(
                    file.toString(), "it is of a " + Quoted.of(read.model().name()) + ", not of a " + name);
        }
        return read;
    }

    /** The name, and behind it the settings that differ from the registered ones. */
    @Override
    public String toString() {
        return ModelSettings.text(name, settings(), VisionModels.settings(name));
    }
}
