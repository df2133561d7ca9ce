package org.inrzoo.notebook.checks;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.GradientCheck;
import org.inrzoo.layer.Activation;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Architecture;
import org.inrzoo.notebook.Sheet;
import org.inrzoo.notebook.Trial;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.parameter.Parameter;
import org.inrzoo.point.Grid;
import org.inrzoo.point.GridConvention;
import org.inrzoo.point.PointSet;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Checks of the exercise 07-make-your-own. */
public final class OwnLayer {

    /** The slopes of a feature's answer: by what entered, and by the trained number. */
    @FunctionalInterface
    public interface SlopeAnswer {
        double[] of(double z, double beta);
    }

    /** The slope of a function at a place, by its values {@code h} to the left and to the right. */
    @FunctionalInterface
    public interface Difference {
        double of(DoubleUnaryOperator function, double at, double h);
    }

    /** Which parts of a gradient are wrong. */
    @FunctionalInterface
    public interface Wrong {
        boolean[] of(ToDoubleFunction<double[]> loss, double[] theta, double[] gradient);
    }

    /** A layer's meaning. */
    @FunctionalInterface
    public interface Meaning {
        SDVariable of(SameDiff sd, SDVariable z, SDVariable beta);
    }

    /** The way back through a layer: puts the gradient by {@code z} into {@code dy} and gives that by {@code beta}. */
    @FunctionalInterface
    public interface WayBackAnswer {
        double[] of(double[][] z, double[][] dy, double[] beta);
    }

    private static final String VALUE = "the function";
    private static final String SLOPES = "its slopes";
    private static final String DIFFERENCE = "a central difference";
    private static final String WRONG = "wrong gradients are found";
    private static final String MEANING = "the layer in SameDiff";
    private static final String WAY_BACK = "the way back";

    private static final Sheet SHEET = new Sheet(VALUE, SLOPES, DIFFERENCE, WRONG, MEANING, WAY_BACK);

    private static final double EXACT = 1e-9;
    private static final double SINGLE_PRECISION = 1e-5;

    /** Far out, where e to the power of it is infinite, or 0. */
    private static final double FAR = 1000;

    private OwnLayer() {}

    /** Gap 1. */
    public static void value(DoubleBinaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(VALUE, trial -> {
            double any = draws.real(-6, 6);
            trial.given("z = " + any + ", β = 0")
                    .close(answer.applyAsDouble(any, 0), any / 2, EXACT, "at β = 0 the sigmoid is a half everywhere");
            for (double z : new double[] {FAR, -FAR}) {
                trial.given("z = " + z + ", β = 1")
                        .close(
                                answer.applyAsDouble(z, 1),
                                Math.max(z, 0),
                                EXACT,
                                "e^1000 is infinite for Java, and infinity divided by itself is no number");
            }
            for (int i = 0; i < 20; i++) {
                double z = draws.real(-6, 6);
                double beta = draws.real(-3, 3);
                trial.given("z = " + z + ", β = " + beta)
                        .close(
                                answer.applyAsDouble(z, beta),
                                z * sigmoid(beta * z),
                                EXACT,
                                "z itself times the sigmoid of β z; mind the sign of the exponent");
            }
        });
    }

    /** Gap 2; large numbers show whether a formula was written or a difference taken. */
    public static void slopes(SlopeAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(SLOPES, trial -> {
            for (double z : new double[] {FAR, -FAR}) {
                trial.given("z = " + z + ", β = 1")
                        .close(
                                answer.of(z, 1),
                                slopes(z, 1),
                                EXACT,
                                "say the sigmoid's slope by the sigmoid alone; e^1000 is infinite for Java");
            }
            for (int i = 0; i < 40; i++) {
                double size = i % 2 == 0 ? 1 : FAR;
                double z = size * draws.real(-5, 5);
                double beta = draws.real(-2, 2) / size;
                trial.given("z = " + z + ", β = " + beta)
                        .close(
                                answer.of(z, beta),
                                slopes(z, beta),
                                EXACT * Math.max(1, z * z * 1e-4),
                                "first by z: a product of two functions of z; then by β: only one depends on it. Write"
                                        + " formulas, which are exact");
            }
        });
    }

    /** Gap 3. */
    public static void difference(Difference answer) {
        Draws draws = new Draws();
        SHEET.check(DIFFERENCE, trial -> {
            for (int i = 0; i < 12; i++) {
                double[] c = draws.reals(4, -2, 2);
                DoubleUnaryOperator cubic = x -> c[0] + x * (c[1] + x * (c[2] + x * c[3]));
                double at = draws.real(-3, 3);
                double h = draws.real(0.1, 0.5);
                double expected = c[1] + 2 * c[2] * at + c[3] * (3 * at * at + h * h);
                trial.given("a cubic function, x = " + at + ", h = " + h)
                        .close(
                                answer.of(cubic, at, h),
                                expected,
                                EXACT,
                                "the line through the points at x - h and x + h; how far are these apart?");
            }
        });
    }

    /** Gap 4. */
    public static void wrong(Wrong answer) {
        Draws draws = new Draws();
        SHEET.check(WRONG, trial -> {
            for (int i = 0; i < 12; i++) {
                double[] theta = draws.reals(draws.whole(3, 7), -1, 1);
                double scale = new double[] {1, 1e5, 0}[i % 3];
                Claim claim = Claim.of(draws, theta, scale);
                double[] given = theta.clone();
                trial.given(theta.length + " parameters and slopes of about " + scale);
                trial.close(
                        numbers(answer.of(claim::loss, given, claim.gradient.clone())),
                        numbers(claim.wrong),
                        0,
                        hint(scale));
                trial.close(given, theta, 0, "put back what you have moved, or move a copy");
            }
        });
    }

