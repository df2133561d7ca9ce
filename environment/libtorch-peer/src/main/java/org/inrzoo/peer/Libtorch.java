package org.inrzoo.peer;

import java.util.List;
import java.util.function.Supplier;
import org.inrzoo.bench.BaselineProvider;
import org.inrzoo.bench.BenchmarkSubject;
import org.inrzoo.bench.PictureTraining;
import org.inrzoo.bench.RaceEntry;
import org.inrzoo.bench.RaceTrack;
import org.inrzoo.bench.Racer;
import org.inrzoo.bench.Workload;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.network.Architecture;

/** Offers libtorch to the benchmark under the name {@code libtorch}. */
public final class Libtorch implements BaselineProvider {

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public BenchmarkSubject create(Workload workload) {
        prepare(workload.threads());
        return new LibtorchSubject(workload);
    }

    @Override
    public List<Supplier<Racer>> racers(RaceEntry entry, RaceTrack track) {
        prepare(track.threads());
        return LikedBatch.racers(entry, track);
    }

    @Override
    public Racer steps(Architecture architecture, Objective objective, Recipe recipe, int threads) {
        prepare(threads);
        return new LibtorchSteps(architecture, objective, recipe);
    }

    @Override
    public Racer pictures(PictureTraining training, int threads) {
        prepare(threads);
        return new LibtorchPictures(training);
    }

    private static void prepare(int threads) {
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.offline", "true");
    }
}
