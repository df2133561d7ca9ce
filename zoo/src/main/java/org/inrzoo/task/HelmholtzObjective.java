package org.inrzoo.task;

import java.util.Arrays;
import java.util.Optional;
import org.inrzoo.engine.DerivativeBlock;
import org.inrzoo.engine.DerivativeLoss;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Domain;
import org.inrzoo.field.Quantity;
import org.inrzoo.fit.Objective;
import org.inrzoo.fit.Recipe;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Measure;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.RandomSource;
import org.inrzoo.point.AxisScales;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Points;
import org.inrzoo.signal.HankelFunction;
import org.inrzoo.signal.RadiatedWave;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.Wave;

/**
 * A wave field u by the equation that it obeys, without any of its values (Sitzmann et al. 2020, §4.3): the Helmholtz equation with the
 * source f, and at the square's edge that the wave leaves it and nothing comes back.
 *
 * <pre>
 * Δu + k²u = -f in the square,   ∂u/∂n = cos(n, r) · k H₀'(kr)/H₀(kr) · u at its edge
 * L = mean |Δu + u + f/k²|² + mean of the same near the source + edge · mean |∂u/∂n - cos(n, r) H₀'(kr)/H₀(kr) u|²
 * </pre>
 *
 * <p>The loss has 1/k as its unit of length, so that all its terms are as large as u. The condition at the edge is exact for what comes
 * from the origin; it stands in place of the paper's absorbing layer, which takes the second derivatives by x and y apart.
 *
 * @param edge weight of the condition at the edge
 */
