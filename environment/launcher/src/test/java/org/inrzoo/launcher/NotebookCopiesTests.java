package org.inrzoo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookCopiesTests {

    @TempDir
    private Path folder;

    private Path originals;
    private Path copies;

    @BeforeEach
    void makeOriginals() throws IOException {
        originals = folder.resolve("notebooks");
        copies = Files.createDirectories(folder.resolve("runs/notebooks"));
        write("index.ipynb", "first");
        write("pictures/zoo.png", "picture");
        write("src/main/Code.java", "code");
        write("exercises/01.ipynb", "solved");
        write(".ipynb_checkpoints/index.ipynb", "old");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(originals.resolve(name).getParent());
        Files.writeString(originals.resolve(name), text);
    }

    private List<String> refresh() throws IOException {
        return new NotebookCopies(originals, copies).refresh();
    }

    @Test
    void areOfWhatReadersOpenAndOfNothingElse() throws IOException {
        assertThat(refresh()).isEmpty();
        assertThat(copies.resolve("index.ipynb")).hasContent("first");
        assertThat(copies.resolve("pictures/zoo.png")).exists();
        assertThat(copies.resolve("src")).doesNotExist();
        assertThat(copies.resolve("exercises")).doesNotExist();
        assertThat(copies.resolve(".ipynb_checkpoints")).doesNotExist();
    }

    @Test
    void followTheirOriginal() throws IOException {
        refresh();
        write("index.ipynb", "second");
        assertThat(refresh()).isEmpty();
        assertThat(copies.resolve("index.ipynb")).hasContent("second");
    }

    @Test
    void thatTheirReaderChangedAreTheirReaders() throws IOException {
        refresh();
        Files.writeString(copies.resolve("index.ipynb"), "mine");
        assertThat(refresh()).as("nothing is missed yet").isEmpty();
        write("index.ipynb", "second");
        assertThat(refresh()).containsExactly("index.ipynb");
        assertThat(refresh()).as("and again").containsExactly("index.ipynb");
        assertThat(copies.resolve("index.ipynb")).hasContent("mine");
    }

    @Test
    void thatStoodThereBeforeAreTheirReadersToo() throws IOException {
        Files.writeString(copies.resolve("index.ipynb"), "there before");
        assertThat(refresh()).isEmpty();
        assertThat(copies.resolve("index.ipynb")).hasContent("there before");
    }

    @Test
    void thatAreGoneAreMadeAnew() throws IOException {
        refresh();
        Files.delete(copies.resolve("index.ipynb"));
        refresh();
        assertThat(copies.resolve("index.ipynb")).hasContent("first");
    }
}
