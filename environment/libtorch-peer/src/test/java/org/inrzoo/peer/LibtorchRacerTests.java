package org.inrzoo.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.inrzoo.bench.Race;
import org.inrzoo.bench.RaceEntry;
import org.inrzoo.bench.RaceReport;
import org.inrzoo.bench.RaceTrack;
import org.inrzoo.bench.Racer;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that trained otherwise would be no peer: its steps are the zoo's, but for rounding. */
class LibtorchRacerTests {

    private static final int SIZE = 32;
    private static final RaceTrack TRACK =
            new RaceTrack("camera", Datasets.image("camera").resize(SIZE, SIZE), 20, 1);

    @ParameterizedTest(name = "{0} with {1}, blocks of {3} in batches of {2}")
    @CsvSource({
        "siren,                adam, 0,   1,  1e-4",
        "conv-inr,             adam, 0,   1,  1e-3",
        "siren,                muon, 0,   1,  1e-3",
        "siren,                muon, 256, 1,  1e-3",
        "loe-sine-fine2coarse, adam, 0,   1,  1e-4",
        "loe-sine-fine2coarse, adam, 512, 16, 1e-4",
        "loe-sine-fine2coarse, adam, 300, 1,  1e-4",
        "loe-sine-fine2coarse, muon, 300, 1,  1e-3",
        "loe-sine-fine2coarse, muon, 512, 16, 1e-3"
    })
    void stepsAsTheZooDoes(String model, String optimizer, int batch, int block, double tolerance) {
        Variant variant = Registry.get(model)
                .with("width", 32)
                .with("optimizer", optimizer)
                .with("batch", batch)
                .with("block", block);
        float[] start = variant.architecture(SIZE, SIZE, 1).parameters().initialize(0);
        float[] ours = ours(variant, start);
        float[] theirs = theirs(variant);
        assertThat(ours).as("a step was done").isNotEqualTo(start);
        for (int i = 0; i < ours.length; i++) {
            assertThat(theirs[i]).as("parameter %d", i).isCloseTo(ours[i], Offset.offset((float) tolerance));
        }
    }

    private static float[] ours(Variant variant, float[] start) {
        try (Engine engine = Engines.create("auto", variant.architecture(SIZE, SIZE, 1), 1)) {
            Trainer trainer = new Trainer(engine, variant.recipe(), TRACK.task(variant), FitState.start(start.clone()));
            trainer.step(0);
            return trainer.parameters();
        }
    }

    private static float[] theirs(Variant variant) {
        try (Racer racer = new LibtorchRacer("libtorch", new RaceEntry("entry", variant), variant.recipe(), TRACK)) {
            racer.step(0);
            return racer.parameters();
        }
    }

    @Test
    void racesBesideTheZooByTheSameRecipe() {
        Variant variant = Registry.get("siren")
                .with("width", 32)
                .with("depth", 2)
                .with("rate", 1e-3)
                .with("optimizer", "muon")
                .with("steps", 200);
        RaceReport report =
                new Race(List.of(new RaceEntry("muon", variant)), List.of("libtorch"), TRACK, 60, 0).run(line -> {});
        assertThat(report.lines()).extracting(RaceReport.Finish::by).containsExactly("fused", "libtorch");
        RaceReport.Finish ours = report.lines().get(0);
        RaceReport.Finish theirs = report.lines().get(1);
        assertThat(ours.outcome()).isEqualTo(RaceReport.Outcome.REACHED);
        assertThat(theirs.outcome()).isEqualTo(RaceReport.Outcome.REACHED);
        assertThat(theirs.steps()).isBetween(ours.steps() - 3, ours.steps() + 3);
    }

    @Test
    void saysWhatItDoesNotTrainWith() {
        Variant variant = Registry.get("siren").with("optimizer", "soap");
        assertThatThrownBy(() -> theirs(variant))
                .isInstanceOf(EngineException.class)
                .hasMessage("the libtorch peer races with the optimisers adam and muon alone");
    }
}
