package org.inrzoo.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inrzoo.fit.FitListener;
import org.inrzoo.kernel.Display;

/** Shows how a fit goes, in one place that updates itself, and keeps its curve. In other kernels it prints lines. */
public final class FitWatch implements FitListener {

    private final String name;
    private final List<Progress> evaluations = new ArrayList<>();
    private final ProgressLine line = new ProgressLine();
    private final long start = System.nanoTime();
    private long last = start;

    /** A watch for one fit; the name stands before the bar. */
    public FitWatch(String name) {
        this.name = name;
    }

    @Override
    public void onStep(Progress progress) {
        if (!Double.isNaN(progress.score()) && (evaluations.isEmpty() || latest().score() != progress.score())) {
            evaluations.add(progress);
        }
        last = System.nanoTime();
        if (line.isDue() || progress.step() == progress.steps()) {
            line.show(text(progress, seconds()));
        }
    }

    @Override
    public void onNote(String note) {
        Display.display(name + ": " + note);
    }

    private Progress latest() {
        return evaluations.get(evaluations.size() - 1);
    }

    private String text(Progress progress, double seconds) {
        double done = (double) progress.step() / progress.steps();
        String quality = progress.quality().isEmpty() ? "" : ", " + progress.quality();
        String time = progress.step() == progress.steps()
                ? ProgressLine.time(seconds)
                : ProgressLine.time(seconds / done - seconds) + " left";
        return String.format(
                Locale.ROOT,
                "%s %s step %,d of %,d%s, %s",
                name,
                ProgressLine.bar(done),
                progress.step(),
                progress.steps(),
                quality,
                time);
    }

    /** Steps done at each evaluation. */
    public double[] steps() {
        return evaluations.stream().mapToDouble(Progress::step).toArray();
    }

    /** Score at each evaluation; of images PSNR, dB. */
    public double[] psnr() {
        return evaluations.stream().mapToDouble(Progress::score).toArray();
    }

    /** Wall seconds so far. */
    public double seconds() {
        return (last - start) * 1e-9;
    }
}
