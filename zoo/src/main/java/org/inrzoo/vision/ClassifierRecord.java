package org.inrzoo.vision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;
import org.inrzoo.record.RunRecord;

/**
 * What a training has reached: {@code result.json} in its folder.
 *
 * @param model the network's name
 * @param settings its hyperparameters and recipe
 * @param data the pictures
 * @param sha256 the fingerprint of what was learnt from
 * @param from the training gone on from; null where there was none
 * @param learnt pictures learnt from
 * @param tested pictures tested on
 * @param parameters trained values
 * @param deployedParameters values of the deployed network
 * @param macs multiply-adds of a picture's forward pass in training
 * @param deployedMacs the same of the deployed network
 * @param accuracy of the deployed network on what was not learnt from, percent
 * @param best the best accuracy of all tests in between, percent
 * @param ensemble accuracy of the mean of the snapshots' probabilities, percent; null where none were kept
 * @param loss mean cross-entropy on what was not learnt from, nats
 * @param confusion pictures by class and by what was said
 * @param classes the classes' names
 * @param weightsSha256 the fingerprint of the trained weights' file
 * @param threads threads that computed
 * @param steps of the training
 * @param seconds wall time
 * @param secondsPerStep mean wall time of a step alone
 * @param cpuSeconds processor time
 * @param versions of the software
 * @param machine kind of the machine
 */
public record ClassifierRecord(
        String model,
        Map<String, Object> settings,
        String data,
        String sha256,
        String from,
        int learnt,
        int tested,
        int parameters,
        int deployedParameters,
        long macs,
        long deployedMacs,
        double accuracy,
        double best,
        Double ensemble,
        double loss,
        List<List<Integer>> confusion,
        List<String> classes,
        String weightsSha256,
        int threads,
        int steps,
        double seconds,
        double secondsPerStep,
        double cpuSeconds,
        Map<String, String> versions,
        Map<String, Object> machine)
        implements RunRecord {

    /** The share of pictures whose class was said, percent. */
    public static final Measure ACCURACY = new Measure("accuracy", "%");

    /** The same of the mean of its snapshots' probabilities, percent. */
    public static final Measure ENSEMBLE = new Measure("accuracy-ensemble", "%");

    @Override
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%.2f %% of %d pictures right%s after %d steps in %.1f s (%.3g s a step)",
                accuracy,
                tested,
                ensemble == null ? "" : String.format(Locale.ROOT, ", %.2f %% by the ensemble,", ensemble),
                steps,
                seconds,
                secondsPerStep);
    }

    @Override
    public List<Score> reached() {
        return ensemble == null
                ? List.of(ACCURACY.of(accuracy))
                : List.of(ACCURACY.of(accuracy), ENSEMBLE.of(ensemble));
    }
}
