package org.inrzoo.fit.optimizer;

import java.util.Arrays;
import java.util.List;
import org.inrzoo.option.Option;
import org.inrzoo.parameter.RandomSource;

/**
 * Gradient descent that now and then steps uphill, as simulated annealing does: SA-GD, Cai 2021, arXiv 2107.07558. The chance of a
 * step uphill grows with the number n of epochs and shrinks with the change ΔE of the loss since the step before, at a rate ε:
 *
 * <pre>
 *   P = exp(-|ΔE| / (T₀ ε ln(n+2)))                                                        single, eq. 11
 *   P = exp(-(|ΔE|^(ln(n+2)^(-1/e)) / (T₀ ε ln(n+2)))^(β ln(n+2)))       β = 0.5772        double, eq. 14
 *   θ ← θ + σ ε g with the chance min(P, ceiling), else θ ← θ - ε g
 * </pre>
 *
 * <p>The paper's body could not be read: the formulas are as another's code has them, which takes 1 - P as the chance of a step
 * uphill ({@code legacyDirection}). Then the chance falls with n and is smallest where the loss stands still, against what the
 * abstract says; P itself behaves as it says.
 */
public record Annealing(
        @Option(value = "temperature, T0, of the chance of a step uphill", min = 0, max = 1e9)
        double temperature,

        @Option(value = "length of a step uphill in those downhill, σ", min = 0, max = 100)
        double uphill,

        @Option(value = "the largest chance of a step uphill", min = 0, max = 1)
        double ceiling,

        @Option("whether the chance is that of double annealing, made for rates that fall")
        boolean doubly,

        @Option("whether P is the chance of a step downhill, as in another's code")
        boolean legacyDirection) {

    private static final double BETA = 0.5772;

    /** Single annealing as the zoo reads it: at most a third uphill, as long as downhill. */
    public static final Annealing USUAL = new Annealing(0.3, 1, 0.33, false, false);

    /** This with another length of steps uphill. */
    public Annealing withUphill(double length) {
        return new Annealing(temperature, length, ceiling, doubly, legacyDirection);
    }

    /** This at another temperature. */
    public Annealing withTemperature(double other) {
        return new Annealing(other, uphill, ceiling, doubly, legacyDirection);
    }

    /**
     * The chance of a step uphill, 0 to {@code ceiling}.
     *
     * @param change of the loss since the step before
     * @param rate of the step, ε
     * @param epoch n, from 0
     */
    public double chance(double change, double rate, int epoch) {
        double growth = StrictMath.log(epoch + 2.0);
        double heat = temperature * rate * growth;
        double energy = Math.abs(change);
        double p = 0;
        if (heat > 0) {
            p = doubly
                    ? StrictMath.exp(-StrictMath.pow(
                            StrictMath.pow(energy, StrictMath.pow(growth, -1 / StrictMath.E)) / heat, BETA * growth))
                    : StrictMath.exp(-energy / heat);
        }
        return Math.min(legacyDirection ? 1 - p : p, ceiling);
    }

    /**
     * What a step's length is multiplied by: 1 downhill, -σ uphill.
     *
     * @param random gives one number, whatever the chance
     */
    public double factor(double change, double rate, int epoch, RandomSource random) {
        return random.uniform() < chance(change, rate, epoch) ? -uphill : 1;
    }

    /** A function with its gradient. */
    @FunctionalInterface
    public interface Slope {

        /**
         * The value at a point.
         *
         * @param point not modified
         * @param gradient gets the derivatives, one for each coordinate
         */
        double at(double[] point, double[] gradient);
    }

    /**
     * Where a descent has come to.
     *
     * @param best coordinates of the lowest point of all
     * @param last those of the last point
     */
    public record Path(List<Double> best, List<Double> last) {}

    /**
     * How far and how long a descent goes.
     *
     * @param rate of all steps, ε
     * @param steps how many
     * @param epoch steps that n is counted by
     * @param annealed the first so many steps may go uphill; the rest are plain descent
     * @param noise standard deviation of what is added to each derivative, as of a batch's
     */
    public record Course(double rate, int steps, int epoch, int annealed, double noise) {}

    /**
     * Steps down a function, now and then up.
     *
     * @param start not modified
     */
    public Path descend(Slope slope, double[] start, Course course, RandomSource random) {
        double[] point = start.clone();
        double[] best = start.clone();
        double[] gradient = new double[start.length];
        double lowest = Double.POSITIVE_INFINITY;
        double before = 0;
        for (int step = 0; step <= course.steps; step++) {
            double value = slope.at(point.clone(), gradient);
            if (value < lowest) {
                lowest = value;
                best = point.clone();
            }
            if (step < course.steps) {
                double factor = factor(value - before, course.rate, step / course.epoch, random);
                before = value;
                for (int i = 0; i < point.length; i++) {
                    double noisy = gradient[i] + (course.noise > 0 ? course.noise * random.normal() : 0);
                    point[i] -= (step < course.annealed ? factor : 1) * course.rate * noisy;
                }
            }
        }
        return new Path(listed(best), listed(point));
    }

    private static List<Double> listed(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
