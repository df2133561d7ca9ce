package org.inrzoo.site;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.Exhibit;
import org.inrzoo.ModelCard;
import org.inrzoo.ModelSize;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.family.Citation;
import org.inrzoo.record.FitRecord;
import org.inrzoo.site.SvgChart.ChartAxis;
import org.inrzoo.site.SvgChart.Line;
import org.inrzoo.weights.WeightsEntry;

/** A page for every model, its pictures, and what the gallery and the front page show of them. */
final class ModelPages {

    private static final List<String> VIEWER = List.of("assets/viewer.js");

    private final SiteFiles files;
    private final Links links;
    private final Path project;
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final Map<String, List<Html>> charts = new LinkedHashMap<>();
    private final Map<String, List<Html>> figures = new LinkedHashMap<>();

    ModelPages(SiteFiles files, Links links, Path project) {
        this.files = files;
        this.links = links;
        this.project = project;
    }

    /**
     * What other pages show of a model: files of the site.
     *
     * @param picture what it draws, or null
     * @param small pictures beside it by what they are
     * @param network the viewer's file, or null where it cannot compute the model
     * @param pixels what was fitted, or null
     */
    record Shown(String picture, Map<String, String> small, String network, String pixels) {}

    /** Draws a model's pictures and writes its page. */
    void write(Animal animal) {
        Shown pictures = animal.specimen().isPresent()
                ? draw(animal, animal.specimen().get())
                : shipped(animal).orElse(new Shown(null, Map.of(), null, null));
        shown.put(animal.name(), pictures);
        files.write(animal.page(), SiteFrame.html(page(animal, pictures)));
    }

    Shown shown(Animal animal) {
        return shown.get(animal.name());
    }

    private Shown draw(Animal animal, Specimen specimen) {
        String folder = "models/" + animal.name() + "/";
        SpecimenPictures drawn = SpecimenPictures.of(specimen);
        String name = animal.name();
        List<Html> made = new ArrayList<>();
        Map<String, String> small = new LinkedHashMap<>();
        write(folder + "picture.png", drawn.reconstruction());
        made.add(figure(
                animal,
                folder + "picture.png",
                specimen.tag() + " as " + name + " draws it",
                "What the network draws at the pixels that it was fitted to."));
        drawn.error().ifPresent(error -> {
            write(folder + "error.png", error);
            small.put("error", folder + "error.png");
            made.add(figure(
                    animal,
                    folder + "error.png",
                    "Map of the errors of " + name,
                    "How far each pixel is off: black is right, the lightest colour off by " + drawn.errorScale()
                            + " or more, where white is 1."));
        });
        write(folder + "zoom.png", drawn.zoom());
        small.put("zoom ×" + SpecimenPictures.ZOOM, folder + "zoom.png");
        made.add(figure(
                animal,
                folder + "zoom.png",
                "A part of the picture of " + name + ", " + SpecimenPictures.ZOOM + " times enlarged",
                "An eighth of its sides, asked for at " + SpecimenPictures.ZOOM
                        + " times as many points: what the network says between the pixels."));
        drawn.pixels().ifPresent(pixels -> {
            write(folder + "zoom-pixels.png", pixels);
            made.add(figure(
                    animal,
                    folder + "zoom-pixels.png",
                    "The same part of the pixels that were fitted",
                    "The same part of the pixels that it was fitted to: all that it has seen of it.",
                    true));
        });
        drawn.spectrum().ifPresent(spectrum -> {
            write(folder + "spectrum.png", spectrum);
            small.put("spectrum of the error", folder + "spectrum.png");
            made.add(figure(
                    animal,
                    folder + "spectrum.png",
                    "Spectrum of the error of " + name,
                    "Which waves the error is made of: the coarsest in the middle, the lighter the stronger."));
        });
        figures.put(name, made);
        charts.put(name, charts(name, specimen, drawn));
        String pixels = specimen.original()
                .map(original -> {
                    files.write(folder + "pixels.png", SpecimenPictures.png(original.toBufferedImage()));
                    return folder + "pixels.png";
                })
                .orElse(null);
        String network = ViewerNetwork.script(name, specimen.fitted())
                .map(script -> {
                    files.write(folder + "network.js", script);
                    return folder + "network.js";
                })
                .orElse(null);
        return new Shown(folder + "picture.png", small, network, pixels);
    }

