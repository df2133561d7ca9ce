package org.inrzoo.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.inrzoo.bench.RaceEntry;
import org.inrzoo.bench.RaceTrack;
import org.inrzoo.bench.Racer;
import org.inrzoo.fit.Recipe;

/** libtorch's trainings of an entry: by the recipe's own batch, and with Adam by that which takes the least time for a point. */
final class LikedBatch {

    private static final String NAME = "libtorch";
    private static final int[] BATCHES = {1_024, 4_096, 16_384, 65_536};

    /** Another batch is another training, and has to be worth it. */
    private static final double WORTH = 0.95;

    private static final double MIN_SECONDS = 0.5;
    private static final int WARM_UP_STEPS = 2;

    private LikedBatch() {}

    static List<Supplier<Racer>> racers(RaceEntry entry, RaceTrack track) {
        Recipe own = entry.variant().recipe();
        List<Supplier<Racer>> racers = new ArrayList<>();
        racers.add(() -> new LibtorchRacer(NAME, entry, own, track));
        if (own.optimizer().equals("adam")) {
            Recipe liked = liked(entry, track);
            if (liked != own) {
                racers.add(() -> new LibtorchRacer(NAME + ", batch " + liked.batch(), entry, liked, track));
            }
        }
        return racers;
    }

    /** The recipe with the batch that takes the least time for a point, and steps for as many points in all. */
    private static Recipe liked(RaceEntry entry, RaceTrack track) {
        Recipe own = entry.variant().recipe();
        int points = track.image().width() * track.image().height();
        int batch = own.batch() == 0 ? points : Math.min(points, own.batch());
        Recipe liked = own;
        int size = track.image().width();
        if (entry.variant().architecture(size, size, 1).reach() > 0) {
            return own; // neighbours are part of no batch but the whole
        }
        double least = WORTH * secondsPerPoint(entry, own, batch, track);
        for (int candidate : BATCHES) {
            if (candidate <= points && candidate != batch) {
                long steps = Math.max(1, Math.round((double) own.steps() * batch / candidate));
                Recipe other = own.with("batch", candidate).with("steps", steps);
                double seconds = secondsPerPoint(entry, other, candidate, track);
                liked = seconds < least ? other : liked;
                least = Math.min(least, seconds);
            }
        }
        return liked;
    }

    private static double secondsPerPoint(RaceEntry entry, Recipe recipe, int batch, RaceTrack track) {
        try (Racer racer = new LibtorchRacer(NAME, entry, recipe, track)) {
            int step = 0;
            while (step < WARM_UP_STEPS) {
                racer.step(step++);
            }
            long start = System.nanoTime();
            double seconds = 0;
            while (seconds < MIN_SECONDS) {
                racer.step(step++);
                seconds = (System.nanoTime() - start) * 1e-9;
            }
            return seconds / (step - WARM_UP_STEPS) / batch;
        }
    }
}
