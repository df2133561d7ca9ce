package org.inrzoo.engine.fused.layers;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.engine.fused.spi.LayerKernel;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.engine.fused.spi.LayerPlan;
import org.inrzoo.engine.fused.spi.LayerSite;
import org.inrzoo.engine.fused.spi.NeighborhoodPlan;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.GeneratedWeights;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.parameter.Parameter;

/**
 * A layer whose weights are made of others: the plain layer that it is once they are made, before every run, and whose gradient goes
 * back to those that they are made of, after it.
 */
abstract class GeneratedWeightsKernel<L extends GeneratedWeights> implements LayerKernel<L> {

    @Override
    public List<Layer> parts(L layer) {
        return List.of(layer.plain(1));
    }

    @Override
    public boolean differentiates(L layer, DerivativeOrder order) {
        return LayerKernels.differentiates(layer.plain(1), order);
    }

    @Override
    public LayerPlan plan(L layer, LayerSite site) {
        List<ParameterLayout.Slot> slots = new ArrayList<>();
        int offset = 0;
        for (Parameter parameter : layer.plain(site.inputs()).parameters(site.inputs())) {
            slots.add(new ParameterLayout.Slot(parameter.name(), 0, parameter, offset));
            offset = Math.addExact(offset, parameter.length());
        }
        LayerSite plain = new LayerSite(
                site.kernels(), site.arena(), site.workers(), site.dimensions(), site.inputs(), List.copyOf(slots));
        LayerPlan plan = LayerKernels.plan(layer.plain(site.inputs()), plain);
        return plan instanceof NeighborhoodPlan around
                ? new GeneratedNeighborhoodPlan(layer, site, plain, around)
                : new GeneratedWeightsPlan(layer, site, plain, plan);
    }
}
