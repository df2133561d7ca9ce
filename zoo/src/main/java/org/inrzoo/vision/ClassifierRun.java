package org.inrzoo.vision;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.FileBytes;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.datasets.label.PictureSet;
import org.inrzoo.datasets.label.PictureSources;
import org.inrzoo.engine.samediff.Backend;
import org.inrzoo.fit.Checkpoint;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.FitException;
import org.inrzoo.fit.FitListener;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.History;
import org.inrzoo.fit.Pace;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphTrainer;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Pictures;
import org.inrzoo.io.Safetensors;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.run.Machine;
import org.inrzoo.run.RunFolder;
import org.inrzoo.run.RunningFit;
import org.inrzoo.study.StudyBase;

/**
 * The training of a classifier in a folder of its own: {@code train.json} says what was asked for, checkpoints resume to the same
 * bits, and at the end there are the weights as trained and as deployed, those of snapshots, the record, the history and the confusion as a
 * picture.
 */
public final class ClassifierRun implements RunningFit {

    private static final String SPEC = "train.json";
    private static final String KEY = "org.inrzoo.train";
    private static final String DEPLOYED = "deployed.safetensors";

    /** The confusion as a picture, in a training's folder. */
    static final String CONFUSION = "confusion.png";

    private static final int KEPT = 2;
    private static final int MAX_BYTES = 1 << 20;

    /** What a batch norm keeps of its statistics at a step; the rest is the batch's. */
    private static final float MEMORY = 0.9f;

    private final ClassifierSpec spec;
    private final VisionModel model;
    private final LabelledPictures learnt;
    private final LabelledPictures tested;
    private final Pixels pixels;
    private final GraphNetwork network;
    private final Optional<String> whyNotFused;
    private final ParameterLayout layout;
    private final RunFolder folder;
    private final PictureBatches batches;
    private final GraphTrainer trainer;
    private final int steps;
    private final float[] found; // of a step: gradients, and the batch's statistics
    private final List<ParameterLayout.Slot> statistics;
    private final List<String> notes = new ArrayList<>();
    private FitState state;
    private ClassifierOptimizer optimizer;
    private FitListener listener = progress -> {};
    private volatile boolean stopped;

    private ClassifierRun(ClassifierSpec asked, PictureSet set, RunFolder folder) {
        this.folder = folder;
        Backend.start(asked.threads());
        VisionModel left = VisionModels.get(asked.model()).restored(asked.settings());
        LabelledPictures all = set.train();
        learnt = asked.pictures() == 0
                ? all
                : all.drawn(asked.pictures(), left.recipe().seed());
        network = left.network(
                learnt.channels(),
                learnt.height(),
                learnt.width(),
                learnt.classes().size());
        ClassifierEngine engine = left.recipe().engine();
        whyNotFused = engine.whyNotFused(network);
        model = left.with("engine", engine.chosenFor(network)); // what computes, so that resuming does so too
        spec = asked.with(model.settings());
        tested = set.test();
        pixels = Pixels.of(learnt);
        steps = steps(learnt.size(), model.recipe());
        if (model.recipe().snapshotsAfter(steps).size() < model.recipe().snapshots()) {
            throw new OptionException(
                    model.recipe().snapshots() + " snapshots are too many for the last half of " + steps + " steps");
        }
        notes.addAll(set.notes());
        layout = network.parameters(Form.TRAINING);
        found = new float[layout.size()];
        statistics = network.norms().stream()
                .flatMap(norm -> Stream.of(norm + "/mean", norm + "/variance"))
                .flatMap(name -> network.slot(Form.TRAINING, name).stream())
                .toList();
        batches = new PictureBatches(learnt, model.recipe(), pixels);
        trainer = model.recipe().engine().trainer(network, spec.threads());
        optimizer = optimizer(new float[stateSize()]);
    }

