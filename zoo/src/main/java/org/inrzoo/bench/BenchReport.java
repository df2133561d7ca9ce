package org.inrzoo.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a benchmark measured.
 *
 * @param model registry name
 * @param size pixels per side of the image
 * @param threads threads that computed
 * @param peakGflops median of the machine's multiply-add peak over the run, 10⁹ operations per second
 * @param results one line for each contender and phase
 * @param ratios of subjects, taken round by round
 * @param optimizers what the optimisers' own work takes of the training; empty in files that are older than this
 */
public record BenchReport(
        String model,
        int size,
        int threads,
        double peakGflops,
        List<Result> results,
        List<Ratio> ratios,
        List<OptimizerShare> optimizers) {

    /** Copies the lists. */
    public BenchReport {
        results = List.copyOf(results);
        ratios = List.copyOf(ratios);
        optimizers = optimizers == null ? List.of() : List.copyOf(optimizers);
    }

    /**
     * One contender in one phase.
     *
     * @param engine the contender
     * @param phase {@code train-full}: a step on all pixels; {@code train-batched}: a pass over all pixels in batches;
     *     {@code render}: a megapixel (2^20) of outputs
     * @param secondsMedian median of the rounds, seconds
     * @param secondsMin least
     * @param secondsMax most
     * @param gflops multiply-adds of the network's products at the median, 10⁹ operations per second
     * @param peakFraction of the measured peak
     */
    public record Result(
            String engine,
            String phase,
            double secondsMedian,
            double secondsMin,
            double secondsMax,
            double gflops,
            double peakFraction) {}

    /**
     * How many times faster one contender is than another.
     *
     * @param of the faster, were the ratio above 1
     * @param to the other: the ratio is its seconds over those of {@code of}
     * @param phase as in {@link Result}
     * @param median of the rounds
     * @param min least
     * @param max most
     */
    public record Ratio(String of, String to, String phase, double median, double min, double max) {}

    /**
     * What an optimiser's own work takes of one contender's training.
     *
     * @param engine the contender
     * @param optimizer its optimiser
     * @param phase {@code train-full} or {@code train-batched}, as in {@link Result}
     * @param secondsMedian of the optimiser alone, median of the rounds, seconds
     * @param share of the whole phase, at most 1, median of the rounds
     */
    public record OptimizerShare(String engine, String optimizer, String phase, double secondsMedian, double share) {}

    /** One engine's line of a phase, where it was measured. */
    public Optional<Result> result(String engine, String phase) {
        return results.stream()
                .filter(r -> r.engine.equals(engine) && r.phase.equals(phase))
                .findFirst();
    }

    /** How many times as fast as another the first contender is in a phase, where both were measured. */
    public Optional<Ratio> ratio(String to, String phase) {
        return ratios.stream()
                .filter(r -> r.to.equals(to) && r.phase.equals(phase))
                .findFirst();
    }

    /** The report as a table. */
    public String text() {
        int width = Math.max(
                "engine".length() + 4,
                results.stream().mapToInt(r -> r.engine.length()).max().orElse(0));
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %dx%d, %d threads; multiply-add peak %.0f GFLOP/s%n%n",
                model,
                size,
                size,
                threads,
                peakGflops));
        text.append(String.format(
                Locale.ROOT,
                "%-" + width + "s %-14s %12s %12s %12s %9s %8s%n",
                "engine",
                "phase",
                "median s",
                "min s",
                "max s",
                "GFLOP/s",
                "of peak"));
        for (Result r : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s %-14s %12.4f %12.4f %12.4f %9.1f %7.0f%%%n",
                    r.engine,
                    r.phase,
                    r.secondsMedian,
                    r.secondsMin,
                    r.secondsMax,
                    r.gflops,
                    100 * r.peakFraction));
        }
        text.append(System.lineSeparator());
        for (Ratio r : ratios) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s is %.2f times as fast as %s, %s (%.2f to %.2f)%n",
                    r.of,
                    r.median,
                    r.to,
                    r.phase,
                    r.min,
                    r.max));
        }
        if (!optimizers.isEmpty()) {
            text.append(System.lineSeparator());
        }
        for (OptimizerShare o : optimizers) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %s takes %.1f%% of %s, %.5f s%n",
                    o.engine,
                    o.optimizer,
                    100 * o.share,
                    o.phase,
                    o.secondsMedian));
        }
        return text.toString();
    }
}
