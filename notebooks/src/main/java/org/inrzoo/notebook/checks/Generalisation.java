package org.inrzoo.notebook.checks;

import static org.inrzoo.kernel.Display.display;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.metric.Psnr;
import org.inrzoo.notebook.LineChart;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 03-generalisation. */
public final class Generalisation {

    /** The largest distance of a tested place from its nearest trained one. */
    @FunctionalInterface
    public interface Farthest {
        double of(double[] trained, double[] tested);
    }

    /** The PSNR of what a network shows of a picture, dB. */
    @FunctionalInterface
    public interface Tested {
        double psnr(FittedImage fitted, Image large);
    }

    private static final String END_POINTS = "end points";
    private static final String CENTRES = "pixel centres";
    private static final String FARTHEST = "how far a test is from the training";
    private static final String TEST = "the test";

    private static final Sheet SHEET = new Sheet(END_POINTS, CENTRES, FARTHEST, TEST);

    private static final List<String> ZOO = List.of("GridConvention", "Grid", "coordinate");

    /** Single precision is enough for places; for decibels of pictures summed in single precision, a hundredth. */
    private static final double TOLERANCE = 1e-5;

    private static final double DECIBELS = 0.01;

    private Generalisation() {}

    /** Gap 1. */
    public static void endPoints(IntFunction<double[]> answer) {
        SHEET.check(END_POINTS, "endPoints", ZOO, trial -> {
            for (int n : counts()) {
                trial.given("n = " + n)
                        .close(
                                answer.apply(n),
                                endPoints(n),
                                TOLERANCE,
                                n == 1
                                        ? "one pixel alone is at 0: it has no second one to divide the distance by"
                                        : "how many distances lie between n points? divide real numbers, not whole ones");
            }
        });
    }

    /** Gap 2. */
    public static void pixelCentres(IntFunction<double[]> answer) {
        SHEET.check(CENTRES, "pixelCentres", ZOO, trial -> {
            for (int n : counts()) {
                trial.given("n = " + n)
                        .close(
                                answer.apply(n),
                                pixelCentres(n),
                                TOLERANCE,
                                "the first centre is half a part from 0; divide real numbers, not whole ones");
            }
        });
    }

    private static int[] counts() {
        Draws draws = new Draws();
        return new int[] {2, 3, 8, 1, draws.whole(9, 40), draws.whole(41, 100)};
    }

    private static double[] endPoints(int n) {
        return Draws.filled(n, i -> n == 1 ? 0 : (double) i / (n - 1));
    }

    private static double[] pixelCentres(int n) {
        return Draws.filled(n, i -> (i + 0.5) / n);
    }

    /** Gap 3; shows what it means for both grids. */
    public static void farthest(Farthest answer) {
        Draws draws = new Draws();
        SHEET.check(FARTHEST, trial -> {
            trial.given("the same places in another order")
                    .close(
                            answer.of(new double[] {0, 1}, new double[] {1, 0}),
                            0,
                            TOLERANCE,
                            "the nearest one, not the one of the same index");
            trial.given("places a quarter apart")
                    .close(
                            answer.of(new double[] {0, 1}, new double[] {0, 0.25, 0.5, 1}),
                            0.5,
                            TOLERANCE,
                            "the largest of the smallest distances");
            for (int i = 1; i <= 12; i++) {
                double[] trained = draws.reals(i, 0, 1);
                Arrays.sort(trained);
                double[] tested = draws.reals(draws.whole(1, 20), -0.5, 1.5);
                trial.given(i + " trained places and " + tested.length + " tested ones")
                        .close(
                                answer.of(trained.clone(), tested.clone()),
                                farthest(trained, tested),
                                TOLERANCE,
                                "for every tested place the smallest distance, and of these the largest; distances are not negative");
            }
        });
        drawDistances();
    }

    private static double farthest(double[] trained, double[] tested) {
        return Arrays.stream(tested)
                .map(place -> Arrays.stream(trained)
                        .map(other -> Math.abs(place - other))
                        .min()
                        .orElseThrow())
                .max()
                .orElseThrow();
    }

    private static void drawDistances() {
        double[] pixels = {16, 8, 4, 2, 1};
        double[] logarithms =
                Arrays.stream(pixels).map(n -> Math.log(n) / Math.log(2)).toArray();
        IntToDoubleFunction ends = i -> farthest(endPoints((int) pixels[i]), endPoints(2 * (int) pixels[i]));
        IntToDoubleFunction centres = i -> farthest(pixelCentres((int) pixels[i]), pixelCentres(2 * (int) pixels[i]));
        display(new LineChart(
                        "How far the test is from the training", "log2 of pixels a tile", "largest distance, tiles")
                .line("end points", logarithms, Draws.filled(pixels.length, ends))
                .line("pixel centres", logarithms, Draws.filled(pixels.length, centres))
                .draw());
    }

    /** Gap 4; fits two small pictures that are not square. */
    public static void tested(Tested answer) {
        SHEET.check(TEST, trial -> {
            int[][] sizes = {{12, 8}, {6, 10}};
            for (int[] size : sizes) {
                Image picture = picture(size[0], size[1]);
                FittedImage fitted =
                        Zoo.get("siren").with("width", 16).with("steps", 40).fit(picture);
                for (int factor = 1; factor <= 3; factor++) {
                    Image large = picture(factor * size[0], factor * size[1]);
                    double wanted = Psnr.standard(
                            fitted.render(large.width(), large.height()).values(), large.values());
                    trial.given("a picture of " + large.width() + "\u00d7" + large.height())
                            .close(
                                    answer.psnr(fitted, large),
                                    wanted,
                                    DECIBELS,
                                    "draw the network at the size of the picture you are given, width before height,"
                                            + " and compare with that picture");
                }
            }
        });
    }

    /** The upper left part of the photographer. */
    private static Image picture(int width, int height) {
        Image camera = Datasets.image("camera", 64);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = camera.values()[i / width * 64 + i % width];
        }
        return new Image(width, height, 1, values);
    }
}
