package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.compress.Compressed;
import org.inrzoo.compress.CompressedImage;
import org.inrzoo.compress.CompressedSignal;
import org.inrzoo.datasets.Image;
import org.inrzoo.field.Field;
import org.inrzoo.io.Pictures;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decompress",
        description = "Writes the picture, sound or video of a file that 'compress' made: the same on every machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo decompress camera.inr --out camera.png",
            "          inrzoo decompress speech.inr --out speech.wav"
        })
final class DecompressCommand implements Callable<Integer> {

    private static final int BITS = 8;

    @Parameters(paramLabel = "FILE", description = "what 'inrzoo compress' wrote")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "OUT",
            required = true,
            description =
                    "the file to write; a picture's name ends in .png, .tif, .bmp or .jpg, a sound's in .wav, a video's in .gif")
    private Path out;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        Compressed compressed = Compressed.read(file);
        if (compressed instanceof CompressedSignal signal) {
            Field field = signal.field();
            SignalKind kind = SignalKinds.named(field.header().signal());
            OutputFiles.write(out, force, target -> kind.show(field, 0, target, done -> {}));
            System.out.println("wrote " + out + ", a " + field);
            return 0;
        }
        write(((CompressedImage) compressed).decode());
        return 0;
    }

    private void write(Image picture) {
        try {
            Pictures.format(out, BITS);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
        OutputFiles.write(out, force, target -> Pictures.write(target, picture, BITS));
        System.out.println("wrote " + out + ", " + picture.width() + "x" + picture.height());
    }
}
