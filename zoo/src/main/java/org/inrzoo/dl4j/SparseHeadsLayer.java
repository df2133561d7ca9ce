package org.inrzoo.dl4j;

import org.inrzoo.layer.Layer;
import org.inrzoo.layer.SparseHeads;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link SparseHeads}, many linear heads wired to a few features each, as a layer of Deeplearning4j.
 *
 * <p>The connections are drawn from the seed whenever the layer is set up; they are no parameters, so a saved network
 * finds them again by its configuration.
 */
public final class SparseHeadsLayer extends ZooLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int heads;

    @JsonProperty
    private int connections;

    @JsonProperty
    private SparseHeads.Draw draw;

    @JsonProperty
    private boolean bias;

    /** For Jackson. */
    private SparseHeadsLayer() {}

    private SparseHeadsLayer(Builder builder) {
        super(builder);
        heads = builder.heads;
        connections = builder.connections;
        draw = builder.draw;
        bias = builder.bias;
    }

    @Override
    protected Layer definition() {
        return new SparseHeads(heads, connections, draw, bias);
    }

    /** Builds the layer; {@code heads} and {@code connections} must be set. */
    @SuppressWarnings("unchecked") // Deeplearning4j's build() gives any type that its caller likes
    public static final class Builder extends ZooLayer.Builder<Builder> {

        private int heads;
        private int connections;
        private SparseHeads.Draw draw = SparseHeads.Draw.PER_HEAD;
        private boolean bias = true;

        /** Heads, the features that leave. */
        public Builder heads(int value) {
            heads = value;
            return this;
        }

        /** Features that each head sees; at most those that enter. */
        public Builder connections(int value) {
            connections = value;
            return this;
        }

        /** The range of the first weights; that of a single head's fans unless set. */
        public Builder draw(SparseHeads.Draw value) {
            draw = value;
            return this;
        }

        /** Whether the heads have biases; true unless set. */
        public Builder bias(boolean value) {
            bias = value;
            return this;
        }

        /**
         * The layer.
         *
         * @throws IllegalStateException when heads or connections are not set
         */
        @Override
        public SparseHeadsLayer build() {
            if (heads < 1 || connections < 1) {
                throw new IllegalStateException("a layer of sparse heads needs heads and the connections of each");
            }
            return new SparseHeadsLayer(this);
        }
    }
}
