package org.inrzoo.engine;

import java.util.List;
import org.inrzoo.engine.arithmetic.AdamStep;
import org.inrzoo.engine.arithmetic.MuonStep;
import org.inrzoo.point.Points;

/**
 * Training by the mean squared error, Muon and Adam, whose weights and optimisers' state stay where an engine computes, such as in the memory of a GPU: many
 * steps are asked for at once, and only their losses come back. How many at once changes no bit.
 *
 * <p>It serves one thread at a time, beside its engine; {@link #begin} and {@link #finish} take turns.
 */
public interface ResidentTraining extends AutoCloseable {

    /**
     * A step.
     *
     * @param points where the network is asked
     * @param loss what its outputs there cost
     * @param muon how the matrices that the training was begun with are moved
     * @param adam how all other weights are moved
     */
    record ResidentStep(Points points, SquaredError loss, MuonStep muon, AdamStep adam) {

        /** A step of Adam alone. */
        public ResidentStep(Points points, SquaredError loss, AdamStep adam) {
            this(points, loss, MuonStep.NONE, adam);
        }
    }

    /** The most steps of so many points that can be asked for at once; 0 where not even one can. */
    int most(int points);

    /**
     * Begins steps, and may return before they are done.
     *
     * @param steps at least one, at most as many as {@link #most} says
     * @throws EngineException when there is too little memory
     */
    void begin(List<ResidentStep> steps);

    /**
     * Waits for the steps that were begun.
     *
     * @return the loss of each, before it moved the weights. It ends in front of the first step whose loss or gradient is not finite: that
     *     one and those behind it have moved nothing
     */
    double[] finish();

    /**
     * A copy of the parameters; not between {@link #begin} and {@link #finish}.
     *
     * @return the flat vector of {@link org.inrzoo.network.Architecture#parameters}
     */
    float[] parameters();

    /**
     * A copy of the optimisers' state; not between {@link #begin} and {@link #finish}.
     *
     * @return Muon's momentum of each matrix, then Adam's running means of the gradient by all other trained parameters, then those of its
     *     squares
     */
    float[] state();

    @Override
    void close();
}