    private void write(String file, BufferedImage picture) {
        files.write(file, SpecimenPictures.png(picture));
    }

    private static List<Html> charts(String name, Specimen specimen, SpecimenPictures drawn) {
        List<Html> charts = new ArrayList<>();
        if (!specimen.curve().isEmpty()) {
            charts.add(new SvgChart(
                            "PSNR over the seconds of the recorded fit " + specimen.kept(),
                            new ChartAxis("seconds, fit " + specimen.kept(), true),
                            new ChartAxis("PSNR, dB", false),
                            List.of(new Line(specimen.kept(), specimen.curve())))
                    .html());
        }
        if (!drawn.rings().isEmpty()) {
            charts.add(new SvgChart(
                            "Power of the picture and of the error of " + name + " by frequency",
                            new ChartAxis("cycles across the picture", true),
                            new ChartAxis("power, dB", false),
                            List.of(
                                    new Line("the picture", drawn.originalRings()),
                                    new Line("the error of " + name, drawn.rings())))
                    .html());
        }
        return charts;
    }

    /** The picture of a family's model that the page of all models has. */
    private Optional<Shown> shipped(Animal animal) {
        return animal.exhibit().flatMap(exhibit -> {
            Path png = project.resolve("zoo/models/" + exhibit.model() + ".png");
            if (!Files.exists(png)) {
                return Optional.empty();
            }
            String file = "models/" + exhibit.model() + "/family.png";
            if (!files.has(file)) {
                try {
                    files.write(file, Files.readAllBytes(png));
                } catch (IOException e) {
                    throw FileFailure.of("read", png, e);
                }
            }
            boolean own = exhibit.model().equals(animal.name());
            figures.put(
                    animal.name(),
                    List.of(figure(
                            animal,
                            file,
                            "A photograph that " + exhibit.model() + " has learnt for a moment, and a part of it",
                            (own ? "" : "Not of this model, but of its family's " + exhibit.model() + ": ")
                                    + "128 by 128 pixels after 100 steps, and a part of it four times as fine.")));
            return own ? Optional.of(new Shown(file, Map.of(), null, null)) : Optional.empty();
        });
    }

    private static Html figure(Animal animal, String file, String alt, String caption) {
        return figure(animal, file, alt, caption, false);
    }

    private static Html figure(Animal animal, String file, String alt, String caption, boolean sharp) {
        return Html.of(
                "<figure><img src=\"{}\" alt=\"{}\" loading=\"lazy\"{}><figcaption>{}</figcaption></figure>\n",
                Links.relative(animal.page(), file),
                alt,
                sharp ? new Html(" class=\"sharp\"") : Html.NOTHING,
                caption);
    }

    /** A figure in which the network is computed, to be zoomed and moved. */
    static Html viewer(String page, Animal animal, Shown shown) {
        Specimen specimen = animal.specimen().orElseThrow();
        Html pixels = shown.pixels == null
                ? Html.NOTHING
                : Html.of(" data-pixels=\"{}\"", Links.relative(page, shown.pixels));
        Html toggle = shown.pixels == null
                ? Html.NOTHING
                : new Html(
                        "<button type=\"button\" data-do=\"pixels\" aria-pressed=\"false\">Show the pixels</button>\n");
        return Html.of(
                """
                <figure class="viewer" data-network="{}" data-file="{}"{}>
                <canvas tabindex="0" role="img" width="{}" height="{}"
                aria-label="{}, computed from the weights of {} in this page. Plus and minus zoom, arrow keys move, 0 shows all, P the pixels."></canvas>
                <noscript><img src="{}" alt="{} as {} draws it"></noscript>
                <div class="tools" role="group" aria-label="View">
                <button type="button" data-do="in" aria-label="Zoom in">+</button>
                <button type="button" data-do="out" aria-label="Zoom out">−</button>
                <button type="button" data-do="whole">Whole picture</button>
                {}</div>
                <figcaption><output data-said aria-live="polite">…</output></figcaption>
                </figure>
                """,
                animal.name(),
                Links.relative(page, shown.network),
                pixels,
                specimen.fitted().width(),
                specimen.fitted().height(),
                specimen.tag(),
                animal.name(),
                Links.relative(page, shown.picture),
                specimen.tag(),
                animal.name(),
                toggle);
    }

