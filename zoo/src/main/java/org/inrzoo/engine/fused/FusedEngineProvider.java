package org.inrzoo.engine.fused;

import java.util.Optional;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.EngineProvider;
import org.inrzoo.engine.Suitability;
import org.inrzoo.engine.fused.kernels.VectorSupport;
import org.inrzoo.engine.fused.spi.LayerKernels;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;

/** Offers the fused engine under the name {@code fused}, wherever the JVM has the Vector API. */
public final class FusedEngineProvider implements EngineProvider {

    /** Measured: 200 GFLOP/s on two cores with AVX-512. */
    private static final double SPEED = 5e10;

    /** Where no vector operation becomes one instruction, each makes objects instead: hundreds of times slower. */
    private static final double SPEED_UNCOMPILED = 1e8;

    @Override
    public String name() {
        return "fused";
    }

    @Override
    public Suitability suitability(Architecture architecture) {
        Optional<String> hindrance = VectorSupport.hindrance();
        if (!VectorSupport.isPresent()) {
            return Suitability.hindered(0, hindrance.orElseThrow());
        }
        return LayerKernels.refusal(architecture)
                .map(Suitability::cannot)
                .orElseGet(() -> hindrance
                        .map(why -> Suitability.hindered(SPEED_UNCOMPILED, why))
                        .orElseGet(() -> Suitability.can(SPEED)));
    }

    @Override
    public Suitability suitability(Architecture architecture, DerivativeOrder order) {
        return architecture
                .withoutDerivative(order)
                .or(() -> VectorSupport.isPresent() ? LayerKernels.refusal(architecture, order) : Optional.empty())
                .map(Suitability::cannot)
                .orElseGet(() -> suitability(architecture));
    }

    @Override
    public Engine create(Architecture architecture, int threads) {
        if (!VectorSupport.isPresent()) {
            throw new EngineException("the fused engine needs the JVM option " + VectorSupport.OPTION);
        }
        return new FusedEngine(architecture, threads);
    }
}
