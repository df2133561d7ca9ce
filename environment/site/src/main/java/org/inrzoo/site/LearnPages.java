package org.inrzoo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.Json;

/** All notebooks and exercises as pages, and the page that lists them. */
final class LearnPages {

    private static final String NOTEBOOKS = "notebooks";
    private static final String EXERCISES = "notebooks/exercises";
    private static final String SOLVED = "notebooks/exercises/solved";
    private static final String INDEX = "notebooks/index.ipynb";
    private static final Pattern NAMED = Pattern.compile("\\]\\(([\\w-]+\\.ipynb)\\)");

    private final SiteFiles files;
    private final Links links;
    private final Path project;
    private final Map<String, String> titles = new HashMap<>();
    private final List<String> notebooks;
    private final List<String> exercises;
    private final List<String> solved;

    LearnPages(SiteFiles files, Links links, Path project) {
        this.files = files;
        this.links = links;
        this.project = project;
        notebooks = ordered(in(NOTEBOOKS));
        exercises = in(EXERCISES);
        solved = in(SOLVED);
    }

    private List<String> in(String folder) {
        Path there = project.resolve(folder);
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(there)) {
            return found.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(".ipynb"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw FileFailure.of("read", there, e);
        }
    }

    /** In the order in which the index names them, the index first, what it does not name last. */
    private List<String> ordered(List<String> found) {
        Set<String> order = new LinkedHashSet<>();
        if (found.contains(INDEX)) {
            order.add(INDEX);
            read(INDEX).path("cells").forEach(cell -> {
                Matcher named = NAMED.matcher(NotebookPages.text(cell.path("source")));
                while (named.find()) {
                    order.add(NOTEBOOKS + "/" + named.group(1));
                }
            });
        }
        order.addAll(found);
        order.retainAll(Set.copyOf(found));
        return List.copyOf(order);
    }

    private JsonNode read(String file) {
        return Json.read(SiteGuides.read(project.resolve(file)), JsonNode.class, file);
    }

    /** Says where the notebooks' pages are, before any page is made. */
    void announce() {
        Stream.of(notebooks, exercises, solved).flatMap(List::stream).forEach(file -> links.page(file, pageOf(file)));
        links.page(SOLVED, SiteFrame.LEARN);
    }

    private static String pageOf(String file) {
        return file.replaceFirst("^notebooks/exercises/", "exercises/").replaceFirst("\\.ipynb$", ".html");
    }

    /** How many pages there are. */
    int count() {
        return notebooks.size() + exercises.size() + solved.size();
    }

    /** Writes all of them. */
    void write() {
        NotebookPages pages = new NotebookPages(files, links);
        for (List<String> row : List.of(notebooks, exercises, solved)) {
            for (int i = 0; i < row.size(); i++) {
                String file = row.get(i);
                Html way = way(pageOf(file), i > 0 ? row.get(i - 1) : null, i + 1 < row.size() ? row.get(i + 1) : null);
                String text = SiteGuides.read(project.resolve(file));
                files.write(pageOf(file), SiteFrame.html(pages.page(file, text, pageOf(file), way)));
            }
        }
        files.write(SiteFrame.LEARN, SiteFrame.html(list()));
    }

    private Html way(String page, String before, String after) {
        List<Html> ways = new ArrayList<>();
        if (before != null) {
            ways.add(Html.of(
                    "<a rel=\"prev\" href=\"{}\">← {}</a>", Links.relative(page, pageOf(before)), title(before)));
        }
        if (after != null) {
            ways.add(
                    Html.of("<a rel=\"next\" href=\"{}\">{} →</a>", Links.relative(page, pageOf(after)), title(after)));
        }
        return Html.of("<nav class=\"way\" aria-label=\"Notebooks\">{}</nav>\n", ways);
    }

    private String title(String file) {
        return titles.computeIfAbsent(file, one -> NotebookPages.title(read(one), one));
    }

    private SitePage list() {
        List<Html> parts = new ArrayList<>();
        parts.add(new Html(
                "<h1>Notebooks</h1>\n<p class=\"lead\">To be read as they are, with the outputs they are stored with, or run by"
                        + " <code>environment/inrzoo notebook</code>. Most take twenty minutes.</p>\n"));
        parts.add(part("To read", notebooks));
        parts.add(part("Exercises, with gaps to fill", exercises));
        parts.add(part("The same, solved", solved));
        return new SitePage(SiteFrame.LEARN, "Notebooks · INR zoo", SiteFrame.LEARN, Html.all(parts));
    }

    private Html part(String title, List<String> row) {
        if (row.isEmpty()) {
            return Html.NOTHING;
        }
        List<Html> entries = row.stream().map(this::entry).toList();
        return Html.of("<h2>{}</h2>\n<dl class=\"list\">\n{}</dl>\n", title, entries);
    }

    private Html entry(String file) {
        JsonNode notebook = read(file);
        Optional<String> question =
                NotebookPages.paragraph(notebook, "Question").or(() -> NotebookPages.paragraph(notebook, "Goal"));
        MarkdownText markdown = new MarkdownText(target -> Optional.empty(), new Anchors(), true);
        return Html.of(
                "<dt><a href=\"{}\">{}</a></dt><dd>{}</dd>\n",
                pageOf(file),
                NotebookPages.title(notebook, file),
                question.map(markdown::html).orElse(Html.NOTHING));
    }
}
