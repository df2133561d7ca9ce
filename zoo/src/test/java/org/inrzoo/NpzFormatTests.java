package org.inrzoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.inrzoo.datasets.Datasets;
import org.inrzoo.engine.Engine;
import org.inrzoo.engine.Engines;
import org.inrzoo.fit.NamedParameters;
import org.inrzoo.io.Tensor;
import org.inrzoo.layer.GradientAssertions;
import org.inrzoo.network.Architecture;
import org.inrzoo.point.Points;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that have been to NumPy's format and back. */
class NpzFormatTests {

    private static final Pattern FLOATS =
            Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([^)]*)\\).*");

    private static final int POINTS = 50;

    @TempDir
    private Path folder;

    /** The arrays of floats in a file, by their names. */
    private static Map<String, Tensor> floats(Path file) throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                ByteBuffer npy = ByteBuffer.wrap(zip.getInputStream(entry).readAllBytes())
                        .order(ByteOrder.LITTLE_ENDIAN);
                int begin = 10 + npy.getShort(8);
                Matcher header =
                        FLOATS.matcher(new String(npy.array(), 10, begin - 10, StandardCharsets.US_ASCII).strip());
                if (header.matches()) {
                    long[] shape = Arrays.stream(header.group(1).split(","))
                            .map(String::strip)
                            .filter(size -> !size.isEmpty())
                            .mapToLong(Long::parseLong)
                            .toArray();
                    float[] values = new float[(npy.capacity() - begin) / Float.BYTES];
                    npy.position(begin).asFloatBuffer().get(values);
                    String name = entry.getName().replaceFirst("\\.npy$", "");
                    tensors.put(name, Tensor.of(name, values, shape));
                }
            }
        }
        return tensors;
    }

    @ParameterizedTest
    @ValueSource(strings = {"siren", "relu-pe", "fourier-features", "loe-sine-fine2coarse", "instant-ngp", "bacon"})
    void giveTheSameNetwork(String name) throws IOException {
        FittedImage fitted = Zoo.get(name).with("steps", 2).fit(Datasets.image("astronaut", 16));
        Path file = folder.resolve("a.npz");
        fitted.export(file);
        Architecture network = fitted.architecture();
        float[] read = NamedParameters.read(floats(file), network.parameters(), "a.npz");
        Points points = GradientAssertions.randomPoints(POINTS, 2);
        float[] wanted = new float[POINTS * network.outputs()];
        float[] outputs = new float[wanted.length];
        try (Engine engine = Engines.create("auto", network, 1)) {
            engine.forward(fitted.parameters(), points, wanted);
            engine.forward(read, points, outputs);
        }
        for (int i = 0; i < outputs.length; i++) {
            assertThat(outputs[i]).as("value %d", i).isCloseTo(wanted[i], within(1e-5f));
        }
    }
}
