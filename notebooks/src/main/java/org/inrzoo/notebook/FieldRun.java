package org.inrzoo.notebook;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.inrzoo.FieldFit;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.field.Field;
import org.inrzoo.fit.History;
import org.inrzoo.metric.Score;
import org.inrzoo.signal.Signal;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;

/**
 * One fit of a notebook to any kind of signal; all but the network itself is kept in the notebook's records.
 *
 * @param label what tells it from the notebook's other fits
 * @param model with all its settings
 * @param signal what was fitted
 * @param objective how it was observed
 * @param fit the signal as a network, its scores, and how the fit went
 * @param seconds wall time, evaluations included
 */
public record FieldRun(
        String label, ZooModel model, Signal signal, ObjectiveKind objective, FieldFit fit, double seconds) {

    /**
     * What the records keep of it.
     *
     * @param label as of the run
     * @param model registry name
     * @param settings all hyperparameters and recipe keys
     * @param parameters trainable parameters
     * @param signal kind and name
     * @param sizes samples on every axis
     * @param dataSha256 fingerprint of the signal
     * @param objective name, and its options
     * @param scores by the names of their measures
     * @param steps steps done at each evaluation
     * @param history main score at each evaluation
     * @param weightsSha256 of the field's file
     * @param seconds wall time
     */
    record Kept(
            String label,
            String model,
            Map<String, Object> settings,
            int parameters,
            String signal,
            List<Integer> sizes,
            String dataSha256,
            Map<String, Object> objective,
            List<NamedScore> scores,
            List<Integer> steps,
            List<Double> history,
            String weightsSha256,
            double seconds) {}

    /** A score as records have it. */
    record NamedScore(String name, String unit, double value) {

        static NamedScore of(Score score) {
            return new NamedScore(score.measure().name(), score.measure().unit(), score.value());
        }
    }

    /** The signal as a function. */
    public Field field() {
        return fit.field();
    }

    /** One of the scores by the name of its measure, such as {@code psnr}, in the measure's unit. */
    public double score(String measure) {
        return fit.score(measure);
    }

    /** The main score at the end, in its measure's unit. */
    public double score() {
        return fit.scores().get(0).value();
    }

    /** Steps done at each evaluation. */
    public double[] steps() {
        return rows().stream().mapToDouble(History.Row::step).toArray();
    }

    /** The main score at each evaluation. */
    public double[] history() {
        return rows().stream().mapToDouble(History.Row::score).toArray();
    }

    private List<History.Row> rows() {
        return fit.history().rows();
    }

    Kept kept() {
        return new Kept(
                label,
                model.name(),
                model.settings(),
                field().network().architecture().parameters().trainable(),
                signal.kind() + ":" + signal.name(),
                field().domain().sizes(),
                signal.sha256(),
                observed(),
                fit.scores().stream().map(NamedScore::of).toList(),
                rows().stream().map(History.Row::step).toList(),
                rows().stream().map(History.Row::score).toList(),
                Hashes.sha256(field().toBytes()),
                seconds);
    }

    private Map<String, Object> observed() {
        Map<String, Object> observed = new TreeMap<>(ObjectiveKinds.options(objective));
        observed.put("name", objective.name());
        return observed;
    }
}
