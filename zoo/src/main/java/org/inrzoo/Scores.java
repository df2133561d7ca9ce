package org.inrzoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.metric.Measure;
import org.inrzoo.metric.Score;

/**
 * How well a fitted image shows its picture; empty where a file of an earlier version does not say.
 *
 * @param psnr standard PSNR at the pixels, dB
 * @param between standard PSNR between them, dB; see {@link BetweenPixels}
 * @param reference what the picture between the pixels was compared with
 */
public record Scores(OptionalDouble psnr, OptionalDouble between, Optional<BetweenReference> reference) {

    /** No score. */
    public static final Scores NONE = new Scores(OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());

    /** The scores of a fit; its last PSNR is no number when it ended before the first evaluation. */
    public static Scores of(double psnr, BetweenPixels between) {
        return new Scores(
                Double.isNaN(psnr) ? OptionalDouble.empty() : OptionalDouble.of(psnr),
                OptionalDouble.of(between.psnr()),
                Optional.of(between.reference()));
    }

    /** Those of a fit whose picture is too large to be drawn at twice its size. */
    public static Scores of(double psnr) {
        return new Scores(OptionalDouble.of(psnr), OptionalDouble.empty(), Optional.empty());
    }

    /** Those that are known, the one at the pixels first. */
    List<Score> list() {
        List<Score> known = new ArrayList<>();
        psnr.ifPresent(value -> known.add(Measure.PSNR.of(value)));
        between.ifPresent(value -> known.add(Measure.PSNR_BETWEEN.of(value)));
        return known;
    }
}
