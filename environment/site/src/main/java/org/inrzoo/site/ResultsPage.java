package org.inrzoo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inrzoo.bench.BenchReport;
import org.inrzoo.bench.BenchReports;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.Json;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.SignalRecords;
import org.inrzoo.site.SvgChart.ChartAxis;
import org.inrzoo.site.SvgChart.Line;

/** What was measured, in charts and tables, from the records that the project keeps. */
final class ResultsPage {

    /** Lines of a chart, so that they can be told apart. */
    private static final int MOST_LINES = 12;

    private static final String HEADS = "multihead-relu-h";

    /** A phase of a benchmark to what its seconds are of. */
    private static final Map<String, String> PHASES = new LinkedHashMap<>();

    static {
        PHASES.put("train-full", "a step on all pixels");
        PHASES.put("render", "a megapixel drawn");
    }

    private final Path project;
    private final SitePage place;

    private final Set<String> models;

    private ResultsPage(Path project, Set<String> models) {
        this.project = project;
        this.models = models;
        place = new SitePage(SiteFrame.RESULTS, "", SiteFrame.RESULTS, Html.NOTHING);
    }

    /**
     * A kept fit.
     *
     * @param name of its folder
     * @param record what it reached
     * @param curve step and PSNR of each evaluation
     */
    private record Kept(String name, FitRecord record, List<double[]> curve) {

        String picture() {
            return record.image() + ", " + record.width() + "×" + record.height();
        }
    }

    static SitePage of(Path project, List<Animal> animals) {
        ResultsPage page =
                new ResultsPage(project, animals.stream().map(Animal::name).collect(Collectors.toSet()));
        List<Kept> kept = page.kept();
        Html main = Html.of(
                """
                <h1>Results</h1>
                <p class="lead">From the records that fits have left; <a href="{}">how each was made</a>. Where nothing else is said there, other work ran
                beside them: their seconds are upper bounds.</p>
                {}{}{}{}{}{}
                """,
                page.place.to("guides/records.html"),
                page.fits(kept),
                page.heads(kept),
                page.speed(),
                page.rates(),
                page.signals(),
                page.trainings(animals));
        return new SitePage(SiteFrame.RESULTS, "Results · INR zoo", SiteFrame.RESULTS, main, List.of(), true);
    }

    private List<Kept> kept() {
        Path folder = project.resolve("zoo/results");
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(fit -> Files.exists(fit.resolve("result.json")))
                    .sorted()
                    .map(fit -> new Kept(
                            fit.getFileName().toString(),
                            Json.read(
                                    SiteGuides.read(fit.resolve("result.json")),
                                    FitRecord.class,
                                    fit.getFileName().toString()),
                            curve(fit.resolve("history.csv"), "step")))
                    .toList();
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
    }

    /** The PSNR in a fit's history against another of its columns; empty where there is no such file. */
    static List<double[]> curve(Path history, String against) {
        if (!Files.exists(history)) {
            return List.of();
        }
        List<String> lines = SiteGuides.read(history).lines().toList();
        List<String> head = List.of(lines.get(0).split(","));
        int x = head.indexOf(against);
        int y = head.indexOf("psnr");
        return lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(row -> new double[] {Double.parseDouble(row[x]), Double.parseDouble(row[y])})
                .toList();
    }

    private Html fits(List<Kept> kept) {
        Map<String, List<Kept>> pictures = kept.stream()
                .filter(fit -> !fit.record.model().startsWith(HEADS))
                .collect(Collectors.groupingBy(Kept::picture, TreeMap::new, Collectors.toList()));
        List<Html> parts = new ArrayList<>();
        pictures.forEach((picture, fits) -> {
            if (fits.size() > 2) {
                parts.add(fits(picture, best(fits)));
            }
        });
        return Html.of("<h2 id=\"fits\">Fits of one picture</h2>\n{}", parts);
    }

    private static List<Kept> best(List<Kept> fits) {
        return fits.stream()
                .sorted(Comparator.comparingDouble((Kept fit) -> fit.record.psnr())
                        .reversed())
                .toList();
    }

