package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.inrzoo.fit.FitListener.Progress;
import org.junit.jupiter.api.Test;

class FitWatchTests {

    @Test
    void keepsEveryEvaluationOnce() {
        FitWatch watch = new FitWatch("fit");
        double[] psnr = {Double.NaN, 20, 20, 25, 25};
        for (int step = 1; step <= psnr.length; step++) {
            watch.onStep(new Progress(step, 10, 0.1, psnr[step - 1]));
        }
        assertThat(watch.steps()).containsExactly(2, 4);
        assertThat(watch.psnr()).containsExactly(20, 25);
    }

    @Test
    void printsTheEndWhereNothingCanBeUpdated() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FitWatch watch = new FitWatch("fit");
            watch.onStep(new Progress(1, 2, 0.1, Double.NaN));
            watch.onStep(new Progress(2, 2, 0.1, 31.25));
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("fit ")
                .contains("step 2 of 2, 31.25 dB");
    }

    @Test
    void showsWhatThereIsToKnowBeforehand() {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new FitWatch("fit").onNote("it will be slow");
        } finally {
            System.setOut(out);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("fit: it will be slow");
    }

    @Test
    void ofSeveralFitsTellWhichItIsAndWhatIsLeft() {
        assertThat(ProgressLine.time(7.6)).isEqualTo("8 s");
        assertThat(ProgressLine.time(150)).isEqualTo("3 min");
        assertThat(ProgressLine.time(9000)).isEqualTo("2.5 h");
        assertThat(ProgressLine.bar(0.5)).isEqualTo("\u2588".repeat(10) + "\u2591".repeat(10));
        assertThat(SeriesWatch.text("relu-bn", 2, 4, 1.5, 30)).endsWith(" fit 2 of 4, about 50 s left: relu-bn");
        assertThat(SeriesWatch.text("relu-bn", 4, 4, 4, 80)).endsWith(" 4 fits, 80 s");
    }
}
