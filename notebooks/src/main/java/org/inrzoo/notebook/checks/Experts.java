package org.inrzoo.notebook.checks;

import static org.inrzoo.kernel.Display.display;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import org.inrzoo.notebook.ImageGrid;
import org.inrzoo.notebook.Sheet;
import org.inrzoo.notebook.Trial;

/** Checks of the exercise 05-levels-of-experts. */
public final class Experts {

    /** The expert that serves a point. */
    @FunctionalInterface
    public interface Expert {
        int of(int experts, double alpha, double beta, double[] p);
    }

    /** The weight of expert j at q. */
    @FunctionalInterface
    public interface Hat {
        double weight(int experts, int j, double q);
    }

    /** y = x W_e + b. */
    @FunctionalInterface
    public interface ExpertAnswer {
        double[] answer(double[] x, float[] weights, float[] bias, int expert);
    }

    private static final String EXPERT = "which expert";
    private static final String HAT = "blending";
    private static final String LAYER = "the layer";
    private static final String ALPHAS = "the widths of the cells";
    private static final String BETA = "the offset";

    private static final Sheet SHEET = new Sheet(EXPERT, HAT, LAYER, ALPHAS, BETA);

    private static final double TOLERANCE = 1e-4;

    private Experts() {}

    /** Gap 1; draws the tiles. */
    public static void expert(Expert answer) {
        Draws draws = new Draws();
        SHEET.check(EXPERT, trial -> {
            check(trial, answer, 2, 4, 0, new double[] {0.3}, "how many whole cells lie before q?");
            check(
                    trial,
                    answer,
                    2,
                    4,
                    0,
                    new double[] {0.6},
                    "the experts repeat: take the remainder by the number of experts");
            check(
                    trial,
                    answer,
                    3,
                    3,
                    0,
                    new double[] {0.9, 0.1},
                    "row-major: axis 0 counts most, as with rows and columns of a picture");
            check(trial, answer, 2, 4, -2.5, new double[] {0.3}, "a cast to int rounds towards 0; Math has floor");
            check(
                    trial,
                    answer,
                    2,
                    4,
                    -3.5,
                    new double[] {0.3},
                    "Java's % of a negative number is negative; Math has floorMod");
            for (int i = 0; i < 60; i++) {
                double[] p = draws.reals(draws.whole(1, 3), 0, 1);
                check(
                        trial,
                        answer,
                        draws.whole(1, 5),
                        draws.real(0.5, 40),
                        draws.real(-9, 9),
                        p,
                        "floor, then the remainder, for each axis; the first axis counts once for every expert of those behind it");
            }
        });
        BufferedImage drawn = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        int[] colours = {0x0072B2, 0xE69F00, 0x009E73, 0xF0F0F0};
        for (int i = 0; i < 64 * 64; i++) {
            int row = i / 64;
            int expert = answer.of(2, 8, 0, new double[] {(row + 0.5) / 64, (i % 64 + 0.5) / 64});
            drawn.setRGB(i % 64, i / 64, colours[expert]);
        }
        display(new ImageGrid(1, 256).add(drawn, "alpha 8, your expert()").draw());
    }

    private static void check(
            Trial trial, Expert answer, int experts, double alpha, double beta, double[] p, String hint) {
        int number = 0;
        for (double x : p) {
            number = number * experts + Math.floorMod((int) Math.floor(alpha * x + beta), experts);
        }
        trial.given("N = " + experts + ", alpha = " + alpha + ", beta = " + beta + ", p = " + Arrays.toString(p))
                .equal(answer.of(experts, alpha, beta, p.clone()), number, hint);
    }

    /** Gap 2. */
    public static void hat(Hat answer) {
        Draws draws = new Draws();
        SHEET.check(HAT, trial -> {
            check(trial, answer, 4, 2, 2, "on its own place an expert has all the weight");
            check(trial, answer, 4, 0, 2, "two cells away it has none: no weight is negative");
            check(trial, answer, 4, 0, 3.75, "the ring closes: from 3.75 it is a short way to 4, and 4 is 0 again");
            check(trial, answer, 4, 3, 10.75, "take the remainder before you compare the two ways round");
            check(trial, answer, 3, 1, -1.8, "treat a negative q like a positive one");
            for (int i = 0; i < 60; i++) {
                int experts = draws.whole(2, 7);
                check(
                        trial,
                        answer,
                        experts,
                        draws.whole(0, experts - 1),
                        draws.real(-20, 20),
                        "the shorter of the two ways round the ring");
            }
        });
    }

    private static void check(Trial trial, Hat answer, int experts, int j, double q, String hint) {
        double ahead = q - j - experts * Math.floor((q - j) / experts);
        trial.given("N = " + experts + ", j = " + j + ", q = " + q)
                .close(
                        answer.weight(experts, j, q),
                        Math.max(0, 1 - Math.min(ahead, experts - ahead)),
                        TOLERANCE,
                        hint);
    }

