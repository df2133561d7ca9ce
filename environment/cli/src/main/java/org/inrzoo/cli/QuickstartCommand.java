package org.inrzoo.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.inrzoo.FittedImage;
import org.inrzoo.Zoo;
import org.inrzoo.chart.PictureGrid;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.datasets.Image;
import org.inrzoo.datasets.Resize;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Pictures;
import org.inrzoo.metric.Psnr;
import org.inrzoo.point.GridConvention;
import org.inrzoo.run.ClaimedFolder;
import org.inrzoo.run.FitRun;
import org.inrzoo.run.FitSpec;
import org.inrzoo.run.LoadedImage;
import org.inrzoo.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "quickstart",
        description = "Fits the camera image in about a minute and zooms into it.",
        mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {

    private static final String IMAGE = "camera";
    private static final int SIZE = 256;
    private static final int TIMES = 4;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "output folder; default runs/quickstart, numbered when taken")
    private Path out;

    @Option(names = "--json", description = "print one JSON object and nothing else")
    private boolean json;

    /**
     * What is fitted: a network that is smooth and is asked anywhere in the inner half of the pixels, so that there is something
     * to zoom into, by orthogonal steps at a rate that falls to nothing.
     */
    static Variant model() {
        return Zoo.get("finer")
                .with("depth", 3)
                .with("optimizer", "muon")
                .with("rate", 1e-3)
                .with("auxRate", 3e-4)
                .with("schedule", "cosine")
                .with("steps", 450)
                .with("jitter", 0.5)
                .with("batch", SIZE * SIZE / 4)
                .with("grid", GridConvention.PIXEL_CENTERS)
                .variant();
    }

    @Override
    public Integer call() {
        LoadedImage pixels = LoadedImage.load(IMAGE, SIZE);
        Variant model = model();
        int threads = Runtime.getRuntime().availableProcessors();
        FitSpec spec = FitRun.spec(
                model,
                pixels,
                0,
                new FitSpec.Compute("auto", threads, model.recipe().steps()));
        ClaimedFolder claimed = OutputFolders.claim(out, false, "quickstart");
        RunFolder folder = claimed.folder();
        int code = new FitSession(json).run(claimed, made -> FitRun.start(spec, pixels, made));
        if (code == 0) {
            showZoom(folder, pixels.image());
        }
        return code;
    }

    /** Optional: where it cannot be drawn, the fit still succeeds. */
    private void showZoom(RunFolder folder, Image pixels) {
        try {
            String said = zoom(
                    FittedImage.load(folder.weights()), pixels, folder.path().resolve("zoom.png"));
            if (!json) {
                System.out.println(said);
            }
        } catch (RuntimeException | Error e) {
            System.err.println("inrzoo: no zoom.png: " + Fonts.missing().orElse(String.valueOf(e.getMessage())));
        }
    }

    /** Draws the photographer's head enlarged by pixels, by interpolation and by the network, and says how good each is. */
    private static String zoom(FittedImage fitted, Image pixels, Path file) {
        Image source = Datasets.image(IMAGE);
        double network = between(fitted.render(source.width(), source.height()), source);
        double bicubic = between(pixels.resize(source.width(), source.height(), Resize.BICUBIC), source);
        int side = TIMES * SIZE;
        String caption = "%s, %.2f dB between the pixels";
        Pictures.writePng(
                file,
                new PictureGrid(2, TIMES * SIZE * 32 / 100)
                        .add(head(pixels), String.format(Locale.ROOT, "the %dx%d pixels that were fitted", SIZE, SIZE))
                        .add(head(source), "what they were made from")
                        .add(
                                head(pixels.resize(side, side, Resize.BICUBIC)),
                                String.format(Locale.ROOT, caption, "bicubic interpolation", bicubic))
                        .add(head(fitted.render(side, side)), String.format(Locale.ROOT, caption, "network", network))
                        .draw());
        return String.format(
                Locale.ROOT,
                "between the pixels: network %.2f dB, bicubic interpolation %.2f dB%s; zoom.png shows both",
                network,
                bicubic,
                network > bicubic ? "" : ", which a network comes to no sooner than at the end of a longer fit");
    }

    private static double between(Image drawn, Image source) {
        return Psnr.standard(drawn.values(), source.values());
    }

    private static BufferedImage head(Image image) {
        int side = image.width() * 32 / 100;
        return image.toBufferedImage().getSubimage(image.width() * 33 / 100, image.width() * 8 / 100, side, side);
    }
}
