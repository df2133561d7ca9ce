package org.inrzoo.compress;

import org.inrzoo.FitOptions;
import org.inrzoo.datasets.Image;
import org.inrzoo.family.Variant;
import org.inrzoo.metric.Measure;
import org.inrzoo.network.Architecture;
import org.inrzoo.signal.Samples;

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
        return new PictureSubject(image);
    }

    /** A sound, a video or a volume. */
    static Subject of(Samples signal) {
        return new SignalSubject(signal);
    }
}
