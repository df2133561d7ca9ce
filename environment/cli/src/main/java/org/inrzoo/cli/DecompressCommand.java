package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.compress.Compressed;
import org.inrzoo.compress.CompressedImage;
import org.inrzoo.compress.CompressedSignal;
import org.inrzoo.datasets.Image;
import org.inrzoo.field.Field;
import org.inrzoo.io.Json;
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

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    /** What was written, in words, and how long it took from the file's first byte to the last value. */
    private record Decoded(String what, double seconds) {}

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        long start = System.nanoTime();
        Compressed compressed = Compressed.read(file);
        Decoded decoded = compressed instanceof CompressedSignal signal
                ? write(signal, start)
                : write((CompressedImage) compressed, start);
        System.out.println(json ? Json.line(data(compressed, decoded)) : "wrote " + out + ", " + decoded.what);
        return 0;
    }

    private Map<String, Object> data(Compressed compressed, Decoded decoded) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", out.toString());
        object.put("what", decoded.what);
        object.put("model", compressed.variant().name());
        object.put("settings", compressed.settings());
        object.put("bits", compressed.bits());
        object.put("decodeSeconds", decoded.seconds);
        return object;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    private Decoded write(CompressedSignal signal, long start) {
        signal.decode();
        double seconds = since(start);
        Field field = signal.field();
        SignalKind kind = SignalKinds.named(field.header().signal());
        OutputFiles.write(out, force, target -> kind.show(field, 0, target, done -> {}));
        return new Decoded("a " + field, seconds);
    }

    private Decoded write(CompressedImage image, long start) {
        Image picture = image.decode();
        double seconds = since(start);
        try {
            Pictures.format(out, BITS);
        } catch (IllegalArgumentException e) {
            throw new OptionException(e.getMessage());
        }
        OutputFiles.write(out, force, target -> Pictures.write(target, picture, BITS));
        return new Decoded(picture.width() + "x" + picture.height(), seconds);
    }
}
