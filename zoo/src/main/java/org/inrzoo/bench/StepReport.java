package org.inrzoo.bench;

import java.util.List;
import java.util.Locale;

/**
 * How long training steps took.
 *
 * @param title model, signal and objective
 * @param threads threads that computed
 * @param points the network was asked at in a step
 * @param lines one for every engine
 */
public record StepReport(String title, int threads, int points, List<EngineSteps> lines) {

    /** Copies the lines. */
    public StepReport {
        lines = List.copyOf(lines);
    }

    /**
     * One engine.
     *
     * @param engine its name
     * @param secondsMedian of a step, the median of the rounds
     * @param secondsMin least
     * @param secondsMax most
     * @param pointsPerSecond at the median
     * @param timesFirst its seconds over those of the first engine, round by round, the median
     */
    public record EngineSteps(
            String engine,
            double secondsMedian,
            double secondsMin,
            double secondsMax,
            double pointsPerSecond,
            double timesFirst) {}

    /** The report as a table. */
    public String text() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%s: %,d points a step, %d threads%n%n", title, points, threads));
        text.append(String.format(
                Locale.ROOT, "%-10s %12s %12s %12s %14s%n", "engine", "median s", "min s", "max s", "points/s"));
        for (EngineSteps line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %12.5f %12.5f %12.5f %,14.0f%n",
                    line.engine,
                    line.secondsMedian,
                    line.secondsMin,
                    line.secondsMax,
                    line.pointsPerSecond));
        }
        for (EngineSteps line : lines.subList(1, lines.size())) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s is %.2f times as fast as %s",
                    lines.get(0).engine,
                    line.timesFirst,
                    line.engine));
        }
        return text.append(System.lineSeparator()).toString();
    }
}
