package org.inrzoo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.inrzoo.engine.BatchStatistics;
import org.inrzoo.engine.samediff.SameDiffDefinition;
import org.inrzoo.family.Source;
import org.inrzoo.family.Variant;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Quoted;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model that is a function of coordinates.
 *
 * @param variant the family's record, recipe and source behind the name
 */
public record CoordinateModel(Variant variant) implements NamedModel {

    /** Points of the batch at which norms are frozen to be counted; their number does not depend on it. */
    private static final int POINTS = 1 << 10;

    @Override
    public String name() {
        return variant.name();
    }

    @Override
    public String summary() {
        return variant.summary();
    }

    @Override
    public String kind() {
        return "a function of coordinates, for 'inrzoo fit'";
    }

    @Override
    public Source source() {
        return variant.source();
    }

    @Override
    public Map<String, Object> settings() {
        return variant.settings();
    }

    @Override
    public CoordinateModel with(String key, Object value) {
        return new CoordinateModel(variant.with(key, value));
    }

    @Override
    public CoordinateModel withAll(Map<String, ?> changes) {
        return new CoordinateModel(variant.withAll(changes));
    }

    @Override
    public List<String> recipes() {
        return variant.recipes();
    }

    @Override
    public Map<String, Object> recipeKeys(String recipe) {
        return variant.recipeKeys(recipe);
    }

    @Override
    public ModelSize size() {
        Architecture network = network();
        Architecture frozen = BatchStatistics.frozen(network, POINTS);
        float[] any = new float[frozen.parameters().size()];
        Architecture deployed = NormFolding.fold(new Network(frozen, any)).architecture();
        return new ModelSize(
                network.parameters().trainable(),
                deployed.parameters().size(),
                perPoint(network),
                perPoint(deployed),
                "point",
                variant.signal().name());
    }

    /** The network that is counted. */
    Architecture network() {
        return variant.family()
                .architecture(variant.signal().dimensions(), variant.signal().outputs());
    }

    /** A queried point gives one pixel of every tile. */
    long perPoint(Architecture network) {
        return Math.round(
                (double) network.macsPerPoint() / variant.family().tiles().count());
    }

    /** The network for a gray picture; see {@link ZooModel#graph(long)}. */
    @Override
    public SameDiff graph() {
        return graph(variant.recipe().seed());
    }

    SameDiff graph(long seed) {
        Architecture architecture = variant.family().architecture(2, 1);
        float[] weights = architecture.parameters().initialize(seed);
        return SameDiffDefinition.define(new Network(architecture, weights), DataType.FLOAT);
    }

    @Override
    public CoordinateCard card() {
        return new CoordinateCard(variant);
    }

    @Override
    public FittedImage trained(Path file) {
        return FittedImageFile.read(file, name -> {
            if (!name.equals(variant.name())) {
                throw new OptionException("it is of a " + Quoted.of(name) + ", not of a " + variant.name());
            }
            return variant;
        });
    }

    /** The name, and behind it the settings that have been changed, such as {@code siren[width=128, steps=300]}. */
    @Override
    public String toString() {
        return variant.toString();
    }
}
