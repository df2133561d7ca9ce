package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "at",
        description = "Asks a fitted network at a point, in the signal's own units.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExample: inrzoo at runs/siren-phrase 1.25",
            "Coordinates come in the order of the axes: time; y x; time y x; z y x.",
            "Before negative ones put --."
        })
final class AtCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "DIR|WEIGHTS",
            description = "a fit's output folder, a weights file, or a name as of 'inrzoo weights list'")
    private Path source;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "X", description = "the point's coordinates")
    private List<Double> point;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        Field field = FieldSource.load(source);
        double[] at = point.stream().mapToDouble(Double::doubleValue).toArray();
        if (at.length != field.domain().dimensions()) {
            throw new OptionException("a point here has " + field.domain().dimensions() + " coordinates ("
                    + field.domain().names() + "), not " + at.length);
        }
        double[] values = field.at(at);
        Optional<double[]> slopes = slopes(field, at);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("axes", field.domain().axes().stream().map(Axis::name).toList());
            object.put("point", point);
            object.put("quantity", field.quantity().name());
            object.put("values", values);
            slopes.ifPresent(gradient -> object.put("gradient", gradient));
            System.out.println(Json.line(object));
            return 0;
        }
        String unit = field.quantity().unit();
        System.out.println(field.quantity().name() + " " + numbers(values) + (unit.isEmpty() ? "" : " " + unit));
        slopes.ifPresent(
                gradient -> System.out.println("its change by " + field.domain().names() + ": " + numbers(gradient)));
        return 0;
    }

    /** The gradient, where the network has one. */
    private static Optional<double[]> slopes(Field field, double[] at) {
        try {
            return Optional.of(field.gradient(at));
        } catch (OptionException e) {
            System.err.println("inrzoo: no gradient; " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String numbers(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.6g", value))
                .collect(Collectors.joining(" "));
    }
}
