package org.inrzoo.compress;

import org.inrzoo.FitOptions;
import org.inrzoo.FittedImage;
import org.inrzoo.ZooModel;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Field;
import org.inrzoo.metric.Measure;
import org.inrzoo.network.Architecture;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.SignalKinds;

/** What is compressed: models are fitted to it, and what their rounded weights show is held against it. */
public interface Subject {

    /** What a rate is a number of bits of: {@code pixel} or {@code sample}. */
    String unit();

    /** Pixels or samples, channels apart. */
    long samples();

    /** Samples along the longest axis. */
    int longestAxis();

    /** About how many bytes of its file say what it is. */
    int description();

    /** The network that a model has for it. */
    Architecture architecture(Variant variant);

    /** A model that is fitted to it. */
    QuantizableFit fit(Variant variant, FitOptions options);

    /** What its quality is. */
    Measure measure();

    /** How good something of it is that {@link QuantizableFit} made, dB. */
    double quality(Compressed compressed);

    /** A model that is fitted to it, ready for any number of bits. */
    @FunctionalInterface
    interface QuantizableFit {

        /** Its weights of so many bits, tuned as the quantizer says. */
        Compressed quantized(Quantizer quantizer, int bits);
    }

    /** A picture. */
    static Subject of(Image image) {
        return new Subject() {
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
                return 45;
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
        };
    }

    /** A sound, a video or a volume. */
    static Subject of(Samples signal) {
        return new Subject() {
            @Override
            public String unit() {
                return "sample";
            }

            @Override
            public long samples() {
                return signal.axes().stream().mapToLong(axis -> axis.samples()).reduce(1, Math::multiplyExact);
            }

            @Override
            public int longestAxis() {
                return signal.axes().stream()
                        .mapToInt(axis -> axis.samples())
                        .max()
                        .orElseThrow();
            }

            @Override
            public int description() {
                return 280;
            }

            @Override
            public Architecture architecture(Variant variant) {
                return variant.architecture(
                        signal.axes().stream().map(axis -> axis.samples()).toList(), signal.channels());
            }

            @Override
            public QuantizableFit fit(Variant variant, FitOptions options) {
                Field fitted = new ZooModel(variant).fit(signal, options).field();
                return (quantizer, bits) -> quantizer.quantize(fitted, signal, bits);
            }

            @Override
            public Measure measure() {
                return SignalKinds.named(signal.kind()).measure();
            }

            @Override
            public double quality(Compressed compressed) {
                return ((CompressedSignal) compressed).score(signal);
            }
        };
    }
}
