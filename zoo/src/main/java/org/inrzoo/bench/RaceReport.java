package org.inrzoo.bench;

import java.util.List;
import java.util.Locale;

/**
 * How long trainings took to come to a PSNR. Seconds are those of training steps alone, after a warm-up; scoring is not in them.
 *
 * @param model registry name of the first entry's model
 * @param image the image's name
 * @param width its pixels per row
 * @param height its rows
 * @param target standard PSNR to be reached, dB
 * @param threads threads that computed
 * @param maxSeconds of training that each had at most
 * @param lines one for every training, in the order they were run
 */
public record RaceReport(
        String model,
        String image,
        int width,
        int height,
        double target,
        int threads,
        double maxSeconds,
        List<Finish> lines) {

    /** Copies the lines. */
    public RaceReport {
        lines = List.copyOf(lines);
    }

    /** How a training ended. */
    public enum Outcome {
        /** At the target. */
        REACHED("reached"),
        /** After its last step, short of the target. */
        ENDED("ended short of it"),
        /** After the seconds it had, short of the target. */
        OUT_OF_TIME("out of time"),
        /** With a loss or gradient that is not finite. */
        DIVERGED("diverged");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    /**
     * How one training ended.
     *
     * @param by who trained, such as {@code fused}
     * @param entry the entry's label
     * @param optimizer its optimiser
     * @param outcome how it ended
     * @param seconds of its steps until then
     * @param steps done until then
     * @param plannedSteps of its whole schedule
     * @param psnr standard PSNR at the last scoring, dB
     * @param scoringSeconds what scoring took besides
     * @param ratio its seconds over those of the first line; a lower bound where the target was not reached; null where the
     *     first line did not reach it
     */
    public record Finish(
            String by,
            String entry,
            String optimizer,
            Outcome outcome,
            double seconds,
            int steps,
            int plannedSteps,
            double psnr,
            double scoringSeconds,
            Double ratio) {

        private String ratioText() {
            if (ratio == null) {
                return "";
            }
            String bound = outcome == Outcome.REACHED ? "" : ">= ";
            return bound + String.format(Locale.ROOT, "%.2f", ratio);
        }

        private String secondsText() {
            return (outcome == Outcome.REACHED ? "" : "> ") + String.format(Locale.ROOT, "%.1f", seconds);
        }
    }

    /** The report as a table. */
    public String text() {
        int by = width("by", lines.stream().map(Finish::by).toList());
        int entry = width("entry", lines.stream().map(Finish::entry).toList());
        String format = "%-" + by + "s  %-" + entry + "s  %-9s %10s %13s %7s %9s";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s, %dx%d, to %.2f dB; %d threads; seconds of training alone%n%n",
                model,
                image,
                width,
                height,
                target,
                threads));
        row(text, format, "by", "entry", "optimiser", "seconds", "steps", "dB", "to first");
        for (Finish line : lines) {
            row(
                    text,
                    format + (line.outcome == Outcome.REACHED ? "" : "  " + line.outcome.words),
                    line.by,
                    line.entry,
                    line.optimizer,
                    line.secondsText(),
                    line.steps + "/" + line.plannedSteps,
                    String.format(Locale.ROOT, "%.2f", line.psnr),
                    line.ratioText());
        }
        return text.toString();
    }

    private static int width(String head, List<String> cells) {
        return Math.max(
                head.length(), cells.stream().mapToInt(String::length).max().orElse(0));
    }

    private static void row(StringBuilder text, String format, Object... cells) {
        text.append(String.format(Locale.ROOT, format, cells).stripTrailing()).append(System.lineSeparator());
    }
}
