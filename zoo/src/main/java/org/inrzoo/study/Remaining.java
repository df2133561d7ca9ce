package org.inrzoo.study;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Estimates how long the rest of a study takes. A fit takes as long as those of the same entry did before; else as long as one
 * under way is going to; else as was planned, times what the fits so far have taken of their plan. May be told from several
 * threads.
 */
final class Remaining {

    /** The part of a fit from which on its own speed says more than its plan. */
    private static final double TELLING = 0.05;

    /** What is known of a fit: what a part of it has taken, and whether it has ended. */
    private record Progress(double part, double seconds, boolean isEnd) {}

    private final List<Entry> fits;
    private final Map<Entry, Double> planned;
    private final int atOnce;
    private final Progress[] known;
    private final Set<Integer> passedOver = new HashSet<>();

    /**
     * @param fits the entries that are to be fitted, in order
     * @param planned seconds that a fit of each of them takes by plan
     * @param atOnce fits at the same time
     */
    Remaining(List<Entry> fits, Map<Entry, Double> planned, int atOnce) {
        this.fits = fits;
        this.planned = planned;
        this.atOnce = atOnce;
        known = new Progress[fits.size()];
    }

    /** Seconds of all fits by plan. */
    double planned() {
        return shared(fits.stream().mapToDouble(planned::get).toArray());
    }

    /** A fit is under way: {@code part} of it, above 0, at most 1, has taken so many seconds. */
    synchronized void underWay(int fit, double part, double seconds) {
        known[fit] = new Progress(part, seconds, false);
    }

    /** A fit has ended. */
    synchronized void ended(int fit, double seconds) {
        known[fit] = new Progress(1, seconds, true);
    }

    /** A fit need not be done, and says nothing of others. */
    synchronized void passedOver(int fit) {
        known[fit] = new Progress(1, 0, true);
        passedOver.add(fit);
    }

    /** Seconds until the end of all fits. */
    synchronized double seconds() {
        return shared(IntStream.range(0, fits.size()).mapToDouble(this::left).toArray());
    }

    /** The time that some work takes which so many fits share, but no less than the longest of it. */
    private double shared(double[] seconds) {
        double all =
                IntStream.range(0, seconds.length).mapToDouble(i -> seconds[i]).sum();
        return Math.max(
                all / atOnce,
                IntStream.range(0, seconds.length)
                        .mapToDouble(i -> seconds[i])
                        .max()
                        .orElse(0));
    }

    private double left(int fit) {
        Progress progress = known[fit];
        if (progress == null) {
            return expected(fits.get(fit));
        }
        return progress.isEnd() ? 0 : whole(fit) - progress.seconds;
    }

    /** Seconds of all of a fit that is under way. */
    private double whole(int fit) {
        Progress progress = known[fit];
        return progress.part < TELLING
                ? Math.max(before(fits.get(fit)).orElseGet(() -> plan(fits.get(fit))), progress.seconds)
                : progress.seconds / progress.part;
    }

    private double expected(Entry entry) {
        return before(entry).orElseGet(() -> now(entry).orElseGet(() -> plan(entry)));
    }

    /** Mean of those that have ended. */
    private OptionalDouble before(Entry entry) {
        return of(entry)
                .filter(fit -> known[fit].isEnd())
                .mapToDouble(fit -> known[fit].seconds)
                .average();
    }

    /** Mean of what those under way are going to take. */
    private OptionalDouble now(Entry entry) {
        return of(entry)
                .filter(fit -> !known[fit].isEnd())
                .mapToDouble(this::whole)
                .average();
    }

    private IntStream of(Entry entry) {
        return told().filter(fit -> fits.get(fit).equals(entry));
    }

    private double plan(Entry entry) {
        return planned.get(entry) * slowness();
    }

    /** What the fits that have ended took, in units of their plan. */
    private double slowness() {
        double plan = ended().mapToDouble(fit -> planned.get(fits.get(fit))).sum();
        return plan > 0 ? ended().mapToDouble(fit -> known[fit].seconds).sum() / plan : 1;
    }

    private IntStream ended() {
        return told().filter(fit -> known[fit].isEnd());
    }

    /** Those that say how fast fits are. */
    private IntStream told() {
        return IntStream.range(0, fits.size()).filter(fit -> known[fit] != null && !passedOver.contains(fit));
    }
}
