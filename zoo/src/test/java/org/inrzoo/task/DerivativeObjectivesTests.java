package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.shape.Implicit;
import org.inrzoo.datasets.shape.Isosurface;
import org.inrzoo.datasets.shape.Mesh;
import org.inrzoo.datasets.shape.Solids;
import org.inrzoo.datasets.shape.SurfaceSample;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffEngine;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.fit.Schedule;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.Points;
import org.inrzoo.signal.RadiatedWave;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Losses of derivatives: the pictures of Poisson's equation, and the eikonal equation's distances. */
class DerivativeObjectivesTests {

    /** Any answers of a network, and the loss' gradient by them. */
    private static final class Answers implements DerivativeBlock {

        private final int points;
        private final int outputs;
        private final int dimensions;
        private final float[] answers; // per point and output: value, d derivatives, Laplacian
        private final float[] gradients;

        Answers(int points, int outputs, int dimensions) {
            this.points = points;
            this.outputs = outputs;
            this.dimensions = dimensions;
            answers = new float[points * outputs * (dimensions + 2)];
            gradients = new float[answers.length];
        }

        private int at(int point, int output, int part) {
            return (point * outputs + output) * (dimensions + 2) + part;
        }

        @Override
        public int count() {
            return points;
        }

        @Override
        public int outputs() {
            return outputs;
        }

        @Override
        public int dimensions() {
            return dimensions;
        }

        @Override
        public int number(int point) {
            return point;
        }

        @Override
        public float value(int point, int output) {
            return answers[at(point, output, 0)];
        }

        @Override
        public float derivative(int point, int output, int axis) {
            return answers[at(point, output, 1 + axis)];
        }

        @Override
        public float laplacian(int point, int output) {
            return answers[at(point, output, 1 + dimensions)];
        }

        @Override
        public void setGradient(int point, int output, float gradient) {
            gradients[at(point, output, 0)] = gradient;
        }

        @Override
        public void setDerivativeGradient(int point, int output, int axis, float gradient) {
            gradients[at(point, output, 1 + axis)] = gradient;
        }

        @Override
        public void setLaplacianGradient(int point, int output, float gradient) {
            gradients[at(point, output, 1 + dimensions)] = gradient;
        }
    }

    /** The loss' gradient by every answer against central differences. */
    private static void assertGradient(Objective objective, double size, double step) {
        Objective.Batch batch = objective.batch(3);
        DerivativeLoss loss = (DerivativeLoss) batch.loss();
        assertThat(loss.order()).isEqualTo(objective.order());
        Answers block = new Answers(
                batch.points().size(), objective.outputs(), batch.points().dimensions());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < block.answers.length; i++) {
            block.answers[i] = (float) random.nextDouble(-size, size);
        }
        loss.gradient(block);
        float[] gradients = block.gradients.clone();
        double largest = 0;
        for (float gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        assertThat(largest).isPositive();
        for (int i = 0; i < gradients.length; i++) {
            float answer = block.answers[i];
            block.answers[i] = (float) (answer + step);
            double up = loss.gradient(block);
            double high = block.answers[i];
            block.answers[i] = (float) (answer - step);
            double difference = (up - loss.gradient(block)) / (high - block.answers[i]);
            block.answers[i] = answer;
            assertThat((double) gradients[i])
                    .as("gradient by answer %d, largest %s", i, largest)
                    .isCloseTo(difference, within(2e-3 * largest));
        }
    }

    private static double fit(Objective objective, Architecture network, Recipe recipe) {
        try (Engine engine = Engines.create("auto", network, 2, objective.order())) {
            Fit fit = new Fit(engine, recipe, objective);
            return fit.run(fit.start()).history().score();
        }
    }

    @Nested
    class APicture {

        private static Recipe recipe(int steps) {
            return Zoo.get("siren")
                    .variant()
                    .recipe()
                    .with("rate", 1e-3)
                    .with("steps", steps)
                    .with("evaluations", 1);
        }

        /** By pixels. */
        private static PoissonImage poisson(Image image, DerivativeOrder order, Recipe recipe) {
            return new PoissonImage(
                    image, new AxisScales(List.of(1.0 / image.height(), 1.0 / image.width())), order, recipe);
        }

        private static Image picture(int width, int height, int channels) {
            float[] values = new float[width * height * channels];
            for (int i = 0; i < values.length; i++) {
                int row = i / channels / width;
                double y = (row + .5) / height;
                double x = (i / channels % width + .5) / width;
                values[i] =
                        (float) (.5 + .2 * Math.cos(Math.PI * 2 * y) * Math.cos(Math.PI * 3 * x) + .1 * (i % channels));
            }
            return new Image(width, height, channels, values);
        }

