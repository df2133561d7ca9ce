package org.inrzoo.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inrzoo.io.Json;

/** Notebooks as pages, with the outputs they are stored with; the code that they hide is folded away. */
final class NotebookPages {

    private static final String HIDDEN = "hide-input";

    /** What tables, sounds and moving pictures of a cell are made of; markup with anything else is shown as text. */
    private static final Pattern PLAIN_MARKUP = Pattern.compile("(?:[^<]"
            + "|</?(?:table|thead|tbody|tr|p|br|b|i|em|strong|code)>"
            + "|</?(?:div|td|th)(?: style=\"(?:text-align: (?:left|right|center)|overflow-x: auto)\")?>"
            + "|<audio controls src=\"data:audio/wav;base64,[\\w+/=]*+\">|</audio>"
            + "|<img src=\"data:image/(?:png|gif);base64,[\\w+/=]*+\" alt=\"[^\"<>]*\">"
            + "|<img alt=\"[^\"<>]*\" src=\"data:image/(?:png|gif);base64,[\\w+/=]*+\">)*+");

    private static final Pattern TERMINAL = Pattern.compile("\u001B\\[[0-9;]*m");

    private final SiteFiles files;
    private final Links links;

    NotebookPages(SiteFiles files, Links links) {
        this.files = files;
        this.links = links;
    }

    /**
     * A notebook as its page; its pictures are written beside it.
     *
     * @param file in the project, such as {@code notebooks/why.ipynb}
     * @param json its content
     * @param page in the site
     * @param around what stands above and below, such as the way to the next one
     */
    SitePage page(String file, String json, String page, Html around) {
        JsonNode notebook = Json.read(json, JsonNode.class, file);
        Notebook reading = new Notebook(file, page);
        List<Html> cells = new ArrayList<>();
        notebook.path("cells").forEach(cell -> cells.add(reading.cell(cell)));
        return new SitePage(
                page,
                title(notebook, file) + " · INR zoo",
                SiteFrame.LEARN,
                Html.of("<article class=\"notebook\">\n{}{}{}</article>", around, cells, around));
    }

    /** A notebook's first heading. */
    static String title(JsonNode notebook, String file) {
        for (JsonNode cell : notebook.path("cells")) {
            if (isMarkdown(cell)) {
                return MarkdownText.title(text(cell.path("source")), file);
            }
        }
        return file;
    }

    /** What it asks: the rest of its paragraph that begins with this word in bold; empty where there is none. */
    static Optional<String> paragraph(JsonNode notebook, String word) {
        String mark = "**" + word + ".**";
        for (JsonNode cell : notebook.path("cells")) {
            String source = text(cell.path("source"));
            int at = source.indexOf(mark);
            if (isMarkdown(cell) && at >= 0) {
                return Optional.of(source.substring(at + mark.length())
                        .split("\\n\\s*\\n|\\*\\*", 2)[0]
                        .strip());
            }
        }
        return Optional.empty();
    }

    private static boolean isMarkdown(JsonNode cell) {
        return cell.path("cell_type").asText().equals("markdown");
    }

    /** A text that a file holds in one piece or line by line. */
    static String text(JsonNode node) {
        StringBuilder text = new StringBuilder(node.asText());
        node.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** One notebook while it is read: which heading it is at, and how many pictures it has. */
    private final class Notebook {

        private final String page;
        private final MarkdownText markdown;
        private String heading = "";
        private int pictures;

        Notebook(String file, String page) {
            this.page = page;
            markdown = new MarkdownText(target -> links.resolve(file, page, target), new Anchors(), true);
        }

        Html cell(JsonNode cell) {
            String source = text(cell.path("source"));
            if (isMarkdown(cell)) {
                source.lines().filter(line -> line.matches("#+ .*")).forEach(line -> {
                    heading = MarkdownText.title("# " + line.replaceFirst("#+ ", ""), "");
                });
                return Html.of("<section class=\"said\">\n{}</section>\n", markdown.html(source));
            }
            List<Html> outputs = new ArrayList<>();
            cell.path("outputs").forEach(output -> outputs.add(output(output)));
            return Html.of("<section class=\"done\">\n{}{}</section>\n", code(cell, source), outputs);
        }

        private Html code(JsonNode cell, String source) {
            if (source.isBlank()) {
                return Html.NOTHING;
            }
            Html code = Html.of("<pre tabindex=\"0\"><code>{}</code></pre>\n", JavaCode.html(source));
            boolean hidden = false;
            for (JsonNode tag : cell.path("metadata").path("tags")) {
                hidden |= tag.asText().equals(HIDDEN);
            }
            return hidden ? Html.of("<details><summary>code</summary>\n{}</details>\n", code) : code;
        }

        private Html output(JsonNode output) {
            return switch (output.path("output_type").asText()) {
                case "stream" -> written(text(output.path("text")));
                case "error" ->
                    written(TERMINAL.matcher(text(output.path("traceback"))).replaceAll(""));
                default -> shown(output.path("data"));
            };
        }

        private Html written(String text) {
            return text.isBlank() ? Html.NOTHING : Html.of("<pre class=\"out\" tabindex=\"0\">{}</pre>\n", text);
        }

        private Html shown(JsonNode data) {
            if (data.has("image/png")) {
                byte[] png = Base64.getMimeDecoder().decode(text(data.path("image/png")));
                String name = page.replaceFirst("\\.html$", "") + "/" + ++pictures + ".png";
                files.write(name, png);
                return Html.of(
                        "<p><img src=\"{}\" alt=\"{}\" loading=\"lazy\"></p>\n",
                        Links.relative(page, name),
                        "Picture " + pictures + (heading.isEmpty() ? "" : ", of: " + heading));
            }
            String markup = text(data.path("text/html"));
            if (!markup.isEmpty()) {
                return PLAIN_MARKUP.matcher(markup).matches()
                        ? Html.of("<div class=\"wide\" tabindex=\"0\">{}</div>\n", new Html(markup))
                        : written(markup);
            }
            return written(text(data.path("text/plain")));
        }
    }
}
