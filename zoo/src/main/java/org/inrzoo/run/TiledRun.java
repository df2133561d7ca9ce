package org.inrzoo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engines;
import org.inrzoo.error.ZooException;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.option.Quoted;
import org.inrzoo.record.FitRecord;
import org.inrzoo.record.TiledRecord;

/**
 * A picture in a folder that is fitted in tiles, each a fit of its own in a folder of its own, several at the same time. One that fails does not
 * end the others; what has ended is not done again when the run goes on.
 */
public final class TiledRun implements RunningFit {

    private static final String FILE = "tiles.json";
    private static final int MAX_BYTES = 1 << 20;

    private final TiledSpec spec;
    private final RunFolder folder;
    private final StreamedImage pixels;
    private final Variant variant;
    private final List<TileCut.PictureTile> tiles;
    private final int[] done;
    private final Set<FitRun> running = ConcurrentHashMap.newKeySet();
    private final Map<String, String> failures = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private FitListener listener = FitListener.none();
    private volatile boolean stopped;

    private TiledRun(TiledSpec spec, RunFolder folder, StreamedImage pixels) {
        this.spec = spec;
        this.folder = folder;
        this.pixels = pixels;
        variant = spec.fit().variant();
        tiles = spec.cut().tiles();
        done = new int[tiles.size()];
        for (int i = 0; i < done.length; i++) {
            done[i] = ended(tiles.get(i)).isPresent() ? variant.recipe().steps() : 0;
        }
    }

    /**
     * What a new fit of a whole picture is asked to do, to be cut into tiles. Each tile has the model as it is fitted to a picture of its size.
     *
     * @throws org.inrzoo.option.OptionException when it is no model of pictures
     */
    public static FitSpec spec(Variant variant, StreamedImage pixels, FitSpec.Compute computation) {
        variant.requireImages();
        return new FitSpec(
                new FitSpec.Model(variant.name(), variant.settings()),
                new FitSpec.ImageSource(pixels.origin(), pixels.background(), pixels.size(), 0),
                pixels.pixels(),
                computation);
    }

    /**
     * A new run.
     *
     * @throws org.inrzoo.option.OptionException when the model cannot be fitted to tiles of these sizes
     */
    public static TiledRun start(TiledSpec spec, StreamedImage pixels, RunFolder folder) {
        TileCut.PictureTile first = spec.cut().tiles().get(0);
        FitRun.spec(
                spec.fit().variant(), tile(pixels, first), 0, spec.fit().computation()); // refused before any is done
        spec.cut().tiles().forEach(tile -> forget(new RunFolder(folder.path().resolve(tile.name()))));
        AtomicFiles.write(folder.path().resolve(FILE), Json.text(spec).getBytes(StandardCharsets.UTF_8));
        return new TiledRun(spec, folder, pixels);
    }

    /** What an earlier run has left of a tile does not count. */
    private static void forget(RunFolder tile) {
        if (Files.isDirectory(tile.path())) {
            tile.deleteCheckpoints();
            try {
                Files.deleteIfExists(tile.result());
            } catch (IOException e) {
                throw new FitException("cannot delete '" + tile.result() + "'");
            }
        }
    }

    /** Whether a folder is that of such a run. */
    public static boolean isIn(RunFolder folder) {
        return Files.isRegularFile(folder.path().resolve(FILE));
    }

    /**
     * The run in a folder, to go on with.
     *
     * @param image the data set's name or the file where the picture lies now; empty where it lay
     * @throws FitException when the picture is not the one that the run began with
     * @throws org.inrzoo.datasets.ImageFileException when it cannot be read
     */
    public static TiledRun resume(RunFolder folder, Optional<String> image) {
        Path file = folder.path().resolve(FILE);
        TiledSpec spec = Json.read(
                new String(FileBytes.read(file, MAX_BYTES), StandardCharsets.UTF_8), TiledSpec.class, file.toString());
        FitSpec.ImageSource asked = spec.fit().source();
        String source = image.orElse(asked.image());
        StreamedImage pixels = StreamedImage.load(source, asked.size(), asked.background());
        if (!pixels.pixels().sha256().equals(spec.fit().pixels().sha256())) {
            throw new FitException(
                    Quoted.of(source)
                            + " is not the image that the fit began with, or has changed since (SHA-256 of its pixels): start a new fit");
        }
        return new TiledRun(spec, folder, pixels);
    }

    private static LoadedImage tile(StreamedImage pixels, TileCut.PictureTile tile) {
        Image part = pixels.image().part(tile.x(), tile.y(), tile.width(), tile.height());
        return new LoadedImage(pixels.origin() + "#" + tile.name(), part, 0, pixels.background(), List.of());
    }