    /**
     * A new training.
     *
     * @param model the network with its settings
     * @param data the pictures, see {@link PictureSources#read}
     * @param pictures how many are learnt from, as many of every class; 0 for all
     * @param from a training to go on from: its weights are the first ones, a refocused kernel's basis is its kernel
     * @param threads threads that compute
     * @param checkpointEvery steps between checkpoints; 0 for a tenth of all
     * @throws OptionException when the settings, the pictures and what is gone on from do not fit together
     */
    public static ClassifierRun start(
            VisionModel model,
            String data,
            int pictures,
            Optional<Path> from,
            int threads,
            int checkpointEvery,
            RunFolder folder) {
        return start(
                model, NamedPictures.read(data), pictures, from.map(StudyBase::at), threads, checkpointEvery, folder);
    }

    /** A new training of pictures that were read before; see the other. */
    static ClassifierRun start(
            VisionModel model,
            NamedPictures data,
            int pictures,
            Optional<StudyBase> from,
            int threads,
            int checkpointEvery,
            RunFolder folder) {
        return begun(
                model,
                data,
                pictures,
                from.map(StudyBase::name),
                from.map(base -> Classifier.load(base.path())),
                threads,
                checkpointEvery,
                folder);
    }

    /**
     * A new training that goes on from a trained network: its weights are the first ones, a refocused kernel's basis is its kernel.
     *
     * @param name what the record calls what is gone on from
     * @param from as it was trained, not deployed
     * @throws OptionException as of {@link #start}
     */
    public static ClassifierRun after(
            String name, Classifier from, VisionModel model, String data, int pictures, int threads, RunFolder folder) {
        return begun(
                model, NamedPictures.read(data), pictures, Optional.of(name), Optional.of(from), threads, 0, folder);
    }

    private static ClassifierRun begun(
            VisionModel model,
            NamedPictures data,
            int pictures,
            Optional<String> name,
            Optional<Classifier> from,
            int threads,
            int checkpointEvery,
            RunFolder folder) {
        ClassifierSpec spec = new ClassifierSpec(
                model.name(),
                model.settings(),
                data.data(),
                pictures,
                data.set().train().sha256(),
                name.orElse(null),
                threads,
                checkpointEvery);
        ClassifierRun run = new ClassifierRun(spec, data.set(), folder);
        long seed = model.recipe().seed();
        float[] first =
                from.map(trained -> trained.handOn(run.network, seed)).orElseGet(() -> run.layout.initialize(seed));
        if (from.isEmpty()
                && run.layout.slots().stream()
                        .anyMatch(slot -> Refocus.source(slot.name()).isPresent())) {
            run.notes.add("the basis of the refocused kernels is random; --from RUN takes a trained network's");
        }
        run.state = FitState.start(first);
        return run;
    }

    /**
     * Steps of a training.
     *
     * @param learnt pictures that are learnt from
     * @throws OptionException when they are less than a batch
     */
    static int steps(int learnt, ClassifierRecipe recipe) {
        int perEpoch = learnt / recipe.batch();
        if (perEpoch == 0) {
            throw new OptionException("there are " + learnt + " pictures to learn from, less than a batch of "
                    + recipe.batch() + "; try --set batch=" + Math.max(1, learnt / 2));
        }
        return Math.multiplyExact(perEpoch, recipe.epochs());
    }

    /** Whether a folder is that of a training. */
    public static boolean isIn(RunFolder folder) {
        return Files.isRegularFile(folder.path().resolve(SPEC));
    }

    /** What the training in a folder was asked to do. */
    public static ClassifierSpec spec(Path folder) {
        Path file = folder.resolve(SPEC);
        String text = new String(FileBytes.read(file, MAX_BYTES), StandardCharsets.UTF_8);
        return Json.read(text, ClassifierSpec.class, file.toString());
    }

