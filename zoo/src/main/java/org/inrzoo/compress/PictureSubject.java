package org.inrzoo.compress;

import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;
import org.inrzoo.network.Architecture;

/** A picture to be compressed. */
record PictureSubject(Image image) implements Subject {

    private static final int DESCRIPTION = 45;

    @Override
    public String unit() {
        return "pixel";
    }

    @Override
    public long samples() {
        return (long) image.width() * image.height();
    }

    @Override
    public int longestAxis() {
        return Math.max(image.width(), image.height());
    }

    @Override
    public int description() {
        return DESCRIPTION;
    }

    @Override
    public Architecture architecture(Variant variant) {
        return variant.architecture(image.width(), image.height(), image.channels());
    }

    @Override
    public QuantizableFit fit(Variant variant, FitOptions options) {
        FittedImage fitted = new ZooModel(variant).fit(image, options);
        return (quantizer, bits) -> quantizer.quantize(fitted, image, bits);
    }

    @Override
    public Measure measure() {
        return Measure.PSNR;
    }

    @Override
    public double quality(Compressed compressed) {
        return ((CompressedImage) compressed).psnr(image);
    }
}