    private SitePage page(Animal animal, Shown pictures) {
        ModelCard card = animal.model().card();
        List<Html> parts = new ArrayList<>();
        parts.add(Html.of(
                "<p class=\"over\"><a href=\"../gallery.html\">Gallery</a> / {}</p>\n<h1><code>{}</code></h1>\n<p class=\"lead\">{}.</p>\n",
                animal.family(),
                animal.name(),
                animal.model().summary()));
        animal.exhibit()
                .ifPresent(exhibit -> parts.add(
                        Html.of("<p class=\"formula\">{}</p>\n<p>{}</p>\n", exhibit.formula(), exhibit.line())));
        parts.add(facts(animal));
        if (pictures.network != null) {
            parts.add(Html.of(
                    "<h2 id=\"look-closer\">Look closer</h2>\n<p>This is no picture file: the page has the network's weights"
                            + " and asks it for each of these points. Drag, pinch or use the buttons; with the picture chosen, the wheel"
                            + " and the keys + − 0 and the arrows.</p>\n{}",
                    viewer(animal.page(), animal, pictures)));
        }
        List<Html> drawn = figures.getOrDefault(animal.name(), List.of());
        if (!drawn.isEmpty()) {
            parts.add(Html.of("<h2 id=\"pictures\">Pictures</h2>\n<div class=\"figures\">\n{}</div>\n", drawn));
        }
        List<Html> lines = charts.getOrDefault(animal.name(), List.of());
        if (!lines.isEmpty()) {
            parts.add(Html.of("<div class=\"charts\">\n{}</div>\n", lines));
        }
        parts.add(results(animal, card));
        parts.add(settings(animal));
        parts.add(sources(animal, card));
        return new SitePage(
                animal.page(),
                animal.name() + " · INR zoo",
                SiteFrame.GALLERY,
                Html.all(parts),
                pictures.network == null ? List.of() : VIEWER,
                true);
    }

    private static Html facts(Animal animal) {
        ModelSize size = animal.size();
        List<Html> facts = new ArrayList<>();
        facts.add(fact("parameters", Numbers.whole(animal.size().trained())));
        if (size.deployed() != size.trained()) {
            facts.add(fact("of them deployed", Numbers.whole(size.deployed())));
        }
        facts.add(fact(
                "multiply-adds a " + size.input(), Numbers.whole(animal.size().macs())));
        animal.fit().ifPresent(fit -> {
            facts.add(fact(
                    "at the pixels of " + fit.image() + ", " + fit.width() + "×" + fit.height(),
                    Numbers.orDash(2, animal.psnr(), "dB")));
            if (fit.psnrBetween() != null) {
                facts.add(fact("between them", Numbers.decimals(2, fit.psnrBetween()) + " dB"));
            }
            facts.add(fact(
                    Numbers.whole(fit.steps()) + " steps, " + fit.threads()
                            + (fit.threads() == 1 ? " thread" : " threads"),
                    Numbers.seconds(fit.seconds())));
        });
        animal.accuracy()
                .ifPresent(accuracy -> facts.add(fact(
                        animal.trainings().isEmpty()
                                ? "accuracy of the weights that ship"
                                : "accuracy, mean of " + animal.trainings().size() + " trainings",
                        Numbers.decimals(1, accuracy) + " %")));
        return Html.of("<dl class=\"facts\">\n{}</dl>\n", facts);
    }

    private static Html fact(String what, String value) {
        return Html.of("<div><dt>{}</dt><dd>{}</dd></div>\n", what, value);
    }