    /**
     * Goes on with a training that was stopped, from its newest checkpoint that can be read.
     *
     * @param tell is told of checkpoints that were passed over
     * @throws FitException when there is none, or the pictures are others than they were
     */
    public static ClassifierRun resume(RunFolder folder, Consumer<String> tell) {
        ClassifierSpec spec = spec(folder.path());
        PictureSet set = PictureSources.read(spec.data());
        if (!set.train().sha256().equals(spec.sha256())) {
            throw new FitException("the pictures '" + spec.data() + "' are not those that the training began with");
        }
        ClassifierRun run = new ClassifierRun(spec, set, folder);
        for (Path file : checkpoints(folder.path())) {
            try {
                Safetensors content = Safetensors.read(file);
                if (!Json.line(spec).equals(content.metadata().get(KEY))) {
                    throw new MalformedFileException(file.toString(), "it is another training's");
                }
                FitState read = Checkpoint.read(content, run.layout, run.steps, run.stateSize(), file.toString());
                if (read.optimizer().length > 0) {
                    run.optimizer = run.optimizer(read.optimizer());
                }
                run.state = read;
                return run;
            } catch (MalformedFileException e) {
                tell.accept(e.getMessage() + "; going on from the checkpoint before");
            }
        }
        run.close();
        throw new FitException("there is no checkpoint to resume in '" + folder.path() + "'");
    }

