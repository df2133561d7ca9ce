package org.inrzoo.notebook.checks;

import java.util.List;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Relu;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.notebook.Sheet;
import org.inrzoo.notebook.Trial;
import org.inrzoo.point.Range;

/** Checks of the exercise 01-spectral-bias. */
public final class SpectralBias {

    /** The amplitude of the sine of so many cycles in these values. */
    @FunctionalInterface
    public interface Amplitude {
        double of(float[] y, int cycles);
    }

    /** A network of so many linear layers, the hidden ones of this width. */
    @FunctionalInterface
    public interface NetworkOf {
        Architecture size(int linearLayers, int width);
    }

    /** The index of the first amplitude of at least this share, or -1. */
    @FunctionalInterface
    public interface LearntAt {
        int index(double[] amplitudes, double share);
    }

    private static final String AMPLITUDE = "the amplitude of one frequency";
    private static final String NETWORK = "the network";
    private static final String LEARNT = "when a frequency has been learnt";

    private static final Sheet SHEET = new Sheet(AMPLITUDE, NETWORK, LEARNT);

    private static final double TOLERANCE = 1e-4;

    private SpectralBias() {}

    /** Gap 1. */
    public static void amplitude(Amplitude answer) {
        Draws draws = new Draws();
        SHEET.check(AMPLITUDE, trial -> {
            int[] lengths = {120, 50, 201, draws.whole(60, 300)};
            for (int n : lengths) {
                int cycles = draws.whole(3, 20);
                double loud = draws.real(0.1, 3);
                String of = " at " + n + " points";
                trial.given("a sine that starts at 0," + of)
                        .close(
                                answer.of(sine(n, loud, cycles, 0), cycles),
                                loud,
                                TOLERANCE,
                                "is the factor before the sum there, t = i/n with n the number of values, and the root taken?");
                float[] shifted = sine(n, loud, cycles, draws.real(0.3, 2.8));
                trial.given("a sine that starts elsewhere," + of)
                        .close(
                                answer.of(shifted, cycles),
                                loud,
                                TOLERANCE,
                                "the phase does not matter: a complex number has two parts, and the bars take both");
                trial.given("a frequency that is not in it," + of)
                        .close(
                                answer.of(shifted, cycles + 2),
                                0,
                                TOLERANCE,
                                "which K is in the exponent, and what is n?");
            }
        });
    }

    private static float[] sine(int n, double amplitude, int cycles, double phase) {
        return Draws.floats(Draws.filled(n, i -> amplitude * Math.sin(2 * Math.PI * cycles * i / n + phase)));
    }

    /** Gap 2. */
    public static void network(NetworkOf answer) {
        Draws draws = new Draws();
        SHEET.check(NETWORK, trial -> {
            int[][] sizes = {{6, 256}, {2, 10}, {1, 7}, {draws.whole(3, 7), draws.whole(3, 40)}};
            for (int[] size : sizes) {
                trial.given(size[0] + " linear layers of " + size[1]);
                check(trial, answer.size(size[0], size[1]), size[0], size[1]);
            }
        });
    }

    private static void check(Trial trial, Architecture built, int linear, int width) {
        trial.that(built != null, "return the Architecture");
        List<Layer> layers = built.layers();
        trial.equal(built.dimensions(), 1, "a signal has 1 dimension");
        trial.that(
                layers.get(0).equals(new Identity(Range.UNIT)),
                "the first layer hands on the coordinate as it is, from 0 to 1");
        trial.equal(
                layers.stream().filter(Dense.class::isInstance).count(),
                linear,
                "count the linear layers; the last one counts too");
        for (int i = 1; i < layers.size(); i++) {
            Class<?> wanted = i % 2 == 1 ? Dense.class : Relu.class;
            trial.that(
                    wanted.isInstance(layers.get(i)),
                    "linear layers and ReLUs in turns: layer " + i + " behind the first is "
                            + layers.get(i).getClass().getSimpleName());
        }
        trial.equal(
                layers.size(),
                2L * linear,
                "no ReLU behind the last linear layer: negative values must be within reach");
        trial.equal(built.outputs(), 1, "the last linear layer has one output");
        for (int i = 1; i < layers.size() - 1; i += 2) {
            trial.equal(((Dense) layers.get(i)).width(), width, "every hidden layer has the width asked for");
        }
        requireInitialized(trial, built);
    }

    /** PyTorch's initial weights lie within 1/sqrt(n) of 0, and are no constants. */
    private static void requireInitialized(Trial trial, Architecture built) {
        float[] parameters = built.parameters().initialize(1);
        for (ParameterLayout.Slot slot : built.parameters().slots()) {
            double bound = 1 / Math.sqrt(built.inputs(slot.layer()));
            double largest = 0;
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                largest = Math.max(largest, Math.abs(parameters[i]));
            }
            trial.that(
                    largest > 0 && largest <= bound,
                    "give each Dense the initialiser 'init' for its weights and its biases");
        }
    }

    /** Gap 3. */
    public static void learntAt(LearntAt answer) {
        Draws draws = new Draws();
        SHEET.check(LEARNT, trial -> {
            at(
                    trial,
                    answer,
                    new double[] {0, 0.3, 0.6, 0.4, 0.9},
                    0.5,
                    2,
                    "later ones do not matter, and neither does falling back");
            at(trial, answer, new double[] {0, 0.5}, 0.5, 1, "exactly the share is enough: at least, not more than");
            at(trial, answer, new double[] {0.1, 0.2}, 0.5, -1, "what is returned when none reaches it?");
            at(trial, answer, new double[] {0.9, 0.2}, 0.5, 0, "the first one counts too");
            at(trial, answer, new double[0], 0.5, -1, "what is returned when there is none?");
            for (int i = 0; i < 10; i++) {
                double[] amplitudes = draws.reals(draws.whole(2, 30), 0, 1);
                double share = draws.real(0.2, 0.95);
                int first = -1;
                for (int k = amplitudes.length - 1; k >= 0; k--) {
                    first = amplitudes[k] >= share ? k : first;
                }
                at(trial, answer, amplitudes, share, first, "compare with the share you are given");
            }
        });
    }

    private static void at(Trial trial, LearntAt answer, double[] amplitudes, double share, int expected, String hint) {
        trial.given(amplitudes.length + " amplitudes and a share of " + share)
                .equal(answer.index(amplitudes.clone(), share), expected, hint);
    }
}