    private Html results(Animal animal, ModelCard card) {
        List<Html> parts = new ArrayList<>();
        List<Html> rows = new ArrayList<>();
        for (FitRecord fit : card.results()) {
            rows.add(Html.of(
                    "<tr><td>{}, {}×{}{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                    fit.image(),
                    fit.width(),
                    fit.height(),
                    card.changes(fit),
                    Numbers.whole(fit.steps()),
                    Numbers.decimals(2, fit.psnr()),
                    fit.psnrBetween() == null ? "" : Numbers.decimals(2, fit.psnrBetween()),
                    Numbers.seconds(fit.seconds())));
        }
        if (!rows.isEmpty()) {
            parts.add(table(List.of("fit", "steps", "dB", "between, dB", "time"), rows));
        }
        List<Html> signals = card.signals().stream()
                .map(record -> Html.of(
                        "<tr><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                        record.observed().text() + card.changes(record.settings()),
                        record.mainScore().toString(),
                        Numbers.seconds(record.seconds())))
                .toList();
        if (!signals.isEmpty()) {
            parts.add(table(List.of("other signals", "score", "time"), signals));
        }
        List<Html> published = card.published().stream()
                .map(paper -> Html.of(
                        "<tr><td>{}, {}, {}×{}</td><td class=\"number\">{}</td><td>{}</td></tr>\n",
                        paper.of(),
                        paper.image(),
                        paper.width(),
                        paper.height(),
                        Numbers.decimals(2, paper.psnr()),
                        paper.place()))
                .toList();
        if (!published.isEmpty()) {
            parts.add(table(List.of("what the paper states", "dB", "where"), published));
        }
        List<Html> trainings = animal.trainings().stream()
                .map(training -> Html.of(
                        "<tr><td>{}, {} pictures{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n",
                        training.data(),
                        Numbers.whole(training.learnt()),
                        training.from() == null ? "" : ", from " + training.from(),
                        String.valueOf(training.settings().get("seed")),
                        Numbers.decimals(2, training.accuracy()),
                        Numbers.seconds(training.seconds())))
                .toList();
        if (!trainings.isEmpty()) {
            parts.add(table(List.of("training", "seed", "accuracy, %", "time"), trainings));
        }
        for (WeightsEntry entry : animal.weights()) {
            parts.add(Html.of(
                    "<details><summary>weights that ship: <code>{}</code></summary>\n<pre tabindex=\"0\">{}</pre></details>\n",
                    entry.name(),
                    entry.text()));
        }
        return parts.isEmpty() ? Html.NOTHING : Html.of("<h2 id=\"results\">Records</h2>\n{}", parts);
    }

    /** A table that scrolls where it is wider than the window. */
    static Html table(List<String> head, List<Html> rows) {
        List<Html> cells = head.stream()
                .map(name -> Html.of("<th scope=\"col\">{}</th>", name))
                .toList();
        return Html.of(
                "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>{}</tr></thead><tbody>\n{}</tbody></table></div>\n",
                cells,
                rows);
    }

    private static Html settings(Animal animal) {
        List<Html> rows = animal.model().settings().entrySet().stream()
                .map(setting -> Html.of(
                        "<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>\n",
                        setting.getKey(),
                        String.valueOf(setting.getValue()),
                        animal.model().source().stated().contains(setting.getKey()) ? "the paper" : "this zoo"))
                .toList();
        return Html.of(
                """
                <h2 id="settings">Settings</h2>
                {}<details><summary>what each means, and which values it may have</summary>
                <pre tabindex="0">{}</pre></details>
                """,
                table(List.of("setting", "value", "chosen by"), rows),
                animal.model().card().text(true));
    }

    private Html sources(Animal animal, ModelCard card) {
        List<Html> parts = new ArrayList<>();
        if (!card.paper().isEmpty()) {
            parts.add(Html.of(
                    "<p>{}; {}. {}</p>\n",
                    card.paper(),
                    animal.model().source().place(),
                    animal.model().source().note()));
        } else {
            parts.add(Html.of("<p>{}</p>\n", animal.model().source().note()));
        }
        animal.exhibit().map(Exhibit::code).ifPresent(code -> {
            String file = "zoo/src/main/java/org/inrzoo/" + code;
            links.resolve("x", animal.page(), file)
                    .ifPresent(to -> parts.add(Html.of("<p>Its definition: <a href=\"{}\">{}</a>.</p>\n", to, file)));
        });
        parts.add(Html.of("<p>{}.</p>\n", card.license()));
        for (Citation reference : card.references()) {
            parts.add(Html.of("<pre tabindex=\"0\">{}</pre>\n", reference.bibtex()));
        }
        return Html.of("<h2 id=\"source\">Where it comes from</h2>\n{}", parts);
    }
}
