package org.inrzoo.fit;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.engine.Engine;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;

/** y = w·p + b in plain Java: an engine whose fits take no time and whose every number can be followed by hand. */
final class LineEngine implements Engine {

    private final Architecture architecture;
    private final int largestBatch;
    private final int threads;

    LineEngine(int dimensions) {
        this(dimensions, Integer.MAX_VALUE);
    }

    LineEngine(int dimensions, int largestBatch) {
        this(dimensions, largestBatch, 1);
    }

    LineEngine(int dimensions, int largestBatch, int threads) {
        architecture = new Architecture(
                dimensions,
                List.of(new Identity(Range.UNIT), new Dense(1, Initializer.kaimingUniform(), Initializer.zeros())));
        this.largestBatch = largestBatch;
        this.threads = threads;
    }

    @Override
    public String name() {
        return "line";
    }

    @Override
    public Architecture architecture() {
        return architecture;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void forward(float[] parameters, Points points, float[] outputs) {
        int d = points.dimensions();
        float[] coordinates = new float[points.size() * d];
        points.read(0, points.size(), coordinates);
        for (int i = 0; i < points.size(); i++) {
            float y = parameters[d];
            for (int axis = 0; axis < d; axis++) {
                y += parameters[axis] * coordinates[i * d + axis];
            }
            outputs[i] = y;
        }
    }

    @Override
    public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
        int d = points.dimensions();
        float[] coordinates = new float[points.size() * d];
        points.read(0, points.size(), coordinates);
        Arrays.fill(gradient, 0);
        for (int i = 0; i < points.size(); i++) {
            for (int axis = 0; axis < d; axis++) {
                gradient[axis] += outputGradient[i] * coordinates[i * d + axis];
            }
            gradient[d] += outputGradient[i];
        }
    }

    @Override
    public int largestBatch(Points points) {
        return largestBatch;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
