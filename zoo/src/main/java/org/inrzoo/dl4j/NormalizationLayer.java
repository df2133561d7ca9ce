package org.inrzoo.dl4j;

import org.inrzoo.layer.Layer;
import org.inrzoo.layer.Normalization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link Normalization} by statistics of batch, points, both or all, as a layer of Deeplearning4j.
 *
 * <p>Statistics over the batch are always those of the batch at hand, in training and afterwards: outputs are those of
 * the training only when all its points are asked for at once, as coordinate networks are trained.
 */
public final class NormalizationLayer extends ZooLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private Normalization.Kind kind;

    /** For Jackson. */
    private NormalizationLayer() {}

    private NormalizationLayer(Builder builder) {
        super(builder);
        kind = builder.kind;
    }

    @Override
    protected Layer definition() {
        return new Normalization(kind);
    }

    /** Builds the layer. */
    @SuppressWarnings("unchecked") // Deeplearning4j's build() gives any type that its caller likes
    public static final class Builder extends ZooLayer.Builder<Builder> {

        private Normalization.Kind kind = Normalization.Kind.BATCH;

        /** Which values share their statistics; a channel's over the batch unless set. */
        public Builder kind(Normalization.Kind value) {
            kind = value;
            return this;
        }

        @Override
        public NormalizationLayer build() {
            return new NormalizationLayer(this);
        }
    }
}
