package org.inrzoo.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.Json;
import org.inrzoo.weights.WeightsEntry;
import org.inrzoo.weights.WeightsShelf;
import org.inrzoo.weights.WeightsShelves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Copies weights to a file, checked, and their entry beside it.",
        mixinStandardHelpOptions = true,
        footer = "%nExample: inrzoo weights get siren.camera96 --out camera.safetensors")
final class WeightsGetCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the weights; 'inrzoo weights list' shows all")
    private String name;

    @Option(names = "--out", paramLabel = "FILE", description = "the file to write; default NAME.safetensors")
    private Path out;

    @Option(names = "--force", description = "overwrite the files if they exist")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Override
    public Integer call() {
        WeightsShelves.Found found = WeightsShelves.find(name);
        WeightsEntry entry = found.entry();
        Path file = out == null ? Path.of(entry.file()) : out;
        Path beside = file.resolveSibling(
                file.getFileName().toString().replaceFirst("\\.safetensors$", "") + WeightsShelf.ENTRY);
        OutputFiles.requireFree(file, force);
        OutputFiles.requireFree(beside, force);
        byte[] weights = found.shelf().weights(entry);
        byte[] text = (Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        OutputFiles.write(file, force, target -> AtomicFiles.write(target, weights));
        OutputFiles.write(beside, force, target -> AtomicFiles.write(target, text));
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>(WeightsListCommand.data(entry));
            object.put("out", file.toAbsolutePath().toString());
            System.out.println(Json.line(object));
        } else {
            System.out.println("wrote " + file + " and " + beside.getFileName());
        }
        return 0;
    }
}