    @Override
    public int stepsDone() {
        return sum();
    }

    @Override
    public int steps() {
        return Math.multiplyExact(tiles.size(), variant.recipe().steps());
    }

    @Override
    public Optional<String> whyNotFused() {
        TileCut.PictureTile tile = tiles.get(0);
        return spec.fit().computation().engine().equals(Engines.AUTO)
                ? Engines.whyNotFused(variant.architecture(
                        tile.width(), tile.height(), pixels.image().channels()))
                : Optional.empty();
    }

    @Override
    public void listener(FitListener listener) {
        this.listener = this.listener.and(listener);
    }

    /** Of the first tile. */
    @Override
    public Pace pace(double seconds) {
        LoadedImage first = tile(pixels, tiles.get(0));
        try (FitRun run = FitRun.start(spec(first), first, folder)) {
            return run.pace(seconds);
        }
    }

    @Override
    public void stop() {
        stopped = true;
        running.forEach(FitRun::stop);
    }

    /**
     * Fits all tiles that have not ended yet, draws them into one picture and scores it.
     *
     * @return the record, or nothing when stopped or interrupted
     * @throws FitException when a tile's fit failed; the others have ended
     */
    @Override
    public Optional<TiledRecord> run() {
        long start = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(spec.jobs(), task -> {
            Thread thread = new Thread(task, "tile");
            thread.setDaemon(true);
            return thread;
        });
        boolean interrupted = false;
        try {
            List<Future<?>> fits = new ArrayList<>();
            for (int i = 0; i < tiles.size(); i++) {
                int number = i;
                fits.add(pool.submit(() -> fit(number)));
            }
            for (Future<?> fit : fits) {
                interrupted |= waitFor(fit);
            }
        } finally {
            pool.shutdown();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (stopped) {
            return Optional.empty();
        }
        if (!failures.isEmpty()) {
            Map.Entry<String, String> first = failures.entrySet().iterator().next();
            throw new FitException(failures.size() + " of " + tiles.size() + " tiles failed, the first of them "
                    + first.getKey() + ": " + first.getValue() + "; the others have ended, 'resume' tries again");
        }
        return Optional.of(new TiledOutputs(spec, pixels, tiles, folder)
                .write(
                        (System.nanoTime() - start) * 1e-9,
                        number -> ended(tiles.get(number)).orElseThrow(),
                        notes));
    }

    /** Whether an interrupt came meanwhile, which ends all fits. */
    private boolean waitFor(Future<?> fit) {
        boolean interrupted = false;
        while (true) {
            try {
                fit.get();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            } catch (ExecutionException e) {
                stop();
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void fit(int number) {
        TileCut.PictureTile tile = tiles.get(number);
        if (stopped || ended(tile).isPresent()) {
            return;
        }
        try (FitRun run = begun(tile)) {
            running.add(run);
            if (stopped) {
                return;
            }
            run.listener(FitListener.patient(progress -> tell(number, progress)));
            run.run();
            running.remove(run);
        } catch (ZooException | UncheckedIOException e) {
            synchronized (failures) {
                failures.put(tile.name(), e.getMessage());
            }
        }
    }

    /** Goes on from a checkpoint where there is one. */
    private FitRun begun(TileCut.PictureTile tile) {
        RunFolder own = new RunFolder(folder.path().resolve(tile.name()));
        LoadedImage image = tile(pixels, tile);
        return Files.isDirectory(own.path())
                ? FitRun.resume(own, image)
                        .orElseGet(() -> FitRun.start(spec(image), image, RunFolder.create(own.path(), true)))
                : FitRun.start(spec(image), image, RunFolder.create(own.path(), true));
    }

    private FitSpec spec(LoadedImage tile) {
        FitSpec.Compute all = spec.fit().computation();
        return FitRun.spec(variant, tile, 0, all.onThreads(Math.max(1, all.threads() / spec.jobs())));
    }

    /** The record of a tile whose fit has ended. */
    private Optional<FitRecord> ended(TileCut.PictureTile tile) {
        Path file = new RunFolder(folder.path().resolve(tile.name())).result();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = new String(FileBytes.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            return Optional.of(Json.read(text, FitRecord.class, file.toString()));
        } catch (MalformedFileException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private synchronized void tell(int number, FitListener.Progress progress) {
        done[number] = progress.step();
        listener.onStep(
                new FitListener.Progress(sum(), steps(), progress.loss(), progress.score(), progress.measure()));
    }

    private int sum() {
        int sum = 0;
        for (int steps : done) {
            sum += steps;
        }
        return sum;
    }

    /** None of the whole: every tile has its own. */
    @Override
    public History history() {
        return History.empty();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        // every fit is closed at its end
    }
}
