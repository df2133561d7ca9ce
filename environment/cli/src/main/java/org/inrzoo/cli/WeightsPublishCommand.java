package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.io.Json;
import org.inrzoo.publish.WeightsPublisher;
import org.inrzoo.weights.WeightsEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        description = "Makes weights by name of a run: a file of them and its entry.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExample: inrzoo weights publish runs/siren-photo --to weights --licence CC-BY-4.0",
            "INRZOO_WEIGHTS=weights then finds them."
        })
final class WeightsPublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "the folder of a fit or a training that has ended")
    private Path run;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            required = true,
            description = "where they go; made where it is missing")
    private Path folder;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "their name behind the model's; default that of the signal, such as camera128")
    private String tag;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "the terms the signal is under; default those of a built-in one")
    private String licence;

    @Option(
            names = "--weights-licence",
            paramLabel = "TEXT",
            defaultValue = WeightsPublisher.USUAL_LICENCE,
            description = "the terms the weights are under; default ${DEFAULT-VALUE}")
    private String weightsLicence;

    @Option(names = "--force", description = "replace weights of this name")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        WeightsPublisher publisher =
                new WeightsPublisher(Optional.ofNullable(tag), Optional.ofNullable(licence), weightsLicence);
        WeightsEntry entry = publisher.publish(run, folder, force);
        Path file = folder.resolve(entry.file());
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>(WeightsListCommand.data(entry));
            object.put("out", file.toAbsolutePath().toString());
            System.out.println(Json.line(object));
        } else {
            System.out.print(entry.text());
            System.out.println("wrote " + file);
        }
        return 0;
    }
}
