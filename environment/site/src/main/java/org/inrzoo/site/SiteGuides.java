package org.inrzoo.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.inrzoo.datasets.FileFailure;

/** The guides: the project's own texts as pages, the command line's help, and a list of them for those who come with a question. */
final class SiteGuides {

    static final String PROVENANCE = "guides/provenance.html";
    private static final String COMMANDS = "guides/commands.html";

    /**
     * A text of the project.
     *
     * @param file in the project
     * @param page in the site
     * @param line what it is for
     */
    private record Guide(String file, String page, String line) {}

    private static final List<Guide> GUIDES = List.of(
            new Guide("README.md", "guides/overview.html", "What is here, and how to begin."),
            new Guide("zoo/HOWTO.md", "guides/howto.html", "The library by questions: each snippet runs as it stands."),
            new Guide("CONTRIBUTING.md", "guides/contributing.html", "A model, a layer, an optimiser of your own."),
            new Guide("zoo/ARCHITECTURE.md", "guides/architecture.html", "The packages and their one direction."),
            new Guide("environment/README.md", "guides/environment.html", "The launcher on every system."),
            new Guide("notebooks/README.md", "guides/notebooks.html", "How the notebooks are opened and run."),
            new Guide("notebooks/exercises/README.md", "guides/exercises.html", "To hand out, to fill in, to mark."),
            new Guide(
                    "notebooks/course/README.md", "guides/course.html", "Four meetings with plan, slides and rubric."),
            new Guide("notebooks/course/meeting-1.md", "guides/meeting-1.html", "Slides of the first meeting."),
            new Guide("notebooks/course/meeting-2.md", "guides/meeting-2.html", "Slides of the second."),
            new Guide("notebooks/course/meeting-3.md", "guides/meeting-3.html", "Slides of the third."),
            new Guide("notebooks/course/meeting-4.md", "guides/meeting-4.html", "Slides of the fourth."),
            new Guide("zoo/results/README.md", "guides/records.html", "How every recorded fit was made."),
            new Guide("zoo/vision-results/README.md", "guides/trainings.html", "The same of networks for pictures."),
            new Guide(
                    "datasets/src/main/resources/org/inrzoo/datasets/PROVENANCE.md",
                    PROVENANCE,
                    "Where the pictures come from."),
            new Guide("CHANGELOG.md", "guides/changelog.html", "What is new."),
            new Guide("SECURITY.md", "guides/security.html", "What is trusted, and whom to tell."));

    private final SiteFiles files;
    private final Links links;
    private final Path project;

    SiteGuides(SiteFiles files, Links links, Path project) {
        this.files = files;
        this.links = links;
        this.project = project;
    }

    /** Says where the texts' pages are, before any page is made. */
    void announce() {
        there().forEach(guide -> links.page(guide.file, guide.page));
        links.page("zoo/MODELS.md", SiteFrame.GALLERY);
        links.place("zoo/MODELS.md#speed", "results.html#speed");
        links.page("zoo/results", "guides/records.html");
        links.page("notebooks/course", "guides/course.html");
    }

    private List<Guide> there() {
        return GUIDES.stream()
                .filter(guide -> Files.exists(project.resolve(guide.file)))
                .toList();
    }

    /**
     * Writes all of them.
     *
     * @param help the command line's
     * @param javadoc whether the site has the Javadoc
     */
    void write(List<HelpPage> help, boolean javadoc) {
        there().forEach(guide -> files.write(guide.page, SiteFrame.html(page(guide))));
        commands(help);
        files.write(SiteFrame.GUIDES, SiteFrame.html(list(javadoc)));
    }

    private SitePage page(Guide guide) {
        String text = read(project.resolve(guide.file));
        MarkdownText markdown = new MarkdownText(target -> link(guide, target), new Anchors(), false);
        return new SitePage(
                guide.page,
                MarkdownText.title(text, guide.file) + " · INR zoo",
                SiteFrame.GUIDES,
                Html.of("<article>\n{}</article>", markdown.html(text)));
    }

