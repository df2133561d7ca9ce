package org.inrzoo.vision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.TrainedModel;
import org.inrzoo.datasets.label.LabelledPictures;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.graph.Form;
import org.inrzoo.graph.GraphNetwork;
import org.inrzoo.graph.GraphSession;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.Nearest;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.inrzoo.weights.GoldenOutputs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network for pictures with its weights: as it was trained, or deployed, which says the same with less. */
public final class Classifier implements TrainedModel {

    /** The weights' file in a run's folder. */
    static final String FILE = "weights.safetensors";

    private static final String KEY = "org.inrzoo.classifier";
    private static final int CHUNK = 100;
    private static final int SUGGESTIONS = 3;

    /** Seven pictures of ten classes have 70 outputs. */
    private static final int GOLDEN_PICTURES = 7;

    private static final int GOLDEN_OUTPUTS = 16;
    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    /** What a file says beside the weights. */
    record Header(
            String model,
            Map<String, Object> settings,
            String form,
            int channels,
            int height,
            int width,
            List<String> classes,
            double mean,
            double deviation) {}

    private final VisionModel model;
    private final GraphNetwork network;
    private final Form form;
    private final Header header;
    private final float[] parameters;

    private Classifier(VisionModel model, GraphNetwork network, Form form, Header header, float[] parameters) {
        this.model = model;
        this.network = network;
        this.form = form;
        this.header = header;
        this.parameters = parameters;
    }

    /** A network as it is trained, with these values of its flat vector, not copied. */
    static Classifier trained(
            VisionModel model, GraphNetwork network, LabelledPictures like, Pixels pixels, float[] parameters) {
        Header header = new Header(
                model.name(),
                model.settings(),
                Form.EVALUATION.name(),
                like.channels(),
                like.height(),
                like.width(),
                like.classes(),
                pixels.mean(),
                pixels.deviation());
        return new Classifier(model, network, Form.EVALUATION, header, parameters);
    }

    /**
     * A network before its training: weights drawn by the recipe's seed, a refocused kernel's basis among them.
     *
     * @param like what it would learn from: the size, the classes and the brightness of its pictures
     */
    public static Classifier untrained(VisionModel model, LabelledPictures like) {
        GraphNetwork network = model.network(
                like.channels(), like.height(), like.width(), like.classes().size());
        float[] first =
                network.parameters(Form.TRAINING).initialize(model.recipe().seed());
        return trained(model, network, like, Pixels.of(like), first);
    }

    @Override
    public VisionModel model() {
        return model;
    }

    /** The classes' names. */
    public List<String> classes() {
        return header.classes;
    }

    /** EVALUATION as it was trained, or DEPLOYED. */
    public Form form() {
        return form;
    }

    /** A copy of the weights, in the order of the network's {@linkplain GraphNetwork#parameters layout}. */
    @Override
    public float[] parameters() {
        return parameters.clone();
    }

    /**
     * One of the weights by its name, row by row; a kernel has a row for each of its values' first places and a column for each
     * channel it makes.
     *
     * @throws OptionException when there is none of this name; the message lists the nearest names
     */
    public double[][] weight(String name) {
        ParameterLayout.Slot slot = network.slot(form, name)
                .orElseThrow(() -> new OptionException(model.name()
                        + " has no weight " + Quoted.of(name) + "; nearest: "
                        + String.join(
                                ", ",
                                Nearest.of(
                                        name,
                                        network.parameters(form).slots().stream()
                                                .map(ParameterLayout.Slot::name)
                                                .toList(),
                                        SUGGESTIONS))));
        List<Integer> shape = slot.parameter().shape();
        int columns = shape.get(shape.size() - 1);
        double[][] rows = new double[slot.length() / columns][columns];
        for (int i = 0; i < slot.length(); i++) {
            rows[i / columns][i % columns] = parameters[slot.offset() + i];
        }
        return rows;
    }

