package org.inrzoo.notebook.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.inrzoo.datasets.FileFailure;

/**
 * A page of slides, made of Markdown: a line {@code ---} begins the next slide. Pictures become part of the page; besides PNG
 * files they may be those that a notebook stores: {@code notebook.ipynb#the-figure} is the first one below the heading "The
 * figure", {@code notebook.ipynb#the-figure:2} the second. So the page needs nothing but a browser.
 */
final class Slides {

    private static final Pattern NEXT = Pattern.compile("(?m)^---$");
    private static final Pattern STORED = Pattern.compile("(.+\\.ipynb)#([^:]+)(?::(\\d+))?");
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Parser parser = Parser.builder().extensions(TABLES).build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .attributeProviderFactory(context -> pictures())
            .build();

    private Slides(Path folder) {
        this.folder = folder;
    }

    /**
     * The page.
     *
     * @throws UncheckedIOException when a file, or a picture it names, cannot be read
     * @throws IllegalArgumentException when a notebook has no such picture
     */
    static String page(Path markdown) {
        String text = read(markdown);
        Slides slides = new Slides(markdown.toAbsolutePath().getParent());
        String title = text.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .orElse("# Slides")
                .substring(2);
        String sections = NEXT.splitAsStream(text)
                .map(String::strip)
                .filter(slide -> !slide.isEmpty())
                .map(slide -> "<section>\n" + slides.renderer.render(slides.parser.parse(slide)) + "</section>\n")
                .collect(Collectors.joining());
        return template()
                .replace("TITLE", title.replace("&", "&amp;").replace("<", "&lt;"))
                .replace("SLIDES", sections);
    }

    private AttributeProvider pictures() {
        return (node, tag, attributes) -> {
            if (tag.equals("img")) {
                embed(attributes);
            }
        };
    }

    private void embed(Map<String, String> attributes) {
        attributes.put("src", "data:image/png;base64," + picture(attributes.get("src")));
    }

    /** A PNG in base 64. */
    private String picture(String source) {
        Matcher stored = STORED.matcher(source);
        if (!stored.matches()) {
            return Base64.getEncoder().encodeToString(bytes(folder.resolve(source)));
        }
        int number = stored.group(3) == null ? 1 : Integer.parseInt(stored.group(3));
        List<String> pictures = below(stored.group(2), notebook(folder.resolve(stored.group(1))));
        if (number < 1 || number > pictures.size()) {
            throw new IllegalArgumentException(
                    "'" + source + "' is no picture: " + pictures.size() + " are stored below this heading");
        }
        return pictures.get(number - 1);
    }

    /** The pictures that a notebook stores below a heading. */
    private static List<String> below(String heading, JsonNode notebook) {
        List<String> pictures = new ArrayList<>();
        boolean below = false;
        for (JsonNode cell : notebook.path("cells")) {
            if (cell.path("cell_type").asText().equals("markdown")) {
                for (String line : text(cell.path("source")).split("\n")) {
                    below = line.matches("#+ .*") ? slug(line).equals(heading) : below;
                }
            } else if (below) {
                cell.path("outputs")
                        .findValues("image/png")
                        .forEach(picture -> pictures.add(text(picture).replaceAll("\\s", "")));
            }
        }
        return pictures;
    }

    private static String slug(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** A text that a file holds in one piece or line by line. */
    private static String text(JsonNode node) {
        StringBuilder text = new StringBuilder(node.asText());
        node.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static JsonNode notebook(Path file) {
        try {
            return MAPPER.readTree(bytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + file.getFileName() + "' is no notebook", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static String template() {
        try (InputStream page = Slides.class.getResourceAsStream("slides.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
