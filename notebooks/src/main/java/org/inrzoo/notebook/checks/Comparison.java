package org.inrzoo.notebook.checks;

import static org.inrzoo.kernel.Display.display;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.notebook.BarChart;
import org.inrzoo.notebook.Sheet;
import org.inrzoo.notebook.Trial;

/** Checks of the exercise 04-comparison. */
public final class Comparison {

    /** Trainable parameters of a network. */
    @FunctionalInterface
    public interface Parameters {
        long of(int inputs, int width, int depth, int outputs);
    }

    /** The largest width within a budget. */
    @FunctionalInterface
    public interface WidthFor {
        int of(long budget, int depth);
    }

    /** Multiply-accumulates per pixel. */
    @FunctionalInterface
    public interface Macs {
        double perPixel(int width, int depth, int heads, int alpha);
    }

    /** The PSNR of an answer, dB. */
    @FunctionalInterface
    public interface PsnrAnswer {
        double psnr(float[] answer, float[] target);
    }

    /** The rate at which a fit ends best; {@code finalPsnr} may throw a {@link DivergedException} or give NaN. */
    @FunctionalInterface
    public interface BestRate {
        double of(DoubleUnaryOperator finalPsnr, double[] rates);
    }

    private static final String PARAMETERS = "parameters";
    private static final String WIDTH = "equal budgets";
    private static final String MACS = "arithmetic";
    private static final String PSNR = "the measure";
    private static final String RATE = "a rate for everyone";

    private static final Sheet SHEET = new Sheet(PARAMETERS, WIDTH, MACS, PSNR, RATE);

    private static final List<String> ZOO = List.of("Zoo", "Registry", "card", "trainable", "macsPerPoint", "Psnr");

    private static final double DECIBELS = 0.01;

    private Comparison() {}

    /** Gap 1. */
    public static void parameters(Parameters answer) {
        Draws draws = new Draws();
        SHEET.check(PARAMETERS, "parameters", ZOO, trial -> {
            checkCount(trial, answer, 2, 3, 1, 1, "count by hand: two matrices, two bias vectors");
            checkCount(trial, answer, 2, 3, 2, 1, "a further layer is one matrix and one bias vector more");
            checkCount(trial, answer, 2, 40_000, 4, 1, "int ends at two thousand millions: multiply as long");
            for (int i = 0; i < 20; i++) {
                checkCount(
                        trial,
                        answer,
                        draws.whole(1, 6),
                        draws.whole(1, 400),
                        draws.whole(1, 9),
                        draws.whole(1, 5),
                        "with n hidden layers there are n - 1 matrices from hidden to hidden; each output has weights and"
                                + " a bias of its own");
            }
        });
    }

    private static void checkCount(
            Trial trial, Parameters answer, int inputs, int width, int depth, int outputs, String hint) {
        trial.given(inputs + " inputs, " + depth + " hidden layers of " + width + ", " + outputs + " outputs")
                .equal(answer.of(inputs, width, depth, outputs), parameters(inputs, width, depth, outputs), hint);
    }

    private static long parameters(int inputs, int width, int depth, int outputs) {
        return (inputs + 1L) * width + (depth - 1L) * (width + 1) * width + (width + 1L) * outputs;
    }

    /** Gap 2. */
    public static void widthFor(WidthFor answer) {
        Draws draws = new Draws();
        SHEET.check(WIDTH, "widthFor", ZOO, trial -> {
            for (int i = 0; i < 12; i++) {
                int depth = draws.whole(1, 6);
                int width = draws.whole(2, 600);
                long exact = parameters(2, width, depth, 1);
                String deep = depth + " hidden layers and a budget of ";
                trial.given(deep + exact)
                        .equal(
                                answer.of(exact, depth),
                                width,
                                "a budget that fits exactly is used: at most, so equal is allowed");
                trial.given(deep + (exact - 1))
                        .equal(answer.of(exact - 1, depth), width - 1L, "the budget is never exceeded");
                long between = exact + (parameters(2, width + 1, depth, 1) - exact) / 2;
                trial.given(deep + between)
                        .equal(answer.of(between, depth), width, "the largest width within the budget, for this depth");
            }
        });
    }