    /**
     * This network with one of the weights replaced.
     *
     * @param rows as of {@link #weight}, of the same sizes; not modified
     * @throws OptionException when there is no weight of this name, or of other sizes
     */
    public Classifier with(String name, double[][] rows) {
        double[][] now = weight(name);
        if (rows.length != now.length || Arrays.stream(rows).anyMatch(row -> row.length != now[0].length)) {
            throw new OptionException(
                    "the weight " + Quoted.of(name) + " has " + now.length + " rows of " + now[0].length + " values");
        }
        float[] changed = parameters.clone();
        int at = network.slot(form, name).orElseThrow().offset();
        for (double[] row : rows) {
            for (double value : row) {
                changed[at++] = (float) value;
            }
        }
        return new Classifier(model, network, form, header, changed);
    }

    /**
     * How large the gradient of the mean cross-entropy of all these pictures at once is, by each trained weight: the root of the
     * mean square of its values, by name, in the network's order. As in training, batch norms take the statistics of these
     * pictures.
     *
     * @throws OptionException when the network is deployed, or the pictures are of another size
     */
    public Map<String, Double> gradients(LabelledPictures pictures) {
        requireLike(pictures);
        if (form == Form.DEPLOYED) {
            throw new OptionException("a deployed network has no gradients: ask the network as it was trained");
        }
        int classes = classes().size();
        float[] targets = new float[Math.multiplyExact(pictures.size(), classes)];
        for (int i = 0; i < pictures.size(); i++) {
            targets[i * classes + pictures.labels()[i]] = 1;
        }
        Map<String, Double> sizes = new LinkedHashMap<>();
        try (GraphSession session = new GraphSession(network, Form.TRAINING, DataType.FLOAT);
                INDArray flat = Nd4j.createFromArray(parameters);
                INDArray input = Nd4j.createFromArray(values(pictures, 0, pictures.size()));
                INDArray wanted = Nd4j.createFromArray(targets)) {
            Map<String, INDArray> found = session.step(flat, input, wanted.reshape(pictures.size(), classes))
                    .gradients();
            for (ParameterLayout.Slot slot : network.parameters(Form.TRAINING).slots()) {
                if (slot.parameter().trainable()) {
                    double squares = 0;
                    for (float value : found.get(slot.name()).reshape(-1).toFloatVector()) {
                        squares += (double) value * value;
                    }
                    sizes.put(slot.name(), Math.sqrt(squares / slot.length()));
                }
            }
        }
        return sizes;
    }

    /** What the network gets of so many pictures, [pictures, values]. */
    private float[] values(LabelledPictures pictures, int first, int count) {
        int length = pictures.pixelsPerPicture();
        float[] values = new float[Math.multiplyExact(count, length)];
        for (int i = 0; i < count; i++) {
            pictures.copy(first + i, 0, 0, false, values, i * length);
        }
        new Pixels(header.mean, header.deviation).normalize(values);
        return values;
    }

    /** The network, for pictures of the size that it was trained on. */
    public GraphNetwork network() {
        return network;
    }

    /** This network with all folded away that only training needs: the same outputs up to rounding. */
    public Classifier deployed() {
        if (form == Form.DEPLOYED) {
            return this;
        }
        Header folded = new Header(
                header.model,
                header.settings,
                Form.DEPLOYED.name(),
                header.channels,
                header.height,
                header.width,
                header.classes,
                header.mean,
                header.deviation);
        return new Classifier(model, network, Form.DEPLOYED, folded, network.fold(parameters));
    }

    /**
     * The classes' scores, before the soft-max, [pictures, classes] row by row.
     *
     * @throws OptionException when the pictures are of another size
     */
    public float[] logits(LabelledPictures pictures) {
        requireLike(pictures);
        int classes = classes().size();
        float[] all = new float[Math.multiplyExact(pictures.size(), classes)];
        try (GraphSession session = new GraphSession(network, form, DataType.FLOAT);
                INDArray flat = Nd4j.createFromArray(parameters)) {
            for (int first = 0; first < pictures.size(); first += CHUNK) {
                int count = Math.min(CHUNK, pictures.size() - first);
                try (INDArray input = Nd4j.createFromArray(values(pictures, first, count))) {
                    float[] scores = session.outputs(flat, input).reshape(-1).toFloatVector();
                    System.arraycopy(scores, 0, all, first * classes, scores.length);
                }
            }
        }
        return all;
    }

