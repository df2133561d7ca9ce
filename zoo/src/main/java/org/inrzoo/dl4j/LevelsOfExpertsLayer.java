package org.inrzoo.dl4j;

import org.inrzoo.layer.Blending;
import org.inrzoo.layer.ExpertTiling;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LevelsOfExperts;
import org.inrzoo.parameter.Initializer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * {@link LevelsOfExperts}, a linear layer whose weights depend on position, as a layer of Deeplearning4j.
 *
 * <p>Layers of Deeplearning4j see what the layer before gives and nothing else. So the points' coordinates come along:
 * the first {@code dimensions} columns that enter are a point's coordinates in [0,1), the others its features. Where
 * there are no others, as in front of a network, the features are the coordinates themselves, mapped to [-1,1]. The
 * coordinates leave again in front of {@code nOut} features, unless {@code keepCoordinates(false)} says that no layer
 * behind needs them. The nonlinearity is part of the layer, since an activation layer of
 * Deeplearning4j would bend the coordinates too.
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder().list()
 *     .layer(new LevelsOfExpertsLayer.Builder().alpha(4).nOut(64).seed(1).build())
 *     .layer(new LevelsOfExpertsLayer.Builder().alpha(2).nOut(64).seed(2).keepCoordinates(false).build())
 *     .layer(new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).nOut(1).build())
 *     .setInputType(InputType.feedForward(2))     // row and column
 * }</pre>
 */
public final class LevelsOfExpertsLayer extends ZooLayer {

    /** What follows the product. */
    public enum ExpertActivation {
        /** Nothing. */
        IDENTITY,
        /** max(0, y). */
        RELU,
        /** max(y, 0.2 y). */
        LEAKY_RELU,
        /** sin(omega0 y). */
        SINE
    }

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int dimensions;

    @JsonProperty
    private int experts;

    @JsonProperty
    private double alpha;

    @JsonProperty
    private double beta;

    @JsonProperty
    private Blending blending;

    @JsonProperty
    private int nOut;

    @JsonProperty
    private double gain;

    @JsonProperty
    private ExpertActivation activation;

    @JsonProperty
    private double omega0;

    @JsonProperty
    private boolean keepCoordinates;

    /** For Jackson. */
    private LevelsOfExpertsLayer() {}

    private LevelsOfExpertsLayer(Builder builder) {
        super(builder);
        dimensions = builder.dimensions;
        experts = builder.experts;
        alpha = builder.alpha;
        beta = builder.beta;
        blending = builder.blending;
        nOut = builder.nOut;
        gain = builder.gain;
        activation = builder.activation;
        omega0 = builder.omega0;
        keepCoordinates = builder.keepCoordinates;
    }

    @Override
    protected Layer definition() {
        ExpertTiling tiling = new ExpertTiling(dimensions, experts, alpha, beta, blending);
        return new LevelsOfExperts(nOut, tiling, new Initializer.FanInUniform(gain), Initializer.zeros(), true);
    }

    @Override
    protected int coordinates() {
        return dimensions;
    }

    @Override
    protected int coordinatesKept() {
        return keepCoordinates ? dimensions : 0;
    }

    @Override
    protected SDVariable activate(SameDiff sd, SDVariable y) {
        return switch (activation) {
            case IDENTITY -> y;
            case RELU -> sd.nn().relu(y, 0);
            case LEAKY_RELU -> sd.nn().leakyRelu(y, LevelsOfExperts.NEGATIVE_SLOPE);
            case SINE -> sd.math().sin(y.mul(omega0));
        };
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && activation == ((LevelsOfExpertsLayer) other).activation
                && omega0 == ((LevelsOfExpertsLayer) other).omega0
                && keepCoordinates == ((LevelsOfExpertsLayer) other).keepCoordinates;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + activation.hashCode();
    }

    /** Builds the layer; {@code nOut} must be set. */
    @SuppressWarnings("unchecked") // Deeplearning4j's build() gives any type that its caller likes
    public static final class Builder extends ZooLayer.Builder<Builder> {

        private int dimensions = 2;
        private int experts = 2;
        private double alpha = 2;
        private double beta;
        private Blending blending = Blending.NEAREST;
        private int nOut;
        private double gain = StrictMath.sqrt(6);
        private ExpertActivation activation = ExpertActivation.LEAKY_RELU;
        private double omega0 = 1;
        private boolean keepCoordinates = true;

        /** Coordinates per point, 2 unless set. */
        public Builder dimensions(int value) {
            dimensions = value;
            return this;
        }

        /** Experts per axis, 2 unless set. */
        public Builder experts(int value) {
            experts = value;
            return this;
        }

        /** Cells per unit of the domain, 2 unless set. */
        public Builder alpha(double value) {
            alpha = value;
            return this;
        }

        /** Offset in cells, 0 unless set. */
        public Builder beta(double value) {
            beta = value;
            return this;
        }

        /** How experts share a point; each point has one of its own unless set. */
        public Builder blending(Blending value) {
            blending = value;
            return this;
        }

        /** Features that leave, coordinates not counted. */
        public Builder nOut(int features) {
            nOut = features;
            return this;
        }

        /** First weights are uniform on ±gain/√(features that enter); √6, Kaiming's, unless set. */
        public Builder gain(double value) {
            gain = value;
            return this;
        }

        /** What follows the product; leaky ReLU unless set. */
        public Builder activation(ExpertActivation value) {
            activation = value;
            return this;
        }

        /** Frequency factor of the sine, 1 unless set. */
        public Builder omega0(double value) {
            omega0 = value;
            return this;
        }

        /** Whether the coordinates leave in front of the features, for the next layer of this kind; true unless set. */
        public Builder keepCoordinates(boolean value) {
            keepCoordinates = value;
            return this;
        }

        /**
         * The layer.
         *
         * @throws IllegalStateException when nOut is not set
         */
        @Override
        public LevelsOfExpertsLayer build() {
            if (nOut < 1) {
                throw new IllegalStateException("a Levels-of-Experts layer needs nOut, the features that leave");
            }
            return new LevelsOfExpertsLayer(this);
        }
    }
}
