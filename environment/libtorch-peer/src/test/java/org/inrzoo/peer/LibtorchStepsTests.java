package org.inrzoo.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.inrzoo.SignalFit;
import org.inrzoo.bench.Racer;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Trainer;
import org.inrzoo.signal.SignalKinds;
import org.inrzoo.task.ObjectiveKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps by other objectives than an image's values are the zoo's, but for rounding, in whichever parts. */
class LibtorchStepsTests {

    @ParameterizedTest(name = "{0} of {1} by {2} in parts of {3}")
    @CsvSource({
        "relu-pe, scene:blocks,  radiance:samples=16, 128, 1e-4",
        "relu-pe, scene:blocks,  radiance:samples=16, 512, 1e-4",
        "siren,   shape:torus,   occupancy,           100, 1e-4",
        "siren,   audio:chirp,   values,              512, 1e-4"
    })
    void stepsAsTheZooDoes(String model, String signal, String objective, int part, double tolerance) {
        SignalFit fit = fit(model, signal, objective);
        Variant variant = small(model);
        float[] start = fit.architecture().parameters().initialize(0);
        float[] ours;
        try (Engine engine = Engines.create("auto", fit.architecture(), 1)) {
            Trainer trainer =
                    new Trainer(engine, variant.recipe(), fit.observation().objective(), FitState.start(start.clone()));
            trainer.step(0);
            ours = trainer.parameters();
        }
        float[] theirs;
        try (Racer racer =
                new LibtorchSteps(fit.architecture(), fit.observation().objective(), variant.recipe(), part)) {
            racer.step(0);
            theirs = racer.parameters();
        }
        assertThat(ours).as("a step was done").isNotEqualTo(start);
        for (int i = 0; i < ours.length; i++) {
            assertThat(theirs[i]).as("parameter %d", i).isCloseTo(ours[i], Offset.offset((float) tolerance));
        }
    }

    private static Variant small(String model) {
        return Registry.get(model).with("width", 32).with("batch", 512);
    }

    private static SignalFit fit(String model, String signal, String objective) {
        Map<String, Object> reading = signal.startsWith("scene") ? Map.of("size", 8, "views", 3) : Map.of();
        return new SignalFit(small(model), SignalKinds.read(signal, reading), ObjectiveKinds.parse(objective));
    }

    @Test
    void saysWhatItDoesNotTrain() {
        SignalFit fit = fit("siren", "shape:torus", "eikonal:points=64");
        Variant variant = small("siren");
        assertThatThrownBy(() ->
                        new LibtorchSteps(fit.architecture(), fit.observation().objective(), variant.recipe()))
                .isInstanceOf(EngineException.class)
                .hasMessage("the libtorch peer steps with losses of values, not of derivatives alone");
    }
}
