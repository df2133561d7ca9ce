package org.inrzoo.notebook.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marked regions of a code cell. */
final class Solutions {

    private static final String BEGIN = "BEGIN SOLUTION";
    private static final String END = "END SOLUTION";
    private static final Pattern MARK = Pattern.compile("(\\s*)//\\s*(" + BEGIN + "|" + END + ")\\b[\\s:]*(.*)");

    private Solutions() {}

    /**
     * The code with a statement in place of each region that throws {@code your turn} and what its first line says.
     *
     * @throws IllegalArgumentException when marks do not pair up; the message begins with the line
     */
    static String hide(String code) {
        List<String> kept = new ArrayList<>();
        int begin = 0;
        int line = 0;
        for (String text : code.split("\n", -1)) {
            line++;
            Matcher mark = MARK.matcher(text);
            if (mark.matches() && mark.group(2).equals(BEGIN)) {
                if (begin > 0) {
                    throw wrong(line, "a second '" + BEGIN + "', before the '" + END + "' of line " + begin);
                }
                begin = line;
                kept.add(mark.group(1) + placeholder(mark.group(3).strip()));
            } else if (mark.matches()) {
                if (begin == 0) {
                    throw wrong(line, "'" + END + "' without a '" + BEGIN + "' before it");
                }
                begin = 0;
            } else if (text.contains(BEGIN) || text.contains(END)) {
                throw wrong(line, "the marks of a solution stand on lines of their own, as in '// " + BEGIN + "'");
            } else if (begin == 0) {
                kept.add(text);
            }
        }
        if (begin > 0) {
            throw wrong(begin, "'" + BEGIN + "' without an '" + END + "' behind it");
        }
        return String.join("\n", kept);
    }

    private static String placeholder(String task) {
        String message = task.isEmpty() ? "your turn" : "your turn: " + task;
        return "throw new UnsupportedOperationException(\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\");";
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }
}
