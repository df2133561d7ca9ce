package org.inrzoo.engine.fused.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.Block;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.LayerStage;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.IntermediateOutputs;
import org.inrzoo.layer.Layer;

/** Layers that are read on the way: a plan for each step, then one for each tap. */
public final class IntermediateOutputsKernel implements LayerKernel<IntermediateOutputs> {

    @Override
    public Class<IntermediateOutputs> layer() {
        return IntermediateOutputs.class;
    }

    @Override
    public List<Layer> parts(IntermediateOutputs layer) {
        List<Layer> parts = new ArrayList<>(layer.steps());
        parts.add(layer.readout());
        return parts;
    }

    @Override
    public boolean differentiates(IntermediateOutputs layer, DerivativeOrder order) {
        return parts(layer).stream().allMatch(part -> LayerKernels.differentiates(part, order));
    }

    @Override
    public LayerPlan plan(IntermediateOutputs layer, LayerSite site) {
        return new Plan(layer, site);
    }

    private static final class Plan implements LayerPlan {

        private final Kernels kernels;
        private final IntermediateOutputs layer;
        private final List<IntermediateOutputs.Part> parts;
        private final List<LayerPlan> plans;

        Plan(IntermediateOutputs layer, LayerSite site) {
            this.layer = layer;
            kernels = site.kernels();
            parts = layer.parts(site.inputs());
            plans = parts.stream().map(site::plan).toList(); // in the order of Tapped.parts
        }

        private int steps() {
            return layer.steps().size();
        }

        private int outputs(int part) {
            return parts.get(part).layer().outputs(parts.get(part).inputs());
        }

        @Override
        public void prepare(float[] parameters) {
            plans.forEach(plan -> plan.prepare(parameters));
        }

        @Override
        public int gradientSize() {
            return gradientOffset(plans.size());
        }

        /** Where the gradient of a part begins in a sum of the layer's gradients. */
        private int gradientOffset(int part) {
            return plans.subList(0, part).stream()
                    .mapToInt(LayerPlan::gradientSize)
                    .reduce(0, Math::addExact);
        }

        @Override
        public void collect(float[] sums, int offset, float[] gradient) {
            int from = offset;
            for (LayerPlan plan : plans) {
                plan.collect(sums, from, gradient);
                from += plan.gradientSize();
            }
        }

        @Override
        public boolean keepsInput() {
            return true;
        }

        @Override
        public boolean readsPoints() {
            return plans.stream().anyMatch(LayerPlan::readsPoints);
        }

        @Override
        public int widest() {
            return IntStream.range(0, plans.size())
                    .map(part -> Math.max(outputs(part), plans.get(part).widest()))
                    .max()
                    .orElseThrow();
        }

        @Override
        public LayerStage stage(Arena arena, Block block) {
            return new Stage(
                    arena,
                    block,
                    plans.stream().map(plan -> plan.stage(arena, block)).toList());
        }

        @Override
        public LayerStage derivativeStage(Arena arena, Block block) {
            return new Stage(
                    arena,
                    block,
                    plans.stream()
                            .map(plan -> plan.derivativeStage(arena, block))
                            .toList());
        }

        private final class Stage implements LayerStage {

            private final Block block;
            private final List<LayerStage> stages;
            private final List<Rows> passed;
            private final List<Tap> taps;
            private final Rows part;
            private final int[] sumsOffset = IntStream.range(0, plans.size())
                    .map(Plan.this::gradientOffset)
                    .toArray();

            Stage(Arena arena, Block block, List<LayerStage> stages) {
                this.block = block;
                this.stages = stages;
                passed = IntStream.range(0, steps())
                        .mapToObj(step -> Rows.allocate(arena, outputs(step), block.capacity()))
                        .toList();
                taps = IntStream.range(0, layer.outputSteps().size())
                        .mapToObj(number -> new Tap(arena, number))
                        .toList();
                part = Rows.allocate(arena, widest(), block.capacity());
            }

            @Override
            public void forward(Rows x, Rows y, boolean training) {
                int next = 0;
                for (int step = 0; step < steps(); step++) {
                    stages.get(step).forward(step == 0 ? x : passed.get(step - 1), passed.get(step), training);
                    kernels.elementwise().clearBeyond(passed.get(step), outputs(step), block.rows());
                    if (taps.get(next).step == step) {
                        taps.get(next++).forward(passed.get(step), y, training);
                    }
                }
            }

            /** Behind a step, the gradient is that by the next step's input and that by the tap's together. */
            @Override
            public Rows backward(
                    Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
                taps.forEach(tap -> tap.take(dy));
                int next = taps.size() - 1;
                taps.get(next--).backward(freeRows, sums, offset);
                Rows gradient = freeRows;
                Rows spare = dy;
                for (int step = steps() - 1; step >= 0; step--) {
                    if (next >= 0 && taps.get(next).step == step) {
                        taps.get(next--).backward(part, sums, offset);
                        add(gradient, outputs(step));
                    }
                    Rows dx = stages.get(step)
                            .backward(
                                    step == 0 ? x : passed.get(step - 1),
                                    gradient,
                                    spare,
                                    step > 0 || inputGradientWanted,
                                    sums,
                                    offset + sumsOffset[step]);
                    kernels.elementwise().clearBeyond(dx, parts.get(step).inputs(), block.rows());
                    spare = dx.equals(gradient) ? spare : gradient;
                    gradient = dx;
                }
                return gradient;
            }

            private void add(Rows sum, int features) {
                for (int panel = 0; panel < Rows.panels(features); panel++) {
                    kernels.elementwise()
                            .add(
                                    sum.data(),
                                    sum.panel(panel),
                                    part.data(),
                                    part.panel(panel),
                                    block.rows() * Rows.WIDTH);
                }
            }

            /** One tap: the linear layer behind a step, and its columns of the outputs. */
            private final class Tap {

                private final int number;
                private final int step;
                private final int index;
                private final Rows seen;
                private final Rows values;

                Tap(Arena arena, int number) {
                    this.number = number;
                    step = layer.outputSteps().get(number) - 1;
                    index = steps() + number;
                    seen = Rows.allocate(arena, outputs(step), block.capacity());
                    values = Rows.allocate(arena, layer.readout().width(), block.capacity());
                }

                /** Reads a copy, for the next step may overwrite what enters it. */
                void forward(Rows x, Rows y, boolean training) {
                    for (int panel = 0; panel < Rows.panels(outputs(step)); panel++) {
                        System.arraycopy(
                                x.data(), x.panel(panel), seen.data(), seen.panel(panel), block.rows() * Rows.WIDTH);
                    }
                    stages.get(index).forward(seen, values, training);
                    for (int row = 0; row < block.rows(); row++) {
                        for (int i = 0; i < layer.readout().width(); i++) {
                            y.data()[column(y, row, i)] = values.data()[values.index(row, i)];
                        }
                    }
                }

                /** Takes the tap's columns of dL/dy, whose rows are then free. */
                void take(Rows dy) {
                    for (int row = 0; row < block.rows(); row++) {
                        for (int i = 0; i < layer.readout().width(); i++) {
                            values.data()[values.index(row, i)] = dy.data()[column(dy, row, i)];
                        }
                    }
                }

                /** Writes the gradient by what was read to {@code dx}. */
                void backward(Rows dx, float[] sums, int offset) {
                    stages.get(index).backward(seen, values, dx, true, sums, offset + sumsOffset[index]);
                }

                private int column(Rows rows, int row, int i) {
                    return rows.index(row, number * layer.readout().width() + i);
                }
            }
        }
    }
}
