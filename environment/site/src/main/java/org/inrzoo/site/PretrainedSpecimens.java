package org.inrzoo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Json;
import org.inrzoo.record.FitRecord;
import org.inrzoo.weights.WeightsEntry;

/** The images fitted by their values whose weights can be had by name; of a model with several the largest picture. */
final class PretrainedSpecimens implements Function<ZooModel, Optional<Specimen>> {

    private static final String IMAGE = "image";

    private final Path project;
    private final Map<String, List<WeightsEntry>> entries;

    /**
     * All that ship.
     *
     * @param project whose kept fits have curves
     */
    PretrainedSpecimens(Path project) {
        this.project = project;
        entries = Zoo.weights("*").stream().collect(Collectors.groupingBy(WeightsEntry::model));
    }

    @Override
    public Optional<Specimen> apply(ZooModel model) {
        return entries.getOrDefault(model.name(), List.of()).stream()
                .filter(entry -> entry.kind().equals(IMAGE) && entry.record().containsKey("psnr"))
                .map(entry -> new Recorded(entry, Json.read(Json.line(entry.record()), FitRecord.class, entry.name())))
                .max(Comparator.comparingInt(one -> one.record.width() * one.record.height()))
                .map(this::specimen);
    }

    private record Recorded(WeightsEntry entry, FitRecord record) {}

    private Specimen specimen(Recorded one) {
        WeightsEntry entry = one.entry;
        FittedImage fitted = Zoo.pretrained(entry.name()).image();
        double psnr = entry.scores().isEmpty()
                ? one.record.psnr()
                : entry.scores().get(0).value();
        Optional<Path> kept = kept(entry.model());
        return new Specimen(
                entry.tag(),
                fitted,
                original(one.record),
                one.record,
                psnr,
                kept.map(fit -> fit.getFileName().toString()).orElse(""),
                kept.map(fit -> ResultsPage.curve(fit.resolve("history.csv"), "seconds"))
                        .orElse(List.of()));
    }

    /** The picture that was fitted, where it is one of the zoo's and still the same. */
    private static Optional<Image> original(FitRecord record) {
        if (!Datasets.isName(record.image())) {
            return Optional.empty();
        }
        Image whole = Datasets.image(record.image());
        Image image = whole.width() == record.width() && whole.height() == record.height()
                ? whole
                : Datasets.image(record.image(), Math.max(record.width(), record.height()));
        return Optional.of(image).filter(one -> one.sha256().equals(record.dataSha256()));
    }

    /** A kept fit of the model by its recipe, whose folder has a history. */
    private Optional<Path> kept(String model) {
        Path folder = project.resolve("zoo/results");
        try (Stream<Path> fits = Files.list(folder)) {
            return fits.filter(fit -> fit.getFileName().toString().matches(Pattern.quote(model) + "\\.[a-z]+\\d+"))
                    .filter(fit -> Files.exists(fit.resolve("history.csv")))
                    .min(Comparator.naturalOrder());
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
    }
}
