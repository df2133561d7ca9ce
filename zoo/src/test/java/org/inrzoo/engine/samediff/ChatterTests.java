package org.inrzoo.engine.samediff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inrzoo.layer.Dense;
import org.inrzoo.layer.GradientAssertions;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Sine;
import org.inrzoo.network.Architecture;
import org.inrzoo.parameter.Initializer;
import org.inrzoo.point.Points;
import org.inrzoo.point.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
class ChatterTests {

    private final PrintStream before = System.out;

    @AfterEach
    void putStandardOutputBack() {
        System.setOut(before);
    }

    @Test
    void isDroppedAndStandardOutputIsBackAfterwards() {
        ByteArrayOutputStream written = capture();
        PrintStream own = System.out;
        int result = Chatter.without(() -> {
            System.out.println("chatter");
            return 7;
        });
        assertThat(result).isEqualTo(7);
        assertThat(System.out).isSameAs(own);
        System.out.print("after");
        assertThat(text(written)).isEqualTo("after");
    }

    @Test
    void ofOtherThreadsIsNoChatter() throws InterruptedException {
        ByteArrayOutputStream written = capture();
        Chatter.without(() -> {
            Thread other = new Thread(() -> System.out.print("an honest line"));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        assertThat(text(written)).isEqualTo("an honest line");
    }

    @Test
    void leavesAStreamAloneThatTheProgramHasSetMeanwhile() {
        PrintStream other = new PrintStream(new ByteArrayOutputStream(), true, Charset.defaultCharset());
        Chatter.without(() -> {
            System.setOut(other);
            return null;
        });
        assertThat(System.out).isSameAs(other);
    }

    @Test
    void ofManyFitsOnFourThreadsNeverLosesStandardOutput() throws Exception {
        PrintStream own = System.out;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Double>> fits = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                fits.add(ChatterTests::fit);
            }
            double expected = fit();
            for (Future<Double> fit : threads.invokeAll(fits)) {
                assertThat(fit.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(System.out).isSameAs(own);
    }

    /** A network of its own, whose graph is built and differentiated anew. */
    private static double fit() {
        Initializer uniform = Initializer.pytorchDefault();
        Architecture architecture = new Architecture(
                2,
                List.of(
                        new Identity(Range.SYMMETRIC),
                        new Dense(4, uniform, uniform),
                        new Sine(3),
                        new Dense(1, uniform, uniform)));
        Points points = GradientAssertions.randomPoints(9, 2);
        float[] parameters = architecture.parameters().initialize(1);
        float[] gradient = new float[architecture.parameters().trainable()];
        double loss = 0;
        try (SameDiffEngine engine = new SameDiffEngine(architecture, 1)) {
            for (int step = 0; step < 3; step++) {
                loss = engine.squaredError(parameters, points, new float[9], gradient);
                for (int i = 0; i < gradient.length; i++) {
                    parameters[i] -= 0.01f * gradient[i];
                }
            }
        }
        return loss;
    }

    private static ByteArrayOutputStream capture() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, Charset.defaultCharset()));
        return written;
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(Charset.defaultCharset());
    }
}
