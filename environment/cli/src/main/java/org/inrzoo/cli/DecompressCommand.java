package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.compress.CompressedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decompress",
        description = "Draws the picture of a file that 'compress' made: the same on every machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo decompress camera.inr --out camera.png")
final class DecompressCommand implements Callable<Integer> {

    private static final int BITS = 8;

    @Parameters(paramLabel = "FILE", description = "what 'inrzoo compress' wrote")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "PICTURE",
            required = true,
            description = "the picture to write; its name ends in .png, .tif, .bmp or .jpg")
    private Path out;

    @Option(names = "--force", description = "overwrite the picture if it exists")
    private boolean force;

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        try {
            Pictures.format(out, BITS);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
        Image picture = CompressedImage.decode(file);
        OutputFiles.write(out, force, target -> Pictures.write(target, picture, BITS));
        System.out.println("wrote " + out + ", " + picture.width() + "x" + picture.height());
        return 0;
    }
}
