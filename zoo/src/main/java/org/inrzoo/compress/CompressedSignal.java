package org.inrzoo.compress;

import org.inrzoo.field.Field;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.signal.Samples;
import org.inrzoo.signal.SignalKinds;

/** A sound, a video or a volume as the quantised weights of a network. */
public final class CompressedSignal extends Compressed {

    private final SignalNetwork model;

    /** Of a model and the weights of its network. */
    CompressedSignal(SignalNetwork model, QuantizedNetwork weights) {
        super(model, weights);
        this.model = model;
    }

    /**
     * A fitted signal, its normalisations folded and its weights quantised.
     *
     * @param bits of a weight, from 2 to 16; those of biases have 4 more, up to 16
     * @throws org.inrzoo.option.OptionException when it is too large, the model is not registered, or the fused engine does not
     *     compute it
     */
    public static CompressedSignal of(Field fitted, int bits) {
        TensorCode.requireBits(bits);
        Network trained = NormFolding.fold(fitted.network());
        SignalNetwork model = SignalNetwork.of(fitted);
        model.requireSame(trained);
        return new CompressedSignal(
                model,
                QuantizedNetwork.nearest(
                        trained, model.drawn(), Precision.of(trained.architecture(), bits, model.longestAxis())));
    }

    @Override
    CompressedSignal with(QuantizedNetwork other) {
        return new CompressedSignal(model, other);
    }

    /** The signal as a function. */
    public Field field() {
        return model.field(network());
    }

    private Network network() {
        return weights().network(model.drawn());
    }

    /** The values at the samples, [samples, channels], in the signal's unit: the same bits wherever and by however many threads. */
    public float[] decode() {
        return model.values(network());
    }

    /** The kind's own score of the decoded values, such as the SNR of a sound, dB. */
    public double score(Samples original) {
        return SignalKinds.named(original.kind()).score(original, decode());
    }
}
