package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.SampledSignal;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalTaskTests {

    private static final SignalTask RAMP =
            new SignalTask(new SampledSignal("ramp", new float[] {-1, 0, 1, 3}, true, List.of()));

    static List<String> signals() {
        return Datasets.signals();
    }

    @ParameterizedTest
    @MethodSource("signals")
    void thePointsAreWhereTheSignalHasItsSamples(String name) {
        SampledSignal signal = Datasets.signal(name, 0);
        SignalTask task = new SignalTask(signal);
        int n = signal.values().length;
        float[] points = new float[n];
        task.grid().read(0, n, points);
        for (int i = 0; i < n; i++) {
            assertThat((double) points[i]).as("sample %d", i).isEqualTo(signal.position(i), within(1e-7));
        }
        assertThat(task.targets()).isEqualTo(signal.values());
    }

    @Test
    void thePeakIsTheSignalsRange() {
        // Errors of 0.4, a tenth of the range, everywhere.
        assertThat(RAMP.score(new float[] {-0.6f, 0.4f, 0.6f, 3.4f})).isEqualTo(20, within(1e-5));
        assertThat(RAMP.score(RAMP.targets())).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThatThrownBy(() -> RAMP.score(new float[3]))
                .hasMessageContaining("4 values")
                .hasMessageContaining("3 outputs");
        assertThatThrownBy(() -> new SignalTask(new SampledSignal("flat", new float[] {2, 2}, true, List.of())))
                .hasMessage("a signal to be fitted takes at least two different values");
    }

    @Test
    void aNetworkLearnsOne() {
        Recipe recipe = Recipe.adam(1e-3, 300).with("evaluations", 2);
        try (Engine engine = Engines.create(
                "auto",
                Registry.get("siren")
                        .with("width", 32)
                        .with("depth", 2)
                        .family()
                        .architecture(1, 1),
                1)) {
            Fit fit = new Fit(engine, recipe, RAMP);
            History history = fit.run(fit.start()).history();
            assertThat(history.score()).isGreaterThan(30);
        }
    }
}
