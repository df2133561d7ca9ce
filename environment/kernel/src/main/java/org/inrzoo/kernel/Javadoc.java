package org.inrzoo.kernel;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as plain text. */
final class Javadoc {

    /** An inline tag; braces in it pair up, one level deep. */
    private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*((?:[^{}]|\\{[^{}]*})*)}");

    private static final Pattern BREAK = Pattern.compile("\\s*<(?:p|/?ul|/?ol|br)\\s*/?>\\s*");
    private static final Pattern ITEM = Pattern.compile("\\s*<li>\\s*");
    private static final Pattern TAG = Pattern.compile("</?[a-z][a-z0-9]*(?:\\s[^<>]*)?>");

    private Javadoc() {}

    static String plain(String comment) {
        String text = comment.lines()
                .map(line -> line.startsWith(" ") ? line.substring(1) : line)
                .collect(java.util.stream.Collectors.joining("\n"));
        text = BREAK.matcher(text).replaceAll("\n\n");
        text = ITEM.matcher(text).replaceAll("\n- ");
        text = TAG.matcher(text).replaceAll("");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        return INLINE.matcher(text)
                .replaceAll(tag -> Matcher.quoteReplacement(inline(tag)))
                .strip();
    }

    /** Of a link its label, or what it leads to as code has it; of code the code. */
    private static String inline(MatchResult tag) {
        String content = tag.group(2).strip();
        if (!tag.group(1).startsWith("link")) {
            return content;
        }
        Matcher label = Pattern.compile("[\\w.#]+(?:\\([^)]*\\))?\\s+(\\S.*)", Pattern.DOTALL)
                .matcher(content);
        return label.matches() ? label.group(1) : content.replaceFirst("^#", "").replace('#', '.');
    }
}
