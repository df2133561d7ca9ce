package org.inrzoo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.inrzoo.datasets.FileFailure;
import org.inrzoo.datasets.ImageFiles;
import org.inrzoo.option.OptionException;

/**
 * Makes a file of every picture in a folder, several at once; a picture that cannot be compressed keeps no other from it.
 *
 * @param pictures the files
 * @param out folder of the files that are made, each called as its picture with {@code .inr} behind
 * @param jobs pictures at once
 * @param force whether files that are there are made again; else they stay as they are
 */
record FolderCompression(List<Path> pictures, Path out, int jobs, boolean force) {

    /** Makes one file. */
    interface Job {
        /** Compresses {@code picture} to {@code file}. */
        CompressedFile make(Path picture, Path file);
    }

    /**
     * What became of a picture.
     *
     * @param made its file; null where there is none or it was there before
     * @param failure why there is none; null where all went well
     */
    record Outcome(Path picture, CompressedFile made, String failure) {}

    /**
     * The pictures of a folder, in the order of their names.
     *
     * @throws OptionException when there is none
     */
    static FolderCompression of(Path folder, Path out, int jobs, boolean force) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> pictures = entries.filter(ImageFiles::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new OptionException("there is no picture in '" + folder + "'");
            }
            if (Files.exists(out) && !Files.isDirectory(out)) {
                throw new OptionException("'" + out + "' is a file; the files of a folder's pictures need a folder");
            }
            Files.createDirectories(out);
            return new FolderCompression(pictures, out, jobs, force);
        } catch (IOException e) {
            throw FileFailure.of("read", folder, e);
        }
    }

    /** Does the work; {@code told} hears of each picture when it is done. */
    List<Outcome> run(Job job, Consumer<Outcome> told) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, pictures.size()), runnable -> {
            Thread thread = new Thread(runnable, "compress");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Outcome> outcomes = new ExecutorCompletionService<>(workers);
            pictures.forEach(picture -> outcomes.submit(() -> outcome(picture, job)));
            List<Outcome> all = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                Outcome outcome = outcomes.take().get();
                told.accept(outcome);
                all.add(outcome);
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OptionException(
                    "interrupted; the files that are whole stay, and the same command makes the others");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private Outcome outcome(Path picture, Job job) {
        Path file = out.resolve(picture.getFileName() + ".inr");
        if (!force && Files.exists(file)) {
            return new Outcome(picture, null, null);
        }
        try {
            return new Outcome(picture, job.make(picture, file), null);
        } catch (RuntimeException | OutOfMemoryError e) {
            return new Outcome(
                    picture,
                    null,
                    Advice.of(e).flatMap(told -> told.lines().findFirst()).orElse("internal error: " + e));
        }
    }
}
