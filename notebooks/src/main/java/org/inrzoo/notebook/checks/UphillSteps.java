package org.inrzoo.notebook.checks;

import java.util.function.DoubleBinaryOperator;
import org.inrzoo.notebook.Sheet;

/** Checks of the exercise 20-annealing. */
public final class UphillSteps {

    /** A chance. */
    @FunctionalInterface
    public interface Chance {
        double of(double change, double temperature, double rate, int epoch);
    }

    /** A point after a step. */
    @FunctionalInterface
    public interface StepTaken {
        double[] after(double[] point, double[] gradient, double rate, double sigma, boolean up);
    }

    /** A growth of a distance. */
    @FunctionalInterface
    public interface Growth {
        double of(double chance, double sigma, double bend);
    }

    private static final String CHANCE = "the chance of a step up";
    private static final String STEPPED = "one step";
    private static final String MEAN = "the mean step";
    private static final String GROWTH = "whether a valley is left";

    private static final Sheet SHEET = new Sheet(CHANCE, STEPPED, MEAN, GROWTH);

    private static final double TOLERANCE = 1e-9;
    private static final double CEILING = 0.33;

    private UphillSteps() {}

    /** Gap 1. */
    public static void chance(Chance answer) {
        Draws draws = new Draws();
        SHEET.check(CHANCE, trial -> {
            trial.given("a loss that stands still").close(answer.of(0, 1, 0.1, 3), CEILING, TOLERANCE, "at most 0.33");
            for (int i = 0; i < 40; i++) {
                double change = draws.real(-0.1, 0.1);
                double temperature = draws.real(0.2, 3);
                double rate = draws.real(0.005, 0.05);
                int epoch = draws.whole(0, 30);
                trial.given("a change of " + change + " in epoch " + epoch)
                        .close(
                                answer.of(change, temperature, rate, epoch),
                                Math.min(
                                        CEILING,
                                        Math.exp(-Math.abs(change) / (temperature * rate * Math.log(epoch + 2)))),
                                TOLERANCE,
                                "falling and rising count alike; epochs begin at 0, where the logarithm is that of 2");
            }
        });
    }

    /** Gap 2. */
    public static void stepped(StepTaken answer) {
        Draws draws = new Draws();
        SHEET.check(STEPPED, trial -> {
            for (int i = 0; i < 40; i++) {
                double[] point = draws.reals(draws.whole(1, 5), -1, 1);
                double[] gradient = draws.reals(point.length, -1, 1);
                double rate = draws.real(0.1, 1);
                double sigma = draws.real(1.5, 4);
                boolean up = i % 2 == 0;
                trial.given(up ? "a step up" : "a step down")
                        .close(
                                answer.after(point.clone(), gradient.clone(), rate, sigma, up),
                                Draws.filled(point.length, k -> point[k] + (up ? sigma : -1) * rate * gradient[k]),
                                TOLERANCE,
                                "down is against the gradient; only a step up has sigma's length");
            }
        });
    }

    /** Gap 3. */
    public static void mean(DoubleBinaryOperator answer) {
        Draws draws = new Draws();
        SHEET.check(MEAN, trial -> {
            for (int i = 0; i < 30; i++) {
                double chance = draws.real(0, 0.33);
                double sigma = draws.real(0.5, 4);
                trial.given("a chance of " + chance + " and sigma " + sigma)
                        .close(
                                answer.applyAsDouble(chance, sigma),
                                1 - chance - sigma * chance,
                                TOLERANCE,
                                "steps down by their chance, less steps up by theirs, in lengths of a step down");
            }
        });
    }

    /** Gap 4. */
    public static void growth(Growth answer) {
        Draws draws = new Draws();
        SHEET.check(GROWTH, trial -> {
            for (int i = 0; i < 30; i++) {
                double chance = draws.real(0, 0.33);
                double sigma = draws.real(0.5, 4);
                double bend = draws.real(0.01, 0.5);
                trial.given("a chance of " + chance + " and sigma " + sigma)
                        .close(
                                answer.of(chance, sigma, bend),
                                chance * Math.log(1 + sigma * bend) + (1 - chance) * Math.log(1 - bend),
                                TOLERANCE,
                                "the logarithm of each of the two factors, by its chance");
            }
        });
    }
}
