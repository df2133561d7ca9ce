package org.inrzoo.fit;

import org.inrzoo.layer.Grid;

/** What is fitted: a grid of points, the values wanted there, and how good an answer is. */
public interface FitTask {

    /** The points. */
    Grid grid();

    /** Values per point. */
    int outputs();

    /** The wanted values in the network's range, [points, outputs]; not to be modified. */
    float[] targets();

    /**
     * The quality of the network's outputs.
     *
     * @param outputs [points, outputs]
     * @return PSNR in dB
     */
    double psnr(float[] outputs);
}
