package org.inrzoo.notebook.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.io.MalformedFileException;

/**
 * What is handed out: exercises, and in the folder {@code read} the notebooks that they link to, so that it works alone.
 * Inside the folder that the notebooks are in, links lead to these themselves.
 */
final class Handout {

    /** What has become of a file. */
    enum Outcome {
        WRITTEN,
        /** It was there already, with the same cells. */
        SAME,
        /** It was there, and somebody has changed its cells. */
        KEPT
    }

    private static final String READ = "read";

    /** An exercise, and the folder that its links are relative to. */
    private record Added(NotebookFile file, Path home) {}

    private final Path folder;
    private final Map<String, Added> exercises = new LinkedHashMap<>();
    private final Map<String, NotebookFile> toRead = new LinkedHashMap<>();

    Handout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Adds a version of an exercise, and what it links to.
     *
     * @param source the file that it is made of, which its links are relative to
     */
    void add(Exercise version, Path source) {
        Path home = source.toAbsolutePath().normalize().getParent();
        exercises.put(version.file().name(), new Added(version.file(), home));
    }

    /** What it consists of, by the path in its folder. */
    Map<String, NotebookFile> files() {
        Map<String, NotebookFile> files = new LinkedHashMap<>();
        exercises.forEach((name, added) -> {
            NotebookFile relinked = added.file().relinked(link -> target(added.home(), link));
            files.put(name, relinked.stamped(added.file().title()));
        });
        toRead.forEach((name, notebook) ->
                files.put(READ + "/" + name, notebook.relinked(this::onward).stamped(notebook.title())));
        return files;
    }

    private Optional<String> target(Path home, String link) {
        Path target = home.resolve(link).normalize();
        if (!Files.isRegularFile(target)) {
            return Optional.empty();
        }
        Path notebooks = home.resolve("../..").normalize(); // exercises/solved lies in it
        if (notebooks.getNameCount() > 0 && folder.startsWith(notebooks) && target.startsWith(notebooks)) {
            return Optional.of(text(folder.relativize(target)));
        }
        if (!link.endsWith(".ipynb")) {
            return Optional.empty();
        }
        String name = target.getFileName().toString();
        boolean beside = target.getParent().equals(home.getParent()) && exercises.containsKey(name); // of a solved one
        if (home.equals(target.getParent()) || beside) {
            return Optional.of(name);
        }
        NotebookFile notebook = NotebookFile.read(target);
        toRead.put(notebook.name(), notebook);
        return Optional.of(READ + "/" + notebook.name());
    }

    /** Where the links of a notebook to read lead: to exercises and notebooks that are handed out too. */
    private Optional<String> onward(String link) {
        String name = Path.of(link).getFileName().toString();
        if (link.equals("exercises/" + name) && exercises.containsKey(name)) {
            return Optional.of("../" + name);
        }
        return toRead.containsKey(link) ? Optional.of(link) : Optional.empty();
    }

    private static String text(Path relative) {
        return relative.toString().replace('\\', '/');
    }

    /**
     * Writes the files into the folder. One that is there and has been changed since it was handed out is kept.
     *
     * @param force overwrites these as well
     * @return what has become of each file, by its path in the folder
     */
    Map<String, Outcome> write(boolean force) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        files().forEach((path, file) -> outcomes.put(path, write(folder.resolve(path), file, force)));
        return outcomes;
    }

    private static Outcome write(Path target, NotebookFile file, boolean force) {
        if (Files.exists(target)) {
            Optional<NotebookFile> earlier = earlier(target);
            if (earlier.isPresent() && earlier.get().fingerprint().equals(file.fingerprint()) && !force) {
                return Outcome.SAME;
            }
            if (!force && !earlier.map(NotebookFile::untouched).orElse(false)) {
                return Outcome.KEPT;
            }
        }
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFiles.write(target, file.bytes());
        return Outcome.WRITTEN;
    }

    private static Optional<NotebookFile> earlier(Path file) {
        try {
            return Optional.of(NotebookFile.read(file));
        } catch (MalformedFileException e) {
            return Optional.empty();
        }
    }

    /** Writes the files, as they are made and not as they may lie in the folder, into an archive. */
    void zip(Path archive) {
        String root = folder.getFileName().toString();
        AtomicFiles.write(archive, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (Map.Entry<String, NotebookFile> file : files().entrySet()) {
                ZipEntry entry = new ZipEntry(root + "/" + file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().bytes());
            }
            zip.finish();
        });
    }
}