    private static String hint(double scale) {
        return scale == 0
                ? "where nothing depends on a parameter its slope is 0, and a claim of 0 is right"
                : scale > 1
                        ? "a difference has an error, too, which grows with the slope: allow a share of it"
                        : "move one parameter and leave the others; too large, too small and the wrong sign all count";
    }

    /** A loss, what somebody says its gradient is, and where that is wrong. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Claim(double[] slope, double[] gradient, boolean[] wrong) {

        private static final double[] FACTORS = {-1, 0, 1.05, 0.95};

        /** At scale 0 nothing depends on the parameters. */
        static Claim of(Draws draws, double[] theta, double scale) {
            double[] slope =
                    Draws.filled(theta.length, i -> scale * draws.real(0.5, 2) * (draws.whole(0, 1) == 0 ? -1 : 1));
            double[] gradient = new double[theta.length];
            boolean[] wrong = new boolean[theta.length];
            for (int i = 0; i < theta.length; i++) {
                double right = slope[i] * Math.cos(theta[i]);
                wrong[i] = scale > 0 && draws.whole(0, 2) == 0;
                gradient[i] = wrong[i] ? right * FACTORS[draws.whole(0, FACTORS.length - 1)] : right * (1 + 1e-6);
            }
            return new Claim(slope, gradient, wrong);
        }

        double loss(double[] theta) {
            double sum = 0;
            for (int i = 0; i < slope.length; i++) {
                sum += slope[i] * Math.sin(theta[i]);
            }
            return sum;
        }
    }

    private static double[] numbers(boolean[] values) {
        return values == null ? null : Draws.filled(values.length, i -> values[i] ? 1 : 0);
    }

    /** Gap 5; one feature and several, since ND4J's wrong gradients come with one. */
    public static void meaning(Meaning answer) {
        Draws draws = new Draws();
        SHEET.check(MEANING, trial -> {
            for (int features : new int[] {1, 5}) {
                values(trial, new Answered(answer), features, draws);
                gradients(trial, new Answered(answer), features);
            }
        });
    }

    private record Answered(Meaning answer) implements Activation {

        @Override
        public List<Parameter> parameters(int inputs) {
            return List.of(new Parameter("beta", List.of(inputs), new Initializer.Constant(1), inputs, inputs, true));
        }

        @Override
        public SDVariable define(LayerGraph graph, SDVariable z) {
            return answer.of(graph.sd(), z, graph.parameter("beta"));
        }
    }

    private static void values(Trial trial, Layer layer, int features, Draws draws) {
        float[] z = Draws.floats(draws.reals(4 * features, 0, 1));
        float[] beta = Draws.floats(draws.reals(features, -3, 3));
        float[] y = new float[z.length];
        Architecture alone = new Architecture(features, List.of(new Identity(Range.UNIT), layer));
        try (Engine engine = Engines.create("samediff", alone, 1)) {
            engine.forward(beta, new PointSet(z, features), y);
        }
        for (int i = 0; i < y.length; i++) {
            float b = beta[i % features];
            trial.given("z = " + z[i] + ", β = " + b + ", " + features + " features")
                    .close(
                            y[i],
                            z[i] * sigmoid(b * z[i]),
                            SINGLE_PRECISION,
                            "z times the sigmoid of β z, each feature with a β of its own");
        }
    }

    private static void gradients(Trial trial, Layer layer, int features) {
        Initializer uniform = Initializer.pytorchDefault();
        Architecture network = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(features, uniform, uniform),
                        layer,
                        new Dense(1, uniform, uniform)));
        for (GradientCheck.Line line : GradientCheck.of(network, Grid.image(3, 2, GridConvention.PIXEL_CENTERS))) {
            trial.given(features + " features, the gradient by " + line.what())
                    .that(
                            line.holds(),
                            "every value is right, and the gradient that SameDiff derives of it is not: the Javadoc of"
                                    + " org.inrzoo.layer names such operations");
        }
    }

    /** Gap 6. */
    public static void wayBack(WayBackAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(WAY_BACK, trial -> {
            for (int i = 0; i < 8; i++) {
                int points = draws.whole(1, 6);
                int features = draws.whole(1, 4);
                double[][] z = draws.table(points, features, -3, 3);
                double[][] dy = draws.table(points, features, -2, 2);
                double[] beta = draws.reals(features, -2, 2);
                back(trial.given(points + " points of " + features + " features"), answer, z, dy, beta);
            }
        });
    }

    private static void back(Trial trial, WayBackAnswer answer, double[][] z, double[][] dy, double[] beta) {
        double[][] byZ = new double[z.length][beta.length];
        double[] byBeta = new double[beta.length];
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < beta.length; j++) {
                double[] slopes = slopes(z[i][j], beta[j]);
                byZ[i][j] = dy[i][j] * slopes[0];
                byBeta[j] += dy[i][j] * slopes[1];
            }
        }
        double[][] entered = Draws.copy(z);
        double[][] gradient = Draws.copy(dy);
        double[] trained = beta.clone();
        double[] answered = answer.of(entered, gradient, trained);
        trial.close(answered, byBeta, EXACT, "a β serves its feature at every point; which dy belongs into its sum?");
        trial.close(gradient, byZ, EXACT, "the chain rule: what came back times the slope, in the place of what came");
        trial.close(entered, z, 0, "z is needed again: leave it as it is");
        trial.close(trained, beta, 0, "β is trained by others: leave it as it is");
    }

    private static double sigmoid(double u) {
        return 1 / (1 + Math.exp(-u));
    }

    private static double[] slopes(double z, double beta) {
        double sigmoid = sigmoid(beta * z);
        double slope = sigmoid * (1 - sigmoid);
        return new double[] {sigmoid + beta * z * slope, z * z * slope};
    }
}
