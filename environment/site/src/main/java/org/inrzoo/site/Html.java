package org.inrzoo.site;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of a page. Texts become part of one through {@link #of} alone, which escapes them, so that no text of a model, a notebook or a
 * record can become markup.
 *
 * @param markup as the page has it
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    private static final String GAP = "{}";

    /**
     * A template, in whose gaps, <code>{}</code>, stand parts one after the other: pieces of a page and collections of them as they are,
     * everything else as escaped text, which also fits between the quotes of an attribute.
     *
     * @throws IllegalArgumentException when there are more or fewer parts than gaps
     */
    static Html of(String template, Object... parts) {
        StringBuilder markup = new StringBuilder();
        int from = 0;
        for (Object part : parts) {
            int gap = template.indexOf(GAP, from);
            if (gap < 0) {
                throw new IllegalArgumentException("no gap is left for '" + part + "' in: " + template);
            }
            markup.append(template, from, gap);
            append(markup, part);
            from = gap + GAP.length();
        }
        if (template.indexOf(GAP, from) >= 0) {
            throw new IllegalArgumentException("a gap is left in: " + template);
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    /** A text. */
    static Html text(String text) {
        return of(GAP, text);
    }

    /** Pieces one after the other. */
    static Html all(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static void append(StringBuilder markup, Object part) {
        if (part instanceof Html html) {
            markup.append(html.markup);
        } else if (part instanceof Collection<?> parts) {
            parts.forEach(one -> append(markup, one));
        } else {
            escape(markup, String.valueOf(part));
        }
    }

    private static void escape(StringBuilder markup, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&quot;");
                case '\'' -> markup.append("&#39;");
                default -> markup.append(c);
            }
        }
    }
}
