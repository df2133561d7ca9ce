package org.inrzoo.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.inrzoo.FitOptions;
import org.inrzoo.compress.Compressed;
import org.inrzoo.compress.Compressor;
import org.inrzoo.compress.Subject;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitListener;
import org.inrzoo.io.Json;
import org.inrzoo.option.OptionException;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.Signal;
import org.inrzoo.signal.SignalKinds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compress",
        description =
                "Makes a small file of a picture, a sound or a video: the quantised weights of a network fitted to it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "%nExamples: inrzoo compress camera --size 256 --bpp 0.5 --out camera.inr",
            "          inrzoo compress photo.jpg --psnr 30 --model siren --out photo.inr",
            "          inrzoo compress holiday --bpp 0.3 --out small",
            "          inrzoo compress audio:speech.wav --bpp 2 --out speech.inr",
            "",
            "Of a folder every picture gets a file, several at once; the same command",
            "goes on where it was stopped."
        })
final class CompressCommand implements Callable<Integer> {

    private static final int BITS_OF_A_BYTE = 8;
    private static final FitListener SILENT = FitListener.none();

    @Parameters(
            paramLabel = "NAME|FILE",
            description =
                    "data set (astronaut, camera, perlin:CELLS, leaves), PNG, JPEG, TIFF, WebP, GIF or BMP file, a folder of such, or another signal as KIND:SOURCE, such as audio:song.wav")
    private String picture;

    @Option(
            names = "--bpp",
            paramLabel = "B",
            description =
                    "the best of at most B bits a pixel, or a sample of another signal; default none: --psnr asks instead")
    private Double bitsPerPixel;

    @Option(
            names = "--psnr",
            paramLabel = "DB",
            description =
                    "the smallest file found of at least DB decibels (of a sound SNR); default none: --bpp asks instead")
    private Double psnr;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "siren",
            description = "the model, whose width and depth are searched for; default ${DEFAULT-VALUE}")
    private String model;

    @Mixin
    private ReadingOptions reading;

    @Option(
            names = "--read",
            paramLabel = "key=value",
            description = "any option of reading another signal; 'inrzoo list --kinds' shows them with their defaults")
    private Map<String, String> signalReading = new LinkedHashMap<>();

    @Option(
            names = "--finetune",
            paramLabel = "STEPS",
            defaultValue = "200",
            description = "steps of training with quantised weights at the end; default ${DEFAULT-VALUE}")
    private int tuning;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "any option of the model or its recipe; default the card's")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin
    private EngineOptions engine;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "the file to write, such as camera.inr; of a folder's pictures a folder")
    private Path out;

    @Option(names = "--force", description = "overwrite files that exist")
    private boolean force;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        requireOneGoal();
        if (isFolder()) {
            return folder();
        }
        OutputFiles.requireFree(out, force);
        CompressedFile made =
                make(picture, out, engine.threads(), new FitLines(), line -> System.err.println("inrzoo: " + line));
        System.out.println(json ? Json.line(made.data()) : made.line());
        return 0;
    }

    private boolean isFolder() {
        return !Datasets.isName(picture) && Files.isDirectory(Path.of(picture));
    }

    private CompressedFile make(String from, Path to, int threads, FitListener listener, Consumer<String> notes) {
        Subject subject = subject(from);
        FitOptions options = FitOptions.defaults()
                .withEngine(engine.name())
                .withThreads(threads)
                .withListener(listener);
        Compressor compressor = new Compressor(model(subject.unit().equals("pixel")), subject, options, tuning, notes);
        long start = System.nanoTime();
        Compressed found = psnr == null ? compressor.within(bytes(subject)) : compressor.atLeast(psnr);
        double seconds = (System.nanoTime() - start) * 1e-9;
        OutputFiles.write(to, force, found::save);
        return CompressedFile.of(to, found, subject, seconds);
    }

    /** Small fits are faster side by side, one thread each, than one after the other. */
    private int folder() {
        model(true); // a wrong one is told once, not for each picture
        FolderCompression all = FolderCompression.of(Path.of(picture), out, engine.threads(), force);
        long start = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        int pictures = all.pictures().size();
        List<FolderCompression.Outcome> outcomes = all.run(
                (from, to) -> make(from.toString(), to, 1, SILENT, line -> {}),
                outcome -> tell(outcome, done.incrementAndGet(), pictures, (System.nanoTime() - start) * 1e-9));
        List<FolderCompression.Outcome> failed =
                outcomes.stream().filter(outcome -> outcome.failure() != null).toList();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(
                    "files",
                    outcomes.stream()
                            .filter(outcome -> outcome.made() != null)
                            .map(outcome -> outcome.made().data())
                            .toList());
            object.put(
                    "failed",
                    failed.stream()
                            .map(outcome -> Map.of("picture", outcome.picture().toString(), "why", outcome.failure()))
                            .toList());
            System.out.println(Json.line(object));
        }
        if (failed.isEmpty()) {
            return 0;
        }
        System.err.println("inrzoo: " + failed.size() + " of " + pictures + " pictures could not be compressed");
        return 1;
    }

    private void tell(FolderCompression.Outcome outcome, int done, int pictures, double seconds) {
        if (outcome.failure() != null) {
            System.err.println("inrzoo: " + outcome.picture() + ": " + outcome.failure());
        } else if (outcome.made() == null) {
            System.err.println("inrzoo: " + outcome.picture() + " has its file already; --force makes it again");
        } else if (!json) {
            System.out.println(outcome.made().line());
        }
        if (done < pictures) {
            String left = Durations.left(seconds / done * (pictures - done));
            System.err.println("inrzoo: " + done + " of " + pictures + " pictures" + left);
        }
    }

    private void requireOneGoal() {
        if ((bitsPerPixel == null) == (psnr == null)) {
            throw new OptionException(
                    "say either --bpp B, how large the file may be, or --psnr DB, how good the picture");
        }
        double goal = psnr == null ? bitsPerPixel : psnr;
        if (!(goal > 0) || Double.isInfinite(goal)) {
            throw new OptionException((psnr == null ? "--bpp" : "--psnr") + " cannot be " + goal + "; it is above 0");
        }
        if (tuning < 0) {
            throw new OptionException("--finetune cannot be " + tuning + "; it is a whole number from 0");
        }
    }

    /** A picture, or another signal as KIND:SOURCE. */
    private Subject subject(String from) {
        if (!isSignal(from)) {
            return Subject.of(reading.load(from).image());
        }
        if (ReadingOptions.isGiven(command)) {
            throw new OptionException(
                    "--size and --background are of pictures; --read has what a signal can be asked for");
        }
        Signal signal = SignalKinds.read(from, signalReading);
        signal.notes().forEach(note -> System.err.println("inrzoo: " + note));
        if (!(signal instanceof Samples samples)) {
            throw new OptionException("a " + signal.kind() + " has no samples to be compressed");
        }
        return Subject.of(samples);
    }

    private static boolean isSignal(String from) {
        return SignalKinds.all().stream().anyMatch(kind -> from.startsWith(kind.name() + ":"));
    }

    private int bytes(Subject subject) {
        return (int) Math.min(Integer.MAX_VALUE, bitsPerPixel * subject.samples() / BITS_OF_A_BYTE);
    }

    private Variant model(boolean ofPictures) {
        Variant named = Registry.get(model);
        if (ofPictures) {
            named.requireImages();
        }
        return named.withAll(named.recipeKeys(recipe.or(named.usualRecipe())))
                .withAll(recipe.settings())
                .withAll(settings);
    }
}