    /** Slides name pictures that a notebook stores below a heading; here they lead to that place. */
    private Optional<String> link(Guide guide, String target) {
        boolean stored = target.matches(".*\\.ipynb#[^#]+") && guide.file.contains("meeting-");
        return links.resolve(guide.file, guide.page, stored ? target.replaceFirst(":\\d+$", "") : target);
    }

    private void commands(List<HelpPage> help) {
        List<Html> rows = new ArrayList<>();
        for (HelpPage one : help) {
            String page = "guides/commands/" + one.command().replace(' ', '-') + ".html";
            rows.add(Html.of(
                    "<dt><a href=\"{}\"><code>inrzoo {}</code></a></dt><dd>{}</dd>\n",
                    Links.relative(COMMANDS, page),
                    one.command(),
                    one.line()));
            files.write(
                    page,
                    SiteFrame.html(new SitePage(
                            page,
                            "inrzoo " + one.command() + " · INR zoo",
                            SiteFrame.GUIDES,
                            Html.of("""
                                    <p class="over"><a href="../commands.html">Command line</a></p>
                                    <h1><code>inrzoo {}</code></h1>
                                    <p class="lead">{}</p>
                                    <pre tabindex="0">{}</pre>
                                    """, one.command(), one.line(), one.text()))));
        }
        files.write(
                COMMANDS,
                SiteFrame.html(new SitePage(
                        COMMANDS,
                        "Command line · INR zoo",
                        SiteFrame.GUIDES,
                        Html.of(
                                "<h1>Command line</h1>\n<p class=\"lead\">What each command says of itself.</p>\n<dl class=\"list\">\n{}</dl>",
                                rows))));
    }

    private SitePage list(boolean javadoc) {
        List<Html> parts = new ArrayList<>();
        parts.add(part(
                "I want to …",
                List.of(
                        entry(
                                "guides/howto.html",
                                "use it as a library",
                                "Fit, ask, draw, save: each snippet runs as it stands."),
                        entry(COMMANDS, "use the command line", "What each command says of itself."),
                        entry(
                                "guides/howto.html#fit-numbers-of-my-own",
                                "fit a signal of my own",
                                "Numbers on a grid, or observed in a way of your own."),
                        entry(
                                "guides/contributing.html#add-a-layer-with-its-fused-kernel",
                                "write a layer of my own",
                                "A record that says what it means, and if it is to be fast, its kernel."),
                        entry(
                                "guides/contributing.html#add-a-model",
                                "add a model",
                                "A paper's numbers, with its recipe."),
                        entry("guides/course.html", "teach with it", "Four meetings with plan, slides and rubric."),
                        entry("guides/exercises.html", "set exercises", "To hand out, to fill in, to mark."))));
        parts.add(part(
                "All texts",
                there().stream()
                        .map(guide -> entry(
                                guide.page,
                                MarkdownText.title(read(project.resolve(guide.file)), guide.file),
                                guide.line))
                        .toList()));
        parts.add(
                javadoc
                        ? part(
                                "Reference",
                                List.of(entry(JavadocPages.FIRST, "Javadoc", "Every public type of the library.")))
                        : new Html(
                                "<h2>Reference</h2>\n<p>The Javadoc takes a minute and is made by <code>inrzoo site --javadoc</code>.</p>\n"));
        return new SitePage(
                SiteFrame.GUIDES, "Guides · INR zoo", SiteFrame.GUIDES, Html.of("<h1>Guides</h1>\n{}", parts));
    }

    private static Html part(String title, List<Html> entries) {
        return Html.of("<h2>{}</h2>\n<dl class=\"list\">\n{}</dl>\n", title, entries);
    }

    private static Html entry(String page, String name, String line) {
        return Html.of("<dt><a href=\"{}\">{}</a></dt><dd>{}</dd>\n", page, name, line);
    }

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }
}
