package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "render",
        description = "Draws a fitted image at any size.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo render runs/quickstart --size 1024 --out large.png")
final class RenderCommand implements Callable<Integer> {

    private static final int MAX_PIXELS_PER_SIDE = 32_768;

    @Parameters(paramLabel = "DIR|WEIGHTS", description = "a fit's output folder, or a weights file")
    private Path source;

    @Option(
            names = "--size",
            paramLabel = "N|WxH",
            description = "pixels: of the longer side, or WIDTHxHEIGHT; default those of the fitted image")
    private String size;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "level of detail, from 1, the coarsest, of models that have several; default the finest")
    private Integer level;

    @Option(
            names = "--bits",
            paramLabel = "8|16",
            description = "bits of a sample; default those of the fit's reconstruction.png, 8 where there is none")
    private Integer bits;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the picture to write; its name ends in .png, .jpg, .tif or .bmp")
    private Path out;

    @Option(names = "--force", description = "overwrite the picture if it exists")
    private boolean force;

    @Override
    public Integer call() {
        if (bits != null && bits != 8 && bits != 16) {
            throw new OptionException("--bits cannot be " + bits + "; it is 8 or 16");
        }
        OutputFiles.requireFree(out, force);
        int depth = bits == null ? depth() : bits;
        try {
            Pictures.format(out, depth);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
        Path weights = Files.isDirectory(source) ? new RunFolder(source).weights() : source;
        FittedImage whole = FittedImage.load(weights);
        FittedImage fitted = level == null ? whole : whole.level(level);
        int[] sides = size == null ? new int[] {fitted.width(), fitted.height()} : sides(size, fitted);
        requireMemory(sides[0], sides[1], fitted.channels(), depth);
        Image picture = fitted.render(sides[0], sides[1], new RenderProgress());
        OutputFiles.write(out, force, file -> Pictures.write(file, picture, depth));
        System.out.println("wrote " + out + ", " + sides[0] + "x" + sides[1]);
        return 0;
    }

    /** As many bits as the fit's own picture has, as far as the format holds them. */
    private int depth() {
        Path folder =
                Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
        int own = new RunFolder(folder).bits();
        return out.getFileName().toString().matches("(?i).*\\.(jpe?g|bmp)") ? 8 : own;
    }

    /** Refuses at once what would fail after minutes: the values, those of the tiles, and the picture in the file's format. */
    private static void requireMemory(int width, int height, int channels, int depth) {
        double values = (double) width * height * channels;
        double bytes = values * (2 * Float.BYTES + depth / 8.0);
        Runtime java = Runtime.getRuntime();
        double room = java.maxMemory() - (java.totalMemory() - java.freeMemory());
        if (values > Integer.MAX_VALUE - 8 || bytes > room) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "a picture of %dx%d is too large: it takes %.1f GB of memory, and"
                            + " Java has %.1f; --size takes a smaller one, %s",
                    width,
                    height,
                    bytes * 1e-9,
                    room * 1e-9,
                    Advice.MORE_MEMORY));
        }
    }

    private static int[] sides(String text, FittedImage fitted) {
        if (text.matches("[1-9][0-9]{0,4}")) {
            double factor = Double.parseDouble(text) / Math.max(fitted.width(), fitted.height());
            return sides(side(fitted.width(), factor) + "x" + side(fitted.height(), factor), fitted);
        }
        if (!text.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
            throw new OptionException("--size cannot be '" + text
                    + "'; it is the pixels of the longer side, such as 1024, or WIDTHxHEIGHT, such as 1024x768");
        }
        int cross = text.indexOf('x');
        int[] sides = {Integer.parseInt(text.substring(0, cross)), Integer.parseInt(text.substring(cross + 1))};
        if (Math.max(sides[0], sides[1]) > MAX_PIXELS_PER_SIDE) {
            throw new OptionException(
                    "--size cannot be '" + text + "'; a side is at most " + MAX_PIXELS_PER_SIDE + " pixels");
        }
        return sides;
    }

    private static long side(int pixels, double factor) {
        return Math.max(1, Math.round(pixels * factor));
    }

    /** A line on standard error every few seconds. */
    private static final class RenderProgress implements DoubleConsumer {

        private static final double SECONDS = 2;

        private final long start = System.nanoTime();
        private final ReportClock clock = new ReportClock(SECONDS);

        @Override
        public void accept(double done) {
            if (done < 1 && clock.isDue()) {
                double seconds = (System.nanoTime() - start) * 1e-9;
                System.err.printf(
                        Locale.ROOT, "inrzoo: %.0f %% drawn%s%n", 100 * done, Durations.left(seconds / done - seconds));
            }
        }
    }
}
