package org.inrzoo.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listening to a fit, and ending it before its time. */
class FitListenerTests {

    private static final ZooModel MODEL =
            Zoo.get("relu-bn").with("width", 4).with("depth", 2).with("steps", 9);
    private static final Image IMAGE = Datasets.image("camera", 6);

    @AfterEach
    void noInterruptIsLeft() {
        Thread.interrupted();
    }

    private static float[] after(int steps) {
        // A recipe's steps also say where it evaluates, which changes no weight.
        return MODEL.with("steps", steps).fit(IMAGE).parameters();
    }

    @Test
    void aListenerStopsAFitWhichReturnsTheNetworkSoFar() {
        List<Integer> steps = new ArrayList<>();
        FitListener watch = progress -> steps.add(progress.step());
        FittedImage fitted = MODEL.fit(IMAGE, watch.and(FitListener.stopWhen(progress -> progress.step() == 4)));
        assertThat(steps).containsExactly(1, 2, 3, 4);
        assertThat(fitted.parameters()).containsExactly(after(4));
    }

    @Test
    void anInterruptedFitReturnsTheNetworkSoFarAndSaysSo() {
        List<String> notes = new ArrayList<>();
        FittedImage fitted = MODEL.fit(IMAGE, new FitListener() {
            @Override
            public void onStep(Progress progress) {
                if (progress.step() == 3) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void onNote(String note) {
                notes.add(note);
            }
        });
        assertThat(notes).containsExactly("interrupted after step 3 of 9; this is the network so far");
        assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        assertThat(fitted.parameters()).containsExactly(after(3));
        assertThat(fitted.render(6, 6).values()).hasSize(36);
    }

    @Test
    void anInterruptAtTheLastStepIsNoLoss() {
        List<String> notes = new ArrayList<>();
        FitListener interrupt = progress -> {
            if (progress.step() == 9) {
                Thread.currentThread().interrupt();
            }
        };
        FittedImage fitted = MODEL.fit(IMAGE, interrupt.and(new FitListener() {
            @Override
            public void onStep(Progress progress) {}

            @Override
            public void onNote(String note) {
                notes.add(note);
            }
        }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(notes).isEmpty();
        assertThat(fitted.parameters()).containsExactly(after(9));
    }

    @Test
    void severalPicturesAreFittedOneByOneUntilAnInterrupt() {
        Image other = Datasets.image("astronaut", 6);
        List<FittedImage> all = MODEL.fitAll(List.of(IMAGE, other));
        assertThat(all).extracting(FittedImage::channels).containsExactly(1, 3);
        assertThat(all.get(0).parameters()).containsExactly(after(9));
        Thread.currentThread().interrupt();
        assertThat(MODEL.fitAll(List.of(IMAGE, other))).isEmpty();
    }
}
