package org.inrzoo.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inrzoo.BetweenPixels;
import org.inrzoo.FittedImage;
import org.inrzoo.Scores;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.datasets.Image;
import org.inrzoo.engine.Engine;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.record.FitRecord;
import org.inrzoo.task.ImageTask;

/** What a fit of an image leaves in its folder at its end. */
final class FitOutputs {

    private final FitSpec spec;
    private final LoadedImage pixels;
    private final Variant variant;
    private final ImageTask task;
    private final Optional<ImageTest> test;
    private final Optional<Image> twice;
    private final List<String> notes = new ArrayList<>();

    /** The end of a fit of these pixels; loads what the network is tested on. */
    FitOutputs(FitSpec spec, LoadedImage pixels, ImageTask task) {
        this.spec = spec;
        this.pixels = pixels;
        this.task = task;
        variant = spec.variant();
        test = ImageTest.of(spec);
        twice = pixels.twice();
    }

    /** What a person should know of what was left, in one line each; often nothing. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Writes weights, record, history and pictures, and deletes the checkpoints. */
    FitRecord write(FitState end, Engine engine, RunFolder folder) {
        Image image = pixels.image();
        FittedImage unscored = fitted(end.parameters());
        BetweenPixels between = BetweenPixels.of(unscored, image, twice);
        FittedImage fitted = unscored.with(Scores.of(end.history().score(), between), end.history());
        float[] outputs = new float[Math.multiplyExact(task.grid().size(), task.outputs())];
        engine.forward(end.parameters(), task.grid(), outputs);
        Image picture = ImageTask.picture(
                task.finest(outputs),
                variant.family().tiles(),
                task.grid(),
                image.channels(),
                variant.recipe().targets());

        byte[] weights = fitted.toBytes();
        FitRecord result = result(end, engine, outputs, between, Hashes.sha256(weights));
        AtomicFiles.write(folder.weights(), weights);
        AtomicFiles.write(folder.history(), out -> end.history().table().write().csv(out));
        AtomicFiles.write(folder.result(), out -> out.write(Json.text(result).getBytes(StandardCharsets.UTF_8)));
        Pictures.writePng(folder.reconstruction(), picture.toBufferedImage(result.bits()));
        folder.deleteCheckpoints();
        drawComparison(picture, result, folder);
        FitNotes.onQuality(image, result.psnr()).ifPresent(notes::add);
        return result;
    }

    /** Optional: where it cannot be drawn, the fit still succeeds and a note says so. */
    private void drawComparison(Image picture, FitRecord result, RunFolder folder) {
        String caption =
                String.format(Locale.ROOT, "%s, %d steps, %.2f dB", variant.name(), result.steps(), result.psnr());
        try {
            Pictures.writePng(folder.comparison(), Pictures.comparison(pixels.image(), picture, caption));
            Fonts.missing().ifPresent(notes::add);
        } catch (RuntimeException | Error e) {
            notes.add("no " + folder.comparison().getFileName() + ": "
                    + Fonts.missing().orElse(String.valueOf(e.getMessage())));
        }
    }

    /** The image as a network with these parameters. */
    FittedImage fitted(float[] parameters) {
        Image image = pixels.image();
        return FittedImage.trained(
                variant,
                image.width(),
                image.height(),
                image.channels(),
                parameters,
                spec.computation().engine(),
                spec.computation().threads());
    }

    private FitRecord result(
            FitState end, Engine engine, float[] outputs, BetweenPixels between, String weightsSha256) {
        Image image = pixels.image();
        int stepsDone = Math.max(1, end.step());
        Map<String, Object> settings = new LinkedHashMap<>(variant.settings());
        FitRecord.Test tested =
                test.map(unseen -> unseen.run(engine, end.parameters())).orElse(null);
        return FitRecord.of(
                new FitRecord.Fitted(
                        variant.name(),
                        settings,
                        engine.architecture().parameters().trainable(),
                        variant.recipe().seed(),
                        weightsSha256),
                new FitRecord.Computation(
                        engine.name(),
                        engine.threads(),
                        end.step(),
                        end.seconds(),
                        end.stepSeconds() / stepsDone,
                        end.cpuSeconds()),
                new FitRecord.Quality(
                        end.history().score(),
                        end.history().best(),
                        task.unclampedPsnr(outputs),
                        task.stretchedPsnr(outputs),
                        between.psnr(),
                        between.reference(),
                        tested),
                pixels.name(),
                image,
                Machine.versions(),
                Machine.machine());
    }
}
