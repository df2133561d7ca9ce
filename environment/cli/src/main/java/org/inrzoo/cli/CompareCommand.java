package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.study.Entry;
import org.inrzoo.study.StudyChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description =
                "Fits several models to an image or other signal, or trains networks for pictures, with several seeds each: a table, a chart, pictures.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo compare relu,siren,finer --size 96 --steps 300 --seeds 1",
            "          inrzoo compare relu-pe,siren --signal image:shepp-logan --objective ct",
            "          inrzoo compare cnn,leni-dense --data fashion --train 1000 --epochs 15",
            "          inrzoo compare ds,ds:from=ds,refconv-ds:from=ds --data fashion --train 1000",
            "from=ds goes on from the ds named before, seed by seed: a fair control."
        })
final class CompareCommand implements Callable<Integer> {

    private static final String KIND = "compare";

    @Parameters(
            paramLabel = "NAME,NAME",
            split = ",",
            description =
                    "the models; settings of one alone behind colons, such as relu:rate=1e-3,siren:omega0=60:rate=1e-4")
    private List<String> names;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "fits of every model; default ${DEFAULT-VALUE}")
    private int seeds;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "an option of all those models that have it; default each recipe's")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private StudyOptions options;

    @Override
    public Integer call() {
        Map<String, Object> shared = new LinkedHashMap<>(settings);
        shared.putAll(options.shorthands());
        List<Entry> entries = Entry.parse(names, shared, options.recipe());
        StudySession session = options.session(KIND, entries, seeds);
        entries.stream()
                .filter(entry -> !entry.model().recipes().contains(options.recipe()))
                .forEach(entry -> System.err.println("inrzoo: " + entry.label() + " has no recipe '" + options.recipe()
                        + "': it is fitted by its " + entry.recipe() + "'s"));
        return session.run(
                StudyChart::draw,
                report -> report.trials().size() + " fits of " + report.about().name());
    }
}
