package org.inrzoo;

import java.util.List;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;

/**
 * The zoo: models by name.
 *
 * <pre>{@code
 * ZooModel model = Zoo.get("loe-sine-fine2coarse");
 * ZooModel small = Zoo.get("siren").with("width", 128);
 * }</pre>
 */
public final class Zoo {

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

    /** All models, by name. */
    public static List<ZooModel> list() {
        return list("*");
    }
}
