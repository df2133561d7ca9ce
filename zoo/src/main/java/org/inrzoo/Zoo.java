package org.inrzoo;

import java.nio.file.Path;
import java.util.List;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Notices;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;

/**
 * The zoo: models by name.
 *
 * <pre>{@code
 * ZooModel model = Zoo.get("loe-sine-fine2coarse");
 * ZooModel small = Zoo.get("siren").with("width", 128);
 * }</pre>
 */
public final class Zoo {

    static {
        Notices.startLogging();
    }

    private Zoo() {}

    /**
     * The model of this name.
     *
     * @throws org.inrzoo.option.OptionException when there is none; the message lists the nearest names
     */
    public static ZooModel get(String name) {
        return new ZooModel(Registry.get(name));
    }

    /** The models whose names match the glob, such as {@code loe-*}, by name. */
    public static List<ZooModel> list(String glob) {
        return Registry.list(glob).stream().map(ZooModel::new).toList();
    }

    /**
     * Adds a model of your own for as long as this process runs; see {@link org.inrzoo.family.ModelProvider} for one that
     * stays.
     *
     * @return the model, as {@link #get} finds it from now on
     * @throws org.inrzoo.option.OptionException when the name is one of the zoo's own or malformed
     */
    public static ZooModel register(Variant variant) {
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
     * @throws org.inrzoo.option.OptionException when the model has other layers than the file
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

    /** All models, by name. */
    public static List<ZooModel> list() {
        return list("*");
    }
}
