package org.inrzoo.family;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paper as a BibTeX entry; they stand in {@code references.bib}, an empty line between two.
 *
 * <p>A {@link Source} cites an entry by naming the paper: with its title, in whatever case and punctuation, or with the
 * entry's {@code shorttitle} as it is.
 *
 * @param key citation key
 * @param bibtex the whole entry
 */
public record Citation(String key, String bibtex) {

    private static final String FILE = "references.bib";

    /** The entries that a source cites, in the file's order. */
    public static List<Citation> of(Source source) {
        return all().stream()
                .filter(reference -> reference.isNamedIn(source.paper()))
                .toList();
    }

    static List<Citation> all() {
        try (InputStream in = Citation.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.strip().split("\\R\\s*\\R"))
                    .map(Citation::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shipped file '" + FILE + "'", e);
        }
    }

    private static Citation parse(String entry) {
        Matcher head = Pattern.compile("@\\w+\\{([^,\\s]+),").matcher(entry);
        if (!head.lookingAt()) {
            throw new IllegalStateException("'" + FILE + "' has an entry without a key: " + entry);
        }
        return new Citation(head.group(1), entry);
    }

    /** The paper's title, without braces. */
    public String title() {
        return field("title").replaceAll("[{}]", "");
    }

    /** Its first author and year in Markdown, linked to the paper where it is on the web. */
    public String link() {
        String first = field("author")
                .replaceAll("(,| and ).*", "")
                .replaceAll("\\\\\"u", "ü")
                .replaceAll("[{}]", "");
        String text = (first + (field("author").contains(" and ") ? " et al. " : " ") + field("year")).strip();
        String url = field("url").isEmpty() && !field("eprint").isEmpty()
                ? "https://arxiv.org/abs/" + field("eprint")
                : field("url");
        return url.isEmpty() ? text : "[" + text + "](" + url + ")";
    }

    private boolean isNamedIn(String paper) {
        return words(paper).contains(words(field("title")))
                || (!field("shorttitle").isEmpty()
                        && (" " + paper + " ").matches(".*\\W\\Q" + field("shorttitle") + "\\E\\W.*"));
    }

    /** The value of a field, without its outer braces; empty where there is none. */
    String field(String name) {
        Matcher field = Pattern.compile("(?m)^\\s*" + name + "\\s*=\\s*\\{(.*)\\},?\\s*$")
                .matcher(bibtex);
        return field.find() ? field.group(1) : "";
    }

    /** A text's letters and digits, in lower case, with one space between words and around them. */
    private static String words(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
    }
}