    /**
     * The means over the pixels of the last maps of every stage, for one picture.
     *
     * @param values of the size that it was trained on, its mean 0 and its deviation 1 as the network's inputs have them, [channels,
     *     height, width]
     * @throws OptionException when its family has no stages
     */
    float[] stages(float[] values) {
        GraphNetwork stages = new GraphNetwork(
                (graph, pictures) -> model.family()
                        .stages(graph, pictures)
                        .orElseThrow(() -> new OptionException(model.name() + " has no stages")),
                header.channels,
                header.height,
                header.width,
                1);
        ParameterLayout layout = stages.parameters(form);
        float[] own = new float[layout.size()];
        for (ParameterLayout.Slot slot : layout.slots()) {
            ParameterLayout.Slot same = network.slot(form, slot.name()).orElseThrow();
            System.arraycopy(parameters, same.offset(), own, slot.offset(), slot.length());
        }
        try (GraphSession session = new GraphSession(stages, form, DataType.FLOAT);
                INDArray flat = Nd4j.createFromArray(own);
                INDArray input = Nd4j.createFromArray(values)) {
            return session.outputs(flat, input).reshape(-1).toFloatVector();
        }
    }

    /** Rows and columns of the pictures that it takes. */
    List<Integer> size() {
        return List.of(header.height, header.width);
    }