        @ParameterizedTest
        @EnumSource(
                value = DerivativeOrder.class,
                names = {"GRADIENT", "LAPLACIAN"})
        void costsWhatItsGradientSays(DerivativeOrder order) {
            Recipe recipe = recipe(1).with("batch", 17);
            assertGradient(poisson(picture(7, 5, 3), order, recipe), 2, 1e-2);
        }

        /** The picture is a sum of cosines, whose derivatives are known. */
        @ParameterizedTest
        @EnumSource(
                value = DerivativeOrder.class,
                names = {"GRADIENT", "LAPLACIAN"})
        void costsNothingWhereTheDerivativesAreThePictures(DerivativeOrder order) {
            PoissonImage objective =
                    poisson(picture(12, 10, 1), order, recipe(1).with("batch", 50));
            Objective.Batch batch = objective.batch(1);
            Answers block = new Answers(50, 1, 2);
            float[] places = new float[100];
            batch.points().read(0, 50, places);
            double scale = recipe(1).targets().length();
            for (int i = 0; i < 50; i++) {
                double y = 10 * places[2 * i]; // in pixels
                double x = 12 * places[2 * i + 1];
                double a = Math.PI * 2 / 10;
                double b = Math.PI * 3 / 12;
                block.answers[4 * i + 1] = (float) (-.2 * scale * a * Math.sin(a * y) * Math.cos(b * x));
                block.answers[4 * i + 2] = (float) (-.2 * scale * b * Math.cos(a * y) * Math.sin(b * x));
                block.answers[4 * i + 3] = (float) (-.2 * scale * (a * a + b * b) * Math.cos(a * y) * Math.cos(b * x));
            }
            assertThat(((DerivativeLoss) batch.loss()).gradient(block)).isLessThan(1e-9);
            Arrays.fill(block.answers, 0);
            assertThat(((DerivativeLoss) batch.loss()).gradient(block)).isBetween(.5, 2.);
        }

        @Test
        void isRebuiltFromItsGradient() {
            Recipe recipe = recipe(300);
            PoissonImage objective = poisson(picture(32, 24, 1), DerivativeOrder.GRADIENT, recipe);
            Architecture network =
                    Zoo.get("siren").with("width", 32).with("depth", 2).architecture(2, 1);
            assertThat(fit(objective, network, recipe)).isGreaterThan(35);
        }

        @Test
        void isRebuiltFromItsLaplacianButForAHarmonicPart() {
            Recipe recipe = recipe(300);
            PoissonImage objective = poisson(picture(32, 24, 1), DerivativeOrder.LAPLACIAN, recipe);
            Architecture network =
                    Zoo.get("siren").with("width", 32).with("depth", 2).architecture(2, 1);
            assertThat(fit(objective, network, recipe)).isGreaterThan(18);
        }
    }

    @Nested
    class AWave {

        private static final int POINTS = 64;
        private static final double WAVENUMBER = 12;

        private static Objective objective(String kind) {
            return ObjectiveKinds.parse(kind)
                    .observe(
                            SignalKinds.read("wave:gaussian", Map.of("wavenumber", WAVENUMBER, "size", 16)),
                            Zoo.get("siren").with("batch", POINTS).variant())
                    .objective();
        }

        /** A wave's value. */
        private interface Complex {
            double[] at(double y, double x);
        }

        /** Value, derivatives and Laplacian, with 1/k as the unit of length, by differences. */
        private static Answers answers(Objective.Batch batch, Complex wave) {
            Answers block = new Answers(POINTS, 2, 2);
            float[] places = new float[2 * POINTS];
            batch.points().read(0, POINTS, places);
            double h = .01 / WAVENUMBER;
            for (int i = 0; i < POINTS; i++) {
                double y = 2.0 * places[2 * i] - 1;
                double x = 2.0 * places[2 * i + 1] - 1;
                for (int part = 0; part < 2; part++) {
                    double here = wave.at(y, x)[part];
                    double up = wave.at(y - h, x)[part];
                    double down = wave.at(y + h, x)[part];
                    double left = wave.at(y, x - h)[part];
                    double right = wave.at(y, x + h)[part];
                    block.answers[block.at(i, part, 0)] = (float) here;
                    block.answers[block.at(i, part, 1)] = (float) ((down - up) / .02);
                    block.answers[block.at(i, part, 2)] = (float) ((right - left) / .02);
                    block.answers[block.at(i, part, 3)] = (float) ((up + down + left + right - 4 * here) / 1e-4);
                }
            }
            return block;
        }

        @Test
        void costsWhatItsGradientSays() {
            assertGradient(objective("helmholtz"), 2, 1e-2);
        }

