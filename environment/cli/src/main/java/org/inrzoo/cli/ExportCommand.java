package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.inrzoo.FittedImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Writes a fitted network for other programs.", mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR|WEIGHTS",
            description = "a fit's output folder, a weights file, or a name as of 'inrzoo weights list'")
    private Path source;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "FILE.npz, the weights for NumPy, or FILE.onnx, the network from points (x, y) to values")
    private Path out;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        FittedImage fitted = FieldSource.image(source);
        OutputFiles.write(out, force, fitted::export);
        System.out.println("wrote " + out + ", " + fitted);
        return 0;
    }
}
