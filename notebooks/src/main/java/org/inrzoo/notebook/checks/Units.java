package org.inrzoo.notebook.checks;

import java.util.function.BiFunction;
import java.util.function.ToDoubleBiFunction;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 08-signals. */
public final class Units {

    /** The network's coordinate of a place on an axis. */
    @FunctionalInterface
    public interface Coordinate {
        double of(double place, double start, double step, int samples);
    }

    private static final String COORDINATE = "a place in the network's coordinate";
    private static final String SNR = "the signal-to-noise ratio";
    private static final String LOUDNESS = "how much of a frequency";
    private static final String IOU = "the overlap of two solids";
    private static final String CROSSING = "where the surface lies";

    private static final Sheet SHEET = new Sheet(COORDINATE, SNR, LOUDNESS, IOU, CROSSING);

    private static final double TOLERANCE = 1e-6;

    private Units() {}

    /** Gap 1. */
    public static void coordinate(Coordinate answer) {
        Draws draws = new Draws();
        SHEET.check(COORDINATE, trial -> {
            trial.given("the first of 4 samples, 1 s apart from 0 s")
                    .close(
                            answer.of(0, 0, 1, 4),
                            0.125,
                            TOLERANCE,
                            "a sample lies in the middle of its part of [0, 1], and there are as many parts as samples");
            for (int i = 0; i < 50; i++) {
                double start = draws.real(-10, 10);
                double step = i % 5 == 0 ? -draws.real(0.1, 2) : draws.real(0.001, 2);
                int samples = draws.whole(1, 50);
                double position = draws.real(-0.5, samples - 0.5);
                trial.given(samples + " samples, " + step + " apart from " + start)
                        .close(
                                answer.of(start + position * step, start, step, samples),
                                (position + 0.5) / samples,
                                TOLERANCE,
                                "first the place in samples, counted from the first one; then into [0, 1]");
            }
        });
    }

    /** Gap 2. */
    public static void snr(ToDoubleBiFunction<double[], double[]> answer) {
        Draws draws = new Draws();
        SHEET.check(SNR, trial -> {
            trial.given("a tenth of the sound too much")
                    .close(
                            answer.applyAsDouble(new double[] {1, -1, 1}, new double[] {1.1, -1.1, 1.1}),
                            20,
                            TOLERANCE,
                            "powers are mean squares; a hundredth of the power is 20 dB");
            for (int i = 0; i < 20; i++) {
                double[] sound = draws.reals(draws.whole(1, 9), 0.1, 2);
                double[] heard = Draws.filled(sound.length, k -> sound[k] + draws.real(-0.5, 0.4));
                double power = 0;
                double noise = 0;
                for (int k = 0; k < sound.length; k++) {
                    power += sound[k] * sound[k];
                    noise += (sound[k] - heard[k]) * (sound[k] - heard[k]);
                }
                trial.given(sound.length + " samples")
                        .close(
                                answer.applyAsDouble(sound.clone(), heard.clone()),
                                10 * Math.log10(power / noise),
                                TOLERANCE,
                                "the power of the sound over that of the difference, not of what was heard");
            }
        });
    }

    /** Gap 3. */
    public static void loudness(ToDoubleBiFunction<double[], Integer> answer) {
        Draws draws = new Draws();
        SHEET.check(LOUDNESS, trial -> {
            for (int i = 0; i < 30; i++) {
                int n = draws.whole(8, 40);
                int cycles = draws.whole(1, n / 2 - 1);
                double phase = draws.real(0, 2 * Math.PI);
                double height = draws.real(0.2, 3);
                double[] wave = Draws.filled(n, t -> height * Math.cos(2 * Math.PI * cycles * t / n + phase));
                trial.given("a wave of " + cycles + " cycles in " + n + " samples and amplitude " + height)
                        .close(
                                answer.applyAsDouble(wave.clone(), cycles),
                                height,
                                1e-4,
                                "a wave may begin anywhere: compare with a sine and with a cosine; the mean of a squared"
                                        + " cosine is one half");
                int other = cycles == 1 ? 2 : cycles - 1;
                trial.given("a wave of " + cycles + " cycles in " + n + " samples, asked for " + other)
                        .close(
                                answer.applyAsDouble(wave.clone(), other),
                                0,
                                1e-4,
                                "there is nothing of any other frequency in a whole number of cycles");
            }
        });
    }

    /** Gap 4. */
    public static void iou(BiFunction<boolean[], boolean[], Double> answer) {
        Draws draws = new Draws();
        SHEET.check(IOU, trial -> {
            for (int i = 0; i < 40; i++) {
                int points = draws.whole(6, 30);
                boolean[] one = new boolean[points];
                boolean[] two = new boolean[points];
                int both = 0;
                int either = 0;
                for (int k = 0; k < points; k++) {
                    one[k] = k == 0 || draws.whole(0, 2) == 0;
                    two[k] = k == 1 || draws.whole(0, 1) == 0;
                    both += one[k] && two[k] ? 1 : 0;
                    either += one[k] || two[k] ? 1 : 0;
                }
                trial.given(points + " points")
                        .close(
                                answer.apply(one.clone(), two.clone()),
                                (double) both / either,
                                TOLERANCE,
                                "points outside of both count nowhere: space is large, and agreeing on it is easy");
            }
        });
    }

    /** Gap 5. */
    public static void crossing(BiFunction<Double, Double, Double> answer) {
        Draws draws = new Draws();
        SHEET.check(CROSSING, trial -> {
            trial.given("answers of -1 and 3")
                    .close(answer.apply(-1.0, 3.0), 0.25, TOLERANCE, "nearer to the answer that is nearer to 0");
            for (int i = 0; i < 40; i++) {
                double inside = draws.real(0.1, 9);
                double outside = -draws.real(0.1, 9);
                boolean turned = draws.whole(0, 1) == 0;
                double first = turned ? outside : inside;
                double second = turned ? inside : outside;
                trial.given("answers of " + first + " and " + second)
                        .close(
                                answer.apply(first, second),
                                first / (first - second),
                                TOLERANCE,
                                "where is the straight line between the two answers 0? Either of them may be the one"
                                        + " inside");
            }
        });
    }
}
