package org.inrzoo.record;

import java.util.List;
import java.util.Map;
import org.inrzoo.metric.Score;

/** What a run leaves as {@code result.json}: its components are the file's keys. */
public interface RunRecord {

    /** What was reached, in one line. */
    String summary();

    /** Registry name of the model. */
    String model();

    /** All its hyperparameters and recipe keys. */
    Map<String, Object> settings();

    /** SHA-256 of the file {@code weights.safetensors} beside it. */
    String weightsSha256();

    /** Trainable parameters. */
    int parameters();

    /** Wall time, evaluations included, seconds. */
    double seconds();

    /** Mean wall time of a step alone, seconds. */
    double secondsPerStep();

    /** The scores at the end, the main one first. */
    List<Score> reached();

    /** The main score at the end. */
    default Score mainScore() {
        return reached().get(0);
    }

    /** The best main score of all evaluations. */
    double best();

    /** How good other reconstructions of the same observations are; often nothing. */
    default List<Score> compared() {
        return List.of();
    }
}
