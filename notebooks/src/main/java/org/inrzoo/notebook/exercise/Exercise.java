package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.inrzoo.io.MalformedFileException;

/**
 * A notebook with gaps for a reader to fill. It is written with the solutions, which stand in code cells between the lines
 * {@code // BEGIN SOLUTION what to do} and {@code // END SOLUTION}. A cell that begins with {@code // CHECK} checks the gap
 * before it, one that begins with {@code // SEE} shows what the answers do, one that begins with {@code // PREDICT} holds the
 * reader's prediction; all other code cells are given.
 */
public final class Exercise {

    /** What a code cell is for, and how nbgrader is to treat it. */
    enum Role {
        SOLUTION,
        CHECK,
        SEE,
        PREDICT,
        GIVEN;

        String id(int number) {
            return name().toLowerCase(Locale.ROOT) + "-" + number;
        }
    }

    /** Version of the cells' metadata that nbgrader 0.6 and later read. */
    private static final int NBGRADER_SCHEMA = 3;

    /** A name that a class of a reader can take. */
    private static final Pattern SHORT_NAME = Pattern.compile("(?<![\\w.])(Check|Sheet)\\.");

    private final NotebookFile file;

    Exercise(NotebookFile file) {
        this.file = file;
    }

    /**
     * Reads a notebook file.
     *
     * @throws MalformedFileException when it is no notebook
     * @throws UncheckedIOException when it cannot be read
     */
    public static Exercise read(Path file) {
        return new Exercise(NotebookFile.read(file));
    }

    /** The notebook's content. */
    public JsonNode notebook() {
        return file.json();
    }

    NotebookFile file() {
        return file;
    }

    /** Whether this code cell fails as long as the gaps are gaps. */
    public static boolean needsAnswers(String code) {
        return code.startsWith("// CHECK") || code.startsWith("// SEE");
    }

    /** Whether this code cell holds a prediction. */
    static boolean isPrediction(String code) {
        return code.startsWith("// PREDICT");
    }

    /**
     * The version for readers: in place of each solution a statement that throws {@code your turn}, no hidden tests, no
     * outputs. A reader's version stays as it is.
     *
     * @throws MalformedFileException when the marks of a region do not pair up, when there is nothing to solve, or when not
     *     every gap has a check of its own
     */
    public Exercise forReaders() {
        return version(false);
    }

    /**
     * The version for teachers, of which nbgrader can make its assignment: with solutions and hidden tests, without outputs.
     *
     * @throws MalformedFileException as of {@link #forReaders}
     */
    public Exercise forTeachers() {
        return version(true);
    }

    /** In both versions all code cells but predictions have the metadata by which nbgrader knows them. */
    private Exercise version(boolean complete) {
        NotebookFile version = new NotebookFile(file.name(), file.json().deepCopy());
        Map<Role, Integer> counts = new EnumMap<>(Role.class);
        int code = 0;
        for (JsonNode cell : version.cells()) {
            if (NotebookFile.isCode(cell)) {
                code++;
                String source = NotebookFile.source(cell);
                String gaps = hide(Regions.SOLUTIONS, source, code);
                Role role = role(cell, source, !gaps.equals(source));
                requireProper(role, source, gaps, code);
                clear((ObjectNode) cell, complete ? source : hide(Regions.HIDDEN_TESTS, gaps, code));
                mark(cell, role, counts.merge(role, 1, Integer::sum));
            }
        }
        requireChecked(counts.getOrDefault(Role.SOLUTION, 0), counts.getOrDefault(Role.CHECK, 0));
        return new Exercise(version.stamped(file.title()));
    }

    private static Role role(JsonNode cell, String source, boolean hasGap) {
        for (Role role : new Role[] {Role.CHECK, Role.SEE, Role.PREDICT}) {
            if (source.startsWith("// " + role)) {
                return role;
            }
        }
        boolean wasGap = cell.at("/metadata/nbgrader/grade_id")
                .asText()
                .startsWith(Role.SOLUTION.id(0).replace("0", ""));
        return hasGap || wasGap ? Role.SOLUTION : Role.GIVEN;
    }

    private String hide(Regions regions, String source, int cell) {
        try {
            return regions.hide(source);
        } catch (IllegalArgumentException e) {
            throw malformed("cell " + cell + ", " + e.getMessage());
        }
    }

    private void requireProper(Role role, String source, String gaps, int cell) {
        if (role != Role.SOLUTION && !gaps.equals(source)) {
            throw malformed("cell " + cell + " is a check and holds a solution; make two cells of it");
        }
        if (role == Role.SOLUTION && source.split("// ?BEGIN SOLUTION", -1).length > 2) {
            throw malformed("cell " + cell + " holds two solutions; make two cells of it, each with a check");
        }
        if (role == Role.CHECK && SHORT_NAME.matcher(source).find()) {
            throw malformed("cell " + cell + " calls a check by a short name, which a class of a reader can take;"
                    + " write 'org.inrzoo.notebook.Check'");
        }
    }

    private void requireChecked(int solutions, int checks) {
        if (solutions == 0 || solutions != checks) {
            throw malformed(
                    "an exercise has cells with solutions and a check for each, not " + solutions + " and " + checks);
        }
    }

    private MalformedFileException malformed(String why) {
        return new MalformedFileException(file.name(), why);
    }

    private static void clear(ObjectNode cell, String source) {
        cell.put("source", source);
        cell.putNull("execution_count");
        cell.putArray("outputs");
    }

    /** A prediction is the reader's, and no gap: nbgrader would empty it. */
    private static void mark(JsonNode cell, Role role, int number) {
        if (role == Role.PREDICT) {
            cell.withObjectProperty("metadata").remove("nbgrader");
            return;
        }
        ObjectNode mark = cell.withObjectProperty("metadata")
                .putObject("nbgrader")
                .put("grade", role == Role.CHECK)
                .put("grade_id", role.id(number))
                .put("locked", role != Role.SOLUTION)
                .put("schema_version", NBGRADER_SCHEMA)
                .put("solution", role == Role.SOLUTION)
                .put("task", false);
        if (role == Role.CHECK) {
            mark.put("points", 1);
        }
    }
}
