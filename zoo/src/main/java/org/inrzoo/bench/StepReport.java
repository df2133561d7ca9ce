package org.inrzoo.bench;

import java.util.List;
import java.util.Locale;

/**
 * How long training steps took.
 *
 * @param title model, signal and objective, or what pictures
 * @param threads threads that computed
 * @param points the network was asked at in a step, or pictures that it was asked about
 * @param unit what these are: points or pictures
 * @param peakGflops median of the machine's multiply-add peak over the rounds, 10⁹ operations per second
 * @param lines one for every engine and optimiser
 */
public record StepReport(
        String title, int threads, int points, String unit, double peakGflops, List<EngineSteps> lines) {

    /** Copies the lines. */
    public StepReport {
        lines = List.copyOf(lines);
    }

    /**
     * One engine with one optimiser.
     *
     * @param engine its name
     * @param optimizer the optimiser's
     * @param secondsMedian of a step, the median of the rounds
     * @param secondsMin least
     * @param secondsMax most
     * @param pointsPerSecond points or pictures, at the median
     * @param timesFirst its seconds over those of the first line, round by round, the median
     * @param optimizerShare what the optimiser's own work takes of a step, at most 1, the median of the rounds
     * @param peakFraction the multiply-adds of the network's products, without what the loss and derivatives by the coordinates take, as
     *     a part of the peak
     */
    public record EngineSteps(
            String engine,
            String optimizer,
            double secondsMedian,
            double secondsMin,
            double secondsMax,
            double pointsPerSecond,
            double timesFirst,
            double optimizerShare,
            double peakFraction) {}

    /** The report as a table. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d %s a step, %d threads; multiply-add peak %.0f GFLOP/s%n%n",
                title,
                points,
                unit,
                threads,
                peakGflops));
        text.append(String.format(
                Locale.ROOT,
                "%-9s %-9s %9s %9s %9s %11s %9s %7s%n",
                "engine",
                "optimiser",
                "median s",
                "min s",
                "max s",
                unit + "/s",
                "optimiser",
                "of peak"));
        for (EngineSteps line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %-9s %9.5f %9.5f %9.5f %,11.0f %8.1f%% %6.0f%%%n",
                    line.engine,
                    line.optimizer,
                    line.secondsMedian,
                    line.secondsMin,
                    line.secondsMax,
                    line.pointsPerSecond,
                    100 * line.optimizerShare,
                    100 * line.peakFraction));
        }
        EngineSteps first = lines.get(0);
        for (EngineSteps line : lines.subList(1, lines.size())) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s, %s is %.2f times as fast as %s, %s",
                    first.engine,
                    first.optimizer,
                    line.timesFirst,
                    line.engine,
                    line.optimizer));
        }
        return text.append(System.lineSeparator()).toString();
    }
}
