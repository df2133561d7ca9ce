package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inrzoo.FieldFit;
import org.inrzoo.FitOptions;
import org.inrzoo.SignalFit;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.engine.OutputLoss;
import org.inrzoo.fit.Objective;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every objective of every signal that it takes, walked through the services. */
class ObjectiveKindsTests {

    private static final List<Signal> SIGNALS = List.of(
            SignalKinds.read("image:shepp-logan", Map.of("size", 8)),
            SignalKinds.read("image:camera", Map.of("size", 8)),
            SignalKinds.read("audio:chirp", Map.of("seconds", 0.001)),
            SignalKinds.read("volume:shepp-logan-3d", Map.of("size", 6)),
            SignalKinds.read("video:scene", Map.of("size", 4, "seconds", 0.1)),
            SignalKinds.read("wave:gaussian", Map.of("size", 8, "wavenumber", 5)),
            SignalKinds.read("shape:torus", Map.of("resolution", 8)),
            SignalKinds.read("scene:blocks", Map.of("size", 6, "views", 3, "resolution", 8)));

    /** All objectives, those with words as options once for every word. */
    private static List<ObjectiveKind> objectives() {
        List<ObjectiveKind> kinds = new ArrayList<>();
        for (ObjectiveKind kind : ObjectiveKinds.all()) {
            boolean drawn = Options.has(((Record) kind).getClass(), "points");
            boolean rays = Options.has(((Record) kind).getClass(), "samples");
            kinds.add(
                    drawn
                            ? ObjectiveKinds.of(kind.name(), Map.of("points", 1024))
                            : rays ? ObjectiveKinds.of(kind.name(), Map.of("samples", 8)) : kind);
        }
        kinds.add(ObjectiveKinds.parse("poisson:from=laplacian"));
        kinds.add(ObjectiveKinds.parse("values:loss=l1"));
        kinds.add(ObjectiveKinds.parse("values:loss=huber,delta=0.3"));
        kinds.add(ObjectiveKinds.parse("mri:mask=gaussian,acceleration=2"));
        kinds.add(ObjectiveKinds.parse("ct:views=3,photons=1e4"));
        kinds.add(ObjectiveKinds.parse("radiance:samples=4,fine=4,directions=1"));
        return kinds;
    }

    static Stream<Arguments> observations() {
        return objectives().stream()
                .flatMap(kind -> SIGNALS.stream()
                        .filter(signal -> kind.refusal(signal).isEmpty())
                        .map(signal -> Arguments.of(kind, signal)));
    }

    /** Losses of derivatives are tried with the engines that compute these. */
    static Stream<Arguments> observationsOfValues() {
        return observations()
                .filter(arguments -> observe((ObjectiveKind) arguments.get()[0], (Signal)
                                        arguments.get()[1])
                                .objective()
                                .order()
                        == DerivativeOrder.VALUES);
    }

    private static Observation observe(ObjectiveKind kind, Signal signal) {
        return kind.observe(signal, Zoo.get("siren").variant());
    }

