package org.inrzoo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With engines that compute nothing and times that are told. */
class MeasuredChoiceTests {

    private static final Grid POINTS = Grid.image(4, 3, GridConvention.PIXEL_CENTERS);
    private static final String DEVICE = "Some GPU, driver 1 of Platform";

    @TempDir
    private Path folder;

    private final List<String> measured = new ArrayList<>();
    private final Told usual = new Told("usual", 5);
    private final Told other = new Told("other", 5);

    /** An engine that computes nothing. */
    private static final class Told implements Engine {

        private final String name;
        private final Architecture architecture;
        private boolean closed;

        Told(String name, int width) {
            this.name = name;
            Initializer weight = Initializer.pytorchDefault();
            architecture = new Architecture(2, List.of(new Identity(Range.UNIT), new Dense(width, weight, weight)));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Architecture architecture() {
            return architecture;
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void forward(float[] parameters, Points points, float[] outputs) {
            // computes nothing
        }

        @Override
        public void backward(float[] parameters, Points points, float[] outputGradient, float[] gradient) {
            // computes nothing
        }

        @Override
        public int largestBatch(Points points) {
            return Integer.MAX_VALUE;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Engine choose(double usualSeconds, double otherSeconds, String device, Points points) {
        return choose(usualSeconds, otherSeconds, device, points, () -> other);
    }

    private Engine choose(
            double usualSeconds, double otherSeconds, String device, Points points, Supplier<Engine> challenger) {
        MeasuredChoice choice = new MeasuredChoice(folder.resolve("cache/engines.txt"), (engine, asked) -> {
            measured.add(engine.name());
            return engine == usual ? usualSeconds : otherSeconds;
        });
        return choice.of(usual, challenger, device, points);
    }

    @Test
    void isTheEngineWhoseStepIsShorterAndTheOtherIsClosed() {
        assertThat(choose(2, 1, DEVICE, POINTS)).isSameAs(other);
        assertThat(usual.closed).isTrue();
        assertThat(other.closed).isFalse();
    }

    @Test
    void isTheUsualOneWhereItIsFasterOrAsFast() {
        assertThat(choose(1, 1, DEVICE, POINTS)).isSameAs(usual);
        assertThat(other.closed).isTrue();
        assertThat(usual.closed).isFalse();
    }

    @Test
    void isTheUsualOneWhereTheOtherCannotBeHad() {
        assertThat(choose(2, 1, DEVICE, POINTS, () -> {
                    throw new EngineException("too little memory");
                }))
                .isSameAs(usual);
        assertThat(usual.closed).isFalse();
        assertThat(measured).isEmpty();
    }

    @Nested
    class IsRemembered {

        @Test
        void andNotMeasuredAgain() {
            choose(2, 1, DEVICE, POINTS);
            assertThat(measured).containsExactly("usual", "other");
            assertThat(choose(1, 2, DEVICE, POINTS))
                    .as("as it was measured first")
                    .isSameAs(other);
            assertThat(measured).hasSize(2);
        }

        @Test
        void withoutMakingTheSlowerEngine() {
            choose(1, 2, DEVICE, POINTS);
            assertThat(choose(1, 2, DEVICE, POINTS, () -> {
                        throw new AssertionError("it is made though it is known to be slower");
                    }))
                    .isSameAs(usual);
        }

        @Test
        void forThisDeviceDriverNetworkAndNumberOfPointsAlone() {
            choose(2, 1, DEVICE, POINTS);
            choose(2, 1, "Some GPU, driver 2 of Platform", POINTS);
            choose(2, 1, DEVICE, Grid.image(4, 4, GridConvention.PIXEL_CENTERS));
            Told wide = new Told("usual", 6);
            new MeasuredChoice(folder.resolve("cache/engines.txt"), (engine, asked) -> {
                        measured.add(engine.name());
                        return 1;
                    })
                    .of(wide, () -> other, DEVICE, POINTS);
            assertThat(measured).hasSize(8);
        }

        @Test
        void inLinesThatAPersonCanRead() throws IOException {
            choose(3, 1, DEVICE, POINTS);
            assertThat(Files.readAllLines(folder.resolve("cache/engines.txt")))
                    .singleElement()
                    .asString()
                    .endsWith(" 3.000 Some GPU, driver 1 of Platform, 12 points, beside usual on 1 threads");
        }

        @Test
        void unlessTheFileIsDamaged() throws IOException {
            choose(2, 1, DEVICE, POINTS);
            Path file = folder.resolve("cache/engines.txt");
            Files.writeString(file, Files.readString(file).replace(" 2.000 ", " many "));
            choose(2, 1, DEVICE, POINTS);
            assertThat(measured).hasSize(4);
        }

        @Test
        void unlessNothingCanBeWritten() throws IOException {
            Files.createFile(folder.resolve("cache"));
            assertThat(choose(2, 1, DEVICE, POINTS)).isSameAs(other);
            assertThat(choose(2, 1, DEVICE, POINTS)).isSameAs(other);
            assertThat(measured).hasSize(4);
        }
    }

    @Test
    void aStepOfAnEngineTakesTime() {
        assertThat(StepTime.least(usual, POINTS)).isPositive();
    }
}
