package org.inrzoo.engine.fused.layers;

import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.EncodingStage;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.FourierFeatures;
import org.inrzoo.layer.PositionalEncoding;
import org.inrzoo.point.Range;

/**
 * An encoding by sines, sin 2π(v · t + o) for each feature's frequencies t and offset o; a cosine is a sine a quarter
 * turn on. As phases may be hundreds of turns, coordinates and frequencies are pairs of floats, value and rest.
 */
final class WavePlan implements LayerPlan {

    private static final float QUARTER = 0.25f;

    /** Writes a layer's waves into an empty table. */
    private interface Filler {
        void fill(WavePlan table, float[] parameters);
    }

    private final Kernels kernels;
    private final Range range;
    private final int dimensions;
    private final int features;
    private final int raw;
    private final int stride;
    private final float[] turns;
    private final float[] rests;
    private final float[] offsets;
    private final Filler filler;

    private WavePlan(Kernels kernels, Range range, int dimensions, int features, int raw, Filler filler) {
        this.kernels = kernels;
        this.range = range;
        this.dimensions = dimensions;
        this.features = features;
        this.raw = raw;
        this.filler = filler;
        stride = Rows.panels(features) * Rows.WIDTH;
        turns = new float[dimensions * stride];
        rests = new float[dimensions * stride];
        offsets = new float[stride];
    }

    /** Features [cos(2πBv), sin(2πBv)]. */
    static WavePlan of(FourierFeatures layer, LayerSite site) {
        int offset = site.slot("frequencies").offset();
        int dimensions = site.dimensions();
        int count = layer.frequencies();
        return new WavePlan(site.kernels(), layer.range(), dimensions, 2 * count, 0, (table, parameters) -> {
            for (int i = 0; i < count; i++) {
                for (int axis = 0; axis < dimensions; axis++) {
                    double turns = parameters[offset + axis * count + i];
                    table.set(i, axis, turns, QUARTER);
                    table.set(count + i, axis, turns, 0);
                }
            }
        });
    }

    /** Features [v,] sin(ω₁v), cos(ω₁v), …, in blocks of one per coordinate. */
    static WavePlan of(PositionalEncoding layer, LayerSite site) {
        int dimensions = site.dimensions();
        int raw = layer.raw() ? dimensions : 0;
        int count = layer.frequencies().size();
        int features = raw + 2 * dimensions * count;
        return new WavePlan(site.kernels(), layer.range(), dimensions, features, raw, (table, parameters) -> {
            for (int i = 0; i < count; i++) {
                for (int axis = 0; axis < dimensions; axis++) {
                    double turns = layer.frequencies().get(i) / (2 * Math.PI);
                    int feature = raw + 2 * dimensions * i + axis;
                    table.set(feature, axis, turns, 0);
                    table.set(feature + dimensions, axis, turns, QUARTER);
                }
            }
        });
    }

    private void set(int feature, int axis, double turnsPerUnit, float offset) {
        turns[axis * stride + feature] = (float) turnsPerUnit;
        rests[axis * stride + feature] = (float) (turnsPerUnit - (float) turnsPerUnit);
        offsets[feature] = offset;
    }

    @Override
    public void prepare(float[] parameters) {
        filler.fill(this, parameters);
    }

    @Override
    public LayerStage stage(Arena arena, Block block) {
        return (EncodingStage) y -> {
            writePhases(block, y);
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.functions()
                        .sine(
                                y.data(),
                                y.panel(panel),
                                y.data(),
                                y.panel(panel),
                                null,
                                0,
                                block.count(),
                                kernels.columns(features, panel),
                                1);
            }
            writeCoordinates(block, y);
        };
    }

    /** Of sin φ: ∂_k = cos φ ∂_k φ and Δ = -sin φ Σ_k (∂_k φ)², where ∂_k φ = 2π s_k · (turns per unit) · (length of v's interval). */
    @Override
    public LayerStage derivativeStage(Arena arena, Block block) {
        return (EncodingStage) y -> {
            Rows cosines = block.scratch(0);
            writePhases(block, y);
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.functions()
                        .sine(
                                y.data(),
                                y.panel(panel),
                                y.data(),
                                y.panel(panel),
                                cosines.data(),
                                cosines.panel(panel),
                                block.count(),
                                kernels.columns(features, panel),
                                1);
            }
            for (int feature = raw; feature < features; feature++) {
                writeDerivatives(block, feature, y, cosines);
            }
            writeCoordinates(block, y);
            for (int axis = 0; axis < raw; axis++) {
                float slope = (float) (range.length() * block.scale(axis));
                for (int row = block.count(); row < block.rows(); row++) {
                    y.data()[y.index(row, axis)] = row / block.count() == axis + 1 ? slope : 0;
                }
            }
        };
    }

    private void writeDerivatives(Block block, int feature, Rows y, Rows cosines) {
        int count = block.count();
        double squares = 0;
        for (int axis = 0; axis < dimensions; axis++) {
            double slope = 2 * Math.PI * range.length() * block.scale(axis) * turns[axis * stride + feature];
            squares += slope * slope;
            for (int point = 0; point < count; point++) {
                float cosine = cosines.data()[cosines.index(point, feature)];
                y.data()[y.index((axis + 1) * count + point, feature)] = (float) (slope * cosine);
            }
        }
        for (int point = 0; block.order() == DerivativeOrder.LAPLACIAN && point < count; point++) {
            float sine = y.data()[y.index(point, feature)];
            y.data()[y.index((dimensions + 1) * count + point, feature)] = (float) (-squares * sine);
        }
    }

    private void writePhases(Block block, Rows y) {
        float[] v = new float[2 * dimensions];
        for (int point = 0; point < block.count(); point++) {
            for (int axis = 0; axis < dimensions; axis++) {
                double exact = range.low() + range.length() * block.coordinate(point, axis);
                v[axis] = (float) exact;
                v[dimensions + axis] = (float) (exact - v[axis]);
            }
            for (int panel = 0; panel < Rows.panels(features); panel++) {
                kernels.elementwise()
                        .phases(
                                v,
                                turns,
                                rests,
                                offsets,
                                stride,
                                panel * Rows.WIDTH,
                                kernels.columns(features, panel),
                                y.data(),
                                y.panel(panel) + point * Rows.WIDTH);
            }
        }
    }

    private void writeCoordinates(Block block, Rows y) {
        for (int axis = 0; axis < raw; axis++) {
            for (int point = 0; point < block.count(); point++) {
                y.data()[y.index(point, axis)] = range.fromUnit(block.coordinate(point, axis));
            }
        }
    }
}
