package org.inrzoo.field;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Decibels;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.Measure;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.option.OptionException;
import org.inrzoo.point.GridConvention;

/** A field as a safetensors file: the weights, and as metadata the model, its settings and what it represents. */
final class FieldFile {

    private static final String FORMAT = "inrzoo-field-1";

    private static final int MAX_CHANNELS = 1 << 16;

    private static final int MAX_AXES = 16;

    private FieldFile() {}

    /** What the metadata say beside the model. */
    private record Described(
            String signal,
            List<Axis> axes,
            GridConvention convention,
            int channels,
            Quantity quantity,
            int frozenAt,
            List<Scored> scores) {

        Described {
            if (signal == null || axes == null || convention == null || quantity == null || scores == null) {
                throw new IllegalArgumentException("a field has a signal, axes, a quantity and scores");
            }
            if (axes.size() > MAX_AXES || channels < 1 || channels > MAX_CHANNELS || frozenAt < 1) {
                throw new IllegalArgumentException("a field has 1 to " + MAX_AXES + " axes and 1 to " + MAX_CHANNELS
                        + " channels, not " + axes.size() + " and " + channels);
            }
        }
    }

    /** A score as the file has it. */
    private record Scored(
            String name, String unit, @Decibels double value) {}

    static Safetensors content(Field field) {
        FieldHeader header = field.header();
        Described described = new Described(
                header.signal(),
                header.domain().axes(),
                header.domain().convention(),
                header.channels(),
                header.quantity(),
                header.frozenAt(),
                header.scores().stream()
                        .map(score -> new Scored(
                                score.measure().name(), score.measure().unit(), score.value()))
                        .toList());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("model", header.variant().name());
        metadata.put("settings", Json.line(header.variant().settings()));
        metadata.put("field", Json.line(described));
        Network network = field.network();
        return Safetensors.of(
                NamedParameters.tensors(
                        network.parameters(), network.architecture().parameters()),
                metadata);
    }

    static boolean isField(Path file) {
        try {
            return isField(Safetensors.read(file));
        } catch (MalformedFileException e) {
            return false;
        }
    }

    static boolean isField(Safetensors content) {
        return FORMAT.equals(content.metadata().get("format"));
    }

    static Field read(Safetensors content, String name) {
        Map<String, String> metadata = content.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new MalformedFileException(
                    name, "it holds no field of this zoo (no metadata 'format' = " + FORMAT + ")");
        }
        try {
            FieldHeader header = header(metadata, name);
            Architecture stored = Field.stored(header);
            return Field.of(
                    header, new Network(stored, NamedParameters.read(content.tensors(), stored.parameters(), name)));
        } catch (IllegalArgumentException | ArithmeticException | OptionException e) {
            throw new MalformedFileException(name, "its metadata means no field of this zoo: " + e.getMessage());
        }
    }

    private static FieldHeader header(Map<String, String> metadata, String name) {
        @SuppressWarnings("unchecked")
        Map<String, Object> settings = Json.read(metadata.getOrDefault("settings", ""), Map.class, name);
        Variant variant = Registry.get(metadata.getOrDefault("model", "")).restored(settings);
        Described described = Json.read(metadata.getOrDefault("field", ""), Described.class, name);
        return new FieldHeader(
                variant,
                described.signal(),
                new Domain(described.axes(), described.convention()),
                described.channels(),
                described.quantity(),
                described.frozenAt(),
                described.scores().stream()
                        .map(score -> new Measure(score.name(), score.unit()).of(score.value()))
                        .toList());
    }
}
