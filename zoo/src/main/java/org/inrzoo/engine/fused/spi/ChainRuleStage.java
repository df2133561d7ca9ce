package org.inrzoo.engine.fused.spi;

import java.util.Optional;
import org.inrzoo.engine.fused.kernels.Kernels;
import org.inrzoo.engine.fused.memory.Arena;
import org.inrzoo.engine.fused.memory.Rows;
import org.inrzoo.engine.fused.spi.ActivationPlan.Curve;
import org.inrzoo.engine.fused.spi.ActivationPlan.PanelFunction;
import org.inrzoo.layer.DerivativeOrder;

/** A function of every feature by itself, at work on points that carry their derivatives by the coordinates. */
final class ChainRuleStage implements LayerStage {

    private final ActivationPlan plan;
    private final Kernels kernels;
    private final Block block;
    private final Curve curve;
    private final PanelFunction function;
    private final Optional<PanelFunction> valueFunction;
    private final Rows first;
    private final Rows second;
    private final Rows third;
    private final Rows valueSlope;
    private final boolean laplacian;

    ChainRuleStage(ActivationPlan plan, Arena arena, Block block) {
        this.plan = plan;
        this.block = block;
        kernels = plan.kernels();
        curve = plan.curve()
                .orElseThrow(
                        () -> new IllegalStateException("this activation computes no derivatives by the coordinates"));
        PanelFunction own = plan.functions().apply(block);
        function = curve.sloped().map(sloped -> sloped.apply(block)).orElse(own);
        valueFunction = curve.sloped().map(sloped -> own);
        int points = block.capacity() / block.parts();
        first = Rows.allocate(arena, plan.features(), points);
        second = Rows.allocate(arena, plan.features(), points);
        third = Rows.allocate(arena, plan.features(), points);
        valueSlope = curve.sloped().isPresent() ? Rows.allocate(arena, plan.features(), points) : first;
        laplacian = block.order() == DerivativeOrder.LAPLACIAN;
    }

    @Override
    public void forward(Rows x, Rows y, boolean training) {
        for (int panel = 0; panel < Rows.panels(plan.features()); panel++) {
            int columns = kernels.columns(plan.features(), panel);
            if (training && valueFunction.isPresent()) {
                apply(valueFunction.get(), x, y, valueSlope, panel, columns);
            }
            apply(function, x, y, first, panel, columns);
            if (training || laplacian) {
                curve.higher()
                        .apply(
                                x.data(),
                                x.panel(panel),
                                y.data(),
                                y.panel(panel),
                                first.data(),
                                first.panel(panel),
                                second.data(),
                                second.panel(panel),
                                third.data(),
                                third.panel(panel),
                                block.count(),
                                columns);
            }
            kernels.chainRule()
                    .forward(
                            x.data(),
                            x.panel(panel),
                            first.data(),
                            first.panel(panel),
                            second.data(),
                            second.panel(panel),
                            y.data(),
                            y.panel(panel),
                            block.count(),
                            columns,
                            block.dimensions(),
                            laplacian);
        }
    }

    private void apply(PanelFunction f, Rows x, Rows y, Rows slope, int panel, int columns) {
        f.apply(
                x.data(),
                x.panel(panel),
                y.data(),
                y.panel(panel),
                slope.data(),
                slope.panel(panel),
                block.count(),
                columns);
    }

    @Override
    public Rows backward(Rows x, Rows dy, Rows freeRows, boolean inputGradientWanted, float[] sums, int offset) {
        for (int panel = 0; panel < Rows.panels(plan.features()); panel++) {
            kernels.chainRule()
                    .backward(
                            x.data(),
                            x.panel(panel),
                            valueSlope.data(),
                            valueSlope.panel(panel),
                            first.data(),
                            first.panel(panel),
                            second.data(),
                            second.panel(panel),
                            third.data(),
                            third.panel(panel),
                            dy.data(),
                            dy.panel(panel),
                            block.count(),
                            kernels.columns(plan.features(), panel),
                            block.dimensions(),
                            laplacian);
        }
        return dy;
    }
}
