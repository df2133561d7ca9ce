package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.FittedImage;
import org.inrzoo.ImageRenderer;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.LargeImage;
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

    @Parameters(
            paramLabel = "DIR|WEIGHTS",
            description = "a fit's output folder, a weights file, or a name as of 'inrzoo weights list'")
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
        FittedImage whole = FieldSource.image(source);
        FittedImage fitted = level == null ? whole : whole.level(level);
        RenderSize asked = size == null
                ? new RenderSize(fitted.width(), fitted.height())
                : RenderSize.parse(size, fitted.width(), fitted.height());
        DrawingProgress progress = new DrawingProgress("drawn");
        if (asked.isLarge()) {
            LargeImage picture =
                    new ImageRenderer(fitted).large((int) asked.width(), (int) asked.height(), depth, progress);
            OutputFiles.write(out, force, file -> Pictures.write(file, picture, depth));
        } else {
            asked.requireMemory(fitted.channels(), depth, room());
            Image picture = fitted.render((int) asked.width(), (int) asked.height(), progress);
            OutputFiles.write(out, force, file -> Pictures.write(file, picture, depth));
        }
        System.out.println("wrote " + out + ", " + asked);
        return 0;
    }

    /** As many bits as the fit's own picture has, as far as the format holds them. */
    private int depth() {
        Path folder =
                Files.isDirectory(source) ? source : source.toAbsolutePath().getParent();
        int own = Files.exists(source) ? new RunFolder(folder).bits() : Byte.SIZE; // a name has no folder
        return out.getFileName().toString().matches("(?i).*\\.(jpe?g|bmp)") ? 8 : own;
    }

    /** Memory that Java has left, bytes. */
    private static double room() {
        Runtime java = Runtime.getRuntime();
        return java.maxMemory() - (java.totalMemory() - java.freeMemory());
    }
}
