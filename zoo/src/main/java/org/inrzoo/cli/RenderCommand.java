package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.DoubleConsumer;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.FittedImage;
import org.inrzoo.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "render", description = "Draws a fitted image at any size.", mixinStandardHelpOptions = true,
        sortOptions = false, footer = "%nExample: inrzoo render runs/quickstart --size 1024 --out large.png")
final class RenderCommand implements Callable<Integer> {

    private static final int MOST_PIXELS_PER_SIDE = 32_768;
    private static final int MOST_VALUES = 1 << 30;

    @Parameters(paramLabel = "DIR|WEIGHTS", description = "a fit's output folder, or a weights file")
    private Path source;

    @Option(names = "--size", paramLabel = "N|WxH",
            description = "pixels: of the longer side, or WIDTHxHEIGHT; default those of the fitted image")
    private String size;

    @Option(names = "--level", paramLabel = "N",
            description = "level of detail, from 1, the coarsest, of models that have several; default the finest")
    private Integer level;

    @Option(names = "--out", paramLabel = "FILE.png", required = true, description = "the picture to write")
    private Path out;

    @Option(names = "--force", description = "overwrite the picture if it exists")
    private boolean force;

    @Override
    public Integer call() {
        if (Files.exists(out) && !force) {
            throw new OptionException("'" + out + "' exists; --force overwrites it, --out takes another");
        }
        Path weights = Files.isDirectory(source) ? new RunFolder(source).weights() : source;
        FittedImage whole = FittedImage.load(weights);
        FittedImage fitted = level == null ? whole : whole.level(level);
        int[] sides = size == null ? new int[] {fitted.width(), fitted.height()} : sides(size, fitted);
        if ((long) sides[0] * sides[1] * fitted.channels() > MOST_VALUES) {
            throw new OptionException(
                    "a picture of " + sides[0] + "x" + sides[1] + " is too large; --size takes a smaller one");
        }
        Pictures.writePng(out, fitted.render(sides[0], sides[1], new RenderProgress()).toBufferedImage());
        System.out.println("wrote " + out + ", " + sides[0] + "x" + sides[1]);
        return 0;
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
        if (Math.max(sides[0], sides[1]) > MOST_PIXELS_PER_SIDE) {
            throw new OptionException("--size cannot be '" + text + "'; a side is at most " + MOST_PIXELS_PER_SIDE + " pixels");
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
        private double told;

        @Override
        public void accept(double done) {
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (seconds - told >= SECONDS) {
                told = seconds;
                System.err.printf(Locale.ROOT, "inrzoo: %.0f %% drawn%s%n", 100 * done,
                        Durations.left(seconds / done - seconds));
            }
        }
    }
}