    private Html fits(String picture, List<Kept> fits) {
        List<Kept> drawn = fits.subList(0, Math.min(MOST_LINES, fits.size()));
        SvgChart chart = new SvgChart(
                "PSNR of fits of " + picture + " by step",
                new ChartAxis("steps", true),
                new ChartAxis("PSNR, dB", false),
                drawn.stream().map(fit -> new Line(label(fit), fit.curve)).toList());
        List<Html> rows = fits.stream()
                .map(fit -> Html.of(
                        "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                        model(fit.record.model(), label(fit)),
                        Numbers.decimals(2, fit.record.psnr()),
                        fit.record.psnrBetween() == null ? "" : Numbers.decimals(2, fit.record.psnrBetween()),
                        Numbers.whole(fit.record.steps()),
                        Numbers.decimals(3, fit.record.secondsPerStep())))
                .toList();
        Html more = fits.size() > drawn.size()
                ? Html.of("<p>The chart has the {} best of {}.</p>\n", drawn.size(), fits.size())
                : Html.NOTHING;
        return Html.of(
                "<h3>{}</h3>\n<div class=\"pair\">{}{}</div>\n{}",
                picture,
                chart.html(),
                ModelPages.table(List.of("model", "dB", "between, dB", "steps", "a step, s"), rows),
                more);
    }

    /** A text that leads to a model's page. */
    private Html model(String name, String text) {
        return models.contains(name)
                ? Html.of("<a href=\"models/{}.html\"><code>{}</code></a>", name, text)
                : Html.of("<code>{}</code>", text);
    }

    /** The model, and what was other than its recipe, as the record's folder says. */
    private static String label(Kept fit) {
        String[] parts = fit.name.split("\\.", 3);
        return parts.length < 3 ? parts[0] : parts[0] + ", " + parts[2];
    }

    private Html heads(List<Kept> kept) {
        List<FitRecord> fits = kept.stream()
                .map(Kept::record)
                .filter(record -> record.model().matches(HEADS + "\\d+") && record.test() != null)
                .sorted(Comparator.comparingInt(ResultsPage::heads))
                .toList();
        if (fits.size() < 3) {
            return Html.NOTHING;
        }
        SvgChart chart = new SvgChart(
                "PSNR of Multi-Head ReLU networks by their number of heads",
                new ChartAxis("heads per side of the picture", true),
                new ChartAxis("PSNR, dB", false),
                List.of(
                        new Line("at the pixels that were fitted", points(fits, FitRecord::psnr)),
                        new Line(
                                "at twice the size, between them",
                                points(fits, fit -> fit.test().psnr()))));
        return Html.of(
                "<h2 id=\"heads\">More heads memorise</h2>\n<p>A Multi-Head ReLU network gets ever better at the pixels it was"
                        + " fitted to, but not between them.</p>\n{}",
                chart.html());
    }

    private static int heads(FitRecord record) {
        return Integer.parseInt(record.model().substring(HEADS.length()));
    }

    private static List<double[]> points(List<FitRecord> fits, ToDoubleFunction<FitRecord> value) {
        return fits.stream()
                .map(fit -> new double[] {heads(fit), value.applyAsDouble(fit)})
                .toList();
    }

    private Html speed() {
        List<Html> parts = new ArrayList<>();
        PHASES.forEach((phase, what) -> {
            List<Html> rows = new ArrayList<>();
            double most = BenchReports.all().stream()
                    .flatMap(
                            report -> Stream.of("samediff", "libtorch").flatMap(to -> report.ratio(to, phase).stream()))
                    .mapToDouble(BenchReport.Ratio::median)
                    .max()
                    .orElse(1);
            for (BenchReport report : BenchReports.all()) {
                rows.add(Html.of(
                        "<tr><td>{}, {}²</td><td class=\"number\">{}</td>{}{}</tr>\n",
                        model(report.model(), report.model()),
                        report.size(),
                        report.result("fused", phase)
                                .map(result -> Numbers.decimals(1, 1000 * result.secondsMedian()))
                                .orElse(""),
                        bar(report, "samediff", phase, most),
                        bar(report, "libtorch", phase, most)));
            }
            parts.add(Html.of(
                    "<h3>Of {}</h3>\n{}",
                    what,
                    ModelPages.table(
                            List.of("model, pixels", "ms", "times as fast as SameDiff", "times as fast as libtorch"),
                            rows)));
        });
        return Html.of(
                "<h2 id=\"speed\">Speed of the fused engine</h2>\n<p>Two cores with nothing else to do. An empty place: it was not"
                        + " measured there, or cannot be said in that library. The bars are logarithmic.</p>\n{}",
                parts);
    }

