package org.inrzoo.field;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.Derivatives;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Family;
import org.inrzoo.family.Variant;
import org.inrzoo.io.Safetensors;
import org.inrzoo.layer.DerivativeOrder;
import org.inrzoo.metric.Score;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.Points;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A function that a network has learnt: a photograph, a song, a solid. It can be asked at any point of its domain, in the
 * signal's own units, for its values.
 *
 * <p>Where the model has statistics over a batch, they are those of the fitted samples. Of a model with several levels of
 * detail, it is the finest.
 */
public final class Field {

    /** Outputs that leave the network at a time. */
    private static final int STRIP = 1 << 20;

    /** The least number of points for which several threads are faster than one. */
    private static final int MIN_POINTS_FOR_THREADS = 1 << 10;

    private final FieldHeader header;
    private final Network network;
    private final Network folded;

    private Field(FieldHeader header, Network network) {
        this.header = header;
        this.network = network;
        folded = NormFolding.fold(network);
    }

    /**
     * The function that a trained network is.
     *
     * @param header what it represents, and by which model
     * @param trained the parameters as the fit left them
     * @param points the fitted points, whose statistics are kept where the model has any
     * @param engine name of the engine that takes them
     */
    public static Field trained(FieldHeader header, float[] trained, Points points, String engine, int threads) {
        Variant variant = header.variant();
        Architecture whole = architecture(header, variant.family());
        Network frozen = BatchStatistics.freeze(
                new Network(whole, trained), points, part -> Engines.create(engine, part, threads));
        Architecture finest = BatchStatistics.frozen(finest(header), header.frozenAt());
        return new Field(header, frozen.architecture().equals(finest) ? frozen : frozen.part(finest));
    }

    /**
     * The function before training, of the weights that the model's seed draws.
     *
     * @param mostWeights more are refused
     * @throws OptionException when there are more
     */
    public static Field drawn(FieldHeader header, int mostWeights) {
        Architecture stored = stored(header);
        if (stored.parameters().size() > mostWeights) {
            throw new OptionException("its network has more than " + mostWeights + " weights");
        }
        return of(
                header,
                new Network(
                        stored,
                        stored.parameters().initialize(header.variant().recipe().seed())));
    }

    /** The function that a network is whose outputs at a point depend on that point alone. */
    public static Field of(FieldHeader header, Network network) {
        return new Field(header, network);
    }

    private static Architecture architecture(FieldHeader header, Family family) {
        Domain domain = header.domain();
        return family.sized(domain.sizes()).architecture(domain.dimensions(), header.channels());
    }

    private static Architecture finest(FieldHeader header) {
        Domain domain = header.domain();
        List<Family> levels = header.variant().family().sized(domain.sizes()).levelsOfDetail();
        return levels.get(levels.size() - 1).architecture(domain.dimensions(), header.channels());
    }

    /** The network that {@link #save} writes the weights of. */
    static Architecture stored(FieldHeader header) {
        return BatchStatistics.frozen(finest(header), header.frozenAt());
    }

    /** What it represents, and by which model. */
    public FieldHeader header() {
        return header;
    }

    /** The model with all its settings. */
    public Variant variant() {
        return header.variant();
    }

    /** Where it lives. */
    public Domain domain() {
        return header.domain();
    }

    /** Values per point. */
    public int channels() {
        return header.channels();
    }

    /** What its values mean. */
    public Quantity quantity() {
        return header.quantity();
    }

    /** How good it is, the main score first; empty where nobody has measured. */
    public List<Score> scores() {
        return header.scores();
    }

    /** The network, whose outputs {@link #quantity} makes values of. */
    public Network network() {
        return network;
    }

    /**
     * The values at a point.
     *
     * @param point d coordinates in the units of {@link #domain}
     * @return one value per channel, in the unit of {@link #quantity}
     * @throws OptionException when the point is outside of the domain, or it is not one point
     */
    public double[] at(double... point) {
        if (point.length != domain().dimensions()) {
            throw new OptionException("a point here has " + domain().dimensions() + " coordinates (" + domain().names()
                    + "), not " + point.length);
        }
        return evaluate(point);
    }

    /**
     * The values at many points, much faster than one by one.
     *
     * @param points [n, d], row-major, in the units of {@link #domain}
     * @return [n, channels], in the unit of {@link #quantity}
     * @throws OptionException when a point is outside of the domain, or a coordinate is missing
     */
    public double[] evaluate(double[] points) {
        float[] outputs = outputs(domain().points(points), done -> {});
        double[] values = new double[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantity().value(outputs[i]);
        }
        return values;
    }

