package org.inrzoo;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.inrzoo.family.Registry;
import org.inrzoo.family.Variant;
import org.inrzoo.fit.History;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Json;
import org.inrzoo.io.MalformedFileException;
import org.inrzoo.io.Safetensors;
import org.inrzoo.metric.BetweenReference;
import org.inrzoo.network.ParameterLayout;
import org.inrzoo.option.OptionException;
import org.inrzoo.option.Options;
import org.inrzoo.option.Quoted;

/** A fitted image as a safetensors file: the weights, and as metadata the model, its settings, the size and the scores. */
final class FittedImageFile {

    private static final String FORMAT = "inrzoo-image-1";

    private FittedImageFile() {}

    static Safetensors content(FittedImage image) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        metadata.put("model", image.variant().name());
        metadata.put("settings", Json.line(image.variant().settings()));
        metadata.put("width", String.valueOf(image.width()));
        metadata.put("height", String.valueOf(image.height()));
        metadata.put("channels", String.valueOf(image.channels()));
        Scores scores = image.scores();
        scores.psnr().ifPresent(psnr -> metadata.put("psnr", String.valueOf(psnr)));
        scores.between().ifPresent(psnr -> metadata.put("psnrBetween", String.valueOf(psnr)));
        scores.reference().ifPresent(reference -> metadata.put("betweenReference", Options.word(reference)));
        return Safetensors.of(
                NamedParameters.tensors(image.parameters(), image.architecture().parameters()), metadata);
    }

    /** The model of this name with the settings it is registered with. */
    static Variant registered(String model) {
        return Registry.get(model);
    }

    /**
     * Reads what {@link #content} is.
     *
     * @param models finds the model of a name
     */
    static FittedImage read(Path file, Function<String, Variant> models) {
        return read(Safetensors.read(file), file.getFileName().toString(), models);
    }

    static boolean reads(Safetensors content) {
        return FORMAT.equals(content.metadata().get("format"));
    }

    /** The fitted image in a file's content. */
    static FittedImage read(Safetensors content, String name, Function<String, Variant> models) {
        Map<String, String> metadata = content.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new MalformedFileException(
                    name, "it holds no weights of this zoo (no metadata 'format' = " + FORMAT + ")");
        }
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> settings = Json.read(metadata.getOrDefault("settings", ""), Map.class, name);
            Variant variant = models.apply(metadata.getOrDefault("model", "")).restored(settings);
            int channels = channels(metadata);
            int width = side(metadata, "width", 1 << 20);
            int height = side(metadata, "height", 1 << 20);
            ParameterLayout layout =
                    FittedImage.architecture(variant, width, height, channels).parameters();
            float[] parameters = NamedParameters.read(content.tensors(), layout, name);
            return new FittedImage(variant, width, height, channels, parameters, scores(metadata), History.empty());
        } catch (IllegalArgumentException | ArithmeticException | OptionException e) {
            throw new MalformedFileException(name, "its metadata means no model of this zoo: " + e.getMessage());
        }
    }

    private static Scores scores(Map<String, String> metadata) {
        return new Scores(
                score(metadata, "psnr"),
                score(metadata, "psnrBetween"),
                Arrays.stream(BetweenReference.values())
                        .filter(reference -> Options.word(reference).equals(metadata.get("betweenReference")))
                        .findFirst());
    }

    private static OptionalDouble score(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        return text == null ? OptionalDouble.empty() : OptionalDouble.of(decibels(key, text));
    }

    /** Numbers are short; and a score may be infinite, as of a picture that is met exactly, but not NaN. */
    private static double decibels(String key, String text) {
        double value =
                text.length() <= 32 && text.matches("-?[0-9.E-]+|-?Infinity") ? Double.parseDouble(text) : Double.NaN;
        if (Double.isNaN(value)) {
            throw new OptionException("'" + key + "' is " + Quoted.of(text));
        }
        return value;
    }

    private static int channels(Map<String, String> metadata) {
        String text = metadata.getOrDefault("channels", "");
        if (!text.equals("1") && !text.equals("3")) {
            throw new OptionException("'channels' is " + Quoted.of(text));
        }
        return Integer.parseInt(text);
    }

    private static int side(Map<String, String> metadata, String key, int limit) {
        String text = metadata.getOrDefault(key, "");
        if (!text.matches("[1-9][0-9]{0,7}") || Integer.parseInt(text) > limit) {
            throw new OptionException("'" + key + "' is " + Quoted.of(text));
        }
        return Integer.parseInt(text);
    }
}
