package org.inrzoo.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.inrzoo.FieldFit;
import org.inrzoo.FitOptions;
import org.inrzoo.SignalFit;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.field.Field;
import org.inrzoo.metric.Score;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.task.ObjectiveKind;
import org.inrzoo.task.ObjectiveKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of signal, walked through the services. */
class SignalKindsTests {

    @TempDir
    Path temporary;

    static Stream<String> kinds() {
        return SignalKinds.all().stream().map(SignalKind::name);
    }

    static Stream<String> examples() {
        return SignalKinds.all().stream()
                .flatMap(kind -> kind.examples().stream().map(example -> kind.name() + ":" + example));
    }

    /** The first example, as small as its options make it. */
    private static Signal small(String name) {
        SignalKind kind = SignalKinds.named(name);
        Map<String, Object> options = Options.values(kind.reading());
        Map<String, Object> smaller = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            switch (key) {
                case "size" -> smaller.put(key, 12);
                case "resolution" -> smaller.put(key, 8);
                case "seconds" -> smaller.put(key, 0.1);
                default -> {}
            }
        });
        return SignalKinds.read(name + ":" + kind.examples().get(0), smaller);
    }

    private static ZooModel tiny() {
        return Zoo.get("siren").with("width", 16).with("depth", 2).with("steps", 3);
    }

    /** By the kind's objective, with as few points as can be where it draws a solid's before the fit: a million of them take seconds. */
    private static Field fit(String name) {
        ObjectiveKind usual = ObjectiveKinds.of(SignalKinds.named(name).objective(), Map.of());
        boolean drawn = Options.has(((Record) usual).getClass(), "points");
        ObjectiveKind quick = drawn ? ObjectiveKinds.of(usual.name(), Map.of("points", 1024)) : usual;
        return tiny().fit(small(name), quick, FitOptions.defaults()).field();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsItsExamples(String example) {
        Signal signal = SignalKinds.read(example);
        assertThat(signal.kind()).isEqualTo(example.substring(0, example.indexOf(':')));
        assertThat(signal.axes()).isNotEmpty();
        assertThat(signal.sha256())
                .hasSize(64)
                .isEqualTo(SignalKinds.read(example).sha256());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void scoresTheTruthAboveAnythingElse(String name) {
        if (small(name) instanceof Samples samples) {
            SignalKind kind = SignalKinds.named(name);
            List<Score> best = kind.scores(samples, samples.values());
            assertThat(best.get(0).measure()).isEqualTo(kind.measure());
            assertThat(best).extracting(Score::value).allMatch(value -> value > 0.9999);
            List<Score> silent = kind.scores(samples, new float[samples.values().length]);
            assertThat(silent).extracting(Score::value).allMatch(value -> value < 60);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void showsAFieldAsEveryFileItNames(String name) {
        SignalKind kind = SignalKinds.named(name);
        Field field = fit(name);
        boolean samples = small(name) instanceof Samples;
        for (String ending : kind.endings()) {
            Path file = temporary.resolve("shown" + ending);
            boolean asItIs = samples || ending.equals(kind.endings().get(0)); // a solid's four million cells once
            try {
                kind.show(field, asItIs ? 0 : 24, file, done -> {});
            } catch (OptionException e) {
                assertThat(e).as(ending).hasMessageContaining("inside"); // three steps enclose nothing
                continue;
            }
            assertThat(Files.exists(file)).as(ending).isTrue();
        }
        assertThatThrownBy(() -> kind.show(field, 0, temporary.resolve("shown.txt"), done -> {}))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(kind.endings().get(0));
    }

    /** Of two cameras, one picture with both beside each other, or an animation. */
    @Test
    void camerasOfAFileSeeAScene() throws Exception {
        String pose = "[[1,0,0,0],[0,0,-1,-3],[0,1,0,0],[0,0,0,1]]";
        Path cameras = Files.writeString(
                temporary.resolve("transforms.json"),
                "{\"camera_angle_x\":0.7,\"frames\":[{\"transform_matrix\":" + pose + "},{\"transform_matrix\":" + pose
                        + "}]}");
        SignalKind kind = SignalKinds.named("scene");
        Field field = fit("scene");
        Path picture = temporary.resolve("seen.png");
        kind.showSeen(field, cameras, 10, picture, done -> {});
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThanOrEqualTo(20);
        Path animation = temporary.resolve("seen.gif");
        kind.showSeen(field, cameras, 10, animation, done -> {});
        assertThat(animation).exists();
        assertThatThrownBy(() -> kind.showSeen(field, cameras, 10, temporary.resolve("seen.ply"), done -> {}))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(".png or a .gif");
        assertThatThrownBy(() ->
                        SignalKinds.named("audio").showSeen(field, cameras, 10, temporary.resolve("a.png"), done -> {}))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("cameras see scenes");
    }

    /** What was written is read as the same kind with the same samples. */
    @ParameterizedTest
    @MethodSource("kinds")
    void readsWhatItWrote(String name) {
        SignalKind kind = SignalKinds.named(name);
        if (!(small(name) instanceof Samples samples)) {
            return;
        }
        Path file = temporary.resolve("written" + kind.endings().get(0));
        kind.show(fit(name), 0, file, done -> {});
        Signal read = SignalKinds.read(name + ":" + file);
        assertThat(read.axes()).hasSameSizeAs(samples.axes());
        for (int axis = 0; axis < read.axes().size(); axis++) {
            assertThat(read.axes().get(axis).samples())
                    .as("samples on axis %d", axis)
                    .isEqualTo(samples.axes().get(axis).samples());
            assertThat(Math.abs(read.axes().get(axis).step()
                                    / samples.axes().get(axis).step()
                            - 1))
                    .as("step on axis %d", axis)
                    .isLessThan(0.05);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void fitsByItsUsualObjectiveAndNamesTheMainScore(String name) {
        SignalKind kind = SignalKinds.named(name);
        FieldFit fitted = tiny().fit(small(name));
        assertThat(fitted.scores().get(0).measure()).isEqualTo(kind.measure());
        assertThat(fitted.history().measure()).isEqualTo(kind.measure());
        assertThat(fitted.score(kind.measure().name()))
                .isEqualTo(fitted.history().score());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesAMissingFileInOneLine(String name) {
        assertThatThrownBy(() -> SignalKinds.read(name + ":" + temporary.resolve("missing.bin")))
                .isInstanceOfAny(SignalFileException.class, OptionException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesAFileOfNonsenseInOneLine(String name) throws Exception {
        for (String ending : SignalKinds.named(name).endings()) {
            Path file = Files.writeString(temporary.resolve("nonsense" + ending), "this is no " + name);
            assertThatThrownBy(() -> SignalKinds.read(name + ":" + file))
                    .as(ending)
                    .isInstanceOfAny(SignalFileException.class, OptionException.class)
                    .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        }
    }

    @Test
    void namesTheKindsWhereThereIsNone() {
        assertThatThrownBy(() -> SignalKinds.read("audi:x"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("audio");
    }

    @Test
    void namesTheOptionsOfReading() {
        assertThatThrownBy(() -> SignalKinds.read("audio:chirp", Map.of("second", 1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("seconds");
        assertThatThrownBy(() -> SignalKinds.read("shape:sphere", Map.of("size", 1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("resolution");
    }

    /** The same bits, however many threads compute. */
    @ParameterizedTest
    @MethodSource("kinds")
    void threadsDoNotChangeAStep(String name) {
        SignalFit fit = new SignalFit(
                Zoo.get("siren").with("width", 16).with("depth", 2).variant(),
                small(name),
                ObjectiveKinds.of(SignalKinds.named(name).objective(), Map.of()));
        float[] parameters = fit.architecture().parameters().initialize(1);
        float[] expected = null;
        for (int threads : new int[] {1, 2, 5}) {
            float[] gradient = new float[parameters.length];
            try (Engine engine = Engines.create("fused", fit.architecture(), threads)) {
                var batch = fit.observation().objective().batch(0);
                engine.differentiate(parameters, batch.points(), batch.loss(), gradient);
            }
            expected = expected == null ? gradient : expected;
            assertThat(gradient).as("%d threads", threads).isEqualTo(expected);
        }
    }
}
