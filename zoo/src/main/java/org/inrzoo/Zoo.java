package org.inrzoo;

import java.util.List;
import org.inrzoo.family.Registry;

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

    /** All models, by name. */
    public static List<ZooModel> list() {
        return list("*");
    }
}
