package org.inrzoo.notebook;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.Fit;
import org.inrzoo.fit.FitState;
import org.inrzoo.kernel.Display;
import org.inrzoo.metric.Psnr;
import org.inrzoo.network.Architecture;
import org.inrzoo.task.ImageTask;

/**
 * Networks that learn one picture side by side, taking turns, and are shown in one place that updates itself: pictures
 * that sharpen while one looks. In kernels that update nothing, the end is shown.
 */
public final class LivePictures {

    private static final int MOMENTS = 30;
    private static final int SIDE = 224;
    private static final int FRAME_MILLIS = 200;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Image picture;
    private final List<Learner> learners = new ArrayList<>();
    private final List<BufferedImage> frames = new ArrayList<>();
    private String place;

    /** A display of networks that are to learn this picture. */
    public LivePictures(Image picture) {
        this.picture = picture;
    }

    /**
     * Adds a network.
     *
     * @param caption stands under its picture
     * @param model is fitted by its recipe
     */
    public LivePictures add(String caption, ZooModel model) {
        learners.add(new Learner(caption, model));
        return this;
    }

    /**
     * Fits all networks, each in turn up to the next of some thirty moments, which are close at first and far apart later.
     * An interrupt ends it; what has been learnt until then stays.
     *
     * @throws IllegalStateException when there is no network
     */
    public void learn() {
        int steps = learners.stream()
                .mapToInt(learner -> learner.model.recipe().steps())
                .max()
                .orElseThrow(() -> new IllegalStateException("add a network first"));
        for (int moment : moments(steps)) {
            learners.forEach(learner -> learner.advance(moment));
            boolean interrupted = Thread.interrupted(); // an interrupted thread can show nothing
            show(moment, steps);
            if (interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** From 0 to {@code steps}, each about the same factor after the one before. */
    static int[] moments(int steps) {
        return IntStream.rangeClosed(0, MOMENTS)
                .map(i -> i == 0 ? 0 : (int) Math.round(Math.pow(steps, (double) i / MOMENTS)))
                .distinct()
                .toArray();
    }

    private void show(int moment, int steps) {
        ImageGrid grid = new ImageGrid(learners.size() + 1, SIDE)
                .add(picture, String.format(Locale.ROOT, "step %,d of %,d", moment, steps));
        learners.forEach(learner -> learner.addTo(grid));
        BufferedImage frame = grid.draw();
        frames.add(frame);
        if (Display.attached() && place != null) {
            Display.updateDisplay(place, frame);
        } else if (Display.attached() || moment == steps) {
            place = Display.display(frame);
        }
    }

    /**
     * A network as it is now.
     *
     * @param caption as given to {@link #add}
     * @throws IllegalArgumentException when there is none of this caption
     */
    public FittedImage fitted(String caption) {
        return learners.stream()
                .filter(learner -> learner.caption.equals(caption))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no network '" + caption + "'; there are "
                        + learners.stream().map(learner -> learner.caption).toList()))
                .fitted();
    }

    /**
     * Writes what has been shown as an animated GIF, beside the records of the notebooks' runs.
     *
     * @param name of the file
     * @return its size, bytes
     */
    public long saveGif(String name) {
        Path file = RunsFile.folder().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            new AnimatedGif(frames, FRAME_MILLIS).write(file);
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + file + "'", e);
        }
    }

    /** One network on its way. */
    private final class Learner {

        private final String caption;
        private final ZooModel model;
        private FitState state;

        Learner(String caption, ZooModel model) {
            this.caption = caption;
            this.model = model;
            state = FitState.start(
                    architecture().parameters().initialize(model.recipe().seed()));
        }

        private Architecture architecture() {
            return model.architecture(2, picture.channels());
        }

        /** Goes on until {@code moment} steps are done, or the thread is interrupted. */
        void advance(int moment) {
            if (state.step() >= Math.min(moment, model.recipe().steps())) {
                return;
            }
            ImageTask task = new ImageTask(
                    picture,
                    model.variant().family().tiles(),
                    model.variant().family().levelsOfDetail().size(),
                    model.recipe());
            try (Engine engine = Engines.create("auto", architecture(), THREADS)) {
                Fit fit = new Fit(engine, model.recipe(), task);
                fit.listener(progress -> {
                    if (progress.step() == moment) {
                        fit.stop();
                    }
                });
                state = fit.run(state);
            }
        }

        void addTo(ImageGrid grid) {
            Image now = fitted().render(picture.width(), picture.height());
            grid.add(
                    now,
                    String.format(Locale.ROOT, "%s, %.1f dB", caption, Psnr.standard(now.values(), picture.values())));
        }

        FittedImage fitted() {
            return FittedImage.trained(
                    model.variant(),
                    picture.width(),
                    picture.height(),
                    picture.channels(),
                    state.parameters(),
                    "auto",
                    THREADS);
        }
    }
}