    /** Gap 3. */
    public static void macsPerPixel(Macs answer) {
        Draws draws = new Draws();
        SHEET.check(MACS, "macsPerPixel", ZOO, trial -> {
            checkMacs(trial, answer, 10, 2, 1, 10, "2 x 10, then 10 x 10, then 10 for the head");
            checkMacs(trial, answer, 10, 2, 4, 10, "the body is shared by the heads, the head's own products are not");
            checkMacs(trial, answer, 10, 2, 7, 10, "divide real numbers, not whole ones, and do not round");
            checkMacs(trial, answer, 60_000, 3, 3, 10, "int ends at two thousand millions: multiply as double");
            for (int i = 0; i < 12; i++) {
                checkMacs(
                        trial,
                        answer,
                        draws.whole(3, 300),
                        draws.whole(1, 6),
                        draws.whole(2, 4096),
                        draws.whole(1, 300),
                        "the first layer has 2 inputs, each further one as many as it is wide");
            }
        });
    }

    private static void checkMacs(Trial trial, Macs answer, int width, int depth, int heads, int alpha, String hint) {
        double expected = (2.0 * width + (depth - 1.0) * width * width) / heads + alpha;
        trial.given("width " + width + ", depth " + depth + ", " + heads + " heads, alpha " + alpha)
                .close(answer.perPixel(width, depth, heads, alpha), expected, 1e-6 * expected, hint);
    }

    /** Gap 4. */
    public static void psnr(PsnrAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(PSNR, "psnr", ZOO, trial -> {
            float[] grays = {0, 0.5f, 1, 0.25f};
            check(
                    trial,
                    answer,
                    "an error of 0.1 everywhere",
                    new float[] {0.1f, 0.4f, 0.9f, 0.35f},
                    grays,
                    "the mean of the squares is 0.01, and 10 log10 of it is -20");
            check(trial, answer, "half of it", new float[] {0.05f, 0.45f, 0.95f, 0.3f}, grays, "10 log10, not 20");
            check(
                    trial,
                    answer,
                    "a pixel too bright for any screen",
                    new float[] {0.1f, 0.5f, 3, 0.35f},
                    grays,
                    "clamp the answer to [0, 1], before the error is taken");
            check(
                    trial,
                    answer,
                    "a pixel darker than black",
                    new float[] {-2, 0.4f, 1, 0.25f},
                    grays,
                    "clamp the answer to [0, 1] at both ends, before the error is taken");
            check(
                    trial,
                    answer,
                    "a dark picture",
                    new float[] {0.1f, 0.2f},
                    new float[] {0.15f, 0.3f},
                    "the peak is 1, whatever the brightest pixel is");
            for (int i = 0; i < 8; i++) {
                int n = draws.whole(5, 2000);
                check(
                        trial,
                        answer,
                        n + " values",
                        Draws.floats(draws.reals(n, -0.5, 1.5)),
                        Draws.floats(draws.reals(n, 0, 0.9)),
                        "divide by the number of values you are given");
            }
        });
    }

