package org.inrzoo.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A notebook file. */
record Notebook(Path file, JsonNode json) {

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /**
     * A code cell.
     *
     * @param name for messages: file and number among the code cells
     */
    record Cell(String name, String code, JsonNode json) {

        boolean mayFail() {
            return json.at("/metadata/tags").toString().contains("\"raises-exception\"");
        }

        long lines() {
            return code.lines().count();
        }
    }

    /** All notebooks of this module, among them the exercises with their solutions, but not those with gaps. */
    static Stream<Notebook> all() {
        return under(ROOT)
                .filter(notebook -> !ROOT.relativize(notebook.file).startsWith("src"))
                .filter(notebook -> !notebook.file.getParent().endsWith("exercises"));
    }

    /** All notebooks in a folder and those beneath. */
    static Stream<Notebook> under(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> notebooks = files.filter(file -> file.toString().endsWith(".ipynb"))
                    .filter(file -> !ROOT.relativize(file).startsWith("target"))
                    .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                    .sorted()
                    .toList();
            return notebooks.stream().map(Notebook::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Notebook read(Path file) {
        try {
            return new Notebook(file, new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (JsonNode cell : json.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                cells.add(new Cell(this + ", cell " + (cells.size() + 1), text(cell.path("source")), cell));
            }
        }
        return cells;
    }

    /** The text cells. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (JsonNode cell : json.path("cells")) {
            if (cell.path("cell_type").asText().equals("markdown")) {
                texts.add(text(cell.path("source")));
            }
        }
        return texts;
    }

    /** Whether it is to be looked up rather than read. */
    boolean isReference() {
        return toString().equals("index.ipynb") || toString().equals("glossary.ipynb");
    }

    /** Whether it is an exercise, with its solutions. */
    boolean isExercise() {
        return file.getParent().endsWith("solved");
    }

    /** The text of the first cell, which introduces the notebook. */
    String opening() {
        return text(json.at("/cells/0/source"));
    }

    private static String text(JsonNode source) {
        if (source.isTextual()) {
            return source.asText();
        }
        StringBuilder text = new StringBuilder();
        source.forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
