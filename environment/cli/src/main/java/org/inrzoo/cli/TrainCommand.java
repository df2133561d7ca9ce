package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.inrzoo.datasets.label.PictureSource;
import org.inrzoo.datasets.label.PictureSources;
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

    @Option(
            names = "--data",
            paramLabel = "DATA",
            defaultValue = "fashion",
            description =
                    "fashion[:DIR], digits, shapes[:SEED], textures[:SEED], mnist:DIR, cifar10:DIR, cifar100:DIR, folder:SIDE:DIR, or a folder with a folder of pictures for every class; default ${DEFAULT-VALUE}")
    private String data;

    @Option(
            names = "--train",
            paramLabel = "N",
            description = "pictures to learn from, as many of every class, drawn by the seed; default all")
    private Integer pictures;

    @Option(names = "--epochs", paramLabel = "N", description = "how often each is seen; default the recipe's")
    private Integer epochs;

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description =
                    "a training to go on from: the same network trained on, or the one whose kernels refconv-* refocuses; default fresh weights")
    private Path from;

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
        int count = pictures == null ? 0 : Arguments.atLeastOne("--train", pictures);
        int every = checkpointEvery == null ? 0 : Arguments.atLeastOne("--checkpoint-every", checkpointEvery);
        int cores = Arguments.threads(threads);
        ClaimedFolder claimed = output.claim(name + "-" + folderName(data));
        return new FitSession(output.json())
                .run(
                        claimed,
                        folder -> ClassifierRun.start(
                                model, data, count, Optional.ofNullable(from), cores, every, folder));
    }

    private VisionModel model() {
        Map<String, Object> changes = new LinkedHashMap<>(settings);
        if (epochs != null) {
            changes.put("epochs", epochs);
        }
        if (seed != null) {
            changes.put("seed", seed);
        }
        return VisionModels.get(name).withAll(changes);
    }

    /** A name for the folder: the source's, or the last part of a path. */
    private static String folderName(String data) {
        List<String> names =
                PictureSources.all().stream().map(PictureSource::name).toList();
        String first = data.split(":", 2)[0];
        if (names.contains(first)) {
            return first;
        }
        Path last = Path.of(data).toAbsolutePath().normalize().getFileName();
        return last == null ? "pictures" : last.toString();
    }
}