public record HelmholtzObjective(
        @Option(value = "weight of the condition at the edge, where the wave leaves", min = 0, max = 1e6)
        double edge) implements ObjectiveKind {

    /** The edge counts ten times. */
    public HelmholtzObjective() {
        this(10);
    }

    @Override
    public String name() {
        return "helmholtz";
    }

    @Override
    public String summary() {
        return "a wave by the Helmholtz equation and its source alone, for a siren whose omega0 is the wavenumber";
    }

    @Override
    public Optional<String> refusal(Signal signal) {
        return signal instanceof Wave
                ? Optional.empty()
                : Optional.of("a " + signal.kind() + " has no source of waves, such as wave:gaussian");
    }

    @Override
    public Observation observe(Signal signal, Variant variant) {
        Wave wave = (Wave) signal;
        Domain domain = new Domain(wave.axes(), GridConvention.PIXEL_CENTERS);
        double[] truth = truth(wave);
        double largest = 0;
        for (double value : truth) {
            largest = Math.max(largest, Math.abs(value));
        }
        return new Observation(
                new Equation(wave, domain, truth, largest, edge, variant.recipe()),
                domain,
                2,
                new Quantity("wave", "", largest, 0));
    }

    /** At the samples, [samples, 2]. */
    private static double[] truth(Wave wave) {
        RadiatedWave exact = wave.exact();
        int width = wave.axes().get(1).samples();
        double[] truth = new double[2 * wave.axes().get(0).samples() * width];
        for (int i = 0; i < truth.length / 2; i++) {
            double[] value = exact.at(Math.hypot(place(wave, 0, i / width), place(wave, 1, i % width)));
            System.arraycopy(value, 0, truth, 2 * i, 2);
        }
        return truth;
    }

    private static double place(Wave wave, int axis, int sample) {
        return wave.axes().get(axis).start() + sample * wave.axes().get(axis).step();
    }

    /** The equation with its condition; outputs are the wave's real and imaginary part in units of its largest value. */
    private static final class Equation implements Objective {

        /** Points of a step where the recipe says none. */
        private static final int BATCH = 4096;

        /** How far points near the source lie from it, in its widths. */
        private static final double NEAR = 2;

        private final RadiatedWave exact;
        private final double wavenumber;
        private final Domain domain;
        private final double[] truth;
        private final double largest;
        private final double edge;
        private final double width;
        private final long seed;
        private final int quarter;

        Equation(Wave wave, Domain domain, double[] truth, double largest, double edge, Recipe recipe) {
            exact = wave.exact();
            wavenumber = wave.wavenumber();
            width = wave.width();
            this.domain = domain;
            this.truth = truth;
            this.largest = largest;
            this.edge = edge;
            seed = recipe.seed();
            quarter = Math.max(1, (recipe.batch() == 0 ? BATCH : recipe.batch()) / 4);
        }

        @Override
        public DerivativeOrder order() {
            return DerivativeOrder.LAPLACIAN;
        }

        /** Half of the points anywhere, then a quarter near the source, then one at the edge, drawn anew for each step. */
        @Override
        public Batch batch(int step) {
            RandomSource random = new RandomSource(seed * 0x9E3779B97F4A7C15L + step + 1);
            float[] places = new float[8 * quarter];
            for (int i = 0; i < places.length; i++) {
                places[i] = (float) random.uniform();
            }
            for (int i = 4 * quarter; i < 6 * quarter; i++) {
                double near = 0.5 + 0.5 * NEAR * width * random.normal();
                places[i] = near > 0 && near < 1 ? (float) near : places[i];
            }
            for (int i = 3 * quarter; i < 4 * quarter; i++) {
                int side = i % 4;
                places[2 * i + side / 2] = side % 2;
            }
            return new Batch(new PointSet(places, 2), new Loss(places));
        }

        @Override
        public int outputs() {
            return 2;
        }

        @Override
        public Points evaluated() {
            return domain.grid();
        }

        @Override
        public Measure measure() {
            return Measure.SNR;
        }

        /** The mean square of the exact wave over that of the error, dB. */
        @Override
        public double score(float[] outputs) {
            double noise = 0;
            for (int i = 0; i < truth.length; i++) {
                double error = largest * outputs[i] - truth[i];
                noise += error * error;
            }
            double power = Arrays.stream(truth).map(value -> value * value).sum();
            return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(power / noise);
        }

        /** A step's disagreement with the equation. */
        private final class Loss implements DerivativeLoss {

            private final float[] places;

            Loss(float[] places) {
                this.places = places;
            }

            @Override
            public DerivativeOrder order() {
                return DerivativeOrder.LAPLACIAN;
            }

            /** 1/k is the unit of length. */
            @Override
            public AxisScales scales(int dimensions) {
                return new AxisScales(domain.scales().factors().stream()
                        .map(scale -> scale / wavenumber)
                        .toList());
            }

            @Override
            public double gradient(DerivativeBlock block) {
                double loss = 0;
                for (int point = 0; point < block.count(); point++) {
                    int number = block.number(point);
                    double y = 2.0 * places[2 * number] - 1;
                    double x = 2.0 * places[2 * number + 1] - 1;
                    loss += number < 3 * quarter
                            ? inside(
                                    block,
                                    point,
                                    Math.hypot(x, y),
                                    1.0 / (number < 2 * quarter ? 2 * quarter : quarter))
                            : leaving(block, point, number % 4, x, y, edge / quarter);
                }
                return loss;
            }

            /** |Δu + u + f/k²|², of which f has no imaginary part. */
            private double inside(DerivativeBlock block, int point, double radius, double weight) {
                double source = exact.source(radius) / (wavenumber * wavenumber * largest);
                double squares = 0;
                for (int part = 0; part < 2; part++) {
                    double residual =
                            block.laplacian(point, part) + block.value(point, part) + (part == 0 ? source : 0);
                    squares += residual * residual;
                    block.setGradient(point, part, (float) (2 * weight * residual));
                    block.setLaplacianGradient(point, part, (float) (2 * weight * residual));
                }
                return weight * squares;
            }

            /** |∂u/∂n - c u|², c = cos(n, r) H₀'/H₀. */
            private double leaving(DerivativeBlock block, int point, int side, double x, double y, double weight) {
                int axis = side / 2;
                int sign = side % 2 == 0 ? -1 : 1;
                double radius = Math.hypot(x, y);
                double cosine = Math.abs(axis == 0 ? y : x) / radius;
                double[] h = HankelFunction.at(wavenumber * radius);
                double size = cosine / (h[0] * h[0] + h[1] * h[1]);
                double a = size * (h[2] * h[0] + h[3] * h[1]);
                double b = size * (h[3] * h[0] - h[2] * h[1]);
                double u = block.value(point, 0);
                double v = block.value(point, 1);
                double real = sign * block.derivative(point, 0, axis) - (a * u - b * v);
                double imaginary = sign * block.derivative(point, 1, axis) - (a * v + b * u);
                block.setGradient(point, 0, (float) (-2 * weight * (a * real + b * imaginary)));
                block.setGradient(point, 1, (float) (-2 * weight * (a * imaginary - b * real)));
                block.setDerivativeGradient(point, 0, axis, (float) (2 * weight * sign * real));
                block.setDerivativeGradient(point, 1, axis, (float) (2 * weight * sign * imaginary));
                return weight * (real * real + imaginary * imaginary);
            }
        }
    }
}
