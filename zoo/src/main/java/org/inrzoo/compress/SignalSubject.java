package org.inrzoo.compress;

import java.util.Collections;
import java.util.List;
import org.inrzoo.FitOptions;
import org.inrzoo.ZooModel;
import org.inrzoo.family.Variant;
import org.inrzoo.field.Axis;
import org.inrzoo.field.Field;
import org.inrzoo.metric.Measure;
import org.inrzoo.network.Architecture;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.SignalKinds;

/** A sound, a video or a volume to be compressed. */
record SignalSubject(Samples signal) implements Subject {

    private static final int DESCRIPTION = 280;

    private List<Integer> sizes() {
        return signal.axes().stream().map(Axis::samples).toList();
    }

    @Override
    public String unit() {
        return "sample";
    }

    @Override
    public long samples() {
        return sizes().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    @Override
    public int longestAxis() {
        return Collections.max(sizes());
    }

    @Override
    public int description() {
        return DESCRIPTION;
    }

    @Override
    public Architecture architecture(Variant variant) {
        return variant.architecture(sizes(), signal.channels());
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
}