    /** Gap 3. */
    public static void layer(ExpertAnswer answer) {
        Draws draws = new Draws();
        SHEET.check(LAYER, trial -> {
            float[] onlyBias = {0.5f, -0.25f};
            trial.given("weights of 0")
                    .close(
                            answer.answer(new double[] {1, 2, 3}, new float[12], onlyBias.clone(), 1),
                            new double[] {0.5, -0.25},
                            TOLERANCE,
                            "without weights the answer is the bias, for every expert the same one");
            for (int i = 0; i < 20; i++) {
                int experts = draws.whole(1, 5);
                int inputs = draws.whole(1, 4);
                int width = inputs + draws.whole(1, 3);
                double[] x = draws.reals(inputs, -1, 1);
                float[] weights = Draws.floats(draws.reals(experts * inputs * width, -1, 1));
                float[] bias = Draws.floats(draws.reals(width, -1, 1));
                int expert = i == 0 ? 0 : draws.whole(0, experts - 1);
                double[] expected = Draws.filled(width, j -> {
                    double y = bias[j];
                    for (int k = 0; k < inputs; k++) {
                        y += x[k] * weights[(expert * inputs + k) * width + j];
                    }
                    return y;
                });
                trial.given("expert " + expert + " of " + experts + ", " + inputs + " inputs, width " + width)
                        .close(
                                answer.answer(x.clone(), weights.clone(), bias.clone(), expert),
                                expected,
                                TOLERANCE,
                                expert == 0
                                        ? "from one input to the next it is as far as the layer is wide; the last index runs fastest"
                                        : "one expert has inputs times width numbers: where does expert e begin?");
            }
        });
    }

    /** Gap 4, tried with the offset that gap 5 is about. */
    public static void alphas(IntFunction<double[]> answer) {
        SHEET.check(ALPHAS, trial -> {
            for (int layers = 1; layers <= 9; layers++) {
                double[] scales = answer.apply(layers);
                trial.given(layers + (layers == 1 ? " layer" : " layers"));
                trial.that(scales != null && scales.length == layers, "one number of cells for each layer");
                requireOwnCodes(trial, scales, 0.5);
                requireSingleChanges(
                        trial,
                        scales,
                        0.5,
                        "how wide are the runs of equal digits in 0, 1, 2, 3 as 00, 01, 11, 10? Each further layer has"
                                + " cells half as wide");
            }
        });
    }

    /** Gap 5, tried with the widths that gap 4 is about; draws the codes. */
    public static void beta(DoubleSupplier answer) {
        SHEET.check(BETA, trial -> {
            for (int layers = 2; layers <= 9; layers++) {
                trial.given(layers + " layers");
                requireOwnCodes(trial, halves(layers), answer.getAsDouble());
                requireSingleChanges(
                        trial,
                        halves(layers),
                        answer.getAsDouble(),
                        "with an offset of 0 all edges of coarse cells are also edges of finer ones; shift the cells by a"
                                + " part of their width");
            }
        });
        BufferedImage drawn = new BufferedImage(32, 5, BufferedImage.TYPE_INT_RGB);
        for (int k = 0; k < 32; k++) {
            List<Integer> code = code(halves(5), answer.getAsDouble(), k, 32);
            for (int layer = 0; layer < 5; layer++) {
                drawn.setRGB(k, layer, code.get(layer) == 0 ? 0x0072B2 : 0xE69F00);
            }
        }
        display(new ImageGrid(1, 512)
                .add(drawn, "the experts of 5 layers along 32 pixels")
                .draw());
    }

    private static double[] halves(int layers) {
        return Draws.filled(layers, i -> 1 << i);
    }

    private static void requireOwnCodes(Trial trial, double[] scales, double beta) {
        int pixels = 1 << scales.length;
        Set<List<Integer>> codes = new HashSet<>();
        for (int k = 0; k < pixels; k++) {
            codes.add(code(scales, beta, k, pixels));
        }
        trial.that(
                codes.size() == pixels,
                "no two pixels may have the same experts: one layer must cut the line in two, and each"
                        + " further one the parts");
    }

    private static void requireSingleChanges(Trial trial, double[] scales, double beta, String hint) {
        int pixels = 1 << scales.length;
        for (int k = 1; k < pixels; k++) {
            List<Integer> before = code(scales, beta, k - 1, pixels);
            List<Integer> code = code(scales, beta, k, pixels);
            int changes = 0;
            for (int i = 0; i < scales.length; i++) {
                changes += code.get(i).equals(before.get(i)) ? 0 : 1;
            }
            trial.that(
                    changes == 1,
                    "from pixel " + (k - 1) + " to " + k + " there are " + changes + " changes, not one; " + hint);
        }
    }

    /** The expert of each layer at a pixel, of two. */
    private static List<Integer> code(double[] scales, double beta, int pixel, int pixels) {
        double p = (pixel + 0.5) / pixels;
        return Arrays.stream(scales)
                .mapToObj(alpha -> Math.floorMod((int) Math.floor(alpha * p + beta), 2))
                .toList();
    }
}
