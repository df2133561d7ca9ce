package org.inrzoo.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.ZooModel;
import org.inrzoo.bench.EngineAgreement;
import org.inrzoo.bench.EngineSpeed;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.EngineException;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.opencl.device.Device;
import org.inrzoo.engine.opencl.device.Devices;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.DivergedException;
import org.inrzoo.fit.History;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Grid;
import org.inrzoo.run.ClaimedFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check-device",
        description = "Holds a device of --engine opencl against the processor: numbers, bits, speed, whole fits.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "%nenvironment/gpu-check does this and measures PyTorch beside it.")
final class CheckDeviceCommand implements Callable<Integer> {

    private static final String MODEL = "loe-sine-fine2coarse";
    private static final double AGREEMENT = 1e-4;
    private static final int SIDE = 512;
    private static final int BATCH = 16_384;
    private static final int QUICK_SIDE = 16;
    private static final int QUICK_STEPS = 40;
    private static final int QUICK_WIDTH = 16;
    private static final double[] QUALITIES = {39.05, 42.5};

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "a device's number or a part of its name; default the first GPU")
    private String device;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "gpu-check-results",
            description = "folder for the results; default ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--force", description = "write into a folder that is not empty")
    private boolean force;

    @Option(
            names = "--models",
            paramLabel = "GLOB",
            defaultValue = "*",
            description = "models whose numbers are held against the processor's; default '${DEFAULT-VALUE}', all")
    private String models;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "6",
            description = "seeds of the whole fit; default ${DEFAULT-VALUE}")
    private int seeds;

    @Option(
            names = "--quick",
            description = "narrow networks, a tiny image and few steps: shows that all works, and measures nothing")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", description = "threads of the processor; default all cores")
    private Integer threads;

    private DeviceReport report;

    @Override
    public Integer call() {
        Arguments.atLeastOne("--seeds", seeds);
        if (device != null) {
            System.setProperty(Devices.PROPERTY, device);
        }
        Device chosen = Devices.chosen();
        try (ClaimedFolder claimed = ClaimedFolder.of(out, force)) {
            report = new DeviceReport(claimed.folder().path());
            report.say(about(chosen));
            speed();
            fits();
            boolean agrees = agreement();
            System.out.println(report.file());
            return agrees ? 0 : 1;
        }
    }

    private int side() {
        return quick ? QUICK_SIDE : SIDE;
    }

    private Image image() {
        return Datasets.image("camera").resize(side(), side());
    }

    /** A model, narrow where all is to be quick. */
    private Variant sized(Variant model) {
        return quick && model.settings().containsKey("width") ? model.with("width", QUICK_WIDTH) : model;
    }

    private String about(Device chosen) {
        return String.format(
                Locale.ROOT,
                "# %s%n%n%s, driver %s of %s, beside %d threads of this machine's processor (%s, Java %s). %s%n",
                chosen.name(),
                chosen.memoryText(),
                chosen.driver(),
                chosen.platform(),
                Arguments.threads(threads),
                System.getProperty("os.arch"),
                Runtime.version(),
                quick
                        ? "**Made with --quick: narrow networks, a tiny image, few steps. The times say nothing.**"
                        : "What one run of `check-device` has measured.");
    }

    /** Steps and an image, by both engines. */
    private void speed() {
        List<List<String>> rows = new ArrayList<>();
        double seconds = quick ? 0.05 : 3;
        Variant model = sized(Registry.get(MODEL));
        for (int batch : new int[] {0, quick ? QUICK_SIDE * QUICK_SIDE / 4 : BATCH}) {
            for (String name : List.of("opencl", "fused")) {
                for (String recipe : model.recipes()) {
                    rows.add(speed(name, model.withAll(model.recipeKeys(recipe)), batch, seconds));
                }
            }
        }
        report.table(
                "speed",
                "Speed of " + MODEL + ", medians, in microseconds: a step, and all pixels of the image",
                List.of("engine", "points of a step", "optimiser", "step", "image of " + side() + "x" + side()),
                rows);
    }

    private List<String> speed(String name, Variant model, int batch, double seconds) {
        try (Engine engine = Engines.create(name, model.architecture(side(), side(), 1), Arguments.threads(threads))) {
            EngineSpeed speed = EngineSpeed.of(engine, model, image(), batch, seconds);
            return List.of(
                    name,
                    Integer.toString(speed.points()),
                    model.recipe().optimizer(),
                    number("%.1f", speed.step() * 1e6),
                    number("%.1f", speed.image() * 1e6));
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The whole of each recipe, by several seeds. */
    private void fits() {
        List<List<String>> rows = new ArrayList<>();
        for (String recipe : Zoo.get(MODEL).recipes()) {
            for (int seed = 0; seed < seeds; seed++) {
                List<String> row = new ArrayList<>(List.of("single", recipe, Integer.toString(seed)));
                row.addAll(fit(Zoo.get(MODEL).withRecipe(recipe).with("seed", seed)));
                rows.add(row);
                report.table(
                        "fits",
                        "Whole fits of camera, " + side() + "x" + side() + ", by " + MODEL
                                + ": seconds until an evaluation had that many decibels, with all evaluations",
                        List.of(
                                "precision",
                                "recipe",
                                "seed",
                                "to 39.05 dB",
                                "to 42.5 dB",
                                "to the end",
                                "dB at the end"),
                        rows);
            }
        }
    }

    private List<String> fit(ZooModel whole) {
        ZooModel model = quick ? whole.with("width", QUICK_WIDTH).with("steps", QUICK_STEPS) : whole;
        FitOptions options = FitOptions.defaults().withEngine("opencl").withThreads(Arguments.threads(threads));
        List<String> row = new ArrayList<>();
        try {
            FittedImage fitted = model.fit(image(), options);
            History history = fitted.history();
            for (double quality : QUALITIES) {
                row.add(seconds(history, quality));
            }
            row.add(number("%.2f", history.rows().get(history.rows().size() - 1).seconds()));
            row.add(number("%.2f", history.score()));
        } catch (DivergedException e) {
            row.addAll(List.of("", "", "", e.getMessage()));
        }
        return row;
    }

    private static String seconds(History history, double quality) {
        return history.rows().stream()
                .filter(row -> row.score() >= quality)
                .findFirst()
                .map(row -> number("%.2f", row.seconds()))
                .orElse("");
    }

    /** All models' outputs and gradients; whether all are as near as they should be and have the same bits every time. */
    private boolean agreement() {
        List<List<String>> rows = new ArrayList<>();
        boolean good = true;
        for (Variant model : Registry.list(models)) {
            Architecture network = sized(model).family().architecture(2, 1);
            Grid points =
                    Grid.image(quick ? 8 : 64, quick ? 8 : 64, model.recipe().grid());
            List<String> row = new ArrayList<>(List.of(model.name()));
            try (Engine opencl = Engines.create("opencl", network, 1);
                    Engine fused = Engines.create("fused", network, Arguments.threads(threads))) {
                EngineAgreement found = EngineAgreement.of(opencl, fused, points);
                boolean near = found.outputs() <= AGREEMENT && found.gradient() <= AGREEMENT;
                good &= near && found.sameBits();
                row.addAll(List.of(
                        number("%.1e", found.outputs()),
                        number("%.1e", found.gradient()),
                        found.tensor(),
                        near ? "yes" : "no",
                        found.sameBits() ? "yes" : "no"));
            } catch (EngineException e) {
                row.addAll(List.of("", "", "", e.getMessage(), ""));
            }
            rows.add(row);
            report.table(
                    "agreement",
                    "Largest differences from the fused engine at " + points.size()
                            + " points, relative to the largest number of the outputs and of each tensor of the gradient",
                    List.of("model", "outputs", "gradient", "worst tensor", "below 1e-4", "same bits three times"),
                    rows);
        }
        return good;
    }
}
