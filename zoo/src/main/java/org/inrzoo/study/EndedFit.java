package org.inrzoo.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;

/**
 * What a study's fit leaves in its folder, last of all, so that a later study need not do it again: {@code job.json}.
 *
 * @param sha256 see {@link StudyJob#sha256}
 * @param diverged whether it diverged, and left no record
 */
record EndedFit(String sha256, boolean diverged) {

    private static final String FILE = "job.json";
    private static final int MAX_BYTES = 1 << 16;

    /** That of a fit's folder; none where no fit has ended there, or the file is damaged. */
    static Optional<EndedFit> in(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = new String(FileBytes.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(Json.read(text, EndedFit.class, file.toString()));
        } catch (MalformedFileException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    void write(Path folder) {
        AtomicFiles.write(folder.resolve(FILE), Json.text(this).getBytes(StandardCharsets.UTF_8));
    }

    /** Says that no fit has ended in a folder. */
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new FitException("cannot delete '" + folder.resolve(FILE) + "'");
        }
    }
}
