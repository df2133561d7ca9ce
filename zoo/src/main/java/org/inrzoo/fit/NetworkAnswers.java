package org.inrzoo.fit;

import org.inrzoo.engine.Engine;
import org.inrzoo.point.Points;

/** A network as it is at a step of its training, which can be asked. */
@FunctionalInterface
public interface NetworkAnswers {

    /**
     * Its outputs.
     *
     * @return [points, outputs]
     */
    float[] at(Points points);

    /** Those of an engine's network with some parameters, as they are when it is asked. */
    static NetworkAnswers of(Engine engine, float[] parameters) {
        int outputs = engine.architecture().outputs();
        return points -> {
            float[] answers = new float[Math.multiplyExact(points.size(), outputs)];
            engine.forward(parameters, points, answers);
            return answers;
        };
    }
}
