package org.inrzoo.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.vision.ClassifierRun;
import org.inrzoo.vision.VisionModel;
import org.inrzoo.vision.VisionModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = "Trains a network for pictures to tell classes apart.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo train ds --data fashion --train 1000 --out runs/ds",
            "          inrzoo train refconv-ds --from runs/ds --data fashion --train 1000",
            "          inrzoo train cnn --data textures --epochs 5 --seed 1"
        })
final class TrainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the network; 'inrzoo list' shows all")
    private String name;

    @Mixin
    private PictureOptions pictures;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "seed of weights, batches and how pictures are moved; default the recipe's, 0")
    private Long seed;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description =
                    "any option of the network or its recipe; default the card's, 'inrzoo card NAME --all-settings' shows them")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--snapshots",
            paramLabel = "K",
            description =
                    "copies of the weights kept over the last half of the steps, for 'inrzoo evaluate --ensemble'; default the recipe's, 0")
    private Integer snapshots;

    @Option(names = "--threads", paramLabel = "N", description = "threads that compute; default all cores")
    private Integer threads;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            description = "steps between checkpoints; default a tenth of all")
    private Integer checkpointEvery;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        VisionModel model = model();
        int count = pictures.pictures();
        int every = checkpointEvery == null ? 0 : Arguments.atLeastOne("--checkpoint-every", checkpointEvery);
        int cores = Arguments.threads(threads);
        ClaimedFolder claimed = output.claim(name + "-" + pictures.name());
        return new FitSession(output.json())
                .run(
                        claimed,
                        folder -> ClassifierRun.start(
                                model, pictures.data(), count, pictures.from(), cores, every, folder));
    }

    private VisionModel model() {
        Map<String, Object> changes = new LinkedHashMap<>(settings);
        changes.putAll(pictures.settings());
        if (snapshots != null) {
            changes.put("snapshots", snapshots);
        }
        if (seed != null) {
            changes.put("seed", seed);
        }
        return VisionModels.get(name).withAll(changes);
    }
}