        /** Central differences of the loss of a network that SameDiff computes in double precision. */
        @Test
        void turnsANetworksParametersWhereItsLossFalls() {
            Objective objective = objective("helmholtz");
            Objective.Batch batch = objective.batch(3);
            DerivativeLoss loss = (DerivativeLoss) batch.loss();
            Architecture network = Zoo.get("siren")
                    .with("width", 5)
                    .with("depth", 2)
                    .with("omega0", 4)
                    .architecture(2, 2);
            float[] parameters = network.parameters().initialize(8);
            float[] gradient = new float[network.parameters().trainable()];
            try (Engine fused = Engines.create("fused", network, 1, objective.order());
                    SameDiffEngine exact = new SameDiffEngine(network, 1, DataType.DOUBLE)) {
                fused.differentiate(parameters, batch.points(), loss, gradient);
                double largest = 0;
                for (float part : gradient) {
                    largest = Math.max(largest, Math.abs(part));
                }
                assertThat(largest).isPositive();
                INDArray moved = Nd4j.createFromArray(parameters).castTo(DataType.DOUBLE);
                double step = 1e-3;
                for (int i = 0; i < gradient.length; i++) {
                    double here = moved.getDouble(i);
                    moved.putScalar(i, here + step);
                    double up = cost(exact, moved, batch);
                    moved.putScalar(i, here - step);
                    double down = cost(exact, moved, batch);
                    moved.putScalar(i, here);
                    assertThat((double) gradient[i])
                            .as("gradient by parameter %d, largest %s", i, largest)
                            .isCloseTo((up - down) / (2 * step), within(2e-3 * largest));
                }
            }
        }

        private static double cost(SameDiffEngine engine, INDArray parameters, Objective.Batch batch) {
            DerivativeLoss loss = (DerivativeLoss) batch.loss();
            List<INDArray> found = engine.derivatives(parameters, batch.points(), loss.order(), loss.scales(2));
            Answers block = new Answers(POINTS, 2, 2);
            for (int i = 0; i < POINTS; i++) {
                for (int part = 0; part < 2; part++) {
                    block.answers[block.at(i, part, 0)] = found.get(0).getFloat(i, part);
                    block.answers[block.at(i, part, 1)] = found.get(1).getFloat(i, part, 0);
                    block.answers[block.at(i, part, 2)] = found.get(1).getFloat(i, part, 1);
                    block.answers[block.at(i, part, 3)] = found.get(2).getFloat(i, part);
                }
            }
            return loss.gradient(block);
        }

        @Test
        void costsNothingWhereItIsTheExactOne() {
            Objective objective = objective("helmholtz");
            Objective.Batch batch = objective.batch(2);
            RadiatedWave exact = new RadiatedWave(WAVENUMBER, .1);
            double largest = 0;
            for (int i = 0; i < 256; i++) {
                int row = i / 16;
                double[] u = exact.at(Math.hypot((row + .5) / 8 - 1, (i % 16 + .5) / 8 - 1));
                largest = Math.max(largest, Math.max(Math.abs(u[0]), Math.abs(u[1])));
            }
            double unit = largest;
            Answers right = answers(batch, (y, x) -> {
                double[] u = exact.at(Math.hypot(y, x));
                return new double[] {u[0] / unit, u[1] / unit};
            });
            DerivativeLoss loss = (DerivativeLoss) batch.loss();
            assertThat(loss.gradient(right)).isLessThan(1e-4);
            for (int i = 0; i < POINTS; i++) {
                for (int part = 0; part < 4; part++) {
                    right.answers[right.at(i, 1, part)] *= -1; // the wave that comes in
                }
            }
            assertThat(loss.gradient(right)).isGreaterThan(.1);
        }

        /** Away from the source a plane wave obeys the equation, but at the edge it comes from outside. */
        @Test
        void costsAtTheEdgeAloneWhereItIsAPlaneWave() {
            Complex plane = (y, x) -> {
                double phase = WAVENUMBER * (.6 * y + .8 * x);
                return new double[] {Math.cos(phase), Math.sin(phase)};
            };
            Objective.Batch batch = objective("helmholtz:edge=0").batch(5);
            float[] places = new float[2 * POINTS];
            batch.points().read(0, POINTS, places);
            Answers block = answers(batch, plane);
            ((DerivativeLoss) batch.loss()).gradient(block);
            int away = 0;
            for (int i = 0; i < POINTS; i++) {
                if (Math.hypot(2 * places[2 * i] - 1, 2 * places[2 * i + 1] - 1) > .6) {
                    away++;
                    assertThat(block.gradients[block.at(i, 0, 0)]).isCloseTo(0, within(1e-3f));
                    assertThat(block.gradients[block.at(i, 1, 0)]).isCloseTo(0, within(1e-3f));
                }
            }
            assertThat(away).isGreaterThan(POINTS / 3);
            batch = objective("helmholtz").batch(5);
            assertThat(((DerivativeLoss) batch.loss()).gradient(answers(batch, plane)))
                    .isGreaterThan(1);
        }
    }

