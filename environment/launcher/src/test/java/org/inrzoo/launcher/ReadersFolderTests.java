package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersFolderTests {

    @TempDir
    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        Files.createDirectories(project.resolve("notebooks/exercises"));
        Files.writeString(project.resolve("notebooks/index.ipynb"), "index");
        Files.writeString(project.resolve("notebooks/exercises/01.ipynb"), "solved");
    }

    private Path prepare(String exercise) throws IOException {
        return new ReadersFolder(new Checkout(project), project.resolve("runs"))
                .prepare(folder -> write(folder, exercise));
    }

    private static void write(Path folder, String exercise) {
        try {
            Files.writeString(folder.resolve("01.ipynb"), exercise);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void linksOfNotebooksLeadToTheExercisesWithGaps() throws IOException {
        Path notebooks = prepare("gaps");
        assertThat(notebooks.resolve("index.ipynb")).hasContent("index");
        assertThat(notebooks.resolve("exercises/01.ipynb")).hasContent("gaps");
    }

    @Test
    void answersAreNeverOverwritten() throws IOException {
        Path notebooks = prepare("gaps");
        Files.writeString(notebooks.resolve("exercises/01.ipynb"), "answer");
        prepare("gaps again");
        assertThat(notebooks.resolve("exercises/01.ipynb")).hasContent("answer");
        assertThat(project.resolve("notebooks/exercises/01.ipynb")).hasContent("solved");
    }

    @Test
    void exercisesThatWereThereStay() throws IOException {
        Files.createDirectories(project.resolve("runs/exercises"));
        Files.writeString(project.resolve("runs/exercises/01.ipynb"), "answer");
        assertThat(prepare("gaps").resolve("exercises/01.ipynb")).hasContent("answer");
    }
}
