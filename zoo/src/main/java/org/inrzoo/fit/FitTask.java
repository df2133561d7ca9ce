package org.inrzoo.fit;

import java.util.List;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridSubset;
import org.inrzoo.point.ShiftedPoints;

/** What is fitted: a grid of points, the values wanted there, and how good an answer is. */
public interface FitTask {

    /** The points. */
    Grid grid();

    /** Values per point. */
    int outputs();

    /** The wanted values in the network's range, [points, outputs]; not to be modified. */
    float[] targets();

    /**
     * The wanted values at some of the samples, in the network's range.
     *
     * @return [points, outputs]
     */
    default float[] targets(GridSubset picked) {
        int outputs = outputs();
        float[] all = targets();
        float[] targets = new float[picked.size() * outputs];
        for (int i = 0; i < picked.size(); i++) {
            System.arraycopy(all, picked.indices()[i] * outputs, targets, i * outputs, outputs);
        }
        return targets;
    }

    /**
     * The wanted values between the samples, in the network's range: what the band-limited signal through them has there,
     * see {@link org.inrzoo.datasets.Interpolation}.
     *
     * @return [points, outputs]
     * @throws FitException where a task knows no values but its samples'
     */
    default float[] targets(ShiftedPoints points) {
        throw new FitException("there are no values between this signal's samples: leave 'jitter' at 0");
    }

    /** What {@link #score} says; standard PSNR unless said otherwise. */
    default Measure measure() {
        return Measure.PSNR;
    }

    /**
     * The quality of the network's outputs.
     *
     * @param outputs [points, outputs]
     * @return the larger the better
     */
    double score(float[] outputs);

    /** The quality of a network; unless a task knows better, of its outputs at all points. */
    default double score(NetworkAnswers network) {
        return score(network.at(grid()));
    }

    /**
     * The quality of the network's outputs by every measure that the task knows, the main one first.
     *
     * @param outputs [points, outputs]
     */
    default List<Score> scores(float[] outputs) {
        return List.of(measure().of(score(outputs)));
    }
}
