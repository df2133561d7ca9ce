package org.inrzoo.site;

import java.util.List;
import java.util.Map;
import org.inrzoo.layer.Layer;

/**
 * How a kind of layer is described to the viewer's script, which then computes it in the browser.
 *
 * @param layer the kind
 * @param description what is said of one
 */
public record ViewerLayer<L extends Layer>(Class<L> layer, Description<L> description) {

    /** Says of a layer what the script has to know. */
    @FunctionalInterface
    public interface Description<L extends Layer> {

        /**
         * A layer as the script knows it.
         *
         * @param values its tensors by name, row-major; not modified
         * @param inputs features that enter
         */
        SaidLayer of(L layer, Map<String, float[]> values, int inputs);
    }

    /**
     * What is said of a layer.
     *
     * @param kind the script's function for it
     * @param numbers what else that function reads, as JSON has it
     * @param tensors its values by name, row-major; not modified
     */
    public record SaidLayer(String kind, Map<String, Object> numbers, Map<String, float[]> tensors) {}

    /** Where the layers that can be shown come from; implementations are named in {@code META-INF/services}. */
    public interface Provider {

        /** The kinds that it knows. */
        List<ViewerLayer<?>> layers();
    }

    SaidLayer say(Layer one, Map<String, float[]> values, int inputs) {
        return description.of(layer.cast(one), values, inputs);
    }
}
