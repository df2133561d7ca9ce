package org.inrzoo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.SignalSize;
import org.inrzoo.family.Source;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A model of the zoo by name, with the recipe that trains it.
 *
 * <p>What {@link NamedModel} says holds for all. {@link #fit}, {@link #architecture}, {@link #recipe} and {@link #variant} are for functions
 * of coordinates: as a model of videos refuses an image, a network for pictures refuses them, in a line that names the command for it.
 *
 * @param definition what the name stands for
 */
public record ZooModel(NamedModel definition) implements NamedModel {

    /** A function of coordinates. */
    public ZooModel(Variant variant) {
        this(new CoordinateModel(variant));
    }

    /**
     * A network of your own with a recipe, for those who need no name in the registry: one for two coordinates and as many
     * values as the images to be fitted have channels. {@link #load} reads what its fits save.
     */
    public static ZooModel of(Architecture architecture, Recipe recipe) {
        return new ZooModel(new Variant(
                "own-network",
                "a network of one's own",
                new FixedNetwork(architecture),
                recipe,
                new Source("", "", Set.of(), ""),
                new SignalSize("an image", architecture.dimensions(), architecture.outputs()),
                architecture.parameters().trainable()));
    }

    /** Whether it is a function of coordinates. */
    public boolean isOfCoordinates() {
        return definition instanceof CoordinateModel;
    }

    /**
     * The family's record, recipe and source behind the name.
     *
     * @throws OptionException when it is no function of coordinates
     */
    public Variant variant() {
        return coordinates().variant();
    }

    private CoordinateModel coordinates() {
        if (definition instanceof CoordinateModel model) {
            return model;
        }
        throw new OptionException(Quoted.of(name()) + " is " + kind() + ", and no function of coordinates");
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public String summary() {
        return definition.summary();
    }

    @Override
    public String kind() {
        return definition.kind();
    }

    @Override
    public Source source() {
        return definition.source();
    }

    /** The recipe that {@link #fit} uses. */
    public Recipe recipe() {
        return variant().recipe();
    }

    @Override
    public Map<String, Object> settings() {
        return definition.settings();
    }

    @Override
    public ZooModel with(String key, Object value) {
        return new ZooModel(definition.with(key, value));
    }

    /**
     * This model with its recipe of that name: {@value Variant#PAPER}, or {@value Variant#CHOSEN} where one was chosen here.
     *
     * @throws org.inrzoo.option.OptionException when it has none of that name; names what it has
     */
    public ZooModel withRecipe(String recipe) {
        return withAll(definition.recipeKeys(recipe));
    }

    @Override
    public List<String> recipes() {
        return definition.recipes();
    }

    @Override
    public Map<String, Object> recipeKeys(String recipe) {
        return definition.recipeKeys(recipe);
    }

    @Override
    public ZooModel withAll(Map<String, ?> changes) {
        return new ZooModel(definition.withAll(changes));
    }

    @Override
    public ModelSize size() {
        return definition.size();
    }

    @Override
    public TrainedModel trained(Path file) {
        return definition.trained(file);
    }

    /** The network that {@link #fit} fits to an image of this size; see {@link org.inrzoo.family.Family#sized}. */
    public Architecture architecture(Image image) {
        return variant().architecture(image.width(), image.height(), image.channels());
    }

    /**
     * The network for a signal of the size that the model's parameters are counted for.
     *
     * @param dimensions coordinates per point
     * @param channels signal values per point
     */
    public Architecture architecture(int dimensions, int channels) {
        return variant().family().architecture(dimensions, channels);
    }

    /** A function of coordinates as {@link #graph(long)} has it; a network for pictures as it is trained. */
    @Override
    public SameDiff graph() {
        return definition.graph();
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
        return coordinates().graph(seed);
    }

    /** The name, and behind it the settings that have been changed, such as {@code siren[width=128, steps=300]}. */
    @Override
    public String toString() {
        return definition.toString();
    }

    @Override
    public ModelCard card() {
        return definition.card();
    }

    /** Fits the image by the model's recipe on the best engine and all cores; see {@link #fit(Image, FitOptions)}. */
    public FittedImage fit(Image image) {
        return fit(image, FitOptions.defaults());
    }

    /**
     * Fits the image by the model's recipe on the best engine and all cores; see {@link #fit(Image, FitOptions)}.
     *
     * @param listener is told after every step
     */
    public FittedImage fit(Image image, FitListener listener) {
        return fit(image, FitOptions.defaults().withListener(listener));
    }

    /**
     * Fits the image by the model's recipe.
     *
     * <p>An interrupt of the thread ends the fit early, as the listener can, see {@link FitListener#stopWhen}: the network
     * so far is returned, the listener is told by a note how far it is, and the thread stays interrupted. Fits on several
     * threads do not disturb each other.
     *
     * @param options engine, threads, listener, checkpoints
     * @return the image as a network, how well it shows the image, and how the fit went
     * @throws DivergedFitException when the loss or a gradient is no longer finite; carries the network as it was before
     * @throws org.inrzoo.fit.BatchTooLargeException when a step's batch does not fit in memory; says which would
     * @throws org.inrzoo.fit.FitException when the folder of checkpoints is another fit's
     * @throws org.inrzoo.engine.EngineException when there is no such engine, or it cannot run here
     * @throws org.inrzoo.point.ImageSizeException when the model splits images and cannot split this one
     */
    public FittedImage fit(Image image, FitOptions options) {
        return new ImageFit(variant(), image, options).run();
    }

    /** Fits a signal by its values, or a solid by its occupancy, on the best engine and all cores. */
    public FieldFit fit(Signal signal) {
        return fit(signal, FitOptions.defaults());
    }

    /** Fits a signal by its kind's usual objective; see {@link #fit(Signal, ObjectiveKind, FitOptions)}. */
    public FieldFit fit(Signal signal, FitOptions options) {
        String usual = SignalKinds.named(signal.kind()).objective();
        return fit(signal, ObjectiveKinds.of(usual, Map.of()), options);
    }

    /**
     * Fits a signal, as an objective observes it, by the model's recipe.
     *
     * <p>An interrupt of the thread ends the fit early, as the listener can: the function so far is returned.
     *
     * @param signal such as {@code SignalKinds.read("audio:song.wav")}
     * @param objective such as {@code ObjectiveKinds.parse("ct:views=20")}
     * @param options engine, threads, listener, checkpoints
     * @return the signal as a function, how good it is, and how the fit went
     * @throws OptionException when the objective is not for the signal, or the model is not for its number of axes
     * @throws DivergedException when the loss or a gradient is no longer finite; carries the parameters before
     * @throws org.inrzoo.fit.BatchTooLargeException when a step's batch does not fit in memory; says which would
     * @throws org.inrzoo.fit.FitException when the folder of checkpoints is another fit's
     */
    public FieldFit fit(Signal signal, ObjectiveKind objective, FitOptions options) {
        return new SignalFit(variant(), signal, objective).run(options);
    }

    /**
     * Reads what {@link FittedImage#save} wrote of this model, which need not be registered, with any settings.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when the file is damaged or of another model
     */
    public FittedImage load(Path file) {
        return coordinates().trained(file);
    }

    /**
     * Fits several images, one after the other, each by a network of its own.
     *
     * @return the fitted images in the same order; when the thread is interrupted, those so far
     * @throws DivergedFitException when a fit diverges; see {@link #fit(Image, FitOptions)} for the rest
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
