package org.inrzoo.run;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.AtomicFiles;
import org.inrzoo.datasets.Hashes;
import org.inrzoo.engine.Engine;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.FitState;
import org.inrzoo.fit.FitTask;
import org.inrzoo.io.Fonts;
import org.inrzoo.io.Json;
import org.inrzoo.io.Pictures;
import org.inrzoo.record.FitRecord;

/** What a fit of a picture leaves in its folder at its end. */
abstract class FitOutputs {

    private final FitSpec spec;
    private final FitPicture pixels;
    private final Variant variant;
    private final Optional<ImageTest> test;
    private final List<String> notes = new ArrayList<>();
    private Consumer<String> told = note -> {};

    /**
     * What the network shows at the end.
     *
     * @param fitted the picture as a network, with its scores
     * @param quality how good it is
     * @param bits of a sample that the fitted picture needs
     * @param flat standard PSNR of the picture's mean colour, dB
     * @param picture what is drawn, at the fitted pixels
     * @param comparison draws both side by side, given a caption
     */
    record Shown(
            FittedImage fitted,
            FitRecord.Quality quality,
            int bits,
            double flat,
            RenderedImage picture,
            Function<String, BufferedImage> comparison) {}

    /** The end of a fit of these pixels; loads what the network is tested on. */
    FitOutputs(FitSpec spec, FitPicture pixels) {
        this.spec = spec;
        this.pixels = pixels;
        variant = spec.variant();
        test = ImageTest.of(spec);
    }

    /** What is fitted. */
    abstract FitTask task();

    /**
     * Draws and scores the network.
     *
     * @param test how it shows the picture at another size; null where that was not asked for
     */
    abstract Shown show(FitState end, Engine engine, FitRecord.Test test);

    /** The model with its settings. */
    Variant variant() {
        return variant;
    }

    /** Is told, while this is written, how far it is where that takes long. */
    void telling(Consumer<String> notes) {
        told = notes;
    }

    /** What is told of a drawing that begins now. */
    DrawingNotes drawing() {
        return new DrawingNotes(told);
    }

    /** What a person should know of what was left, in one line each; often nothing. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Writes weights, record, history and pictures, and deletes the checkpoints. */
    FitRecord write(FitState end, Engine engine, RunFolder folder) {
        Shown shown = show(
                end,
                engine,
                test.map(unseen -> unseen.run(engine, end.parameters())).orElse(null));
        byte[] weights = shown.fitted.toBytes();
        FitRecord result = result(end, engine, shown, Hashes.sha256(weights));
        AtomicFiles.write(folder.weights(), weights);
        AtomicFiles.write(folder.history(), out -> end.history().table().write().csv(out));
        AtomicFiles.write(folder.result(), out -> out.write(Json.text(result).getBytes(StandardCharsets.UTF_8)));
        Pictures.writePng(folder.reconstruction(), shown.picture);
        folder.deleteCheckpoints();
        drawComparison(shown, result, folder);
        FitNotes.onQuality(result.psnr(), shown.flat).ifPresent(notes::add);
        return result;
    }

    /** Optional: where it cannot be drawn, the fit still succeeds and a note says so. */
    private void drawComparison(Shown shown, FitRecord result, RunFolder folder) {
        String caption =
                String.format(Locale.ROOT, "%s, %d steps, %.2f dB", variant.name(), result.steps(), result.psnr());
        try {
            Pictures.writePng(folder.comparison(), shown.comparison.apply(caption));
            Fonts.missing().ifPresent(notes::add);
        } catch (RuntimeException | Error e) {
            notes.add("no " + folder.comparison().getFileName() + ": "
                    + Fonts.missing().orElse(String.valueOf(e.getMessage())));
        }
    }

    /** The picture as a network with these parameters. */
    FittedImage fitted(float[] parameters) {
        FitSpec.Pixels sizes = pixels.pixels();
        return FittedImage.trained(
                variant,
                sizes.width(),
                sizes.height(),
                sizes.channels(),
                parameters,
                spec.computation().engine(),
                spec.computation().threads());
    }

    private FitRecord result(FitState end, Engine engine, Shown shown, String weightsSha256) {
        FitSpec.Pixels sizes = pixels.pixels();
        int stepsDone = Math.max(1, end.step());
        Map<String, Object> settings = new LinkedHashMap<>(variant.settings());
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
                shown.quality,
                new FitRecord.Picture(
                        pixels.name(), sizes.width(), sizes.height(), sizes.channels(), shown.bits, sizes.sha256()),
                Machine.versions(),
                Machine.machine());
    }
}
