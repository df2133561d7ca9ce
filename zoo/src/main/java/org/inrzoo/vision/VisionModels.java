package org.inrzoo.vision;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.option.Glob;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;

/** The networks for pictures by name: those of all {@link VisionProvider}s on the class path. */
public final class VisionModels {

    private VisionModels() {}

    private static final class Holder {
        private static final Map<String, VisionModel> MODELS = load();
    }

    /**
     * The network for pictures of this name.
     *
     * @throws OptionException when there is none; the message lists the nearest names of all models, or says what kind the model is
     */
    public static VisionModel get(String name) {
        VisionModel model = Holder.MODELS.get(name);
        return model == null ? of(Zoo.get(name)) : model;
    }

    /**
     * A model as the network for pictures that it is.
     *
     * @throws OptionException when it is of another kind
     */
    public static VisionModel of(ZooModel model) {
        if (model.definition() instanceof VisionModel network) {
            return network;
        }
        throw new OptionException(
                Quoted.of(model.name()) + " is " + model.kind() + ", and no network for pictures, such as cnn");
    }

    /** Whether there is a model of this name. */
    public static boolean has(String name) {
        return Holder.MODELS.containsKey(name);
    }

    /** The models whose names match the glob ({@code *} any text, {@code ?} any letter), by name. */
    public static List<VisionModel> list(String glob) {
        return Holder.MODELS.values().stream()
                .filter(model -> Glob.matches(glob, model.name()))
                .toList();
    }

    static Map<String, Object> settings(String name) {
        VisionModel model = Holder.MODELS.get(name);
        return model == null ? Map.of() : model.settings();
    }

    private static Map<String, VisionModel> load() {
        Map<String, VisionModel> models = new TreeMap<>();
        for (VisionProvider provider : ServiceLoader.load(VisionProvider.class)) {
            for (VisionModel model : provider.models()) {
                if (models.put(model.name(), model) != null) {
                    throw new IllegalStateException("two networks for pictures are called '" + model.name()
                            + "'; the second comes from " + provider.getClass().getName());
                }
            }
        }
        return models;
    }
}
