package org.inrzoo.engine.samediff;

import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineProvider;
import org.inrzoo.engine.Suitability;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;

/** Offers the SameDiff engine under the name {@code samediff}: it computes every network, as it is the definition. */
public final class SameDiffEngineProvider implements EngineProvider {

    /** Measured: 8 to 14 GFLOP/s on two cores. */
    private static final double SPEED = 3e9;

    @Override
    public String name() {
        return "samediff";
    }

    @Override
    public Suitability suitability(Architecture architecture) {
        return Suitability.can(SPEED);
    }

    @Override
    public Suitability suitability(Architecture architecture, DerivativeOrder order) {
        return architecture
                .withoutDerivative(order)
                .map(Suitability::cannot)
                .orElseGet(() -> suitability(architecture));
    }

    @Override
    public Engine create(Architecture architecture, int threads) {
        return new SameDiffEngine(architecture, threads);
    }
}
