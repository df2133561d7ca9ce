package org.inrzoo.study;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.inrzoo.Zoo;
import org.inrzoo.error.ZooException;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.io.Json;
import org.inrzoo.record.RunRecord;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;

/**
 * One fit of a study, with all that a process elsewhere needs to do it.
 *
 * @param folder its folder, in the study's
 * @param data what is fitted
 * @param identity {@link Studied#identity} as JSON: what the other process reads has to be the same
 * @param model registry name
 * @param settings all hyperparameters and recipe keys
 * @param threads that compute it, at least 1
 * @param base what it goes on from; null where its weights are drawn
 */
public record RemoteFit(
        String folder,
        StudiedData data,
        String identity,
        String model,
        Map<String, Object> settings,
        int threads,
        Weights base)
        implements Serializable {

    /**
     * The run that a fit goes on from.
     *
     * @param name what the fit's record calls it
     * @param entry the name of its folder or file
     * @param files what is sent of it, see {@link FolderBytes}
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Weights(String name, String entry, byte[] files) implements Serializable {

        static Weights of(StudyBase base) {
            return new Weights(
                    base.name(),
                    String.valueOf(base.path().toAbsolutePath().getFileName()),
                    FolderBytes.of(base.path()));
        }

        StudyBase in(Path folder) {
            FolderBytes.write(files, folder);
            return new StudyBase(name, folder.resolve(entry));
        }
    }

    static RemoteFit of(Studied studied, StudyJob job, Optional<StudyBase> base) {
        return new RemoteFit(
                job.folder(),
                studied.data(),
                identity(studied),
                job.entry().model().name(),
                new LinkedHashMap<>(job.model().settings()),
                studied.threads(),
                base.map(Weights::of).orElse(null));
    }

    private static String identity(Studied studied) {
        return Json.line(new TreeMap<>(studied.identity()));
    }

    /**
     * Does the fit in this process, in a temporary folder that is deleted behind it.
     *
     * @param files the file or folder that is fitted, see {@link FitCluster#share}; empty where the zoo has it itself
     * @return what it leaves; a fit that cannot be done is told in it, not thrown
     */
    public RemoteResult run(byte[] files) {
        long begin = System.nanoTime();
        try (ScratchFolder scratch = ScratchFolder.make()) {
            RemoteResult result = run(RemoteSource.read(data, files, threads), scratch.path());
            return result.in((System.nanoTime() - begin) * 1e-9);
        } catch (ZooException | UncheckedIOException e) {
            return RemoteResult.failed(e.getMessage());
        }
    }

    private RemoteResult run(Studied studied, Path scratch) {
        if (!identity(studied).equals(identity)) {
            throw new FitException("the process elsewhere reads another '" + data.source()
                    + "': it has changed, or is of another version");
        }
        RunFolder run = new RunFolder(scratch.resolve("run"));
        RunFolder.create(run.path(), false);
        List<String> notes = new ArrayList<>();
        try (RunningFit fit = studied.start(Zoo.get(model).withAll(settings), base(scratch), run)) {
            Optional<? extends RunRecord> record = fit.run();
            notes.addAll(fit.notes());
            return record.isEmpty()
                    ? RemoteResult.failed("it was stopped")
                    : RemoteResult.ended(FolderBytes.inside(run.path()), notes);
        } catch (DivergedException e) {
            return RemoteResult.diverged(FolderBytes.inside(run.path()));
        }
    }

    private Optional<StudyBase> base(Path scratch) {
        return Optional.ofNullable(base).map(weights -> weights.in(scratch.resolve("base")));
    }
}
