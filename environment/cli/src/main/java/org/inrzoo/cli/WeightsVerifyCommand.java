package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.Pretrained;
import org.inrzoo.error.ZooException;
import org.inrzoo.io.Json;
import org.inrzoo.weights.WeightsName;
import org.inrzoo.weights.WeightsShelf;
import org.inrzoo.weights.WeightsShelves;
import org.inrzoo.weights.WeightsShelves.Found;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Checks that weights are whole, and that they answer what they should.",
        mixinStandardHelpOptions = true)
final class WeightsVerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FOLDER|JAR",
            description = "weights, or a folder or jar of them; default all")
    private String what;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "the engine that answers: auto, fused, samediff, opencl; default ${DEFAULT-VALUE}")
    private String engine;

    @Option(names = "--json", description = "print a JSON array")
    private boolean json;

    /** What became of a check; of what is wrong, why. */
    private record Checked(String name, double deviation, String wrong) {

        Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("name", name);
            data.put("ok", wrong == null);
            if (wrong == null) {
                data.put("deviation", deviation);
            } else {
                data.put("wrong", wrong);
            }
            return data;
        }

        String line() {
            return wrong == null
                    ? String.format(Locale.ROOT, "%-46s ok, golden outputs to %.1e", name, deviation)
                    : name + ": " + wrong;
        }
    }

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        for (Source source : sources()) {
            Checked result = check(source);
            checked.add(result);
            if (!json) {
                (result.wrong == null ? System.out : System.err).println(result.line());
            }
        }
        long wrong = checked.stream().filter(each -> each.wrong != null).count();
        if (json) {
            System.out.println(Json.line(checked.stream().map(Checked::data).toList()));
        } else {
            System.out.println(checked.size() - wrong + " of " + checked.size() + " are as they should be");
        }
        return wrong == 0 ? 0 : 1;
    }

    /** Where weights are that may be damaged. */
    private record Source(WeightsShelf shelf, WeightsName name) {

        Found found() {
            return new Found(shelf, shelf.entry(name));
        }
    }

    private List<Source> sources() {
        if (what != null && Files.exists(Path.of(what))) {
            return on(WeightsShelf.of(Path.of(what)));
        }
        if (what != null) {
            Found found = WeightsShelves.find(what);
            return List.of(new Source(found.shelf(), WeightsName.parse(what)));
        }
        return WeightsShelves.all().stream()
                .flatMap(shelf -> on(shelf).stream())
                .toList();
    }

    private static List<Source> on(WeightsShelf shelf) {
        return shelf.names().stream()
                .map(name -> new Source(shelf, WeightsName.parse(name)))
                .toList();
    }

    private Checked check(Source source) {
        String name = source.name.toString();
        try {
            double deviation = Pretrained.of(source.found()).deviation(engine);
            return deviation <= Pretrained.TOLERANCE
                    ? new Checked(name, deviation, null)
                    : new Checked(
                            name,
                            deviation,
                            String.format(
                                    Locale.ROOT,
                                    "its golden outputs differ by %.1e of the largest; %.0e is rounding",
                                    deviation,
                                    Pretrained.TOLERANCE));
        } catch (ZooException e) {
            return new Checked(name, Double.NaN, e.getMessage());
        }
    }
}
