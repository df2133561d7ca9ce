package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.FittedImage;
import org.inrzoo.PyTorchConvention;
import org.inrzoo.Zoo;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Range;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Reads a network of linear layers that PyTorch has trained: a state_dict, saved as safetensors.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "the state_dict: NAME.weight and NAME.bias of every layer")
    private Path file;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            required = true,
            description = "what its layers mean: siren, relu, relu-pe, finer, gauss or another of linear layers alone")
    private String model;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            required = true,
            description = "pixels of the picture it was trained on")
    private String size;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "how it was trained: omega0, targets (unit, symmetric), grid; default those of the model, 'inrzoo card NAME' shows them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--points",
            paramLabel = "yx|xy",
            defaultValue = "yx",
            description = "which coordinate comes first; default yx, rows first")
    private String points;

    @Option(
            names = "--coordinates",
            paramLabel = "unit|symmetric",
            description = "their interval over the picture, [0,1] or [-1,1]; default the model's")
    private String coordinates;

    @Option(names = "--first-omega", paramLabel = "W", description = "the first sine's omega_0; default omega0")
    private Double firstOmega;

    @Option(
            names = "--out",
            paramLabel = "FILE.safetensors",
            required = true,
            description = "the zoo's weights file to write")
    private Path out;

    @Option(names = "--force", description = "overwrite the file if it exists")
    private boolean force;

    @Override
    public Integer call() {
        OutputFiles.requireFree(out, force);
        int[] sides = Arguments.size("--size", size);
        FittedImage fitted = Zoo.loadPyTorch(file, Zoo.get(model).withAll(settings), convention(), sides[0], sides[1]);
        OutputFiles.write(out, force, fitted::save);
        System.out.println("wrote " + out + ", " + fitted);
        return 0;
    }

    private PyTorchConvention convention() {
        Arguments.oneOf("--points", points, List.of("yx", "xy"));
        if (coordinates != null) {
            Arguments.oneOf("--coordinates", coordinates, List.of("unit", "symmetric"));
        }
        if (firstOmega != null && !(firstOmega > 0 && Double.isFinite(firstOmega))) {
            throw new OptionException("--first-omega cannot be " + firstOmega + "; it is a number above 0");
        }
        return new PyTorchConvention(
                points.equals("xy"),
                Optional.ofNullable(coordinates).map(range -> Range.valueOf(range.toUpperCase(Locale.ROOT))),
                firstOmega == null ? 0 : firstOmega);
    }
}
