package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.inrzoo.field.Field;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.SignalKind;
import org.inrzoo.signal.SignalKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Writes what a fitted network represents: a picture, a sound, a video, a volume, a mesh.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nExample: inrzoo show runs/siren-phrase --out phrase.wav")
final class ShowCommand implements Callable<Integer> {

    private static final int MOST = 1 << 24;

    @Parameters(
            paramLabel = "DIR|WEIGHTS",
            description = "a fit's output folder, a weights file, or a name as of 'inrzoo weights list'")
    private Path source;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "samples along the longest axis; default as many as were fitted")
    private Integer size;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description =
                    "the file to write; its ending says as what: .png, .wav, .gif, .nii.gz, .npy, .ply, .stl, .obj")
    private Path out;

    @Option(
            names = "--cameras",
            paramLabel = "FILE",
            description = "of a scene: cameras to see it, a transforms.json as NeRF's; default one aside, or a turn")
    private Path cameras;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        if (size != null && (size < 1 || size > MOST)) {
            throw new OptionException("--size cannot be " + size + "; it is from 1 to " + MOST);
        }
        Field field = FieldSource.load(source);
        SignalKind kind = SignalKinds.named(field.header().signal());
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (kind.endings().stream().noneMatch(name::endsWith)) {
            throw new OptionException("--out cannot be '" + out + "'; this is of kind " + kind.name()
                    + ", whose files end in " + String.join(", ", kind.endings()));
        }
        // Writers know the format by the ending, so that what is half written has it too.
        Path half = out.resolveSibling(".inrzoo-" + ProcessHandle.current().pid() + "-" + out.getFileName());
        try {
            int side = size == null ? 0 : size;
            DrawingProgress progress = new DrawingProgress("shown");
            if (cameras == null) {
                kind.show(field, side, half, progress);
            } else {
                kind.showSeen(field, cameras, side, half, progress);
            }
            OutputFiles.write(out, force, file -> OutputFiles.move(half, file));
        } finally {
            OutputFiles.delete(half);
        }
        System.out.println("wrote " + out + (Files.isDirectory(out) ? ", a folder" : ""));
        return 0;
    }
}