    /**
     * The gradients at many points, exact: by differentiating the network, not by differences. Where a network jumps from cell
     * to cell, that inside the point's cell.
     *
     * @param points [n, d], row-major, in the units of {@link #domain}
     * @return [n, channels, d]: change of the value per unit of each axis
     * @throws OptionException when a point is outside of the domain, or the network has no gradient; says which layer has none
     */
    public double[] gradient(double[] points) {
        Derivatives derivatives = derivatives(points, DerivativeOrder.GRADIENT);
        double[] gradients = new double[derivatives.gradients().length];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = quantity().scale() * derivatives.gradients()[i];
        }
        return gradients;
    }

    /**
     * The Laplacians at many points, the sum of the second derivatives by every axis in its own unit, exact as {@link #gradient}.
     *
     * @param points [n, d], row-major, in the units of {@link #domain}
     * @return [n, channels]: where all axes have one unit, the value per square of it
     * @throws OptionException when a point is outside of the domain, or the network has no Laplacian; says which layer has none
     */
    public double[] laplacian(double[] points) {
        Derivatives derivatives = derivatives(points, DerivativeOrder.LAPLACIAN);
        double[] laplacians = new double[derivatives.laplacians().length];
        for (int i = 0; i < laplacians.length; i++) {
            laplacians[i] = quantity().scale() * derivatives.laplacians()[i];
        }
        return laplacians;
    }

    private Derivatives derivatives(double[] points, DerivativeOrder order) {
        folded.architecture().withoutDerivative(order).ifPresent(why -> {
            throw new OptionException(why);
        });
        try (Engine engine = Engines.create(Engines.AUTO, folded.architecture(), 1, order)) {
            return engine.derivatives(folded.parameters(), domain().points(points), order, domain().scales());
        }
    }

    /**
     * The values on a regular grid over the whole domain, each in the middle of its cell.
     *
     * @param sizes samples on every axis; those of the domain are the fitted ones
     * @param progress is told, now and then, which part is done, from 0 to 1
     * @return [samples, channels], row-major, in the unit of {@link #quantity}
     * @throws OptionException when they do not fit in memory
     */
    public float[] samples(List<Integer> sizes, DoubleConsumer progress) {
        requireMemory(sizes);
        float[] values = outputs(domain().grid().redrawn(sizes), progress);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) quantity().value(values[i]);
        }
        return values;
    }

    /** The values at the fitted samples; see {@link #samples(List, DoubleConsumer)}. */
    public float[] samples() {
        return samples(domain().sizes(), done -> {});
    }

    /**
     * The network's outputs, before they are values.
     *
     * @param points in [0,1]^d
     * @param progress is told which part is done, from 0 to 1
     * @return [n, channels]
     */
    public float[] outputs(Points points, DoubleConsumer progress) {
        int channels = channels();
        float[] outputs = new float[Math.multiplyExact(points.size(), channels)];
        int strip = folded.architecture().reach() > 0 ? points.size() : Math.max(1, STRIP / channels);
        int threads = points.size() < MIN_POINTS_FOR_THREADS
                ? 1
                : Runtime.getRuntime().availableProcessors();
        try (Engine engine = Engines.create(Engines.AUTO, folded.architecture(), threads)) {
            float[] part = new float[Math.min(strip, points.size()) * channels];
            for (int first = 0; first < points.size(); first += strip) {
                int count = Math.min(strip, points.size() - first);
                engine.forward(folded.parameters(), count == points.size() ? points : points.slice(first, count), part);
                System.arraycopy(part, 0, outputs, first * channels, count * channels);
                progress.accept((double) (first + count) / points.size());
            }
        }
        return outputs;
    }

    private void requireMemory(List<Integer> sizes) {
        double values = sizes.stream().mapToDouble(Integer::doubleValue).reduce(channels(), (a, b) -> a * b);
        double room = Runtime.getRuntime().maxMemory();
        if (values > Integer.MAX_VALUE - 8 || 2 * Float.BYTES * values > room) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "%s samples take %.1f GB, and Java may use %.1f: ask for fewer, or give Java a larger heap",
                    sizes.stream().map(String::valueOf).collect(Collectors.joining("x")),
                    2 * Float.BYTES * values * 1e-9,
                    room * 1e-9));
        }
    }

    /**
     * The network as a SameDiff graph with its weights: from the placeholder {@code points}, [n, d], coordinates in [0,1], to
     * {@code output}, [n, channels], before {@link #quantity}.
     */
    public SameDiff graph() {
        return SameDiffDefinition.define(network, DataType.FLOAT);
    }

    /**
     * Writes the weights and all that is needed to use them, as one safetensors file, whole or not at all.
     *
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public void save(Path file) {
        FieldFile.content(this).write(file);
    }

    /** What {@link #save} writes. */
    public byte[] toBytes() {
        return FieldFile.content(this).toBytes();
    }

    /** What {@link #save} writes, before it is bytes. */
    public Safetensors content() {
        return FieldFile.content(this);
    }

    /**
     * The function in a file's content; see {@link #load}.
     *
     * @param name of the file, for messages
     * @throws org.inrzoo.io.MalformedFileException when it is no field's, or its weights do not match its model
     */
    public static Field of(Safetensors content, String name) {
        return FieldFile.read(content, name);
    }

    /** Whether a file's content is that of a field. */
    public static boolean isField(Safetensors content) {
        return FieldFile.isField(content);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws java.io.UncheckedIOException when there is no such file
     * @throws org.inrzoo.io.MalformedFileException when the file is damaged, or its weights do not match its model
     */
    public static Field load(Path file) {
        return FieldFile.read(Safetensors.read(file), file.getFileName().toString());
    }

    /** Whether a file was written by {@link #save}; one that is no safetensors file was not. */
    public static boolean isField(Path file) {
        return FieldFile.isField(file);
    }

    /** What it is, in one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s %s (%s), %,d parameters",
                variant(),
                header.signal(),
                domain().sizes().stream().map(String::valueOf).collect(Collectors.joining("x")),
                quantity().name(),
                network.architecture().parameters().trainable());
    }
}
