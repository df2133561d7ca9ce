package org.inrzoo.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Helps to write code: completions, signatures, whether something is missing. Positions count UTF-16 units. */
final class Assistant {

    /**
     * What may stand at a position.
     *
     * @param matches texts for the place from {@code begin} to {@code end}
     */
    record Completion(List<String> matches, int begin, int end) {}

    private final SourceCodeAnalysis analysis;

    Assistant(JShell shell) {
        analysis = shell.sourceCodeAnalysis();
        Sources.add(analysis, Sources.known());
    }

    /** What may stand at the cursor: seen as one body first, so that a cell's own variables count, then by itself. */
    Completion complete(String code, int cursor) {
        String before = code.substring(0, cursor);
        for (int begin : starts(before)) {
            int[] anchor = new int[1];
            List<Suggestion> suggestions =
                    analysis.completionSuggestions(before.substring(begin), cursor - begin, anchor);
            if (!suggestions.isEmpty()) {
                boolean typed = suggestions.stream().anyMatch(Suggestion::matchesType);
                List<String> matches = suggestions.stream()
                        .filter(suggestion -> !typed || suggestion.matchesType())
                        .map(Suggestion::continuation)
                        .distinct()
                        .sorted()
                        .toList();
                return new Completion(matches, begin + anchor[0], cursor);
            }
        }
        return new Completion(List.of(), cursor, cursor);
    }

    /**
     * Signatures of the methods, or the type of the variable, at the cursor, with their Javadoc where the sources are at hand;
     * empty where nothing is known.
     */
    Optional<String> explain(String code, int cursor) {
        int end = cursor;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        int asked = end < code.length() && code.charAt(end) == '(' ? end + 1 : end;
        String before = code.substring(0, asked);
        for (int begin : starts(before)) {
            List<Documentation> found = analysis.documentation(before.substring(begin), asked - begin, true);
            if (!found.isEmpty()) {
                return Optional.of(
                        found.stream().map(Assistant::text).distinct().collect(Collectors.joining("\n")));
            }
        }
        return Optional.empty();
    }

    /** Whether a cell could run: complete, incomplete or invalid. */
    String completeness(String code) {
        String rest = code;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            Completeness state = info.completeness();
            if (state == Completeness.EMPTY) {
                return "complete";
            }
            if (state == Completeness.UNKNOWN) {
                return "invalid";
            }
            if (!state.isComplete()) {
                return "incomplete";
            }
            rest = info.remaining();
        }
    }

    /** Where to begin reading: behind the imports, and at the last snippet. */
    private List<Integer> starts(String code) {
        List<Integer> starts = new ArrayList<>();
        int begin = 0;
        int last = 0;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(code.substring(begin));
            if (!code.substring(begin).stripLeading().startsWith("import ") && starts.isEmpty()) {
                starts.add(begin);
            }
            last = begin;
            if (!info.completeness().isComplete() || info.remaining().isBlank()) {
                break;
            }
            begin = code.length() - info.remaining().length();
        }
        if (!starts.contains(last)) {
            starts.add(last);
        }
        return starts;
    }

    private static String text(Documentation documentation) {
        String comment = documentation.javadoc();
        return comment == null || comment.isBlank()
                ? documentation.signature()
                : documentation.signature() + "\n" + Javadoc.plain(comment).indent(4);
    }
}
