package org.inrzoo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.SignalFileException;
import org.inrzoo.fit.Checkpoint;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitState;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.option.OptionException;
import org.inrzoo.record.FitRecord;

/**
 * The folder a fit writes to.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {

    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".safetensors";
    private static final int KEPT = 2;

    /** Bytes; a record has some thousands. */
    private static final int MAX_RECORD_BYTES = 1 << 20;

    private static final String GOING_ON = "; going on from the checkpoint before";

    /**
     * A checkpoint that was read.
     *
     * @param spec what was asked
     * @param state where the fit stands
     * @param notes which broken files were passed over
     */
    public record Resumable<S>(S spec, FitState state, List<String> notes) {}

    /**
     * Makes the folder ready for a new fit that shares it with no other; {@link ClaimedFolder} sees to that.
     *
     * @param force whether files of an earlier run may be overwritten
     * @throws FolderException when it cannot be written, or is not empty and {@code force} is not set
     */
    public static RunFolder create(Path path, boolean force) {
        try {
            Files.createDirectories(path);
            return makeReady(path, force);
        } catch (IOException e) {
            throw new FolderException(path, FolderException.Reason.NOT_WRITABLE);
        }
    }

    static RunFolder makeReady(Path path, boolean force) throws IOException {
        if (!force && !isEmpty(path)) {
            throw new FolderException(path, FolderException.Reason.NOT_EMPTY);
        }
        Path probe = Files.createTempFile(path, ".inrzoo-", ".tmp");
        Files.delete(probe);
        RunFolder folder = new RunFolder(path);
        folder.requirePossible();
        folder.checkpoints().forEach(RunFolder::delete);
        return folder;
    }

    /**
     * Checks, before the fit, that nothing is in the way of the files it is to leave.
     *
     * @throws UncheckedIOException when one of their names is that of a folder or a device
     */
    void requirePossible() {
        Stream.of(run(), weights(), result(), history(), reconstruction(), comparison())
                .forEach(AtomicFiles::requirePossible);
        checkpoints().stream().filter(Files::exists).forEach(AtomicFiles::requirePossible);
    }

    /** The weights' file. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** The record's file. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** The history's file. */
    public Path history() {
        return path.resolve("history.csv");
    }

    /** The reconstruction's file. */
    public Path reconstruction() {
        return path.resolve("reconstruction.png");
    }

    /** A file that shows the signal, of this ending. */
    Path reconstruction(String ending) {
        return path.resolve("reconstruction" + ending);
    }

    /** The file that says what the fit was asked to do, see {@link RunSpec}. */
    public Path run() {
        return path.resolve("run.json");
    }

    /** The comparison's file. */
    public Path comparison() {
        return path.resolve("comparison.png");
    }

    /** Bits of a sample of the reconstruction, as the record says; 8 where there is none to be read. */
    public int bits() {
        try {
            String record = new String(FileBytes.read(result(), MAX_RECORD_BYTES), StandardCharsets.UTF_8);
            return Json.read(record, FitRecord.class, result().toString()).bits() == 16 ? 16 : 8;
        } catch (UncheckedIOException | MalformedFileException e) {
            return 8;
        }
    }

    /** Writes a checkpoint and deletes all but the newest two. */
    public void checkpoint(StoredSpec spec, FitState state) {
        Path file = path.resolve(PREFIX + String.format(Locale.ROOT, "%09d", state.step()) + SUFFIX);
        Checkpoint.write(
                        state,
                        spec.architecture().parameters(),
                        Map.of(StoredSpec.key(spec.getClass()), Json.line(spec)))
                .write(file);
        checkpoints().stream().skip(KEPT).forEach(RunFolder::delete);
    }

    /** Deletes all checkpoints: the fit has ended. */
    public void deleteCheckpoints() {
        checkpoints().forEach(RunFolder::delete);
    }

    /**
     * The newest checkpoint of an image's fit that can be read.
     *
     * @throws FitException when there is none
     */
    public Resumable<FitSpec> resumable() {
        return newest(FitSpec.class, checkpoint -> checkpoint);
    }

    /** Whether its checkpoints are of a {@link SignalRun}: what the newest says that can be read. */
    public boolean keepsSignal() {
        for (Path file : checkpoints()) {
            try {
                return Safetensors.read(file).metadata().containsKey(StoredSpec.key(RunSpec.Kept.class));
            } catch (MalformedFileException | UncheckedIOException e) {
                // the one before may be whole
            }
        }
        return false;
    }

    /**
     * What becomes of the newest checkpoint that can be read and used; those that cannot are passed over, and a note says so.
     *
     * @param use throws a {@link FitException}, {@link OptionException} or {@link SignalFileException} where it cannot
     * @throws FitException when no checkpoint can be read
     * @throws RuntimeException that of the newest which can be read, when none can be used
     */
    <S extends StoredSpec, T> T newest(Class<S> type, Function<Resumable<S>, T> use) {
        List<String> notes = new ArrayList<>();
        RuntimeException refusal = null;
        for (Path file : checkpoints()) {
            try {
                Resumable<S> checkpoint = read(type, file, notes);
                try {
                    return use.apply(checkpoint);
                } catch (FitException | OptionException | SignalFileException e) {
                    refusal = refusal == null ? e : refusal;
                    notes.add("'" + file.getFileName() + "': " + e.getMessage() + GOING_ON);
                }
            } catch (MalformedFileException | UncheckedIOException e) {
                notes.add(e.getMessage() + GOING_ON);
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw new FitException("there is no checkpoint to resume in '" + path + "'"
                + (notes.isEmpty() ? "" : " that can be read: " + notes.get(0).replace(GOING_ON, "")));
    }

    private static <S extends StoredSpec> Resumable<S> read(Class<S> type, Path file, List<String> notes) {
        String name = file.getFileName().toString();
        Safetensors content = Safetensors.read(file);
        S spec = Json.read(content.metadata().getOrDefault(StoredSpec.key(type), ""), type, name);
        try {
            FitState state = Checkpoint.read(
                    content, spec.architecture().parameters(), spec.variant().recipe(), name);
            return new Resumable<>(spec, state, notes);
        } catch (IllegalArgumentException | ArithmeticException | OptionException e) {
            throw new MalformedFileException(name, "its fit means no model of this zoo: " + e.getMessage());
        }
    }

    /** The checkpoints, newest first. */
    private List<Path> checkpoints() {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().matches(PREFIX + "[0-9]{9}" + SUFFIX))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new FitException("cannot read the folder '" + path + "': give the folder of a fit");
        }
    }

    /** Whether there is nothing in it but the mark of a run. */
    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals(ClaimedFolder.MARK));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FitException("cannot delete '" + file + "'");
        }
    }
}
