package org.inrzoo.engine.fused.layers;

import java.util.Optional;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.Filter;

/**
 * A multiplicative filter y = x ⊙ s ⊙ e of a sinusoid s = sin(z) and, for a Gabor filter, a bell e = exp(u).
 *
 * <p>z is linear in the coordinates; u = -½γ‖v - μ‖² is linear in the coordinates and their squared length.
 */
public final class FilterKernel implements LayerKernel<Filter> {

    @Override
    public Class<Filter> layer() {
        return Filter.class;
    }

    @Override
    public boolean differentiates(Filter layer, DerivativeOrder order) {
        return true;
    }

    @Override
    public LayerPlan plan(Filter layer, LayerSite site) {
        return new Plan(layer, site);
    }

    private static final class Plan implements LayerPlan {

        private final Kernels kernels;
        private final Filter layer;
        private final int dimensions;
        private final int features;
        private final LayerSite site;
        private final VirtualLinear phases;
        private final VirtualLinear exponents;

        Plan(Filter layer, LayerSite site) {
            this.layer = layer;
            this.site = site;
            kernels = site.kernels();
            dimensions = layer.dimensions();
            features = site.inputs();
            phases = VirtualLinear.of(site, dimensions, features);
            exponents = layer.envelope().isPresent() ? VirtualLinear.of(site, dimensions + 1, features) : null;
        }

        private int offset(String name) {
            return site.slot(name).offset();
        }

        @Override
        public void prepare(float[] parameters) {
            System.arraycopy(parameters, offset("frequency"), phases.values(), 0, dimensions * features);
            System.arraycopy(parameters, offset("phase"), phases.values(), phases.bias(0), features);
            phases.plan().prepare(phases.values());
            if (exponents != null) {
                prepareExponents(parameters);
            }
        }

        /** u = Σ_a v_a γμ_a - ½γ‖v‖² - ½γ‖μ‖². */
        private void prepareExponents(float[] parameters) {
            float[] values = exponents.values();
            for (int i = 0; i < features; i++) {
                float sharpness = parameters[offset("sharpness") + i];
                float squares = 0;
                for (int axis = 0; axis < dimensions; axis++) {
                    float center = parameters[offset("centre") + axis * features + i];
                    values[exponents.weight(axis, i)] = sharpness * center;
                    squares += center * center;
                }
                values[exponents.weight(dimensions, i)] = -sharpness / 2;
                values[exponents.bias(i)] = -sharpness / 2 * squares;
            }
            exponents.plan().prepare(values);
        }

        @Override
        public int gradientSize() {
            return phases.plan().gradientSize()
                    + (exponents == null ? 0 : exponents.plan().gradientSize());
        }

        @Override
        public void collect(float[] sums, int offset, float[] gradient) {
            phases.plan().collect(sums, offset, phases.gradient());
            if (layer.trainFrequency()) {
                System.arraycopy(phases.gradient(), 0, gradient, offset("frequency"), dimensions * features);
            }
            System.arraycopy(phases.gradient(), phases.bias(0), gradient, offset("phase"), features);
            if (exponents != null) {
                exponents.plan().collect(sums, offset + phases.plan().gradientSize(), exponents.gradient());
                collectExponents(gradient);
            }
        }

        /** The chain rule of {@link #prepareExponents}, whose matrix holds γμ, γ and the bias γ‖μ‖². */
        private void collectExponents(float[] gradient) {
            float[] values = exponents.values();
            float[] derived = exponents.gradient();
            for (int i = 0; i < features; i++) {
                float sharpness = -2 * values[exponents.weight(dimensions, i)];
                float byBias = derived[exponents.bias(i)];
                float bySharpness = -derived[exponents.weight(dimensions, i)] / 2;
                for (int axis = 0; axis < dimensions; axis++) {
                    float byProduct = derived[exponents.weight(axis, i)];
                    float center = sharpness == 0 ? 0 : values[exponents.weight(axis, i)] / sharpness;
                    gradient[offset("centre") + axis * features + i] = sharpness * (byProduct - center * byBias);
                    bySharpness += center * byProduct - center * center / 2 * byBias;
                }
                gradient[offset("sharpness") + i] = bySharpness;
            }
        }

        @Override
        public boolean keepsInput() {
            return true;
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(arena, block);
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return new FilterDerivativeStage(
                    kernels,
                    layer.range(),
                    features,
                    phases.plan(),
                    Optional.ofNullable(exponents).map(VirtualLinear::plan),
                    arena,
                    block);
        }

        private final class Stage implements LayerStage {

            private final Block block;
            private final Rows coordinates;
            private final Rows sines;
            private final Rows cosines;
            private final Rows bells;
            private final LayerStage phase;
            private final LayerStage exponent;

            Stage(Arena arena, Block block) {
                this.block = block;
                coordinates = Rows.allocate(arena, dimensions + 1, block.capacity());
                sines = Rows.allocate(arena, features, block.capacity());
                cosines = Rows.allocate(arena, features, block.capacity());
                bells = exponents == null ? null : Rows.allocate(arena, features, block.capacity());
                phase = phases.plan().stage(arena, block);
                exponent = exponents == null ? null : exponents.plan().stage(arena, block);
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                readCoordinates();
                phase.forward(coordinates, cosines, training);
                if (bells != null) {
                    exponent.forward(coordinates, bells, training);
                }
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    int offset = cosines.panel(panel);
                    kernels.functions()
                            .sine(
                                    cosines.data(),
                                    offset,
                                    sines.data(),
                                    sines.panel(panel),
                                    training ? cosines.data() : null,
                                    offset,
                                    block.count(),
                                    kernels.columns(features, panel),
                                    1);
                    copy(x, y, panel);
                    multiply(y, sines, panel);
                    if (bells != null) {
                        kernels.terms()
                                .exp(
                                        bells.data(),
                                        bells.panel(panel),
                                        bells.data(),
                                        bells.panel(panel),
                                        block.count(),
                                        kernels.columns(features, panel));
                        multiply(y, bells, panel);
                    }
                }
            }

            /** By u: dy x s e. By z: dy x cos(z) e. By x: dy s e. */
            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    if (bells != null) {
                        multiply(dy, bells, panel);
                    }
                    multiply(x, dy, panel);
                    multiply(cosines, x, panel);
                    multiply(x, sines, panel);
                    multiply(dy, sines, panel);
                }
                phase.backward(coordinates, cosines, freeRows, false, sums, offset);
                if (bells != null) {
                    exponent.backward(
                            coordinates,
                            x,
                            freeRows,
                            false,
                            sums,
                            offset + phases.plan().gradientSize());
                }
                return dy;
            }

            private void readCoordinates() {
                for (int point = 0; point < block.count(); point++) {
                    double squares = 0;
                    for (int axis = 0; axis < dimensions; axis++) {
                        float v = layer.range().fromUnit(block.coordinate(point, axis));
                        coordinates.data()[coordinates.index(point, axis)] = v;
                        squares += (double) v * v;
                    }
                    coordinates.data()[coordinates.index(point, dimensions)] = (float) squares;
                }
            }

            private void copy(Rows from, Rows to, int panel) {
                System.arraycopy(
                        from.data(), from.panel(panel), to.data(), to.panel(panel), block.count() * Rows.WIDTH);
            }

            private void multiply(Rows product, Rows factor, int panel) {
                kernels.elementwise()
                        .multiply(
                                product.data(),
                                product.panel(panel),
                                factor.data(),
                                factor.panel(panel),
                                block.count(),
                                kernels.columns(features, panel));
            }
        }
    }
}