    @Nested
    class ASurface {

        private static Recipe recipe(int steps, int batch) {
            return Zoo.get("siren")
                    .variant()
                    .recipe()
                    .with("rate", 1e-3)
                    .with("schedule", Schedule.COSINE)
                    .with("steps", steps)
                    .with("batch", batch)
                    .with("evaluations", 1);
        }

        /** In the cube [0,1]³, of which the solid's own is [-1,1]³. */
        private static SignedDistance cloud(Implicit solid, int count, Recipe recipe) {
            SurfaceSample sample = SurfaceSample.of(Isosurface.of(solid, 1, 48), count, 2);
            float[] places = new float[sample.points().length];
            for (int i = 0; i < places.length; i++) {
                places[i] = (sample.points()[i] + 1) / 2;
            }
            return new SignedDistance(places, sample.normals(), 3, recipe);
        }

        @Test
        void costsWhatItsGradientSays() {
            assertGradient(cloud(Solids.sphere(.5), 40, recipe(1, 24)), .02, 1e-5);
        }

        @Test
        void costsLittleWhereTheAnswersAreItsDistance() {
            SignedDistance objective = cloud(Solids.sphere(.5), 400, recipe(1, 200));
            Objective.Batch batch = objective.batch(0);
            float[] places = new float[600];
            batch.points().read(0, 200, places);
            Answers block = new Answers(200, 1, 3);
            for (int i = 0; i < 200; i++) {
                double x = 2 * places[3 * i] - 1;
                double y = 2 * places[3 * i + 1] - 1;
                double z = 2 * places[3 * i + 2] - 1;
                double r = Math.sqrt(x * x + y * y + z * z);
                block.answers[5 * i] = (float) (r - .5);
                block.answers[5 * i + 1] = (float) (2 * x / r); // per unit of [0,1]
                block.answers[5 * i + 2] = (float) (2 * y / r);
                block.answers[5 * i + 3] = (float) (2 * z / r);
            }
            double exact = ((DerivativeLoss) batch.loss()).gradient(block);
            assertThat(exact).isLessThan(8); // the mesh is no sphere, and some points lie near it
            for (int i = 0; i < block.answers.length; i++) {
                block.answers[i] = -block.answers[i];
            }
            assertThat(((DerivativeLoss) batch.loss()).gradient(block))
                    .as("inside out")
                    .isGreaterThan(exact + 80);
        }

        @Test
        void refusesPointsBeyondTheDomain() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SignedDistance(new float[] {0, 1.5f}, new float[2], 2, recipe(1, 2)))
                    .withMessageContaining("1.5: scale the cloud first");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SignedDistance(new float[4], new float[2], 2, recipe(1, 2)))
                    .withMessageContaining("not 4 and 2 numbers");
        }

        @ParameterizedTest
        @CsvSource({"sphere, 2.1447", "torus, 1.0659"})
        void isTheClosedZeroSetOfWhatIsFitted(String name, double volume) {
            Implicit solid = name.equals("sphere") ? Solids.sphere(.8) : Solids.torus(.6, .3);
            Recipe recipe = recipe(400, 1024);
            SignedDistance objective = cloud(solid, 20_000, recipe);
            Architecture network = Zoo.get("siren")
                    .with("width", 64)
                    .with("depth", 3)
                    .with("omega0", 5)
                    .architecture(3, 1);
            int side = 40;
            Points grid = new Grid(List.of(side, side, side), GridConvention.PIXEL_CENTERS);
            float[] values = new float[side * side * side];
            try (Engine engine = Engines.create("auto", network, 2, objective.order())) {
                Fit fit = new Fit(engine, recipe, objective);
                FitState state = fit.run(fit.start());
                engine.forward(state.parameters(), grid, values);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
            double cell = 2.0 / side;
            double[] first = {cell / 2 - 1, cell / 2 - 1, cell / 2 - 1};
            Mesh mesh = Isosurface.of(values, new int[] {side, side, side}, 0, first, new double[] {cell, cell, cell});
            assertThat(mesh.isWatertight()).isTrue();
            assertThat(Math.abs(mesh.volume())).isCloseTo(volume, within(.03 * volume));
        }
    }
}
