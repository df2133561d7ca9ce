package org.inrzoo.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.scan.FilteredBackProjection.Window;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScanTests {

    private static final EllipsePhantom HEAD = EllipsePhantom.sheppLogan();

    static Stream<LinearOperator> operators() {
        return Stream.of(
                new Radon(new ParallelBeam(7, 24), 20),
                new Radon(new ParallelBeam(1, 1), 1),
                new FourierSampling(List.of(12, 15), SamplingMask.cartesian(12, 15, 3, .2, 5)),
                new FourierSampling(List.of(6, 10, 5), SamplingMask.gaussian(List.of(6, 10, 5), .3, .2, 5)));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void anAdjointIsOne(LinearOperator operator) {
        SplittableRandom random = new SplittableRandom(1);
        double[] x = random.doubles(operator.inputs()).toArray();
        double[] y = random.doubles(operator.outputs()).toArray();
        double forward = dot(operator.apply(x), y);
        assertThat(dot(x, operator.adjoint(y))).as("⟨x, Aᵀy⟩").isCloseTo(forward, within(1e-10 * Math.abs(forward)));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void vectorsOfAnotherLengthAreRefused(LinearOperator operator) {
        assertThatIllegalArgumentException().isThrownBy(() -> operator.apply(new double[operator.inputs() + 1]));
        assertThatIllegalArgumentException().isThrownBy(() -> operator.adjoint(new double[operator.outputs() + 1]));
    }

    @Nested
    class ThePhantom {

        @Test
        void hasValuesFromZeroToOne() {
            assertThat(Arrays.stream(HEAD.picture(64, 1))).allMatch(value -> value > -1e-9 && value < 1 + 1e-9);
            assertThat(HEAD.at(0, -.9)).isEqualTo(1);
            assertThat(HEAD.at(.95, .95)).isZero();
        }

        @Test
        void hasTheLineIntegralsOfItsPixels() {
            ParallelBeam beam = new ParallelBeam(9, 256);
            double[] exact = HEAD.sinogram(beam);
            double[] summed = new Radon(beam, 256).apply(HEAD.picture(256, 4));
            assertThat(rms(exact, summed)).as("root mean square difference").isLessThan(.02 * rms(exact));
        }

        @Test
        void hasTheMassOfItsEllipsesInEveryView() {
            double mass = HEAD.ellipses().stream()
                    .mapToDouble(e -> Math.PI * e.a() * e.b() * e.value())
                    .sum();
            ParallelBeam beam = new ParallelBeam(5, 2000);
            double[] sinogram = HEAD.sinogram(beam);
            for (int view = 0; view < beam.views(); view++) {
                double sum = 0;
                for (int bin = 0; bin < beam.bins(); bin++) {
                    sum += sinogram[view * beam.bins() + bin] * 2 / beam.bins();
                }
                assertThat(sum).as("view %d", view).isCloseTo(mass, within(1e-3 * mass));
            }
            assertThat(HEAD.transform(0, 0)[0]).as("zero frequency").isCloseTo(mass, within(1e-12));
        }

        @Test
        void hasTheFourierTransformOfItsPixels() {
            int size = 256;
            double[] picture = HEAD.picture(size, 3);
            for (int ky = -3; ky <= 3; ky++) {
                for (int kx = -3; kx <= 3; kx++) {
                    double[] exact = HEAD.transform(kx / 2.0, ky / 2.0);
                    double real = 0;
                    double imaginary = 0;
                    for (int i = 0; i < picture.length; i++) {
                        double x = (2.0 * (i % size) + 1) / size - 1;
                        int row = i / size;
                        double y = 1 - (2.0 * row + 1) / size;
                        double phase = -Math.PI * (kx * x + ky * y);
                        real += picture[i] * Math.cos(phase) * 4 / picture.length;
                        imaginary += picture[i] * Math.sin(phase) * 4 / picture.length;
                    }
                    assertThat(exact[0]).as("real part at %d, %d", kx, ky).isCloseTo(real, within(5e-4));
                    assertThat(exact[1]).as("imaginary part at %d, %d", kx, ky).isCloseTo(imaginary, within(5e-4));
                }
            }
        }
    }

    @Nested
    class Tomography {

        @ParameterizedTest
        @EnumSource(Window.class)
        void filteredBackProjectionOfManyViewsIsThePicture(Window window) {
            ParallelBeam beam = new ParallelBeam(180, 128);
            double[] picture = HEAD.picture(128, 4);
            double[] found = new FilteredBackProjection(beam, window).reconstruct(HEAD.sinogram(beam), 128);
            assertThat(rms(found, picture)).isLessThan(.085);
            assertThat(mean(found)).as("mean").isCloseTo(mean(picture), within(.01));
        }

        @Test
        void iterationsBeatFilteredBackProjectionOfFewViews() {
            ParallelBeam beam = new ParallelBeam(20, 96);
            double[] picture = HEAD.picture(96, 4);
            double[] sinogram = HEAD.sinogram(beam);
            double filtered = rms(new FilteredBackProjection(beam, Window.RAM_LAK).reconstruct(sinogram, 96), picture);
            double iterated = rms(new Sirt(new Radon(beam, 96), 100).reconstruct(sinogram), picture);
            assertThat(iterated).isLessThan(.8 * filtered);
        }

        @Test
        void aScanWithoutViewsIsRefused() {
            assertThatIllegalArgumentException().isThrownBy(() -> new ParallelBeam(0, 5));
        }
    }

    @Nested
    class Resonance {

        @Test
        void allCoefficientsGiveThePictureBack() {
            boolean[] all = new boolean[30];
            Arrays.fill(all, true);
            FourierSampling sampling = new FourierSampling(List.of(5, 6), all);
            double[] picture = new SplittableRandom(2).doubles(30).toArray();
            assertThat(rms(sampling.adjoint(sampling.apply(picture)), picture)).isLessThan(1e-14);
        }

        @Test
        void masksKeepWhatTheyAreAskedFor() {
            assertThat(kept(SamplingMask.cartesian(100, 7, 4, .08, 1))).isEqualTo(25 * 7);
            assertThat(kept(SamplingMask.gaussian(List.of(32, 32, 32), .1256, .15, 1)))
                    .isEqualTo((int) Math.round(.1256 * 32768));
            boolean[] rows = SamplingMask.cartesian(100, 1, 4, .08, 1);
            assertThat(IntStream.of(96, 97, 98, 99, 0, 1, 2, 3)).allMatch(row -> rows[row]);
        }

        @Test
        void totalVariationBeatsZeroFilling() {
            int size = 64;
            double[] picture = HEAD.picture(size, 4);
            FourierSampling sampling =
                    new FourierSampling(List.of(size, size), SamplingMask.cartesian(size, size, 3, .1, 3));
            double[] measured = sampling.apply(picture);
            double zeroFilled = rms(sampling.adjoint(measured), picture);
            double varied = rms(new TotalVariation(sampling, size, size, 1e-3, 300).reconstruct(measured), picture);
            assertThat(varied).isLessThan(.8 * zeroFilled);
        }
    }

    private static int kept(boolean[] mask) {
        int kept = 0;
        for (boolean one : mask) {
            kept += one ? 1 : 0;
        }
        return kept;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double mean(double[] a) {
        return Arrays.stream(a).average().orElseThrow();
    }

    private static double rms(double[] a) {
        return Math.sqrt(dot(a, a) / a.length);
    }

    private static double rms(double[] a, double[] b) {
        return rms(IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray());
    }
}
