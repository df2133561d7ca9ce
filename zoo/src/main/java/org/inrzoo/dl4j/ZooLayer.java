package org.inrzoo.dl4j;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.inrzoo.layer.ExpertRouting;
import org.inrzoo.layer.Identity;
import org.inrzoo.layer.Layer;
import org.inrzoo.layer.LayerGraph;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.point.Range;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A layer of the zoo as a layer of Deeplearning4j: the same operations, the same parameters under the same names, the
 * same first values from the same seed.
 *
 * <p>A subclass is a bean of the layer's numbers, which is what Deeplearning4j writes to JSON and reads.
 */
public abstract class ZooLayer extends SameDiffLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private long nIn;

    @JsonProperty
    private long seed;

    /** For Jackson. */
    protected ZooLayer() {}

    protected ZooLayer(Builder<?> builder) {
        super(builder);
        nIn = builder.nIn;
        seed = builder.seed;
    }

    /** The zoo's layer that this one's numbers mean. */
    protected abstract Layer definition();

    /** How many of the columns that enter are the points' coordinates and no features. */
    protected int coordinates() {
        return 0;
    }

    /** How many columns of coordinates leave, in front of the features. */
    protected int coordinatesKept() {
        return 0;
    }

    /** What becomes of the features that leave. */
    protected SDVariable activate(SameDiff sd, SDVariable y) {
        return y;
    }

    /** Whether nothing but coordinates enters, which are then the features as well, on [-1,1]. */
    private boolean coordinatesAlone() {
        return coordinates() > 0 && nIn == coordinates();
    }

    private int features() {
        int features = coordinatesAlone() ? coordinates() : Math.toIntExact(nIn) - coordinates();
        if (features < 1) {
            throw new IllegalStateException(getClass().getSimpleName() + " takes " + coordinates()
                    + " coordinates, and features behind them or not, but not " + nIn
                    + " columns; set nIn or the input type");
        }
        return features;
    }

    private ParameterLayout layout() {
        return new Architecture(features(), List.of(new Identity(Range.UNIT), definition())).parameters();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(coordinatesKept() + definition().outputs(features()));
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        if (!(inputType instanceof InputType.InputTypeFeedForward columns)) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + " takes points in rows, features in columns, not " + inputType);
        }
        if (nIn <= 0 || override) {
            nIn = columns.getSize();
        }
    }

    /** The trainable parameters; biases and shifts, which add, are Deeplearning4j's bias parameters. */
    @Override
    public void defineParameters(SDLayerParams params) {
        params.clear();
        for (ParameterLayout.Slot slot : layout().slots()) {
            String name = slot.parameter().name();
            long[] shape = shape(slot);
            if (!slot.parameter().trainable()) {
                continue;
            }
            if (name.equals("bias") || name.equals("shift")) {
                params.addBiasParam(name, shape);
            } else {
                params.addWeightParam(name, shape);
            }
        }
    }

    @Override
    public void initializeParameters(Map<String, INDArray> params) {
        ParameterLayout layout = layout();
        float[] values = layout.initialize(seed);
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (slot.parameter().trainable()) {
                INDArray parameter = params.get(slot.parameter().name());
                parameter.assign(array(values, slot, parameter.dataType()));
            }
        }
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray paramsView,
            boolean initialize,
            DataType type) {
        SingleGradient layer = new SingleGradient(configuration, type);
        layer.setIndex(index);
        layer.setParamsViewArray(paramsView);
        layer.setParamTable(initializer().init(configuration, paramsView, initialize));
        layer.setConf(configuration);
        return layer;
    }

    @Override
    public SDVariable defineLayer(
            SameDiff sd, SDVariable layerInput, Map<String, SDVariable> paramTable, SDVariable mask) {
        ParameterLayout layout = layout();
        float[] values = layout.initialize(seed);
        Map<String, SDVariable> parameters = new HashMap<>(paramTable);
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (!slot.parameter().trainable()) {
                String name = slot.parameter().name();
                parameters.put(name, sd.constant(name, array(values, slot, layerInput.dataType())));
            }
        }
        boolean all = coordinates() == 0 || coordinatesAlone();
        SDVariable points = all ? layerInput : columns(sd, layerInput, 0, coordinates());
        SDVariable x = all ? layerInput : columns(sd, layerInput, coordinates(), features());
        if (coordinatesAlone()) {
            x = x.mul(2).sub(1);
        }
        LayerGraph graph = new LayerGraph(sd, points, ExpertRouting.NONE, features(), parameters);
        SDVariable y = activate(sd, definition().define(graph, x));
        return coordinatesKept() == 0 ? y : sd.concat(1, points, y);
    }

    /**
     * Some columns, as a product with a matrix of zeros and ones. ND4J M2.1: it cannot be trusted to differentiate a slice of
     * rows whose number is open.
     */
    private SDVariable columns(SameDiff sd, SDVariable input, int first, int count) {
        INDArray selection = Nd4j.zeros(input.dataType(), nIn, count);
        for (int i = 0; i < count; i++) {
            selection.putScalar(first + i, i, 1);
        }
        return input.mmul(sd.constant("columns" + first, selection));
    }

    private static long[] shape(ParameterLayout.Slot slot) {
        return slot.parameter().shape().stream().mapToLong(Integer::longValue).toArray();
    }

    private static INDArray array(float[] values, ParameterLayout.Slot slot, DataType type) {
        float[] own = Arrays.copyOfRange(values, slot.offset(), slot.offset() + slot.length());
        return Nd4j.createFromArray(own).reshape(shape(slot)).castTo(type);
    }

    @Override
    @SuppressWarnings(
            "EqualsGetClass") // what Deeplearning4j compares configurations by: layers of two kinds are never equal
    public boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && super.equals(other)
                && nIn == ((ZooLayer) other).nIn
                && seed == ((ZooLayer) other).seed
                && definition().equals(((ZooLayer) other).definition());
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), nIn, seed, definition());
    }

    /** What all layers have. */
    public abstract static class Builder<T extends Builder<T>> extends SameDiffLayer.Builder<T> {

        private long nIn;
        private long seed;

        /** The columns that enter, coordinates among them; otherwise Deeplearning4j finds out by the input type. */
        @SuppressWarnings("unchecked")
        public T nIn(long columns) {
            nIn = columns;
            return (T) this;
        }

        /** The seed of the first values, 0 unless set: layers of the same shape want seeds of their own. */
        @SuppressWarnings("unchecked")
        public T seed(long value) {
            seed = value;
            return (T) this;
        }
    }
}
