package org.inrzoo.notebook.checks;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.function.UnaryOperator;
import org.inrzoo.notebook.Sheet;
import org.inrzoo.scene.Density;
import org.inrzoo.scene.EmissionAbsorption;

/** Checks of the exercise 23-view-synthesis: answers are compared with {@link EmissionAbsorption}, which all fits of scenes see by. */
public final class LightOnRays {

    /** The colour of a pixel; {@code colours} are red, green and blue of each part of its ray. */
    @FunctionalInterface
    public interface PixelColour {
        double[] of(double[] absorbed, double[][] colours, double background);
    }

    private static final String ABSORBED = "what a part absorbs";
    private static final String ARRIVING = "the light that arrives";
    private static final String COLOUR = "the colour of the pixel";
    private static final String DEPTH = "the expected depth";

    private static final Sheet SHEET = new Sheet(ABSORBED, ARRIVING, COLOUR, DEPTH);

    private static final List<String> ZOO = List.of("EmissionAbsorption");

    private static final double TOLERANCE = 1e-9;

    private LightOnRays() {}

    /** Gap 1. */
    public static void absorbed(BinaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(ABSORBED, "absorbed", ZOO, trial -> {
            trial.given("a part of length 2 and density log(2)")
                    .close(
                            answer.apply(new double[] {Math.log(2)}, new double[] {2}),
                            new double[] {0.75},
                            TOLERANCE,
                            "each unit of length lets half of the light through");
            for (int i = 0; i < 30; i++) {
                Ray ray = Ray.drawn(draws);
                trial.given(ray.parts() + " parts")
                        .close(
                                answer.apply(ray.densities.clone(), ray.lengths.clone()),
                                ray.absorbed(),
                                TOLERANCE,
                                "density times length of the same part, and never more than 1");
            }
        });
    }

    /** Gap 2. */
    public static void arriving(UnaryOperator<double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(ARRIVING, "arriving", ZOO, trial -> {
            trial.given("two parts that absorb one half each")
                    .close(
                            answer.apply(new double[] {0.5, 0.5}),
                            new double[] {1, 0.5, 0.25},
                            TOLERANCE,
                            "nothing is in front of the first part; the last value is what arrives at the background");
            for (int i = 0; i < 30; i++) {
                Ray ray = Ray.drawn(draws);
                double[] weights = ray.weights();
                double[] expected = new double[ray.parts() + 1];
                expected[0] = 1;
                for (int k = 0; k < weights.length; k++) {
                    expected[k + 1] = expected[k] - weights[k];
                }
                trial.given(ray.parts() + " parts")
                        .close(
                                answer.apply(ray.absorbed()),
                                expected,
                                TOLERANCE,
                                "each part lets through what it does not absorb of what arrives there");
            }
        });
    }

    /** Gap 3. */
    public static void colour(PixelColour answer) {
        Draws draws = new Draws();
        SHEET.check(COLOUR, "colour", ZOO, trial -> {
            trial.given("parts that absorb nothing, background 0.8")
                    .close(
                            answer.of(new double[2], new double[2][3], 0.8),
                            new double[] {0.8, 0.8, 0.8},
                            TOLERANCE,
                            "light that nothing absorbs comes from the background");
            for (int i = 0; i < 30; i++) {
                Ray ray = Ray.drawn(draws);
                double background = draws.real(0, 1);
                trial.given(ray.parts() + " parts")
                        .close(
                                answer.of(ray.absorbed(), Draws.copy(ray.colours), background),
                                ray.seen(background),
                                TOLERANCE,
                                "each part's colour by its weight, and the background by the light that is left");
            }
        });
    }

    /** Gap 4. */
    public static void depth(ToDoubleBiFunction<double[], double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(DEPTH, "depth", ZOO, trial -> {
            trial.given("one part of length 2 that is seen a little")
                    .close(
                            answer.applyAsDouble(new double[] {0.25}, new double[] {2}),
                            1,
                            TOLERANCE,
                            "the weights are divided by their sum, so that a faint thing is as far as a solid one");
            trial.given("a ray that sees nothing")
                    .that(
                            answer.applyAsDouble(new double[3], new double[] {1, 1, 1}) == Double.POSITIVE_INFINITY,
                            "where all weights are 0 there is no depth: Double.POSITIVE_INFINITY");
            for (int i = 0; i < 30; i++) {
                Ray ray = Ray.drawn(draws);
                double[] weights = ray.weights();
                double sum = Arrays.stream(weights).sum();
                double way = 0;
                double mean = 0;
                for (int k = 0; k < weights.length; k++) {
                    mean += weights[k] / sum * (way + ray.lengths[k] / 2);
                    way += ray.lengths[k];
                }
                trial.given(ray.parts() + " parts")
                        .close(
                                answer.applyAsDouble(weights, ray.lengths.clone()),
                                mean,
                                TOLERANCE,
                                "the middle of a part is half its length behind the end of all parts before");
            }
        });
    }

    /** The parts of a ray, as the zoo sees them. */
    private static final class Ray {

        /** A number that is the density itself. */
        private static final Density AS_IT_IS = new Density() {
            @Override
            public double of(double number) {
                return number;
            }

            @Override
            public double slope(double number) {
                return 1;
            }
        };

        private final double[] densities;
        private final double[] lengths;
        private final double[][] colours;

        private Ray(double[] densities, double[] lengths, double[][] colours) {
            this.densities = densities;
            this.lengths = lengths;
            this.colours = colours;
        }

        static Ray drawn(Draws draws) {
            int parts = draws.whole(2, 6);
            return new Ray(draws.reals(parts, 0.1, 4), draws.reals(parts, 0.1, 0.6), draws.table(parts, 3, 0.05, 0.95));
        }

        int parts() {
            return densities.length;
        }

        double[] absorbed() {
            return Draws.filled(parts(), i -> -Math.expm1(-densities[i] * lengths[i]));
        }

        double[] weights() {
            EmissionAbsorption medium = new EmissionAbsorption(parts(), 0, AS_IT_IS);
            medium.see(this::output, lengths, new double[3]);
            return medium.weights();
        }

        double[] seen(double background) {
            double[] colour = new double[3];
            new EmissionAbsorption(parts(), background, AS_IT_IS).see(this::output, lengths, colour);
            return colour;
        }

        /** What a network would have to say for this colour or density. */
        private double output(int part, int output) {
            return output == 3 ? densities[part] : Math.log(colours[part][output] / (1 - colours[part][output]));
        }
    }
}
