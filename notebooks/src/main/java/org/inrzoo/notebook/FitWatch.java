package org.inrzoo.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inrzoo.fit.FitListener;
import org.inrzoo.kernel.Display;

/** Shows how a fit goes, in one place that updates itself, and keeps its curve. In other kernels it prints lines. */
public final class FitWatch implements FitListener {

    private static final int CELLS = 30;
    private static final long SHOWN_EVERY_NANOS = 500_000_000L;
    private static final long PRINTED_EVERY_NANOS = 5_000_000_000L;

    private final String name;
    private final List<Progress> evaluations = new ArrayList<>();
    private final long start = System.nanoTime();
    private long last = start;
    private String place;

    /** A watch for one fit; the name stands before the bar. */
    public FitWatch(String name) {
        this.name = name;
    }

    @Override
    public void onStep(Progress progress) {
        if (!Double.isNaN(progress.psnr()) && (evaluations.isEmpty() || latest().psnr() != progress.psnr())) {
            evaluations.add(progress);
        }
        long now = System.nanoTime();
        long pause = Display.attached() ? SHOWN_EVERY_NANOS : PRINTED_EVERY_NANOS;
        if (now - last >= pause || progress.step() == progress.steps()) {
            last = now;
            show(line(progress, (now - start) * 1e-9));
        }
    }

    @Override
    public void onNote(String note) {
        Display.display(name + ": " + note);
    }

    private Progress latest() {
        return evaluations.get(evaluations.size() - 1);
    }

    private void show(String line) {
        if (place == null) {
            place = Display.display(line);
        } else if (Display.attached()) {
            Display.updateDisplay(place, line);
        } else {
            System.out.println(line);
        }
    }

    private String line(Progress progress, double seconds) {
        double done = (double) progress.step() / progress.steps();
        int full = (int) (CELLS * done);
        String psnr = Double.isNaN(progress.psnr()) ? "" : String.format(Locale.ROOT, ", %.2f dB", progress.psnr());
        String time = progress.step() == progress.steps()
                ? String.format(Locale.ROOT, ", %.0f s", seconds)
                : String.format(Locale.ROOT, ", %.0f s left", seconds / done - seconds);
        return name + " " + "\u2588".repeat(full) + "\u2591".repeat(CELLS - full) + " step " + progress.step() + " of "
                + progress.steps() + psnr + time;
    }

    /** Steps done at each evaluation. */
    public double[] steps() {
        return evaluations.stream().mapToDouble(Progress::step).toArray();
    }

    /** PSNR at each evaluation, dB. */
    public double[] psnr() {
        return evaluations.stream().mapToDouble(Progress::psnr).toArray();
    }

    /** Wall seconds so far. */
    public double seconds() {
        return (last - start) * 1e-9;
    }
}
