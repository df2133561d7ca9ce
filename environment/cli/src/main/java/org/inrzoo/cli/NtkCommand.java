package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Zoo;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.TangentKernel;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Json;
import org.inrzoo.metric.Spectrum;
import org.inrzoo.network.Architecture;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Grid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "ntk",
        description = "Shows the eigenvalues of a model's neural tangent kernel, before any fit.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class NtkCommand implements Callable<Integer> {

    private static final int MAX_PROBES = 64;
    private static final int BAR = 60;

    @Parameters(paramLabel = "NAME", description = "the model; 'inrzoo list' shows all")
    private String name;

    @Option(
            names = "--probes",
            paramLabel = "N",
            defaultValue = "32",
            description = "probes per side of a square grid; default ${DEFAULT-VALUE}")
    private int probes;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "the network for an image of NxN pixels; default: the one whose parameters the card counts")
    private Integer size;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "any option of the model; default the paper's, 'inrzoo card NAME --all-settings' shows them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "auto (fused, else samediff), fused, samediff, or opencl for GPUs; default ${DEFAULT-VALUE}")
    private String engine;

    @Mixin
    private DeviceOption device;

    @Option(names = "--json", description = "print one JSON object with all eigenvalues and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Arguments.atLeastOne("--probes", probes);
        if (probes > MAX_PROBES) {
            throw new OptionException("--probes cannot be " + probes + "; it is at most " + MAX_PROBES);
        }
        Arguments.oneOf("--engine", engine, Engines.names());
        device.use(engine);
        Variant variant = Zoo.get(name).withAll(settings).variant();
        Architecture architecture = size == null
                ? variant.family().architecture(2, 1)
                : variant.architecture(Arguments.atLeastOne("--size", size), size, 1);
        float[] parameters =
                architecture.parameters().initialize(variant.recipe().seed());
        Grid grid = Grid.image(probes, probes, variant.recipe().grid());
        try (Engine running =
                Engines.create(engine, architecture, Runtime.getRuntime().availableProcessors())) {
            Spectrum spectrum = Spectrum.of(TangentKernel.of(running, parameters, grid));
            System.out.print(
                    json
                            ? Json.line(data(variant, architecture, spectrum)) + System.lineSeparator()
                            : text(variant, architecture, spectrum));
        }
        return 0;
    }

    private Map<String, Object> data(Variant variant, Architecture architecture, Spectrum spectrum) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", variant.name());
        data.put("settings", variant.settings());
        data.put("parameters", architecture.parameters().trainable());
        data.put("probes", probes * probes);
        data.put("max", spectrum.max());
        data.put("mean", spectrum.mean());
        data.put("variance", spectrum.variance());
        data.put("eigenvalues", spectrum.eigenvalues());
        return data;
    }

    private String text(Variant variant, Architecture architecture, Spectrum spectrum) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s before any fit, seed %d: kernel of %dx%d probes, %,d parameters",
                variant.name(),
                variant.recipe().seed(),
                probes,
                probes,
                architecture.parameters().trainable());
        line(text, "largest eigenvalue  %.4g", spectrum.max());
        line(text, "mean                %.4g", spectrum.mean());
        line(text, "variance            %.4g", spectrum.variance());
        int most = spectrum.decades().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        spectrum.decades()
                .forEach((decade, count) ->
                        line(text, "from 1e%-4d %6d  %s", decade, count, "#".repeat(Math.max(1, count * BAR / most))));
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
