package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.inrzoo.Zoo;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.OutputBlock;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Range;
import org.inrzoo.scan.EllipsePhantom;
import org.inrzoo.scan.FilteredBackProjection;
import org.inrzoo.scan.FilteredBackProjection.Window;
import org.inrzoo.scan.ParallelBeam;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TomographyTests {

    private static final EllipsePhantom HEAD = EllipsePhantom.sheppLogan();
    private static final int SIZE = 64;
    private static final ParallelBeam BEAM = new ParallelBeam(16, SIZE);
    private static final double[] PICTURE = HEAD.picture(SIZE, 4);

    /** Points' values and their gradient, as a loss sees them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Values(double[] values, double[] gradients) implements OutputBlock {

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public int number(int point) {
            return point;
        }

        @Override
        public float value(int point, int output) {
            return (float) values[point];
        }

        @Override
        public void setGradient(int point, int output, float gradient) {
            gradients[point] = gradient;
        }
    }

    private static Tomography scan(Recipe recipe) {
        return new Tomography(BEAM, HEAD.sinogram(BEAM), PICTURE, SIZE, recipe);
    }

    private static Recipe recipe() {
        return Recipe.adam(3e-3, 150).with("targets", Range.UNIT).with("evaluations", 1);
    }

    @ParameterizedTest
    @EnumSource(Range.class)
    void itsGradientIsThatOfTheLoss(Range range) {
        Objective.Batch batch =
                scan(recipe().with("targets", range).with("batch", 5 * SIZE)).batch(2);
        double[] values = new SplittableRandom(1).doubles(batch.points().size()).toArray();
        Values block = new Values(values, new double[values.length]);
        batch.loss().gradient(block);
        for (int i = 0; i < values.length; i += 29) {
            double slope = 0;
            for (double side : new double[] {1, -1}) {
                double[] moved = values.clone();
                moved[i] += side * .25;
                slope += side * batch.loss().gradient(new Values(moved, new double[values.length])) / .5;
            }
            assertThat(block.gradients[i]).as("by output %d", i).isCloseTo(slope, within(1e-8));
        }
    }

    @Test
    void thePictureItselfCostsNextToNothing() {
        Objective.Batch batch = scan(recipe()).batch(0);
        float[] at = new float[2 * batch.points().size()];
        batch.points().read(0, batch.points().size(), at);
        double[] values = new double[batch.points().size()];
        Arrays.setAll(values, i -> HEAD.at(2 * at[2 * i + 1] - 1, 1 - 2 * at[2 * i]));
        double right = batch.loss().gradient(new Values(values, new double[values.length]));
        double black = batch.loss().gradient(new Values(new double[values.length], new double[values.length]));
        assertThat(right).isLessThan(5e-3 * black);
    }

    /** What a network that looks at neighbours is fitted by: its pixels, which the rays pass. */
    @Nested
    class OfAWholeGrid {

        private final Signal head = SignalKinds.read("image:shepp-logan", Map.of("size", 32));
        private final Objective scan = ObjectiveKinds.parse("ct:views=6")
                .observe(head, Zoo.get("conv-inr").variant())
                .objective();
        private final Objective.Batch batch = scan.batch(0);

        private double loss(double[] values) {
            return batch.loss().gradient(new Values(values, new double[values.length]));
        }

        @Test
        void isAskedForInEveryStep() {
            assertThat(batch.points().sizes()).containsExactly(32, 32);
            assertThat(scan.batch(1).points()).isEqualTo(batch.points());
        }

        @Test
        void hasTheGradientOfItsLoss() {
            double[] values = new SplittableRandom(1).doubles(32 * 32).toArray();
            Values block = new Values(values, new double[values.length]);
            batch.loss().gradient(block);
            for (int i = 0; i < values.length; i += 29) {
                double[] more = values.clone();
                double[] less = values.clone();
                more[i] += 0.25;
                less[i] -= 0.25;
                assertThat(block.gradients[i])
                        .as("by pixel %d", i)
                        .isCloseTo((loss(more) - loss(less)) / 0.5, within(1e-8));
            }
        }

        /** The rays are the phantom's own, not its pixels'. */
        @Test
        void costsLittleWhereItShowsThePicture() {
            float[] truth = ((Samples) head).values();
            double[] shown = new double[truth.length];
            Arrays.setAll(shown, i -> truth[i]);
            assertThat(loss(shown)).isLessThan(1e-2 * loss(new double[truth.length]));
        }

        @Test
        void costsWhatARaysPointsCostWhereAllIsBlack() {
            double black = loss(new double[32 * 32]);
            Tomography rays = new Tomography(
                    new ParallelBeam(6, 32),
                    HEAD.sinogram(new ParallelBeam(6, 32)),
                    HEAD.picture(32, 4),
                    32,
                    recipe().with("targets", Range.UNIT));
            Objective.Batch asked = rays.batch(0);
            double[] zeros = new double[asked.points().size()];
            assertThat(black).isCloseTo(asked.loss().gradient(new Values(zeros, zeros.clone())), within(1e-6));
        }
    }

    @Test
    void anEpochTakesEveryRayOnce() {
        Tomography scan = scan(recipe().with("batch", 100 * SIZE));
        int rays = 0;
        for (int step = 0; step < 11; step++) {
            rays += scan.batch(step).points().size() / SIZE;
        }
        assertThat(rays).isEqualTo(BEAM.rays());
        assertThat(scan.batch(3).points()).isEqualTo(scan.batch(3).points());
        assertThat(scan.batch(3).points()).isNotEqualTo(scan.batch(14).points());
    }

    @Test
    void aNetworkFindsAPictureBetterThanFilteredBackProjection() {
        Architecture network = Zoo.get("fourier-features")
                .with("width", 64)
                .with("depth", 2)
                .with("frequencies", 48)
                .with("sigma", 2.5)
                .architecture(2, 1);
        float[] filtered = new float[PICTURE.length];
        double[] reconstructed =
                new FilteredBackProjection(BEAM, Window.RAM_LAK).reconstruct(HEAD.sinogram(BEAM), SIZE);
        float[] truth = new float[PICTURE.length];
        for (int i = 0; i < filtered.length; i++) {
            filtered[i] = (float) reconstructed[i];
            truth[i] = (float) PICTURE[i];
        }
        try (Engine engine = Engines.create("auto", network, 2)) {
            Recipe batches = recipe().with("batch", 128 * SIZE).with("steps", 400);
            Fit fit = new Fit(engine, batches, scan(batches));
            FitState end = fit.run(fit.start());
            assertThat(end.history().score()).isGreaterThan(Psnr.standard(filtered, truth) + 1);
        }
    }

    @Test
    void refusesASinogramOfAnotherScan() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tomography(BEAM, new double[3], PICTURE, SIZE, recipe()))
                .withMessageContaining("1024 rays");
    }
}