    /** All outputs of a call as one block. */
    private static OutputBlock whole(float[] outputs, int perPoint, float[] gradient) {
        return new OutputBlock() {
            @Override
            public int count() {
                return outputs.length / perPoint;
            }

            @Override
            public int outputs() {
                return perPoint;
            }

            @Override
            public int number(int point) {
                return point;
            }

            @Override
            public float value(int point, int output) {
                return outputs[point * perPoint + output];
            }

            @Override
            public void setGradient(int point, int output, float slope) {
                gradient[point * perPoint + output] = slope;
            }
        };
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("observationsOfValues")
    void itsGradientIsThatOfItsLoss(ObjectiveKind kind, Signal signal) {
        Objective objective = observe(kind, signal).objective();
        Objective.Batch batch = objective.batch(0);
        int values = batch.points().size() * objective.outputs();
        float[] outputs = new float[values];
        for (int i = 0; i < values; i++) {
            outputs[i] = (float) Math.sin(1 + 3 * i) / 2;
        }
        float[] gradient = new float[values];
        loss(batch.loss(), outputs, objective.outputs(), gradient);
        double scale = 0;
        for (float slope : gradient) {
            scale = Math.max(scale, Math.abs(slope));
        }
        assertThat(scale).as("largest slope").isPositive();
        for (int i = 0; i < values; i += Math.max(1, values / 23)) {
            float step = 1 / 256f;
            float[] more = outputs.clone();
            float[] less = outputs.clone();
            more[i] += step;
            less[i] -= step;
            float[] ignored = new float[values];
            double difference = (loss(batch.loss(), more, objective.outputs(), ignored)
                            - loss(batch.loss(), less, objective.outputs(), ignored))
                    / (2 * step);
            assertThat((double) gradient[i]).as("output %d", i).isEqualTo(difference, within(2e-3 * scale));
        }
    }

    private static double loss(OutputLoss loss, float[] outputs, int perPoint, float[] gradient) {
        return loss.gradient(whole(outputs, perPoint, gradient));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("observations")
    void aStepsBatchFollowsFromItsNumber(ObjectiveKind kind, Signal signal) {
        Objective a = observe(kind, signal).objective();
        Objective b = observe(kind, signal).objective();
        a.batch(0);
        Objective.Batch first = a.batch(3);
        Objective.Batch second = b.batch(3);
        int count = first.points().size();
        assertThat(first.points().slice(0, count)).isEqualTo(second.points().slice(0, count));
        OutputLoss.requireGroups(first.loss(), count);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("observations")
    void theMainScoreIsTheFirstOfAll(ObjectiveKind kind, Signal signal) {
        Objective objective = observe(kind, signal).objective();
        float[] outputs = new float[objective.evaluated().size() * objective.outputs()];
        assertThat(objective.scores(outputs).get(0))
                .isEqualTo(objective.measure().of(objective.score(outputs)));
    }

    @Test
    void baselinesOfTheScansAreGood() {
        Signal phantom = SignalKinds.read("image:shepp-logan", Map.of("size", 64));
        assertThat(observe(ObjectiveKinds.parse("ct:views=90"), phantom)
                        .baselines()
                        .scores())
                .hasSize(3)
                .allSatisfy(score ->
                        assertThat(score.value()).as(score.measure().name()).isGreaterThan(20));
        assertThat(observe(ObjectiveKinds.parse("mri:acceleration=2,centre=0.3"), phantom)
                        .baselines()
                        .scores())
                .hasSize(2)
                .allSatisfy(score ->
                        assertThat(score.value()).as(score.measure().name()).isGreaterThan(18));
    }

    /** The phantom's exact coefficients are about those of its pixels at low frequencies. */
    @Test
    void theExactTransformIsThatOfThePixelsWhereThesePixelsShowIt() {
        Signal phantom = SignalKinds.read("image:shepp-logan", Map.of("size", 64));
        Observation exact = observe(ObjectiveKinds.parse("mri:acceleration=1"), phantom);
        assertThat(exact.baselines().scores().get(0).value())
                .as("zero-filled of all")
                .isGreaterThan(25);
    }

    @Test
    void noiseIsThatOfCountedPhotons() {
        Signal phantom = SignalKinds.read("image:shepp-logan", Map.of("size", 64));
        double clean = observe(ObjectiveKinds.parse("ct:views=90"), phantom)
                .baselines()
                .scores()
                .get(1)
                .value();
        double many = observe(ObjectiveKinds.parse("ct:views=90,photons=1e9"), phantom)
                .baselines()
                .scores()
                .get(1)
                .value();
        double few = observe(ObjectiveKinds.parse("ct:views=90,photons=50"), phantom)
                .baselines()
                .scores()
                .get(1)
                .value();
        assertThat(many).isEqualTo(clean, within(0.05));
        assertThat(few).isLessThan(clean - 1);
    }

    /** Every objective takes a few steps down, with the engine that computes what its losses are of. */
    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("observations")
    void isFitted(ObjectiveKind kind, Signal signal) {
        ZooModel tiny = Zoo.get("siren")
                .with("width", 16)
                .with("depth", 2)
                .with("rate", 1e-3)
                .with("batch", signal.kind().equals("scene") ? 1024 : 64) // rays differ more than points
                .with("steps", 30);
        List<Double> losses = new ArrayList<>();
        FieldFit fitted = tiny.fit(signal, kind, FitOptions.defaults().withListener(step -> losses.add(step.loss())));
        assertThat(fitted.field().domain().dimensions()).isEqualTo(signal.axes().size());
        double first =
                losses.subList(0, 5).stream().mapToDouble(x -> x).average().orElseThrow();
        double last =
                losses.subList(25, 30).stream().mapToDouble(x -> x).average().orElseThrow();
        assertThat(last).as("mean loss of the last steps").isLessThan(1.05 * first);
    }

    @Test
    void refusalsSayWhatIsWanted() {
        Signal sound = SignalKinds.read("audio:chirp", Map.of("seconds", 0.001));
        assertThatThrownBy(() -> new SignalFit(Zoo.get("siren").variant(), sound, ObjectiveKinds.parse("ct")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("gray picture");
        assertThatThrownBy(() -> new SignalFit(Zoo.get("siren").variant(), sound, ObjectiveKinds.parse("occupancy")))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("inside");
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> ObjectiveKinds.parse("cd")).hasMessageContaining("ct");
        assertThatThrownBy(() -> ObjectiveKinds.parse("ct:view=3")).hasMessageContaining("views");
        assertThatThrownBy(() -> ObjectiveKinds.parse("ct:views")).hasMessageContaining("key=value");
        assertThatThrownBy(() -> ObjectiveKinds.parse("ct:views=-1")).hasMessageContaining("0 to");
        assertThat(Options.values((Record) ObjectiveKinds.parse("ct:views=7"))).containsEntry("views", 7);
    }
}
