package org.inrzoo.notebook.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.io.AtomicFiles;
import org.inrzoo.io.MalformedFileException;

/**
 * A notebook with gaps for a reader to fill. It is written with the solutions, which stand in code cells between the lines
 * {@code // BEGIN SOLUTION what to do} and {@code // END SOLUTION}; cells that begin with {@code // CHECK} check the answers.
 *
 * @param name the file's name
 * @param notebook the file's content
 */
public record Exercise(String name, JsonNode notebook) {

    /** What a check cell begins with. */
    public static final String CHECK = "// CHECK";

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** Version of the cells' metadata that nbgrader 0.6 and later read. */
    private static final int NBGRADER_SCHEMA = 3;

    /**
     * Reads a notebook file.
     *
     * @throws MalformedFileException when it is no notebook
     * @throws UncheckedIOException when it cannot be read
     */
    public static Exercise read(Path file) {
        String name = file.getFileName().toString();
        try {
            JsonNode notebook = MAPPER.readTree(Files.readAllBytes(file));
            if (!notebook.path("cells").isArray()) {
                throw new MalformedFileException(name, "it is no notebook");
            }
            return new Exercise(name, notebook);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(name, "it is no notebook");
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    /**
     * The version for readers: in place of each solution a statement that throws {@code your turn}, and no outputs. A
     * reader's version stays as it is.
     *
     * @throws MalformedFileException when the marks of a solution do not pair up, or there is nothing to solve or to check
     */
    public Exercise forReaders() {
        return version(false);
    }

    /**
     * The version for teachers, of which nbgrader can make its assignment: with the solutions, without outputs.
     *
     * @throws MalformedFileException as of {@link #forReaders}
     */
    public Exercise forTeachers() {
        return version(true);
    }

    /** In both versions solution and check cells have the metadata by which nbgrader knows them. */
    private Exercise version(boolean solved) {
        JsonNode version = notebook.deepCopy();
        int code = 0;
        int solutions = 0;
        int checks = 0;
        for (JsonNode cell : version.path("cells")) {
            if (!cell.path("cell_type").asText().equals("code")) {
                continue;
            }
            code++;
            String source = source(cell);
            String hidden = hide(source, code);
            clear((ObjectNode) cell, solved ? source : hidden);
            if (source.startsWith(CHECK)) {
                requireUnsolved(source, hidden, code);
                checks++;
                mark(cell, "check-" + checks).put("grade", true).put("points", 1).put("locked", true);
            } else if (!hidden.equals(source) || cell.at("/metadata/nbgrader/solution").asBoolean()) {
                solutions++;
                mark(cell, "solution-" + solutions).put("solution", true);
            }
        }
        if (solutions == 0 || checks == 0) {
            throw new MalformedFileException(name, "an exercise has cells with solutions and cells with checks, not "
                    + solutions + " and " + checks);
        }
        return new Exercise(name, version);
    }

    private String hide(String source, int cell) {
        try {
            return Solutions.hide(source);
        } catch (IllegalArgumentException e) {
            throw new MalformedFileException(name, "cell " + cell + ", " + e.getMessage());
        }
    }

    private void requireUnsolved(String source, String hidden, int cell) {
        if (!hidden.equals(source)) {
            throw new MalformedFileException(name, "cell " + cell + " is a check and holds a solution; make two cells of it");
        }
    }

    private static void clear(ObjectNode cell, String source) {
        cell.put("source", source);
        cell.putNull("execution_count");
        cell.putArray("outputs");
    }

    private static ObjectNode mark(JsonNode cell, String id) {
        return cell.withObjectProperty("metadata").putObject("nbgrader")
                .put("grade", false)
                .put("grade_id", id)
                .put("locked", false)
                .put("schema_version", NBGRADER_SCHEMA)
                .put("solution", false)
                .put("task", false);
    }

    private static String source(JsonNode cell) {
        JsonNode source = cell.path("source");
        if (source.isTextual()) {
            return source.asText();
        }
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    /** Writes the notebook, its keys in order, into a folder under its name; replaces an earlier one. */
    public void write(Path folder) {
        try {
            Object sorted = MAPPER.treeToValue(notebook, Object.class);
            AtomicFiles.write(folder.resolve(name), MAPPER.writeValueAsBytes(sorted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
