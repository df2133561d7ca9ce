package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a reader handed in, put into the original exercise: the reader's answers, and all other cells as they were. */
final class Submission {

    /**
     * A cell to run.
     *
     * @param name for messages: what a check checks, otherwise the cell's id
     * @param check whether it gives a point
     */
    record Step(String name, String code, boolean check) {}

    /** What has no place in an answer and a teacher should look at. */
    private static final Pattern SUSPECT = Pattern.compile(
            "\\b(System\\s*\\.\\s*exit|Runtime|ProcessBuilder|setAccessible|getDeclared\\w*"
                    + "|MethodHandles?|Unsafe|Class\\s*\\.\\s*forName|org\\s*\\.\\s*inrzoo\\s*\\.\\s*(?:notebook|kernel)|HotSpotDiagnostic\\w*)\\b");

    private static final Pattern NO_CODE = Pattern.compile("//[^\n]*");

    private final List<Step> steps = new ArrayList<>();
    private final TreeSet<String> suspects = new TreeSet<>();

    /**
     * @param exercise the original, with its solutions
     * @param handedIn what came back
     */
    Submission(Exercise exercise, NotebookFile handedIn) {
        Map<String, List<String>> readers = readersCells(handedIn);
        readers.getOrDefault("", List.of()).forEach(this::addReaders);
        List<JsonNode> full = code(exercise.forTeachers());
        List<JsonNode> gaps = code(exercise.forReaders());
        for (int i = 0; i < full.size(); i++) {
            add(id(full.get(i)), NotebookFile.source(full.get(i)), NotebookFile.source(gaps.get(i)), readers);
        }
    }

    private void add(String id, String original, String gap, Map<String, List<String>> readers) {
        List<String> handedIn = readers.getOrDefault(id, List.of());
        if (id.startsWith("check")) {
            String name = original.lines()
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^// CHECK", "")
                    .strip();
            steps.add(new Step(name.isEmpty() ? id : name, original, true));
        } else if (id.startsWith("solution") && handedIn.isEmpty()) {
            steps.add(new Step(id, gap, false));
        } else if (id.startsWith("given")) {
            steps.add(new Step(id, original, false));
        }
        handedIn.forEach(this::addReaders);
    }

    private void addReaders(String code) {
        steps.add(new Step("a cell of the reader", code, false));
        SUSPECT.matcher(NO_CODE.matcher(code).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .forEach(suspects::add);
    }

    /**
     * The answers, and the cells that a reader added, by the id of the cell that they are or follow. Predictions are not run,
     * nor what shows the answers.
     */
    private static Map<String, List<String>> readersCells(NotebookFile notebook) {
        Map<String, List<String>> cells = new HashMap<>();
        String last = "";
        for (JsonNode cell : notebook.cells()) {
            if (NotebookFile.isCode(cell)) {
                String id = id(cell);
                boolean added = id.isEmpty() && !Exercise.isPrediction(NotebookFile.source(cell));
                last = id.isEmpty() ? last : id;
                if (added || id.startsWith("solution")) {
                    cells.computeIfAbsent(last, any -> new ArrayList<>()).add(NotebookFile.source(cell));
                }
            }
        }
        return cells;
    }

    private static List<JsonNode> code(Exercise exercise) {
        List<JsonNode> code = new ArrayList<>();
        exercise.file().cells().forEach(cell -> {
            if (NotebookFile.isCode(cell)) {
                code.add(cell);
            }
        });
        return code;
    }

    private static String id(JsonNode cell) {
        return cell.at("/metadata/nbgrader/grade_id").asText();
    }

    /** The cells to run, in their order. */
    List<Step> steps() {
        return steps;
    }

    /** Names in the reader's code that a teacher should look at. */
    Set<String> suspects() {
        return suspects;
    }
}
