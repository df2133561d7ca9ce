package org.inrzoo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Notices;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.Glob;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsShelves;

/**
 * The zoo: models by name.
 *
 * <pre>{@code
 * ZooModel model = Zoo.get("loe-sine-fine2coarse");
 * ZooModel small = Zoo.get("siren").with("width", 128);
 * ModelSize size = Zoo.get("refconv-ds").size();
 * }</pre>
 */
public final class Zoo {

    private static final int SUGGESTIONS = 3;

    static {
        Notices.startLogging();
    }

    private Zoo() {}

    private static final class Holder {
        private static final List<ModelKind> KINDS = ServiceLoader.load(ModelKind.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The model of this name, a function of coordinates or a network for pictures.
     *
     * @throws OptionException when there is none; the message lists the nearest names
     */
    public static ZooModel get(String name) {
        return all().filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new OptionException("unknown model " + Quoted.of(name) + "; nearest: "
                        + String.join(", ", Nearest.of(name, names(), SUGGESTIONS))));
    }

    private static Stream<ZooModel> all() {
        return Holder.KINDS.stream().flatMap(kind -> kind.models().stream()).map(ZooModel::new);
    }

    /** The models of all kinds whose names match the glob, such as {@code loe-*}, by name. */
    public static List<ZooModel> list(String glob) {
        return all().filter(model -> Glob.matches(glob, model.name()))
                .sorted(Comparator.comparing(ZooModel::name))
                .toList();
    }

    /** Those of them that are functions of coordinates. */
    public static List<ZooModel> ofCoordinates() {
        return list().stream().filter(ZooModel::isOfCoordinates).toList();
    }

    /**
     * Adds a model of your own for as long as this process runs; see {@link org.inrzoo.family.ModelProvider} for one that
     * stays.
     *
     * @return the model, as {@link #get} finds it from now on
     * @throws OptionException when the name is one of the zoo's own or malformed
     */
    public static ZooModel register(Variant variant) {
        boolean taken =
                all().anyMatch(model -> !model.isOfCoordinates() && model.name().equals(variant.name()));
        if (taken) {
            throw new OptionException("the zoo has a model '" + variant.name() + "' already; choose another name");
        }
        Registry.register(variant);
        return get(variant.name());
    }

    /**
     * Fits an image by a network of your own; see {@link ZooModel#of} for options, saving and loading.
     *
     * @param architecture from two coordinates to as many values as the image has channels
     */
    public static FittedImage fit(Architecture architecture, Recipe recipe, Image image) {
        return ZooModel.of(architecture, recipe).fit(image);
    }

    /**
     * Reads a network of linear layers that PyTorch has trained, a {@code state_dict} saved as safetensors, as what this
     * model's layers mean; see {@link PyTorch}.
     *
     * @param model such as {@code Zoo.get("siren").with("omega0", 30)}; width and depth follow from the file
     * @param width pixels per row of the image that was fitted
     * @param height rows
     * @throws org.inrzoo.io.MalformedFileException when the file holds no chain of linear layers
     * @throws OptionException when the model has other layers than the file
     */
    public static FittedImage loadPyTorch(
            Path file, ZooModel model, PyTorchConvention convention, int width, int height) {
        return PyTorch.read(file, model.variant(), convention, width, height);
    }

    /** The names of all models, in alphabetical order. */
    public static List<String> names() {
        return list().stream().map(ZooModel::name).toList();
    }

    /**
     * Reads a fitted image that {@link FittedImage#save} or {@code inrzoo fit} wrote.
     *
     * @param file the weights' file, such as {@code runs/siren-camera/weights.safetensors}
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when it is damaged or its weights do not match its model
     */
    public static FittedImage load(Path file) {
        return FittedImage.load(file);
    }

    /**
     * A model with the weights that are kept for it under a tag, such as {@code pretrained("siren", "camera128").image()}: those of the
     * zoo, where the jar {@code org.inrzoo:inr-zoo-weights} is on the class path, and anybody's, see {@link WeightsShelves}.
     *
     * @param model registry name
     * @param tag what it was trained for, in a word; {@link #weights} has all
     * @throws OptionException when there are none; the message lists the nearest names
     * @throws org.inrzoo.io.MalformedFileException when the file is not the one that its entry describes; names both digests
     */
    public static Pretrained pretrained(String model, String tag) {
        return pretrained(model + "." + tag);
    }

    /**
     * A model with weights that are kept by name; see {@link #pretrained(String, String)}.
     *
     * @param name {@code MODEL.TAG}, such as {@code siren.camera128}
     */
    public static Pretrained pretrained(String name) {
        return Pretrained.named(name);
    }

    /** What is known of the weights whose names match the glob, such as {@code siren.*}, by name. */
    public static List<WeightsEntry> weights(String glob) {
        return WeightsShelves.list(glob).stream()
                .map(WeightsShelves.Found::entry)
                .toList();
    }

    /** All models, by name. */
    public static List<ZooModel> list() {
        return list("*");
    }
}
