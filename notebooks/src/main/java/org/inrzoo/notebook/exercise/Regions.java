package org.inrzoo.notebook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The regions of a code cell that stand between the lines {@code // BEGIN NAME …} and {@code // END NAME}. */
final class Regions {

    /** What a reader is to write. */
    static final Regions SOLUTIONS = new Regions("SOLUTION", Regions::placeholder);

    /** Tests that are not handed out; nbgrader's default delimiters, in a comment of Java. */
    static final Regions HIDDEN_TESTS = new Regions("HIDDEN TESTS", text -> Optional.empty());

    private final String name;
    private final Pattern mark;
    private final Function<String, Optional<String>> replacement;

    private Regions(String name, Function<String, Optional<String>> replacement) {
        this.name = name;
        this.mark = Pattern.compile("(\\s*)//\\s*(BEGIN|END) " + name + "\\b[\\s:]*(.*)");
        this.replacement = replacement;
    }

    /**
     * The code without the regions; in place of a solution a statement that throws {@code your turn} and what its first line
     * says.
     *
     * @throws IllegalArgumentException when marks do not pair up; the message begins with the line
     */
    String hide(String code) {
        List<String> kept = new ArrayList<>();
        int begin = 0;
        int line = 0;
        for (String text : code.split("\n", -1)) {
            line++;
            Matcher found = mark.matcher(text);
            if (found.matches() && found.group(2).equals("BEGIN")) {
                if (begin > 0) {
                    throw wrong(line, "a second '" + begin() + "', before the '" + end() + "' of line " + begin);
                }
                begin = line;
                replacement.apply(found.group(3).strip()).ifPresent(statement -> kept.add(found.group(1) + statement));
            } else if (found.matches()) {
                if (begin == 0) {
                    throw wrong(line, "'" + end() + "' without a '" + begin() + "' before it");
                }
                begin = 0;
            } else if (text.contains(begin()) || text.contains(end())) {
                throw wrong(line, "the marks of a region stand on lines of their own, as in '// " + begin() + "'");
            } else if (begin == 0) {
                kept.add(text);
            }
        }
        if (begin > 0) {
            throw wrong(begin, "'" + begin() + "' without an '" + end() + "' behind it");
        }
        return String.join("\n", kept);
    }

    private String begin() {
        return "BEGIN " + name;
    }

    private String end() {
        return "END " + name;
    }

    private static Optional<String> placeholder(String task) {
        String message = task.isEmpty() ? "your turn" : "your turn: " + task;
        return Optional.of("throw new UnsupportedOperationException(\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\");");
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
