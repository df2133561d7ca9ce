package org.inrzoo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What readers work in: {@code runs/notebooks}, copies of the notebooks, and {@code runs/exercises}, the exercises with gaps. The
 * latter also is {@code exercises} in the former, where links in notebooks lead.
 *
 * @param runs the folder of what users make
 */
record ReadersFolder(Checkout checkout, Path runs) {

    static final String EXERCISES = "exercises";

    /**
     * Makes what is missing and renews what readers have not changed; returns the folder of notebooks.
     *
     * @param make writes the exercises to a folder
     */
    Path prepare(Consumer<Path> make) throws IOException {
        Path notebooks = Checkout.writable(runs.resolve("notebooks"), "the copies of the notebooks go there");
        List<String> kept = new NotebookCopies(checkout.notebooks(), notebooks).refresh();
        if (!kept.isEmpty()) {
            System.err.println("inrzoo: kept as you left them, though there are newer ones: " + String.join(", ", kept)
                    + "; a copy that you delete or rename is made anew");
        }
        Path exercises = exercises(notebooks.resolve(EXERCISES));
        if (!holdsNotebooks(exercises)) {
            make.accept(exercises);
        }
        Path readme = checkout.notebooks().resolve(EXERCISES).resolve("README.md");
        if (Files.exists(readme)) {
            Files.copy(readme, exercises.resolve("README.md"), StandardCopyOption.REPLACE_EXISTING);
        }
        return notebooks;
    }

    /** The exercises' folder behind a link, or, where links cannot be made, in its place. */
    private Path exercises(Path link) throws IOException {
        if (Files.exists(link)) {
            return link;
        }
        Path folder = Checkout.writable(runs.resolve(EXERCISES), "the exercises go there");
        try {
            Files.deleteIfExists(link); // one that led elsewhere
            Files.createSymbolicLink(link, Path.of("..", EXERCISES));
            return folder;
        } catch (IOException | UnsupportedOperationException e) {
            return Files.createDirectories(link);
        }
    }

    private static boolean holdsNotebooks(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".ipynb"));
        }
    }
}
