package org.inrzoo.fit;

import org.inrzoo.engine.OutputLoss;
import org.inrzoo.point.Points;

/**
 * What was observed of a signal, and what a disagreement costs: the points that a step asks a network for, the loss of its
 * outputs there, and how good the whole is.
 *
 * <p>A step's batch follows from the step's number alone, so that a resumed fit sees the same batches.
 */
public interface Objective {

    /**
     * A step's question.
     *
     * @param points where the network is asked
     * @param loss what its outputs there cost
     */
    record Batch(Points points, OutputLoss loss) {}

    /** The batch of step {@code step}, counted from 0. */
    Batch batch(int step);

    /** Outputs per point that the network has to have. */
    int outputs();

    /** The points that show how good the network is. */
    Points evaluated();

    /**
     * The quality of the network's outputs.
     *
     * @param outputs at {@link #evaluated}, [points, outputs]
     * @return PSNR in dB
     */
    double score(float[] outputs);
}
