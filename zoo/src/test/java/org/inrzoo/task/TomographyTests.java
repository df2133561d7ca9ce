package org.inrzoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