    @Override
    public int stepsDone() {
        return state.step();
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public Optional<String> whyNotFused() {
        return whyNotFused;
    }

    @Override
    public void listener(FitListener listener) {
        this.listener = listener;
    }

    @Override
    public Pace pace(double seconds) {
        float[] parameters = state.parameters().clone();
        float[] kept = optimizer.state();
        long start = System.nanoTime();
        int done = 0;
        while (done == 0 || (System.nanoTime() - start) * 1e-9 < seconds) {
            try {
                step(parameters, done++ % steps);
            } catch (DivergedException e) { // the training will say so; here its time is wanted
                parameters = state.parameters().clone();
                optimizer = optimizer(kept.clone());
            }
        }
        double perStep = (System.nanoTime() - start) * 1e-9 / done;
        long before = System.nanoTime();
        classifier(parameters).test(tested);
        optimizer = optimizer(kept);
        return new Pace(perStep, (System.nanoTime() - before) * 1e-9);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public Optional<ClassifierRecord> run() {
        AtomicFiles.write(folder.path().resolve(SPEC), Json.text(spec).getBytes(StandardCharsets.UTF_8));
        int every = spec.checkpointEvery() == 0 ? Math.max(1, steps / 10) : spec.checkpointEvery();
        List<Integer> snapshots = model.recipe().snapshotsAfter(steps);
        float[] parameters = state.parameters().clone();
        History history = state.history().of(ClassifierRecord.ACCURACY);
        long start = System.nanoTime();
        long startCpu = cpuNanos();
        FitState before = state;
        double inSteps = before.stepSeconds();
        for (int step = before.step(); step < steps; step++) {
            long begin = System.nanoTime();
            double loss = step(parameters, step);
            inSteps += (System.nanoTime() - begin) * 1e-9;
            int done = step + 1;
            double rate = model.recipe().rateAt(step, steps);
            if (model.recipe().testsAfter(done, steps)) {
                double accuracy = 100 * classifier(parameters).test(tested).accuracy();
                double seconds = before.seconds() + (System.nanoTime() - start) * 1e-9;
                history = history.plus(new History.Row(done, rate, loss, accuracy, seconds));
            }
            state = new FitState(
                    done,
                    parameters,
                    optimizer.state(),
                    history,
                    before.seconds() + (System.nanoTime() - start) * 1e-9,
                    inSteps,
                    before.cpuSeconds() + (cpuNanos() - startCpu) * 1e-9);
            if (snapshots.contains(done)) { // before any checkpoint that is further on
                classifier(parameters).save(Ensemble.file(folder.path(), snapshots.indexOf(done) + 1));
            }
            FitListener.Progress progress =
                    new FitListener.Progress(done, steps, loss, history.score(), ClassifierRecord.ACCURACY);
            listener.onStep(progress);
            boolean ends = stopped || Thread.currentThread().isInterrupted() || listener.stops(progress);
            if (done < steps && (ends || done % every == 0)) {
                uninterrupted(this::checkpoint);
            }
            if (done < steps && ends) {
                return Optional.empty();
            }
        }
        return Optional.of(uninterrupted(this::finish));
    }

    /** Does what leaves files, for which an interrupted thread cannot so much as make a table; it is interrupted again behind it. */
    private static <T> T uninterrupted(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** One step of descent: changes the parameters, the optimiser's state and the norms' statistics, and gives the batch's loss. */
    private double step(float[] parameters, int step) {
        ClassifierRecipe recipe = model.recipe();
        float[] values = new float[recipe.batch() * network.inputs()];
        float[] targets = new float[recipe.batch() * network.outputs()];
        batches.fill(step, values, targets);
        double rate = recipe.rateAt(step, steps);
        double loss = trainer.step(parameters, values, targets, recipe.batch(), found);
        if (!Double.isFinite(loss)) {
            double largest = 0;
            for (float value : parameters) {
                largest = Math.max(largest, Math.abs(value));
            }
            throw new DivergedException(step, rate, String.format(Locale.ROOT, "%.3g", largest), parameters);
        }
        statistics.forEach(slot -> follow(parameters, slot));
        optimizer.step(parameters, Arrays.copyOf(found, layout.trainable()), loss, rate, step);
        return loss;
    }

    private int stateSize() {
        return ClassifierOptimizers.get(model.recipe().optimizer()).stateSize(layout.trainable());
    }

    private ClassifierOptimizer optimizer(float[] state) {
        return ClassifierOptimizers.get(model.recipe().optimizer())
                .create(model.recipe(), PictureBatches.perEpoch(learnt, model.recipe()), state);
    }

    /** A norm's statistics go a part of the way to the batch's. */
    private void follow(float[] parameters, ParameterLayout.Slot slot) {
        for (int at = slot.offset(); at < slot.offset() + slot.length(); at++) {
            parameters[at] = MEMORY * parameters[at] + (1 - MEMORY) * found[at];
        }
    }

    private Classifier classifier(float[] parameters) {
        return Classifier.trained(model, network, learnt, pixels, parameters);
    }

    private Path checkpoint() {
        Path file = folder.path().resolve(String.format(Locale.ROOT, "checkpoint-%09d.safetensors", state.step()));
        Checkpoint.write(state, layout, Map.of(KEY, Json.line(spec))).write(file);
        checkpoints(folder.path()).stream().skip(KEPT).forEach(ClassifierRun::delete);
        return file;
    }

    /** The checkpoints of a folder, newest first. */
    private static List<Path> checkpoints(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("checkpoint-[0-9]{9}\\.safetensors"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        } catch (IOException e) {
            throw new FitException("cannot read the folder '" + folder + "': give the folder of a training");
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new FitException("cannot delete '" + file + "'");
        }
    }

    private ClassifierRecord finish() {
        Classifier trained = classifier(state.parameters());
        Classifier deployed = trained.deployed();
        Confusion confusion = deployed.test(tested);
        Path weights = folder.weights();
        trained.save(weights);
        deployed.save(folder.path().resolve(DEPLOYED));
        AtomicFiles.write(
                folder.history(), out -> state.history().table().write().csv(out));
        Double ensemble = model.recipe().snapshots() == 0
                ? null
                : Double.valueOf(100 * Ensemble.load(folder.path()).test(tested).accuracy());
        ClassifierRecord result = new ClassifierRecord(
                model.name(),
                model.settings(),
                spec.data(),
                spec.sha256(),
                spec.from(),
                learnt.size(),
                tested.size(),
                layout.trainable(),
                network.parameters(Form.DEPLOYED).size(),
                network.macs(Form.TRAINING),
                network.macs(Form.DEPLOYED),
                100 * confusion.accuracy(),
                state.history().best(),
                ensemble,
                confusion.loss(),
                confusion.counts(),
                confusion.classes(),
                Hashes.sha256(weights),
                spec.threads(),
                state.step(),
                state.seconds(),
                state.stepSeconds() / Math.max(1, state.step()),
                state.cpuSeconds(),
                Machine.versions(),
                Machine.machine());
        AtomicFiles.write(folder.result(), Json.text(result).getBytes(StandardCharsets.UTF_8));
        Pictures.writePng(folder.path().resolve(CONFUSION), confusion.picture());
        Fonts.missing().ifPresent(notes::add);
        checkpoints(folder.path()).forEach(ClassifierRun::delete);
        return result;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    @Override
    public History history() {
        return state.history();
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The flat vector so far, a copy. */
    float[] parameters() {
        return Arrays.copyOf(state.parameters(), state.parameters().length);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
