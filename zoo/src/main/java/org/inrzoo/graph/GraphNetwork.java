package org.inrzoo.graph;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inrzoo.network.ParameterLayout;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network of feature maps for pictures of one size, in every {@link Form}. Training and evaluation share one flat vector of
 * parameters; {@link #fold} makes the deployed form's of it.
 */
public final class GraphNetwork {

    /** Placeholder: [pictures, channels, height, width]. */
    public static final String PICTURES = "pictures";

    /** The outputs, [pictures, outputs]. */
    public static final String OUTPUT = "output";

    /** A graph, where its parameters lie, and what it costs. */
    record Built(SameDiff sd, ParameterLayout layout, List<String> norms, long macs) {}

    private final GraphDefinition definition;
    private final int channels;
    private final int height;
    private final int width;
    private final int outputs;
    private final Map<Form, Built> counted = new EnumMap<>(Form.class);

    /**
     * The network that the definition means for pictures of this size.
     *
     * @param outputs of one picture, as the definition makes them
     */
    public GraphNetwork(GraphDefinition definition, int channels, int height, int width, int outputs) {
        this.definition = definition;
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.outputs = outputs;
    }

    /** A form without its graph, which is built when it is first asked for. */
    private synchronized Built counted(Form form) {
        return counted.computeIfAbsent(form, asked -> {
            Built built = build(asked, DataType.FLOAT);
            return new Built(null, built.layout, built.norms, built.macs);
        });
    }

    /** Channels of a picture. */
    public int channels() {
        return channels;
    }

    /** Rows of a picture. */
    public int height() {
        return height;
    }

    /** Columns of a picture. */
    public int width() {
        return width;
    }

    /** Values of one picture. */
    public int inputs() {
        return channels * height * width;
    }

    /** Outputs of one picture. */
    public int outputs() {
        return outputs;
    }

    /** Where the parameters of a form lie in its flat vector. */
    public ParameterLayout parameters(Form form) {
        return counted(form).layout;
    }

    /** Multiply-adds of the products of one picture's forward pass. */
    public long macs(Form form) {
        return counted(form).macs;
    }

    /** The batch norms' names: their statistics are {@code name/mean} and {@code name/variance}. */
    public List<String> norms() {
        return counted(Form.TRAINING).norms;
    }

    /** A new graph from {@value #PICTURES} to {@value #OUTPUT}, with all parameters zero under their names. */
    public SameDiff graph(Form form, DataType type) {
        return build(form, type).sd;
    }

    /** The graph as it is trained, in single precision, with first values that are drawn from a seed. */
    public SameDiff graph(long seed) {
        SameDiff sd = graph(Form.TRAINING, DataType.FLOAT);
        ParameterLayout layout = parameters(Form.TRAINING);
        float[] values = layout.initialize(seed);
        for (ParameterLayout.Slot slot : layout.slots()) {
            if (sd.hasVariable(slot.name())) { // a training graph has no use for the statistics that are kept
                INDArray variable = sd.getVariable(slot.name()).getArr();
                float[] own = Arrays.copyOfRange(values, slot.offset(), slot.offset() + slot.length());
                variable.assign(Nd4j.createFromArray(own).reshape(variable.shape()));
            }
        }
        return sd;
    }

    /**
     * Tells the layers of what is trained, from {@value #PICTURES} on.
     *
     * @return the name of what comes out, which a layer has made unless the definition did itself
     */
    public String tell(LayerListener listener) {
        GraphBuilder builder = new GraphBuilder(SameDiff.create(), Form.TRAINING, DataType.FLOAT, listener);
        return define(builder).name();
    }

    private SDVariable define(GraphBuilder builder) {
        SDVariable pictures = builder.sd().placeHolder(PICTURES, builder.type(), -1, channels, height, width);
        return definition.define(builder, new FeatureMap(pictures, channels, height, width));
    }

    Built build(Form form, DataType type) {
        SameDiff sd = SameDiff.create();
        GraphBuilder builder = new GraphBuilder(sd, form, type);
        sd.identity(OUTPUT, define(builder));
        return new Built(sd, builder.layout(), List.copyOf(builder.norms()), builder.macs());
    }

    INDArray pictures(INDArray values) {
        return values.reshape(-1, channels, height, width);
    }

    /**
     * The deployed form's parameters: a kernel takes its batch norm's factor, a bias what else the norm adds, computed kernels
     * become plain ones, and all else stays; computed in double precision.
     *
     * @param trained the flat vector of training and evaluation; not modified
     */
    public float[] fold(float[] trained) {
        ParameterLayout deployed = parameters(Form.DEPLOYED);
        float[] folded = new float[deployed.size()];
        try (GraphSession evaluation = new GraphSession(this, Form.EVALUATION, DataType.DOUBLE)) {
            INDArray flat = Nd4j.createFromArray(trained).castTo(DataType.DOUBLE);
            Set<String> computed = new HashSet<>(evaluation.folded());
            for (ParameterLayout.Slot slot : deployed.slots()) {
                if (computed.contains(slot.name())) {
                    double[] values = evaluation.folded(flat, slot.name(), inputs());
                    for (int i = 0; i < values.length; i++) {
                        folded[slot.offset() + i] = (float) values[i];
                    }
                } else {
                    ParameterLayout.Slot same =
                            slot(Form.EVALUATION, slot.name()).orElseThrow();
                    System.arraycopy(trained, same.offset(), folded, slot.offset(), slot.length());
                }
            }
        }
        return folded;
    }

    /** The parameter of this name, where the form has one. */
    public Optional<ParameterLayout.Slot> slot(Form form, String name) {
        return parameters(form).slots().stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst();
    }
}
