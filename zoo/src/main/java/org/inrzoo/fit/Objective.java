package org.inrzoo.fit;

import java.util.List;
import java.util.Optional;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.layer.SignalDescription;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.point.Points;

/**
 * What was observed of a signal, and what a disagreement costs: the points that a step asks a network for, the loss of its
 * outputs there, and how good the whole is.
 *
 * <p>A step's batch follows from the step's number alone, or from it and what the network answers, so that a resumed fit sees the same batches.
 */
public interface Objective {

    /**
     * A step's question.
     *
     * @param points where the network is asked
     * @param loss what its outputs there cost
     */
    record Batch(Points points, OutputLoss loss) {}

    /**
     * The batch of step {@code step}, counted from 0.
     *
     * <p>A training asks for it while the losses of steps before are still computed, perhaps on another thread; never for two
     * at once, nor while it asks for a score.
     */
    Batch batch(int step);

    /** Whether {@link #batch(int, NetworkAnswers)} and {@link #evaluated(NetworkAnswers)} ask the network; unless said otherwise not. */
    default boolean asks() {
        return false;
    }

    /**
     * The batch of step {@code step} that follows from what the network answers now.
     *
     * <p>Of an objective that {@linkplain #asks does not ask} that of its number.
     */
    default Batch batch(int step, NetworkAnswers network) {
        return batch(step);
    }

    /** Outputs per point that the network has to have. */
    int outputs();

    /**
     * The derivatives by the coordinates that its losses are of, so that an engine can be {@linkplain
     * org.inrzoo.engine.Engines#create(String, org.inrzoo.network.Architecture, int, DerivativeOrder) chosen that computes them};
     * unless said otherwise none.
     */
    default DerivativeOrder order() {
        return DerivativeOrder.VALUES;
    }

    /**
     * What describes the signal where its values at pixels are known, or a rough picture of them can be made of what is observed;
     * empty elsewhere.
     *
     * @param by makes a vector of a picture
     */
    default Optional<float[]> description(SignalDescription by) {
        return Optional.empty();
    }

    /** The points that show how good the network is. */
    Points evaluated();

    /**
     * The points that show how good a network is, by what it answers elsewhere; as many as {@link #evaluated()}, and those unless said
     * otherwise. {@link #score} and {@link #scores(float[])} then are of outputs at the points that were asked for last.
     */
    default Points evaluated(NetworkAnswers network) {
        return evaluated();
    }

    /** What {@link #score} says; standard PSNR unless said otherwise. */
    default Measure measure() {
        return Measure.PSNR;
    }

    /**
     * The quality of the network's outputs, by the {@link #measure} that a fit's history follows.
     *
     * @param outputs at {@link #evaluated}, [points, outputs]
     * @return the larger the better
     */
    double score(float[] outputs);

    /** The quality of a network, by the {@link #measure} that a fit's history follows. */
    default double score(NetworkAnswers network) {
        return score(network.at(evaluated(network)));
    }

    /**
     * The quality of the network's outputs by every measure that the objective knows, the main one first.
     *
     * @param outputs at {@link #evaluated}, [points, outputs]
     */
    default List<Score> scores(float[] outputs) {
        return List.of(measure().of(score(outputs)));
    }

    /** The quality of a network by every measure that the objective knows, the main one first. */
    default List<Score> scores(NetworkAnswers network) {
        return scores(network.at(evaluated(network)));
    }
}
