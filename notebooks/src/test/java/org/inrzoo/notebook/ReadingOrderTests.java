package org.inrzoo.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as a book: an index, a next page, a glossary, and links that lead somewhere. */
class ReadingOrderTests {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    private static String text(String name) {
        return String.join("\n\n", Notebook.read(Path.of(name)).texts());
    }

    /** Targets of all links of a text. */
    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(link -> link.group(2)).toList();
    }

    /** The notebooks that the index's table lists, in its order. */
    static List<String> order() {
        return text("index.ipynb")
                .lines()
                .filter(line -> line.startsWith("| ["))
                .map(line -> links(line).get(0))
                .toList();
    }

    static Stream<Notebook> notebooks() {
        return Notebook.all().filter(notebook -> !notebook.isExercise());
    }

    @Test
    void allNotebooksAreInTheIndexOnce() {
        Set<String> there = notebooks().map(Notebook::toString).collect(Collectors.toCollection(TreeSet::new));
        there.removeAll(Set.of("index.ipynb", "glossary.ipynb"));
        assertThat(order()).containsExactlyInAnyOrderElementsOf(there);
        assertThat(links(text("index.ipynb"))).contains("glossary.ipynb");
    }

    @Test
    void theReadmeListsThemInTheSameOrder() throws IOException {
        List<String> rows = Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| ["))
                .map(line -> links(line).get(0))
                .toList();
        assertThat(rows).isEqualTo(order());
    }

    @Test
    void eachEndsWithTheNextAndTheIndex() {
        List<String> order = order();
        for (int i = 0; i < order.size(); i++) {
            List<String> texts = Notebook.read(Path.of(order.get(i))).texts();
            List<String> last = links(texts.get(texts.size() - 1));
            assertThat(last).as("links at the end of %s", order.get(i)).contains("index.ipynb");
            if (i + 1 < order.size()) {
                assertThat(last).as("links at the end of %s", order.get(i)).contains(order.get(i + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyLinkLeadsSomewhere(Notebook notebook) {
        for (String target : links(String.join("\n\n", notebook.texts()))) {
            if (!target.contains("://")) {
                String[] parts = target.split("#");
                Path file =
                        parts[0].isEmpty() ? notebook.file() : notebook.file().resolveSibling(parts[0]);
                assertThat(file).as("'%s' in %s", target, notebook).exists();
                if (parts.length > 1) {
                    String there = String.join("\n\n", Notebook.read(file).texts());
                    assertThat(there).as("'%s' in %s", target, notebook).contains("<a id=\"" + parts[1] + "\"></a>");
                }
            }
        }
    }

    @Nested
    class Glossary {

        /** What is no running text: code, formulas, tags, addresses, headings. */
        private static final Pattern NO_TEXT = Pattern.compile(
                "(?s)```.*?```|`[^`]*`|\\$\\$.*?\\$\\$|\\$[^$\\n]*\\$|<[^>]+>|\\]\\([^)]*\\)|(?m:^#[^\\n]*$)");

        /** In italics or bold. */
        private static final Pattern MARKED =
                Pattern.compile("(?<!\\*)(\\*{1,2})(?![\\s*])[^*]{1,120}(?<![\\s*])\\1(?!\\*)");

        /** Anchor to the expression of the words that it explains. */
        private static Map<String, Pattern> terms() throws IOException {
            Map<String, Pattern> terms = new LinkedHashMap<>();
            for (String line : Files.readAllLines(Path.of("src/test/resources/glossary.terms"))) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split("\t");
                    terms.put(parts[0], Pattern.compile("(?<![\\p{L}\\d_-])(?:" + parts[1] + ")(?![\\p{L}\\d_])"));
                }
            }
            return terms;
        }

        @Test
        void isInAlphabeticalOrderWithGreekLettersByTheirNames() throws IOException {
            List<String> words = Pattern.compile("</a>\\*\\*(?:\\P{ASCII}+ \\()?([^*.]+)")
                    .matcher(text("glossary.ipynb"))
                    .results()
                    .map(entry -> entry.group(1).toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(words).hasSizeGreaterThan(30).contains("omega_0)").isSorted();
        }

        @Test
        void explainsEveryTermOfTheListAndNoOtherInOneToThreeSentences() throws IOException {
            String glossary = text("glossary.ipynb");
            Set<String> anchors = ANCHOR.matcher(glossary)
                    .results()
                    .map(anchor -> anchor.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(anchors).containsExactlyInAnyOrderElementsOf(terms().keySet());
            for (String entry : glossary.split("\n\n")) {
                if (entry.startsWith("<a id=")) {
                    int sentences = entry.substring(entry.lastIndexOf("**")).split("[.] ").length;
                    assertThat(sentences).as("sentences of: %s", entry).isBetween(1, 3);
                }
            }
        }

        /**
         * In every notebook the first use of a term is a link to the glossary, or in italics or bold, which is how a text
         * marks the words that it explains itself.
         */
        @ParameterizedTest
        @MethodSource("org.inrzoo.notebook.ReadingOrderTests#order")
        void orTheTextExplainsEveryTermAtItsFirstUse(String name) throws IOException {
            String text = text(name);
            String running = blank(text);
            List<String> unexplained = new ArrayList<>();
            terms().forEach((anchor, words) -> {
                Matcher first = words.matcher(running);
                if (first.find() && !isExplained(text, first.start(), first.end(), anchor)) {
                    unexplained.add("'" + first.group() + "' in: "
                            + text.substring(
                                    Math.max(0, first.start() - 40), Math.min(text.length(), first.end() + 20)));
                }
            });
            assertThat(unexplained)
                    .as("terms of %s that are used before they are explained", name)
                    .isEmpty();
        }

        private static boolean isExplained(String text, int from, int to, String anchor) {
            return LINK.matcher(text)
                            .results()
                            .anyMatch(link ->
                                    around(link, from, to) && link.group(2).equals("glossary.ipynb#" + anchor))
                    || MARKED.matcher(text).results().anyMatch(marked -> around(marked, from, to));
        }

        private static boolean around(MatchResult match, int from, int to) {
            return match.start() <= from && to <= match.end();
        }

        /** The text with spaces in the place of what is no running text, so that places stay. */
        private static String blank(String text) {
            StringBuilder blank = new StringBuilder(text);
            NO_TEXT.matcher(text)
                    .results()
                    .forEach(part -> IntStream.range(part.start(), part.end())
                            .filter(i -> text.charAt(i) != '\n')
                            .forEach(i -> blank.setCharAt(i, ' ')));
            return blank.toString();
        }
    }
}
