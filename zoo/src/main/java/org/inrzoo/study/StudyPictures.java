package org.inrzoo.study;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.inrzoo.FittedImage;
import org.inrzoo.chart.PictureGrid;
import org.inrzoo.datasets.Image;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.ZoomWindow;

/**
 * Draws what the networks of a study show: the image and every entry's first fit side by side, and beneath each a part of it
 * four times as large, where the networks are asked between the pixels.
 */
public final class StudyPictures {

    private static final int COLUMNS = 4;
    private static final int SIDE = 300;
    private static final int MAX_ENTRIES = 16;
    private static final Image WHITE = new Image(1, 1, 1, new float[] {1});

    private record Shown(String caption, Image whole, BufferedImage part) {}

    private StudyPictures() {}

    /**
     * The picture; entries whose first fit diverged are not in it, nor any beyond the first {@value #MAX_ENTRIES}.
     *
     * @param folder the study's
     */
    public static BufferedImage draw(StudyReport report, Image image, Path folder) {
        ZoomWindow window = ZoomWindow.of(image);
        List<Shown> shown = new ArrayList<>();
        shown.add(new Shown("original", image, window.pixels(image)));
        firstFits(report).forEach(trial -> shown.add(shown(trial, window, folder)));
        PictureGrid grid = new PictureGrid(Math.min(COLUMNS, shown.size()), SIDE);
        for (int first = 0; first < shown.size(); first += COLUMNS) {
            List<Shown> row = shown.subList(first, Math.min(shown.size(), first + COLUMNS));
            row.forEach(one -> grid.add(one.whole, one.caption));
            fill(grid, first, row.size());
            for (int i = 0; i < row.size(); i++) {
                grid.add(row.get(i).part, first + i == 0 ? "its pixels" : "");
            }
            fill(grid, first, row.size());
        }
        return grid.draw();
    }

    /**
     * The pictures that fits have left, one of every entry's first fit; nothing where they left none.
     *
     * @param folder the study's
     * @param picture where a fit has left its own
     */
    public static Optional<BufferedImage> left(StudyReport report, Path folder, Function<RunFolder, Path> picture) {
        Map<String, BufferedImage> shown = new LinkedHashMap<>();
        for (StudyFit trial : firstFits(report)) {
            Path file = picture.apply(new RunFolder(folder.resolve(trial.folder())));
            if (Files.exists(file)) {
                shown.put(caption(trial), read(file));
            }
        }
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        PictureGrid grid = new PictureGrid(Math.min(COLUMNS, shown.size()), SIDE);
        shown.forEach((caption, drawn) -> grid.add(drawn, caption));
        return Optional.of(grid.draw());
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of every entry the first fit, where it did not diverge. */
    private static List<StudyFit> firstFits(StudyReport report) {
        return report.summaries().stream()
                .flatMap(line -> report.trials().stream()
                        .filter(trial -> trial.entry().equals(line.entry()))
                        .limit(1))
                .filter(trial -> trial.result().isPresent())
                .limit(MAX_ENTRIES)
                .toList();
    }

    private static String caption(StudyFit trial) {
        return trial.entry().label() + ", "
                + trial.result().orElseThrow().mainScore().text();
    }

    private static void fill(PictureGrid grid, int first, int count) {
        for (int i = count; first > 0 && i < COLUMNS; i++) {
            grid.add(WHITE, "");
        }
    }

    private static Shown shown(StudyFit trial, ZoomWindow window, Path folder) {
        FittedImage fitted = FittedImage.load(new RunFolder(folder.resolve(trial.folder())).weights());
        return new Shown(caption(trial), fitted.render(fitted.width(), fitted.height()), window.between(fitted));
    }
}
