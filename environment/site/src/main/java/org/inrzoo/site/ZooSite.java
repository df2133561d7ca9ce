package org.inrzoo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.Exhibit;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.Json;
import org.inrzoo.vision.ClassifierRecord;
import org.inrzoo.weights.WeightsEntry;

/**
 * The zoo as a folder of pages that open from disk, without a network and without scripts from elsewhere. Nothing is fitted: pictures are
 * drawn from weights that ship, numbers taken from records.
 */
public final class ZooSite {

    private static final List<String> ASSETS = List.of("site.css", "viewer.js", "gallery.js");

    private final Path project;
    private final List<HelpPage> help;
    private final List<ZooModel> models;
    private final Function<ZooModel, Optional<Specimen>> specimens;

    /**
     * The site of a project.
     *
     * @param project its folder, from which notebooks, guides and records are read
     * @param help what the commands say of themselves
     * @throws SiteException when the folder is no such project
     */
    public static ZooSite of(Path project, List<HelpPage> help) {
        return new ZooSite(project, help, Zoo.list(), new PretrainedSpecimens(project));
    }

    ZooSite(
            Path project,
            List<HelpPage> help,
            List<ZooModel> models,
            Function<ZooModel, Optional<Specimen>> specimens) {
        this.project = project.toAbsolutePath().normalize();
        this.help = List.copyOf(help);
        this.models = List.copyOf(models);
        this.specimens = specimens;
        if (!Files.isDirectory(this.project.resolve("notebooks"))
                || !Files.exists(this.project.resolve("zoo/HOWTO.md"))) {
            throw new SiteException(
                    "'" + project
                            + "' is not the zoo's project, whose notebooks and guides a site is made of: call environment/inrzoo site there");
        }
    }

    /**
     * Writes the site.
     *
     * @param out a folder that is not there yet, is empty or holds an earlier site
     * @param javadoc whether with Javadoc, which takes a minute
     * @param progress is told what is made next
     * @return what was made
     * @throws org.inrzoo.option.OptionException when the folder holds anything else
     */
    public SiteReport write(Path out, boolean javadoc, Consumer<String> progress) {
        long begin = System.nanoTime();
        SiteFiles files = SiteFiles.in(out);
        Links links = new Links(project);
        SiteGuides guides = new SiteGuides(files, links, project);
        LearnPages learn = new LearnPages(files, links, project);
        guides.announce();
        learn.announce();
        ASSETS.forEach(asset -> files.write("assets/" + asset, resource(asset)));
        List<Animal> animals = animals();
        ModelPages models = new ModelPages(files, links, project);
        for (int i = 0; i < animals.size(); i++) {
            progress.accept("model " + (i + 1) + " of " + animals.size() + ", "
                    + animals.get(i).name());
            models.write(animals.get(i));
        }
        progress.accept("results and notebooks");
        Stream.of(
                        GalleryPage.of(animals, models),
                        ResultsPage.of(project, animals),
                        FrontPage.of(animals, models, learn.count()))
                .forEach(page -> files.write(page.path(), SiteFrame.html(page)));
        learn.write();
        guides.write(help, javadoc);
        shown(files, links);
        int pages = files.count(".html");
        if (javadoc) {
            progress.accept("Javadoc");
            JavadocPages.write(files, project);
        }
        files.end();
        return new SiteReport(
                out.toString(),
                pages,
                animals.size(),
                (int) animals.stream()
                        .filter(animal -> animal.specimen().isPresent())
                        .count(),
                files.count("network.js"),
                learn.count(),
                files.bytes(),
                javadoc,
                (System.nanoTime() - begin) / 1e9);
    }

    /** All models, by family in the order of the page of all models, then by name. */
    private List<Animal> animals() {
        Map<String, List<ClassifierRecord>> trainings = trainings().stream()
                .filter(ZooSite::byTheUsualOptimizer)
                .collect(Collectors.groupingBy(ClassifierRecord::model));
        Map<String, List<WeightsEntry>> weights =
                Zoo.weights("*").stream().collect(Collectors.groupingBy(WeightsEntry::model));
        return models.stream()
                .map(model -> new Animal(
                        model,
                        model.size(),
                        model.isOfCoordinates() ? specimens.apply(model) : Optional.empty(),
                        model.isOfCoordinates() ? List.of() : trainings.getOrDefault(model.name(), List.of()),
                        weights.getOrDefault(model.name(), List.of())))
                .sorted(Comparator.comparingInt(ZooSite::place).thenComparing(Animal::name))
                .toList();
    }

    private static int place(Animal animal) {
        int last = Exhibit.ALL.size();
        return animal.model().isOfCoordinates()
                ? IntStream.range(0, last)
                        .filter(i -> Exhibit.ALL.get(i).shows(animal.name()))
                        .findFirst()
                        .orElse(last)
                : last + 1;
    }

    /** What compares optimisers says little of the network. */
    private static boolean byTheUsualOptimizer(ClassifierRecord record) {
        return !"sa-gd".equals(record.settings().get("optimizer"));
    }

    private List<ClassifierRecord> trainings() {
        Path folder = project.resolve("zoo/vision-results");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<ClassifierRecord> records = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>)
                    all.filter(one -> one.toString().endsWith(".json")).sorted()::iterator) {
                String name = file.getFileName().toString();
                String text = SiteGuides.read(file);
                if (Json.read(text, JsonNode.class, name).isArray()) { // not a benchmark
                    records.addAll(List.of(Json.read(text, ClassifierRecord[].class, name)));
                }
            }
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
        return records;
    }

    /** Files that pages link to and that have no page of their own; those that they link to in turn are left out. */
    private void shown(SiteFiles files, Links links) {
        Set<String> asked = new HashSet<>(links.asked());
        for (String file : asked) {
            String there = Links.shown(file);
            if (Links.isPicture(file)) {
                try {
                    files.write(there, Files.readAllBytes(project.resolve(file)));
                } catch (IOException e) {
                    throw FileFailure.of("read", project.resolve(file), e);
                }
            } else {
                String text = SiteGuides.read(project.resolve(file));
                Html code = file.endsWith(".java") ? JavaCode.html(text) : Html.text(text);
                files.write(
                        there,
                        SiteFrame.html(new SitePage(
                                there,
                                file + " · INR zoo",
                                SiteFrame.GUIDES,
                                Html.of(
                                        "<h1><code>{}</code></h1>\n<pre tabindex=\"0\"><code>{}</code></pre>",
                                        file,
                                        code),
                                List.of(),
                                true)));
            }
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = ZooSite.class.getResourceAsStream("assets/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
