package org.inrzoo.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.inrzoo.io.Decibels;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;

/**
 * The record of a fit of any signal by any objective; fits of images by their values leave a {@link FitRecord}.
 *
 * @param version of the format, {@value #VERSION}
 * @param model registry name
 * @param parameters trainable parameters
 * @param observed what was fitted
 * @param computation how
 * @param scores how good it is at the end, the main score first
 * @param best best main score of all evaluations
 * @param baselines how good other reconstructions of the same observations are
 * @param seed seed of weights and batches
 * @param weightsSha256 of the file {@code weights.safetensors}
 * @param settings all hyperparameters and recipe keys
 * @param versions of zoo, Java and ND4J
 * @param machine operating system, processor, cores, memory
 */
public record SignalRecord(
        int version,
        String model,
        int parameters,
        Observed observed,
        FitRecord.Computation computation,
        List<Scored> scores,
        @Decibels double best,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Scored> baselines,
        long seed,
        String weightsSha256,
        Map<String, Object> settings,
        Map<String, String> versions,
        Map<String, Object> machine)
        implements RunRecord {

    /** The format that this version of the zoo writes. */
    public static final int VERSION = 2;

    /** Copies the lists; there are no baselines where a file names none. */
    public SignalRecord {
        scores = List.copyOf(scores);
        baselines = baselines == null ? List.of() : List.copyOf(baselines);
    }

    /**
     * What was fitted.
     *
     * @param signal kind of signal
     * @param name built-in name or file name
     * @param reading options of reading
     * @param sizes samples on every axis
     * @param channels values per sample
     * @param sha256 fingerprint of the signal
     * @param objective name of the objective
     * @param options of the objective
     */
    public record Observed(
            String signal,
            String name,
            Map<String, Object> reading,
            List<Integer> sizes,
            int channels,
            String sha256,
            String objective,
            Map<String, Object> options) {

        /** What was fitted and how it was observed, such as {@code image camera, 128x128, poisson:from=gradient}. */
        public String text() {
            String size = sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
            String how = options.entrySet().stream()
                    .map(option -> option.getKey() + "=" + option.getValue())
                    .collect(Collectors.joining(","));
            return signal + " " + name + ", " + size + ", " + objective + (how.isEmpty() ? "" : ":" + how);
        }
    }

    /**
     * A score.
     *
     * @param name of the measure
     * @param unit of the measure; empty where the number stands alone
     * @param value the number; null where it is infinite
     */
    public record Scored(String name, String unit, @Decibels double value) {

        /** A score as a record has it. */
        public static Scored of(Score score) {
            return new Scored(score.measure().name(), score.measure().unit(), score.value());
        }

        /** The score. */
        public Score score() {
            return new Measure(name, unit).of(value);
        }
    }

    @Override
    public double seconds() {
        return computation.seconds();
    }

    @Override
    public double secondsPerStep() {
        return computation.secondsPerStep();
    }

    @Override
    public List<Score> reached() {
        return scores.stream().map(Scored::score).toList();
    }

    @Override
    public List<Score> compared() {
        return baselines.stream().map(Scored::score).toList();
    }

    @Override
    public String summary() {
        String others =
                scores.stream().skip(1).map(scored -> scored.score().toString()).collect(Collectors.joining(", "));
        String compared =
                baselines.stream().map(scored -> scored.score().toString()).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s: %s%s, after %d steps in %.1f s with the %s engine%s",
                model,
                scores.get(0).score(),
                others.isEmpty() ? "" : " (" + others + ")",
                computation.steps(),
                computation.seconds(),
                computation.engine(),
                compared.isEmpty() ? "" : "; to compare: " + compared);
    }
}