    /**
     * What it says of pictures whose classes are known.
     *
     * @throws OptionException when they are of another size or of other classes
     */
    public Confusion test(LabelledPictures pictures) {
        requireClasses(pictures);
        float[] logits = logits(pictures);
        int n = classes().size();
        int[][] counts = new int[n][n];
        double loss = 0;
        for (int i = 0; i < pictures.size(); i++) {
            int best = 0;
            for (int k = 1; k < n; k++) {
                best = logits[i * n + k] > logits[i * n + best] ? k : best;
            }
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += Math.exp((double) logits[i * n + k] - logits[i * n + best]);
            }
            int label = pictures.labels()[i];
            loss += Math.log(sum) - ((double) logits[i * n + label] - logits[i * n + best]);
            counts[label][best]++;
        }
        return Confusion.of(classes(), counts, loss / pictures.size());
    }

    void requireClasses(LabelledPictures pictures) {
        if (!pictures.classes().equals(classes())) {
            throw new OptionException("the network tells apart " + String.join(", ", classes())
                    + ", and these pictures are of other classes");
        }
    }

    private void requireLike(LabelledPictures pictures) {
        if (pictures.channels() != header.channels
                || pictures.height() != header.height
                || pictures.width() != header.width) {
            throw new OptionException("the network takes pictures of " + header.width + "x" + header.height
                    + (header.channels == 1 ? ", gray" : ", RGB") + ", and these are " + pictures);
        }
    }

    @Override
    public void save(Path file) {
        content().write(file);
    }

    @Override
    public Safetensors content() {
        return Safetensors.of(
                NamedParameters.tensors(parameters, network.parameters(form)), Map.of(KEY, Json.line(header)));
    }

    static boolean reads(Safetensors content) {
        return content.metadata().containsKey(KEY);
    }

    /** What SameDiff answers, which is the one that computes it. */
    @Override
    public GoldenOutputs golden(String engine) {
        int count = GOLDEN_PICTURES;
        return golden(count, Math.min(GOLDEN_OUTPUTS, classes().size()), Collections.nCopies(count, 0));
    }

    @Override
    public GoldenOutputs golden(GoldenOutputs asked, String engine) {
        int kept = asked.outputs().get(0).size();
        if (asked.inputs() != GoldenOutputs.Inputs.PICTURES
                || asked.first().stream()
                        .anyMatch(first -> first < 0 || first + kept > classes().size())) {
            throw new OptionException("the golden outputs are those of another network: this one says "
                    + classes().size() + " classes of pictures");
        }
        return golden(asked.outputs().size(), kept, asked.first());
    }

    private GoldenOutputs golden(int pictures, int kept, List<Integer> first) {
        int length = network.inputs();
        float[] inputs = new float[Math.multiplyExact(pictures, length)];
        for (int i = 0; i < inputs.length; i++) {
            double place = (double) (i % length + 1) * (i / length + 1) / GOLDEN_RATIO;
            inputs[i] = (float) (4 * (place - Math.floor(place)) - 2);
        }
        List<List<Float>> outputs = new ArrayList<>();
        try (GraphSession session = new GraphSession(network, form, DataType.FLOAT);
                INDArray flat = Nd4j.createFromArray(parameters);
                INDArray input = Nd4j.createFromArray(inputs)) {
            float[] scores = session.outputs(flat, input.reshape(pictures, length))
                    .reshape(-1)
                    .toFloatVector();
            for (int i = 0; i < pictures; i++) {
                List<Float> row = new ArrayList<>();
                for (int k = 0; k < kept; k++) {
                    row.add(scores[i * classes().size() + first.get(i) + k]);
                }
                outputs.add(row);
            }
        }
        return new GoldenOutputs(GoldenOutputs.Inputs.PICTURES, List.of(), first, outputs);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param path the file, or a training's folder
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws MalformedFileException when it is damaged, no classifier's, or its weights do not match its model
     */
    public static Classifier load(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        return of(Safetensors.read(file), file.toString());
    }

    /** The classifier in a file's content; see {@link #load}. */
    static Classifier of(Safetensors content, String name) {
        if (!content.metadata().containsKey(KEY)) {
            throw new MalformedFileException(name, "it holds no classifier; 'inrzoo train' makes one");
        }
        Header header = Json.read(content.metadata().get(KEY), Header.class, name);
        try {
            VisionModel model = VisionModels.get(header.model).withAll(header.settings);
            Form form = Form.valueOf(header.form);
            GraphNetwork network = model.network(header.channels, header.height, header.width, header.classes.size());
            float[] parameters = NamedParameters.read(content.tensors(), network.parameters(form), name);
            return new Classifier(model, network, form, header, parameters);
        } catch (OptionException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedFileException(name, "it means no network of this zoo: " + e.getMessage());
        }
    }

    /**
     * First values for another network: what has the same name and shape here is taken over, the basis of a refocused kernel
     * from the plain kernel; the rest is drawn by the seed.
     *
     * @throws OptionException when nothing can be taken over
     */
    float[] handOn(GraphNetwork other, long seed) {
        ParameterLayout layout = other.parameters(Form.TRAINING);
        float[] values = layout.initialize(seed);
        int taken = 0;
        for (ParameterLayout.Slot slot : layout.slots()) {
            String name = Refocus.source(slot.name()).orElse(slot.name());
            ParameterLayout.Slot from = network.slot(form, name)
                    .filter(found ->
                            found.parameter().shape().equals(slot.parameter().shape()))
                    .orElse(null);
            if (from != null) {
                System.arraycopy(parameters, from.offset(), values, slot.offset(), slot.length());
                taken++;
            }
        }
        if (taken == 0 || form == Form.DEPLOYED) {
            throw new OptionException(
                    form == Form.DEPLOYED
                            ? "a deployed network cannot be trained on: give the run's folder"
                            : "nothing of " + model.name()
                                    + " fits into the network to be trained: give a run of a network like it");
        }
        return values;
    }

    @Override
    public String toString() {
        return model + ", " + Arrays.toString(new int[] {header.width, header.height, header.channels}) + ", " + form;
    }
}
