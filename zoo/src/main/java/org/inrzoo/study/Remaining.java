package org.inrzoo.study;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates how long the rest of a study takes: a fit of an entry that was fitted before takes as long as it did then;
 * one of an entry not seen yet, as long as its multiply-accumulates take at the mean speed of the fits so far.
 */
final class Remaining {

    private record Measured(Entry entry, double seconds) {}

    private final List<Entry> fits;
    private final int width;
    private final int height;
    private final List<Measured> done = new ArrayList<>();

    /**
     * @param fits the entries in the order they are fitted
     * @param width pixels per row of the image
     * @param height its rows
     */
    Remaining(List<Entry> fits, int width, int height) {
        this.fits = fits;
        this.width = width;
        this.height = height;
    }

    /** The next fit has ended. */
    void fitted(double seconds) {
        done.add(new Measured(fits.get(done.size()), seconds));
    }

    /**
     * Seconds until the end of all fits.
     *
     * @param part what is done of the fit under way, above 0, at most 1
     * @param seconds what that part took
     */
    double seconds(double part, double seconds) {
        List<Measured> measured = new ArrayList<>(done);
        measured.add(new Measured(fits.get(done.size()), seconds / part));
        double speed = measured.stream().mapToDouble(fit -> work(fit.entry)).sum()
                / measured.stream().mapToDouble(Measured::seconds).sum();
        double left = seconds / part - seconds;
        for (Entry entry : fits.subList(done.size() + 1, fits.size())) {
            left += measured.stream()
                    .filter(fit -> fit.entry.equals(entry))
                    .mapToDouble(Measured::seconds)
                    .average()
                    .orElse(work(entry) / speed);
        }
        return left;
    }

    /** Multiply-accumulates of a fit: three for each of a step, forward and backward, one for each of an evaluation. */
    private double work(Entry entry) {
        var recipe = entry.variant().recipe();
        int pixels = width * height;
        int batch = recipe.batch() == 0 ? pixels : Math.min(recipe.batch(), pixels);
        double macs = (double) entry.variant().architecture(width, height, 1).macsPerPoint()
                / entry.variant().family().tiles().count();
        return macs * (3.0 * recipe.steps() * batch + (double) Math.min(recipe.evaluations(), recipe.steps()) * pixels);
    }
}
