package org.inrzoo.bench;

import org.inrzoo.network.Architecture;

/**
 * How much arithmetic a step of training is: forward, by the weights, and by the inputs; the first layer's inputs are coordinates or fixed
 * features, which need no gradient.
 */
final class TrainingFlops {

    private TrainingFlops() {}

    /** Floating-point operations for each point, two for a multiply-accumulate. */
    static double perPoint(Architecture network) {
        if (network.layers().size() == 1) {
            return 2.0 * network.macsPerPoint();
        }
        long first = network.layers().get(1).macs(network.inputs(1));
        long encoding = network.layers().get(0).macs(network.dimensions());
        return 2.0 * (3 * network.macsPerPoint() - first - 2 * encoding);
    }
}
