package org.inrzoo.engine;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.ResidentTraining.ResidentStep;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.point.Points;

/** How long an engine takes for a step of training by the mean squared error. */
final class StepTime {

    /** Seconds of measuring, about, behind the first step, in which kernels are compiled. */
    private static final double LONG_ENOUGH = 0.4;

    private static final int ROUNDS = 50;

    private StepTime() {}

    /** The least of some, in seconds; where the engine keeps the weights, of many at once, else without the optimiser. */
    static double least(Engine engine, Points points) {
        float[] parameters = engine.architecture().parameters().initialize(0);
        float[] targets = new float
                [Math.multiplyExact(points.size(), engine.architecture().outputs())];
        Optional<ResidentTraining> resident = engine.residentTraining(List.of(), parameters, new float[0]);
        int most = resident.map(training -> training.most(points.size())).orElse(0);
        try {
            if (most > 0) {
                ResidentStep step = new ResidentStep(
                        points, new SquaredError(targets, points.size()), AdamStep.of(1e-6, 0.9, 0.999, 1e-8, 0));
                return least(most, atOnce -> {
                    resident.get().begin(Collections.nCopies(atOnce, step));
                    resident.get().finish();
                });
            }
            float[] gradient = new float[engine.architecture().parameters().trainable()];
            return least(1, atOnce -> engine.squaredError(parameters, points, targets, gradient));
        } finally {
            resident.ifPresent(ResidentTraining::close);
        }
    }

    /** Does some steps. */
    private interface Steps {
        void run(int count);
    }

    private static double least(int most, Steps steps) {
        steps.run(1);
        double least = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        for (int round = 0; round < ROUNDS && (System.nanoTime() - begin) * 1e-9 < LONG_ENOUGH; round++) {
            int count = Math.min(most, round + 1);
            long start = System.nanoTime();
            steps.run(count);
            least = Math.min(least, (System.nanoTime() - start) * 1e-9 / count);
        }
        return least;
    }
}
