package org.inrzoo.site;

import java.util.List;
import java.util.Optional;
import org.inrzoo.FittedImage;
import org.inrzoo.datasets.Image;
import org.inrzoo.record.FitRecord;

/**
 * A fitted image of a model, to be shown.
 *
 * @param tag what was fitted, such as {@code camera256}
 * @param fitted the network
 * @param original the picture that it was fitted to; empty where it is none of the zoo's own
 * @param record what the fit left
 * @param psnr of these weights at the pixels, dB, which may be rounded ones
 * @param kept the name of a fit of the model whose history was kept; empty where none was
 * @param curve its PSNR after some of the seconds, each a pair
 */
record Specimen(
        String tag,
        FittedImage fitted,
        Optional<Image> original,
        FitRecord record,
        double psnr,
        String kept,
        List<double[]> curve) {

    Specimen {
        curve = List.copyOf(curve);
    }
}
