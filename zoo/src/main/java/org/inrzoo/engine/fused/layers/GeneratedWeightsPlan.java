package org.inrzoo.engine.fused.layers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.network.ParameterLayout;

/** The plan of the plain layer, with weights that are made before every run. */
class GeneratedWeightsPlan implements LayerPlan {

    private final GeneratedWeights layer;
    private final LayerSite site;
    private final LayerSite plainSite;
    private final LayerPlan plain;
    private final float[] values;
    private final float[] gradient;
    private Map<String, float[]> own = Map.of();

    /**
     * A plan for one layer.
     *
     * @param site where the layer's own parameters lie
     * @param plainSite where the plain layer's lie in a vector that holds nothing else
     * @param plain the plan of the plain layer there
     */
    GeneratedWeightsPlan(GeneratedWeights layer, LayerSite site, LayerSite plainSite, LayerPlan plain) {
        this.layer = layer;
        this.site = site;
        this.plainSite = plainSite;
        this.plain = plain;
        int size = plainSite.slots().stream()
                .mapToInt(ParameterLayout.Slot::length)
                .sum();
        values = new float[size];
        gradient = new float[size];
    }

    @Override
    public void prepare(float[] parameters) {
        own = read(site, parameters);
        Map<String, float[]> made = layer.generated(site.inputs(), own);
        for (ParameterLayout.Slot slot : plainSite.slots()) {
            System.arraycopy(made.get(slot.parameter().name()), 0, values, slot.offset(), slot.length());
        }
        plain.prepare(values);
    }

    private static Map<String, float[]> read(LayerSite site, float[] vector) {
        Map<String, float[]> values = new HashMap<>();
        for (ParameterLayout.Slot slot : site.slots()) {
            values.put(
                    slot.parameter().name(), Arrays.copyOfRange(vector, slot.offset(), slot.offset() + slot.length()));
        }
        return values;
    }

    @Override
    public int gradientSize() {
        return plain.gradientSize();
    }

    @Override
    public void collect(float[] sums, int offset, float[] whole) {
        plain.collect(sums, offset, gradient);
        Map<String, float[]> pulledBack = layer.pulledBack(site.inputs(), own, read(plainSite, gradient));
        for (ParameterLayout.Slot slot : site.slots()) {
            if (slot.parameter().trainable()) {
                System.arraycopy(pulledBack.get(slot.parameter().name()), 0, whole, slot.offset(), slot.length());
            }
        }
    }

    @Override
    public boolean keepsInput() {
        return plain.keepsInput();
    }

    @Override
    public boolean readsPoints() {
        return plain.readsPoints();
    }

    @Override
    public int widest() {
        return plain.widest();
    }

    @Override
    public LayerStage stage(Arena arena, Block block) {
        return plain.stage(arena, block);
    }

    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return plain.derivativeStage(arena, block);
    }
}
