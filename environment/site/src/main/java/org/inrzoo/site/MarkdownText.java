package org.inrzoo.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as a part of a page: headings get names, links lead to the site's own pages, tables may be wider than a phone, and formulas
 * between dollars are drawn. Markup in the text is shown, not obeyed, but for names of places, {@code <a id="…"></a>}.
 */
final class MarkdownText {

    /** Code, which is left alone; a formula of its own line; one within a line; a place's name. */
    private static final Pattern SPECIAL = Pattern.compile(
            "(^```[\\s\\S]*?^```|`[^`\\n]+`)"
                    + "|\\$\\$([\\s\\S]+?)\\$\\$"
                    + "|\\$((?! )[^$\\n]+?(?<! ))\\$(?!\\d)"
                    + "|<a id=\"([\\w-]+)\">\\s*</a>",
            Pattern.MULTILINE);

    private static final int CODE = 1;
    private static final int DISPLAYED = 2;
    private static final int INLINE = 3;
    private static final int PLACE = 4;

    /** What stands for a special part while the rest is parsed. */
    private static final String BEGIN = "\uE000";

    private static final String END = "\uE001";
    private static final Pattern STAND_IN = Pattern.compile(BEGIN + "(\\d+)" + END);

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    private final Function<String, Optional<String>> links;
    private final Anchors anchors;
    private final boolean formulas;

    /**
     * Markdown of one page.
     *
     * @param links a link's target to that in the site; empty leaves the text without a link
     * @param anchors the page's headings so far
     * @param formulas whether dollars mean formulas
     */
    MarkdownText(Function<String, Optional<String>> links, Anchors anchors, boolean formulas) {
        this.links = links;
        this.anchors = anchors;
        this.formulas = formulas;
    }

    /** The text as a part of a page. */
    Html html(String markdown) {
        List<Html> specials = new ArrayList<>();
        Node document = PARSER.parse(SPECIAL.matcher(markdown.replace(BEGIN, "").replace(END, ""))
                .replaceAll(found -> Matcher.quoteReplacement(special(found, specials))));
        document.accept(new Resolver());
        String markup = HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .attributeProviderFactory(context -> this::attributes)
                .nodeRendererFactory(Pieces::new)
                .build()
                .render(document)
                .replace("<table>", "<div class=\"wide\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
        return new Html(STAND_IN.matcher(markup)
                .replaceAll(found -> Matcher.quoteReplacement(
                        specials.get(Integer.parseInt(found.group(1))).markup())));
    }

    private String special(MatchResult found, List<Html> specials) {
        if (found.group(CODE) != null || (found.group(PLACE) == null && !formulas)) {
            return found.group();
        }
        specials.add(
                found.group(PLACE) != null
                        ? Html.of("<a id=\"{}\"></a>", found.group(PLACE))
                        : found.group(DISPLAYED) != null
                                ? Tex.html(found.group(DISPLAYED), true)
                                : Tex.html(found.group(INLINE), false));
        return BEGIN + (specials.size() - 1) + END;
    }

    private void attributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof Heading) {
            attributes.put("id", anchors.of(words(node)));
        } else if (node instanceof Image) {
            attributes.put("loading", "lazy");
        }
    }

    /** A node's words, without formulas. */
    static String words(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return STAND_IN.matcher(words).replaceAll("");
    }

    /** The first heading of a text, or what it is called otherwise. */
    static String title(String markdown, String otherwise) {
        return markdown.lines()
                .filter(line -> line.startsWith("# "))
                .findFirst()
                .map(line -> words(PARSER.parse(line.substring(2))))
                .orElse(otherwise);
    }

    /** Gives links and pictures their targets in the site; a picture that is on another page becomes a link to it. */
    private final class Resolver extends AbstractVisitor {

        @Override
        public void visit(Link link) {
            visitChildren(link);
            Optional<String> target = links.apply(link.getDestination());
            if (target.isPresent()) {
                link.setDestination(target.get());
            } else {
                unwrap(link);
            }
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            Optional<String> target = links.apply(image.getDestination());
            if (target.isPresent() && Links.isPicture(target.get())) {
                image.setDestination(target.get());
            } else if (target.isPresent()) {
                Link link = new Link(target.get(), null);
                image.insertBefore(link);
                for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
                    link.appendChild(child);
                }
                image.unlink();
            } else {
                unwrap(image);
            }
        }

        /** Leaves what is in it. */
        private void unwrap(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }

    /** Code, of Java in colours, that the keyboard can scroll. */
    private static final class Pieces implements NodeRenderer {

        private final HtmlNodeRendererContext context;

        Pieces(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, IndentedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            Html code = node instanceof FencedCodeBlock block
                    ? "java".equals(block.getInfo()) ? JavaCode.html(block.getLiteral()) : Html.text(block.getLiteral())
                    : Html.text(((IndentedCodeBlock) node).getLiteral());
            context.getWriter().line();
            context.getWriter()
                    .raw(Html.of("<pre tabindex=\"0\"><code>{}</code></pre>", code)
                            .markup());
            context.getWriter().line();
        }
    }
}
