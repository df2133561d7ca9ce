package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inrzoo.datasets.AtomicFiles;

/** The marks of all notebooks of a folder, as a table. */
final class Marks {

    private static final String HEAD = "submission,exercise,points,of,";

    private final List<Marker.Marked> marks;

    Marks(List<Marker.Marked> marks) {
        this.marks = marks;
    }

    /** The table as text; below it each check that failed, and why, and the answers that no check can mark. */
    String text() {
        int wide = width(Marker.Marked::submission, "submission");
        int broad = width(Marker.Marked::exercise, "exercise");
        StringBuilder text = new StringBuilder();
        String row = "%-" + wide + "s  %-" + broad + "s  %8s  %s%n";
        text.append(String.format(Locale.ROOT, row, "submission", "exercise", "points", "checks"));
        for (Marker.Marked one : marks) {
            String ticks = one.verdicts().stream()
                    .map(verdict -> verdict.passed() ? "\u2713" : "\u2717")
                    .collect(Collectors.joining(" "));
            text.append(String.format(Locale.ROOT, row, one.submission(), one.exercise(), points(one), ticks));
        }
        for (Marker.Marked one : marks) {
            if (one.points() < one.verdicts().size() || !one.notes().isEmpty()) {
                text.append(String.format(Locale.ROOT, "%n%s%n", one.submission()));
                one.verdicts().stream()
                        .filter(verdict -> !verdict.passed())
                        .forEach(verdict -> text.append(
                                String.format(Locale.ROOT, "  \u2717 %s: %s%n", verdict.check(), verdict.failure())));
                text.append(one.notes().isEmpty() ? "" : String.format(Locale.ROOT, "  %s%n", one.notes()));
            }
        }
        return text.append(thoughts()).append(String.format(Locale.ROOT, "%n")).toString();
    }

    /** Question by question, what everyone wrote. */
    private String thoughts() {
        Map<String, StringBuilder> byQuestion = new LinkedHashMap<>();
        for (Marker.Marked one : marks) {
            for (Thought thought : one.thoughts()) {
                byQuestion
                        .computeIfAbsent(
                                one.exercise() + ": " + thought.question(),
                                question -> new StringBuilder(String.format(Locale.ROOT, "%n%s%n", question)))
                        .append(String.format(
                                Locale.ROOT,
                                "  %s: %s%n",
                                one.submission(),
                                thought.answer().isEmpty()
                                        ? "(no answer)"
                                        : thought.answer().replace("\n", System.lineSeparator() + "    ")));
            }
        }
        return String.join("", byQuestion.values());
    }

    private static String points(Marker.Marked one) {
        return one.points() + " of " + one.verdicts().size();
    }

    private int width(Function<Marker.Marked, String> column, String title) {
        return Stream.concat(Stream.of(title), marks.stream().map(column))
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }

    /**
     * Refuses a file that is there and holds anything but marks.
     *
     * @throws WrongCallException when it does
     */
    static void requireOurs(Path file) {
        try {
            if (Files.exists(file) && !Files.readString(file).startsWith(HEAD)) {
                throw new WrongCallException(
                        "'" + file + "' holds something else than marks: choose another with --csv");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a row for each notebook: its points, one column for each check, which of them failed and why, notes, and the answers to what no check marks. */
    void writeCsv(Path file) {
        int most = marks.stream().mapToInt(one -> one.verdicts().size()).max().orElse(0);
        StringBuilder csv = new StringBuilder(HEAD);
        IntStream.rangeClosed(1, most)
                .forEach(i -> csv.append("check-").append(i).append(','));
        csv.append("failed,notes,think-on\n");
        for (Marker.Marked one : marks) {
            csv.append(quoted(one.submission()))
                    .append(',')
                    .append(quoted(one.exercise()))
                    .append(',')
                    .append(one.points())
                    .append(',')
                    .append(one.verdicts().size())
                    .append(',');
            for (int i = 0; i < most; i++) {
                csv.append(i < one.verdicts().size() ? one.verdicts().get(i).passed() ? "1" : "0" : "")
                        .append(',');
            }
            String failed = one.verdicts().stream()
                    .filter(verdict -> !verdict.passed())
                    .map(verdict -> verdict.check() + ": " + verdict.failure())
                    .collect(Collectors.joining("; "));
            csv.append(quoted(failed)).append(',').append(quoted(one.notes())).append(',');
            csv.append(quoted(one.thoughts().stream().map(Thought::answer).collect(Collectors.joining("\n\n"))))
                    .append('\n');
        }
        AtomicFiles.write(file, csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A field; a spreadsheet takes none of them for a formula. */
    private static String quoted(String text) {
        String harmless = text.matches("[=+\\-@].*") ? "'" + text : text;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