    private static Html bar(BenchReport report, String to, String phase, double most) {
        return report.ratio(to, phase)
                .map(ratio -> bar(Math.log(ratio.median()), Math.log(most), Numbers.decimals(1, ratio.median())))
                .orElse(new Html("<td></td>"));
    }

    /** A cell with a bar and its number. */
    private static Html bar(double value, double most, String text) {
        return Html.of(
                "<td class=\"bar\"><span style=\"width:{}%\"></span>{}</td>",
                Numbers.decimals(1, Math.max(0, Math.min(100, 100 * value / most))), text);
    }

    /** Quality against size of networks as files, and of JPEG: the points that no other of the same kind beats. */
    private Html rates() {
        List<Html> charts = new ArrayList<>();
        Path folder = project.resolve("zoo/results");
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>)
                    all.filter(one -> one.toString().endsWith(".rd.json")).sorted()::iterator) {
                JsonNode report = Json.read(
                        SiteGuides.read(file),
                        JsonNode.class,
                        file.getFileName().toString());
                Map<String, List<double[]>> coders = new LinkedHashMap<>();
                report.path("points")
                        .forEach(point -> coders.computeIfAbsent(
                                        point.path("coder").asText(), coder -> new ArrayList<>())
                                .add(new double[] {
                                    point.path("bpp").asDouble(),
                                    point.path("psnr").asDouble()
                                }));
                String picture = report.path("picture").asText();
                charts.add(Html.of(
                        "<div><h3>{}, {}×{}</h3>{}</div>",
                        picture,
                        report.path("width").asInt(),
                        report.path("height").asInt(),
                        new SvgChart(
                                        "PSNR against bits a pixel of files of " + picture,
                                        new ChartAxis("bits a pixel", true),
                                        new ChartAxis("PSNR, dB", false),
                                        coders.entrySet().stream()
                                                .map(coder -> new Line(coder.getKey(), front(coder.getValue())))
                                                .toList())
                                .html()));
            }
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
        return charts.isEmpty() ? Html.NOTHING : Html.of("""
                        <h2 id="small-files">Small files</h2>
                        <p>Quantised, entropy-coded weights as files, beside JPEG.</p>
                        <div class="charts">{}</div>
                        """, charts);
    }

    private static List<double[]> front(List<double[]> points) {
        List<double[]> front = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (double[] point : points.stream()
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .toList()) {
            if (point[1] > best) {
                best = point[1];
                front.add(point);
            }
        }
        return front;
    }

    private Html signals() {
        List<Html> rows = SignalRecords.all().stream()
                .map(record -> Html.of(
                        "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td>{}</td><td class=\"number\">{}</td></tr>\n",
                        model(record.model(), record.model()),
                        record.observed().text(),
                        record.mainScore().toString(),
                        record.compared().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        Numbers.seconds(record.seconds())))
                .toList();
        return Html.of(
                "<h2 id=\"signals\">Scans, sounds, solids, scenes</h2>\n{}",
                ModelPages.table(List.of("model", "what was observed", "score", "to compare", "time"), rows));
    }

    private Html trainings(List<Animal> animals) {
        List<Html> rows = animals.stream()
                .filter(animal -> animal.accuracy().isPresent())
                .map(animal -> Html.of(
                        "<tr><td><a href=\"{}\"><code>{}</code></a></td><td class=\"number\">{}</td><td class=\"number\">{}</td>{}</tr>\n",
                        animal.page(),
                        animal.name(),
                        Numbers.whole(animal.size().trained()),
                        animal.trainings().size(),
                        bar(
                                animal.accuracy().getAsDouble(),
                                100,
                                Numbers.decimals(1, animal.accuracy().getAsDouble()))))
                .toList();
        return rows.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<h2 id=\"trainings\">Networks for pictures</h2>\n<p>Mean accuracy on pictures that were not learnt from;"
                                + " <a href=\"{}\">what was trained, and against which control</a>.</p>\n{}",
                        place.to("guides/trainings.html"),
                        ModelPages.table(List.of("network", "parameters", "trainings", "accuracy, %"), rows));
    }
}