    private static void check(Trial trial, PsnrAnswer answer, String what, float[] shown, float[] target, String hint) {
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            double error = Math.max(0, Math.min(1, shown[i])) - target[i];
            sum += error * error;
        }
        trial.given(what)
                .close(
                        answer.psnr(shown.clone(), target.clone()),
                        -10 * Math.log10(sum / target.length),
                        DECIBELS,
                        hint);
    }

    /** Gap 5. */
    public static void bestRate(BestRate answer) {
        DivergedException diverged = diverged();
        Draws draws = new Draws();
        SHEET.check(RATE, trial -> {
            check(
                    trial,
                    answer,
                    diverged,
                    new double[] {1e-4, 1e-3, 1e-2},
                    new double[] {12, 31, 20},
                    "the highest PSNR, not the highest rate");
            check(
                    trial,
                    answer,
                    diverged,
                    new double[] {1e-2, 1e-3},
                    new double[] {-5, -3},
                    "a PSNR may be negative: start below all of them");
            check(
                    trial,
                    answer,
                    diverged,
                    new double[] {0.3, 1e-3, 1e-2},
                    new double[] {Double.NaN, 9, 12},
                    "a comparison with NaN is always false, so a first NaN is never beaten");
            check(
                    trial,
                    answer,
                    diverged,
                    new double[] {1e-3, 1e-2, 0.3},
                    new double[] {9, 12, Double.NaN},
                    "NaN does not win");
            check(
                    trial,
                    answer,
                    diverged,
                    new double[] {0.3, 1e-3, 1e-2},
                    new double[] {Double.NEGATIVE_INFINITY, 9, 12},
                    "catch that of one rate, and go on with the next");
            for (int i = 0; i < 10; i++) {
                int n = draws.whole(2, 6);
                double[] psnr = draws.reals(n, -10, 40);
                psnr[draws.whole(0, n - 1)] = i % 2 == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
                check(
                        trial,
                        answer,
                        diverged,
                        draws.reals(n, 1e-5, 1),
                        psnr,
                        "return the rate of the highest finalPsnr");
            }
        });
        drawRates(answer);
    }

    /** A rate whose PSNR stands as minus infinity diverges. */
    private static void check(
            Trial trial, BestRate answer, DivergedException diverged, double[] rates, double[] psnr, String hint) {
        Map<Double, Double> known = new TreeMap<>();
        double best = Double.NaN;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rates.length; i++) {
            known.put(rates[i], psnr[i]);
            if (psnr[i] > most) {
                best = rates[i];
                most = psnr[i];
            }
        }
        DoubleUnaryOperator finalPsnr = rate -> {
            if (!known.containsKey(rate)) {
                throw new IllegalArgumentException("finalPsnr takes one of the rates, not " + rate);
            }
            if (known.get(rate) == Double.NEGATIVE_INFINITY) {
                throw diverged;
            }
            return known.get(rate);
        };
        String results = Arrays.toString(Arrays.stream(psnr)
                .mapToObj(value ->
                        value == Double.NEGATIVE_INFINITY ? "diverged" : String.format(Locale.ROOT, "%.1f dB", value))
                .toArray());
        double found;
        try {
            found = answer.of(finalPsnr, rates.clone());
        } catch (DivergedException e) {
            trial.given("results " + results).that(false, "a DivergedException ended your search; " + hint);
            return;
        }
        trial.given("results " + results).close(found, best, 0, hint);
    }

    /** A real one. */
    private static DivergedException diverged() {
        try {
            Zoo.get("relu")
                    .with("width", 8)
                    .with("depth", 12)
                    .with("rate", 1000)
                    .with("steps", 50)
                    .fit(Datasets.image("camera", 8));
        } catch (DivergedException e) {
            return e;
        }
        throw new IllegalStateException("a rate of 1000 was expected to blow up the fit");
    }

    private static void drawRates(BestRate answer) {
        BarChart chart = new BarChart("Best of the rates 0.3, 0.0001, 0.001, 0.01", "PSNR after 60 steps, dB");
        for (String name : List.of("siren", "relu")) {
            DoubleUnaryOperator psnr = rate -> finalPsnr(name, rate);
            double best = answer.of(psnr, new double[] {0.3, 1e-4, 1e-3, 1e-2});
            chart.bar(name + ", rate " + best, psnr.applyAsDouble(best));
        }
        display(chart.draw());
    }

    private static double finalPsnr(String name, double rate) {
        double[] last = {Double.NaN};
        Zoo.get(name)
                .with("width", 48)
                .with("rate", rate)
                .with("steps", 60)
                .with("evaluations", 3)
                .fit(Datasets.image("camera", 32), step -> last[0] = step.score());
        return last[0];
    }
}
