package org.inrzoo.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Estimates how long the rest of a study takes. A fit takes as long as one of the same entry did before; else as long as was
 * planned, times what the fits so far have taken of their plan.
 */
final class Remaining {

    /** The part of a fit from which on its own speed says more than its plan. */
    private static final double TELLING = 0.05;

    private record Measured(Entry entry, double seconds) {}

    private final List<Entry> fits;
    private final Map<Entry, Double> planned;
    private final List<Measured> done = new ArrayList<>();

    /**
     * @param fits the entries in the order they are fitted
     * @param planned seconds that a fit of each of them takes by plan
     */
    Remaining(List<Entry> fits, Map<Entry, Double> planned) {
        this.fits = fits;
        this.planned = planned;
    }

    /** Seconds of all fits by plan. */
    double planned() {
        return fits.stream().mapToDouble(planned::get).sum();
    }

    /** The next fit has ended. */
    void fitted(double seconds) {
        done.add(new Measured(fits.get(done.size()), seconds));
    }

    /** Seconds that the fits before the one under way have taken. */
    double gone() {
        return done.stream().mapToDouble(Measured::seconds).sum();
    }

    /**
     * Seconds until the end of all fits.
     *
     * @param part what is done of the fit under way, above 0, at most 1
     * @param seconds what that part took
     */
    double seconds(double part, double seconds) {
        Entry now = fits.get(done.size());
        double whole = part < TELLING ? Math.max(expected(now), seconds) : seconds / part;
        List<Entry> later = fits.subList(done.size() + 1, fits.size());
        return whole
                - seconds
                + later.stream()
                        .mapToDouble(fit -> fit.equals(now) ? whole : expected(fit))
                        .sum();
    }

    private double expected(Entry entry) {
        return done.stream()
                .filter(fit -> fit.entry.equals(entry))
                .mapToDouble(Measured::seconds)
                .average()
                .orElseGet(() -> planned.get(entry) * slowness());
    }

    /** What the fits so far have taken, in units of their plan. */
    private double slowness() {
        double plan = done.stream().mapToDouble(fit -> planned.get(fit.entry)).sum();
        return plan > 0 ? gone() / plan : 1;
    }
}
