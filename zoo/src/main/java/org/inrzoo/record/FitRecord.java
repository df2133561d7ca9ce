package org.inrzoo.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inrzoo.datasets.Image;
import org.inrzoo.io.Decibels;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;

/**
 * The record of a run, {@code result.json}: all that a figure or a table needs to cite it. The components are the file's keys,
 * one flat list; {@link #of} makes a record of what belongs together.
 *
 * @param model registry name
 * @param parameters trainable parameters
 * @param engine the engine that computed
 * @param steps steps done
 * @param seed seed of weights and batches
 * @param threads threads that computed
 * @param psnr standard PSNR at the end, dB
 * @param psnrBest best standard PSNR of all evaluations, dB; those of a picture too large for memory are of a part of its pixels
 * @param psnrUnclamped the Multi-Head code's PSNR at the end, dB
 * @param psnrStretched the LoE code's PSNR at the end, dB; null of a picture that is {@linkplain org.inrzoo.datasets.LargeImage too large for
 *     memory}
 * @param psnrBetween standard PSNR between the pixels at the end, dB, see {@link org.inrzoo.metric.BetweenReference}; null likewise, and in
 *     records of earlier versions
 * @param betweenReference what it is compared with; null likewise
 * @param test the same image at another size, which the fit has not seen; null where none was asked for
 * @param seconds wall time, evaluations included
 * @param secondsPerStep mean wall time of a step alone
 * @param cpuSeconds processor time of all threads
 * @param image data set name or file name
 * @param width pixels per row
 * @param height rows
 * @param bits of a sample of {@code reconstruction.png}: as many as the image needs, see {@link Image#bits}; 0 in records of
 *     earlier versions
 * @param channels 1 for gray, 3 for RGB
 * @param dataSha256 fingerprint of the fitted pixels: sizes, then values as little-endian floats
 * @param weightsSha256 of the file {@code weights.safetensors}
 * @param settings all hyperparameters and recipe keys
 * @param versions of zoo, Java and ND4J
 * @param machine operating system, processor, cores, memory
 */
public record FitRecord(
        String model,
        int parameters,
        String engine,
        int steps,
        long seed,
        int threads,
        @Decibels double psnr,
        @Decibels double psnrBest,
        @Decibels double psnrUnclamped,
        @Decibels @JsonInclude(JsonInclude.Include.NON_NULL) Double psnrStretched,
        @Decibels @JsonInclude(JsonInclude.Include.NON_NULL) Double psnrBetween,
        @JsonInclude(JsonInclude.Include.NON_NULL) BetweenReference betweenReference,
        @JsonInclude(JsonInclude.Include.NON_NULL) Test test,
        double seconds,
        double secondsPerStep,
        double cpuSeconds,
        String image,
        int width,
        int height,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int bits,
        int channels,
        String dataSha256,
        String weightsSha256,
        Map<String, Object> settings,
        Map<String, String> versions,
        Map<String, Object> machine)
        implements RunRecord {

    /** Standard PSNR at and, where the record has it, between the pixels. */
    @Override
    public List<Score> reached() {
        Score at = Measure.PSNR.of(psnr);
        return psnrBetween == null ? List.of(at) : List.of(at, Measure.PSNR_BETWEEN.of(psnrBetween));
    }

    @Override
    public double best() {
        return psnrBest;
    }

    @Override
    public String summary() {
        String tested = test == null
                ? ""
                : String.format(Locale.ROOT, "; at %dx%d %.2f", test.width(), test.height(), test.psnr());
        String between =
                psnrBetween == null ? "" : String.format(Locale.ROOT, ", between the pixels %.2f dB", psnrBetween);
        return String.format(
                Locale.ROOT,
                "%s: %.2f dB (best %.2f%s)%s, after %d steps in %.1f s with the %s engine",
                model,
                psnr,
                psnrBest,
                tested,
                between,
                steps,
                seconds,
                engine);
    }

    /**
     * What was fitted, and by what.
     *
     * @param model registry name
     * @param settings all hyperparameters and recipe keys
     * @param parameters trainable parameters
     * @param seed seed of weights and batches
     * @param weightsSha256 of the file {@code weights.safetensors}
     */
    public record Fitted(String model, Map<String, Object> settings, int parameters, long seed, String weightsSha256) {}

    /**
     * How it was computed.
     *
     * @param engine the engine that computed
     * @param threads threads that computed
     * @param steps steps done
     * @param seconds wall time, evaluations included
     * @param secondsPerStep mean wall time of a step alone
     * @param cpuSeconds processor time of all threads
     */
    public record Computation(
            String engine, int threads, int steps, double seconds, double secondsPerStep, double cpuSeconds) {}

    /**
     * What was reached, in dB; see the record's own components.
     *
     * @param psnr standard PSNR at the end
     * @param best best standard PSNR of all evaluations
     * @param unclamped the Multi-Head code's PSNR at the end
     * @param stretched the LoE code's PSNR at the end; null where it is not known
     * @param between standard PSNR between the pixels at the end; null likewise
     * @param reference what that is compared with; null likewise
     * @param test at another size; null where none was asked for
     */
    public record Quality(
            double psnr,
            double best,
            double unclamped,
            Double stretched,
            Double between,
            BetweenReference reference,
            Test test) {}

    /**
     * What was fitted to.
     *
     * @param name data set name or file name
     * @param width pixels per row
     * @param height rows
     * @param channels 1 for gray, 3 for RGB
     * @param bits of a sample that the values need, 8 or 16
     * @param sha256 fingerprint of the pixels
     */
    public record Picture(String name, int width, int height, int channels, int bits, String sha256) {

        /** An image of this name. */
        public static Picture of(String name, Image image) {
            return new Picture(name, image.width(), image.height(), image.channels(), image.bits(), image.sha256());
        }
    }

    /** The record of a fit of a picture. */
    public static FitRecord of(
            Fitted fitted,
            Computation computation,
            Quality quality,
            Picture picture,
            Map<String, String> versions,
            Map<String, Object> machine) {
        return new FitRecord(
                fitted.model,
                fitted.parameters,
                computation.engine,
                computation.steps,
                fitted.seed,
                computation.threads,
                quality.psnr,
                quality.best,
                quality.unclamped,
                quality.stretched,
                quality.between,
                quality.reference,
                quality.test,
                computation.seconds,
                computation.secondsPerStep,
                computation.cpuSeconds,
                picture.name,
                picture.width,
                picture.height,
                picture.bits,
                picture.channels,
                picture.sha256,
                fitted.weightsSha256,
                fitted.settings,
                versions,
                machine);
    }

    /**
     * What the fitted network shows at a size it was not fitted at.
     *
     * @param psnr standard PSNR, dB
     * @param psnrUnclamped the Multi-Head code's PSNR, dB
     * @param width pixels per row
     * @param height rows
     * @param dataSha256 fingerprint of these pixels
     */
    public record Test(
            @Decibels double psnr, @Decibels double psnrUnclamped, int width, int height, String dataSha256) {}
}
