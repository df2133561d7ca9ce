package org.inrzoo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.bench.RaceReport.Outcome;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.EngineException;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.junit.jupiter.api.Test;

class RaceTests {

    private static final int STEPS = 300;

    private static final RaceTrack TRACK =
            new RaceTrack("camera", Datasets.image("camera").resize(12, 12), 25, 1);

    private static final Variant SIREN =
            Registry.get("siren").with("width", 16).with("depth", 2).with("steps", STEPS);

    private static RaceReport race(double maxSeconds, RaceEntry... entries) {
        return new Race(List.of(entries), List.of(), TRACK, maxSeconds, 0).run(line -> {});
    }

    @Test
    void saysWhoReachesTheTargetAndWhoDoesNot() {
        RaceReport report = race(
                60,
                new RaceEntry("quick", SIREN.with("rate", 3e-3)),
                new RaceEntry("slow", SIREN.with("rate", 1e-9)),
                new RaceEntry("wild", SIREN.with("rate", 1e3).with("optimizer", "sgd")));
        assertThat(report.lines())
                .extracting(RaceReport.Finish::outcome)
                .startsWith(Outcome.REACHED, Outcome.ENDED)
                .doesNotContain(Outcome.OUT_OF_TIME);
        RaceReport.Finish quick = report.lines().get(0);
        RaceReport.Finish slow = report.lines().get(1);
        assertThat(quick.psnr()).isGreaterThanOrEqualTo(TRACK.target());
        assertThat(quick.steps()).isPositive().isLessThan(STEPS);
        assertThat(quick.ratio()).isEqualTo(1);
        assertThat(slow.psnr()).isLessThan(TRACK.target());
        assertThat(slow.steps()).isEqualTo(STEPS);
        assertThat(slow.ratio()).isEqualTo(slow.seconds() / quick.seconds());
        assertThat(report.text().lines())
                .anyMatch(line -> line.matches("fused +quick +adam .* 1.00"))
                .anyMatch(line -> line.matches("fused +slow +adam +> .* 300/300 .* >= .*  ended short of it"));
    }

    @Test
    void endsWhereTheSecondsDo() {
        RaceReport report = race(1e-9, new RaceEntry("slow", SIREN.with("rate", 1e-9)), new RaceEntry("other", SIREN));
        assertThat(report.lines()).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo(Outcome.OUT_OF_TIME);
            assertThat(line.steps()).isEqualTo(1);
            assertThat(line.ratio()).as("the first did not reach the target").isNull();
        });
        assertThat(Json.read(Json.line(report), RaceReport.class, "a report")).isEqualTo(report);
    }

    @Test
    void takesTheSameStepsWhateverTheClockSays() {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            steps.add(race(60, new RaceEntry("quick", SIREN.with("rate", 3e-3)))
                    .lines()
                    .get(0)
                    .steps());
        }
        assertThat(steps.get(0)).isEqualTo(steps.get(1));
    }

    @Test
    void saysThatThereIsNoSuchBaseline() {
        Race race = new Race(List.of(new RaceEntry("siren", SIREN)), List.of("nobody"), TRACK, 1, 0);
        assertThatThrownBy(() -> race.run(line -> {}))
                .isInstanceOf(EngineException.class)
                .hasMessage("there is no baseline 'nobody' on the class path");
    }
}
