package org.inrzoo.site;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.inrzoo.FittedImage;
import org.inrzoo.io.HalfPrecision;
import org.inrzoo.io.Json;
import org.inrzoo.layer.Layer;
import org.inrzoo.network.Architecture;
import org.inrzoo.network.Network;
import org.inrzoo.network.NormFolding;
import org.inrzoo.option.Options;
import org.inrzoo.point.Range;

/** A fitted image as a script for the viewer: its layers, and its numbers in base 64, since pages on disk can read no other files. */
final class ViewerNetwork {

    private static final class Holder {
        private static final Map<Class<?>, ViewerLayer<?>> LAYERS =
                ServiceLoader.load(ViewerLayer.Provider.class).stream()
                        .flatMap(provider -> provider.get().layers().stream())
                        .collect(Collectors.toMap(ViewerLayer::layer, layer -> layer));
    }

    private ViewerNetwork() {}

    /**
     * The script, which gives the network to the viewer under a name.
     *
     * @return empty where the network has layers that the viewer cannot compute, splits its picture into tiles, or looks at neighbours
     */
    static Optional<String> script(String name, FittedImage image) {
        FittedImage finest = image.levels() == 1 ? image : image.level(image.levels());
        Network network = NormFolding.fold(new Network(finest.architecture(), finest.parameters()));
        Architecture architecture = network.architecture();
        boolean known = architecture.layers().stream().map(Layer::getClass).allMatch(Holder.LAYERS::containsKey);
        if (!known
                || finest.variant().family().tiles().count() > 1
                || architecture.couplesPoints()
                || architecture.outputs() != finest.channels()) {
            return Optional.empty();
        }
        List<float[]> tensors = new ArrayList<>();
        List<Map<String, Object>> layers = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < architecture.layers().size(); i++) {
            Layer layer = architecture.layers().get(i);
            int inputs = architecture.inputs(i);
            ViewerLayer.SaidLayer said = Holder.LAYERS.get(layer.getClass()).say(layer, network.values(i), inputs);
            Map<String, Object> places = new LinkedHashMap<>();
            for (Map.Entry<String, float[]> tensor : said.tensors().entrySet()) {
                places.put(tensor.getKey(), List.of(length, tensor.getValue().length));
                tensors.add(tensor.getValue());
                length += tensor.getValue().length;
            }
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("kind", said.kind());
            description.put("inputs", inputs);
            description.put("outputs", layer.outputs(inputs));
            description.putAll(said.numbers());
            description.put("tensors", places);
            layers.add(description);
        }
        boolean half = tensors.stream().allMatch(ViewerNetwork::isHalf);
        Range range = finest.variant().recipe().targets();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("width", finest.width());
        all.put("height", finest.height());
        all.put("channels", finest.channels());
        all.put("grid", Options.word(finest.variant().recipe().grid()));
        all.put("low", range.low());
        all.put("length", range.length());
        all.put("macs", Math.max(1, architecture.macsPerPoint()));
        all.put("layers", layers);
        all.put("half", half);
        all.put("values", Base64.getEncoder().encodeToString(bytes(tensors, length, half)));
        return Optional.of("inrzoo.add(" + Json.line(name) + ", " + Json.line(all) + ");\n");
    }

    private static boolean isHalf(float[] values) {
        for (float value : values) {
            if (HalfPrecision.nearest(value) != value) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(List<float[]> tensors, int length, boolean half) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(length, half ? Short.BYTES : Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] tensor : tensors) {
            for (float value : tensor) {
                if (half) {
                    bytes.putShort(half(value));
                } else {
                    bytes.putFloat(value);
                }
            }
        }
        return bytes.array();
    }

    /** The 16 bits of a number that half precision has. */
    static short half(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = Math.getExponent(value);
        int rest = exponent < Float.MIN_EXPONENT
                ? 0
                : exponent < -14
                        ? Math.round(Math.scalb(Math.abs(value), 24))
                        : ((exponent + 15) << 10) | ((bits >> 13) & 0x3FF);
        return (short) (sign | rest);
    }
}
