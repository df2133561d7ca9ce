package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.datasets.label.PictureSource;
import org.inrzoo.datasets.label.PictureSources;
import picocli.CommandLine.Option;

/** What networks for pictures learn from, of commands that train them. */
final class PictureOptions {

    private static final String USUAL = "fashion";

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description =
                    "of networks for pictures: fashion[:DIR], digits, shapes[:SEED], textures[:SEED], mnist:DIR, cifar10:DIR, cifar100:DIR, folder:SIDE:DIR, or a folder with a folder of pictures for every class; default "
                            + USUAL)
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

    /** Whether any of it was asked for. */
    boolean given() {
        return data != null || pictures != null || epochs != null || from != null;
    }

    /** The pictures. */
    String data() {
        return data == null ? USUAL : data;
    }

    /** A name for a folder: the source's, or the last part of a path. */
    String name() {
        List<String> names =
                PictureSources.all().stream().map(PictureSource::name).toList();
        String first = data().split(":", 2)[0];
        if (names.contains(first)) {
            return first;
        }
        Path last = Path.of(data()).toAbsolutePath().normalize().getFileName();
        return last == null ? "pictures" : last.toString();
    }

    /** How many are learnt from; 0 for all. */
    int pictures() {
        return pictures == null ? 0 : Arguments.atLeastOne("--train", pictures);
    }

    /** The training to go on from. */
    Optional<Path> from() {
        return Optional.ofNullable(from);
    }

    /** The settings that were given. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (epochs != null) {
            settings.put("epochs", epochs);
        }
        return settings;
    }
}
